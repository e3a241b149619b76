import { load } from "cheerio/slim";
import { MarkupRefused, tameMarkup } from "../lib/markup.js";
import { resolveLink } from "./links.js";
import { SourceUnavailable } from "./reading.js";

export interface ListedLink {
  url: string;
  /** The link's text, which may be cut off. */
  title?: string;
}

/** The articles that a list page links to, in its order, each once. Throws SourceUnavailable for a page beyond reading. */
export function readLinks(html: string, pageUrl: string, item: string): ListedLink[] {
  const $ = load(tame(html, pageUrl));
  const base = resolveLink($("base[href]").attr("href"), pageUrl) ?? pageUrl;
  const here = resolveLink(pageUrl, pageUrl);
  const links = new Map<string, ListedLink>();
  for (const place of $(item).toArray()) {
    const anchor = "attribs" in place && place.name === "a" ? $(place) : $(place).find("a[href]").first();
    const href = anchor.attr("href");
    const url = href?.startsWith("#") ? undefined : resolveLink(href, base);
    if (url === undefined || url === here || links.has(url)) continue;
    const title = anchor.text().trim() || anchor.attr("title")?.trim();
    links.set(url, { url, title: title || undefined });
  }
  return [...links.values()];
}

function tame(html: string, pageUrl: string): string {
  try {
    return tameMarkup(html);
  } catch (cause) {
    if (cause instanceof MarkupRefused) {
      throw new SourceUnavailable(`${pageUrl} cannot be read: ${cause.message}.`, undefined, { cause });
    }
    throw cause;
  }
}
