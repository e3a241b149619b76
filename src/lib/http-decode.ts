/** Labels that Chinese sites use; GB18030 holds all of GBK and GB2312. */
const CHINESE = new Map([
  ["gb2312", "gb18030"],
  ["gbk", "gb18030"],
  ["x-gbk", "gb18030"],
  ["gb18030", "gb18030"],
  ["gb_2312-80", "gb18030"],
  ["hz-gb-2312", "gb18030"],
  ["big5", "big5"],
  ["big5-hkscs", "big5"],
]);

/** Where claims stand, in bytes from the start. */
const HEAD = 4_096;

/**
 * Bytes to text. A byte order mark decides; then valid UTF-8 wins over whatever header and markup claim, for text in any
 * other encoding is hardly ever valid UTF-8, and wrong claims are common; then the claims count, header before markup.
 */
export function decodeBody(bytes: Uint8Array, contentType?: string): string {
  const mark = byteOrderMark(bytes);
  if (mark) return new TextDecoder(mark).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const broken = new TextDecoder().decode(bytes);
    if (isMostlyUtf8(bytes, broken)) return broken;
  }
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, HEAD));
  const claims = [charsetOf(contentType), charsetOf(head)].filter((claim) => claim !== undefined);
  for (const claim of claims) {
    const text = decodeAs(bytes, claim);
    if (text !== undefined) return text;
  }
  // Nobody says: Chinese news that is not UTF-8 is GBK.
  return new TextDecoder("gb18030").decode(bytes);
}

/** A text that was cut in the middle of a character; in other encodings almost every such byte is an error. */
function isMostlyUtf8(bytes: Uint8Array, text: string): boolean {
  const errors = text.split("\ufffd").length - 1;
  return errors * 20 < bytes.reduce((count, byte) => count + (byte >> 7), 0);
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return undefined;
}

/** From a Content-Type header, a `<meta>` of either kind, or an XML declaration. */
function charsetOf(text: string | undefined): string | undefined {
  return /(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)/i.exec(text ?? "")?.[1]?.toLowerCase();
}

/** A claim of UTF-8 was just disproved, and one of Latin is what servers say who know nothing. */
function decodeAs(bytes: Uint8Array, claim: string): string | undefined {
  if (/^(?:utf-?8|unicode|iso-8859-1|latin1|us-ascii|ascii|windows-1252)$/.test(claim)) return undefined;
  try {
    return new TextDecoder(CHINESE.get(claim) ?? claim).decode(bytes);
  } catch {
    return undefined;
  }
}
