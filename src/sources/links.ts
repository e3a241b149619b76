/** An absolute web address without fragment; undefined for anything else (mailto:, javascript:, nonsense). */
export function resolveLink(link: string | undefined, base: string): string | undefined {
  if (link === undefined || link.trim() === "" || !URL.canParse(link.trim(), base)) return undefined;
  const url = new URL(link.trim(), base);
  if (url.protocol !== "http:" && url.protocol !== "https:") return undefined;
  url.hash = "";
  return url.href;
}
