/** Control characters, soft hyphens, zero-width marks and directions: nobody reads them, and they cut words in two. */
const INVISIBLE = /(?![\t\n\v\f\r\u0085])[\p{Cc}\p{Cf}]|\u3164|\uffa0|\ufe0e|\ufe0f/gu;

const WIDE = "\\u2e80-\\u303f\\u3041-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef“”‘’…—";
/** A line break between two wide characters is the writer's line length, not a blank. Only the first blank begins a match. */
const WRAPPED = new RegExp(`(?<=[${WIDE}])(?<!\\s)[^\\S\\n]*\\n\\s*(?=[${WIDE}])`, "g");

/** Words parted by single blanks, in characters that stay as they are: as nearly all lines come. */
const PLAIN = "[!-~\\u00b7\\u2013-\\u2026\\u3001-\\u303f\\u3041-\\u30ff\\u4e00-\\u9fff\\uff01-\\uff5e]+";
const TIDY = new RegExp(`^${PLAIN}(?: ${PLAIN})*$`);

/** One line of text: no invisible characters, white space as single blanks, none where a line was wrapped. */
export function tidy(text: string): string {
  if (TIDY.test(text)) return text;
  return text.replace(INVISIBLE, "").replace(WRAPPED, "").replace(/\s+/g, " ").trim();
}

/** What is left to compare when punctuation, blanks and width no longer count. */
export function skeleton(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, "");
}
