/** One word or phrase of a query as it was typed; `field` only where a known field and a colon stand before it. */
export interface Word {
  excluded: boolean;
  quoted: boolean;
  field?: string;
  value: string;
}

/** What may stand before a colon; also in Chinese, since the rest of the query is. */
const fields: Record<string, string> = {
  bank: "bank",
  银行: "bank",
  tag: "tag",
  topic: "tag",
  话题: "tag",
  标签: "tag",
  from: "from",
  来源: "from",
  媒体: "from",
  since: "since",
  until: "until",
};

const fieldAhead = new RegExp(`^(${Object.keys(fields).join("|")}):`, "iu");
const opening = /^["“”]/u;
/** Quotes as they are set in Hong Kong and Taiwan. */
const CORNERS = /[「」『』]/gu;

/**
 * Cuts a query at white space and quotes. Quotes of any kind open and close a phrase, and one that is never closed
 * holds to the end; full-width signs count as their plain forms.
 */
export function readWords(text: string): Word[] {
  const words: Word[] = [];
  let rest = text.normalize("NFKC").replace(CORNERS, '"').trimStart();
  while (rest !== "") {
    const excluded = /^-\S/u.test(rest);
    if (excluded) rest = rest.slice(1);
    const label = fieldAhead.exec(rest)?.[1];
    if (label !== undefined) rest = rest.slice(label.length + 1);
    const quoted = opening.test(rest);
    const value = quoted ? upTo(rest.slice(1), /["“”]/u) : upTo(rest, /[\s"“”]/u);
    rest = rest.slice(value.length + (quoted ? 2 : 0)).trimStart();
    const field = label === undefined ? undefined : fields[label.toLowerCase()];
    // A dash by itself joins two words of a title; nobody means to find it.
    if (value === "-" && !quoted) continue;
    if (value !== "" || field !== undefined) words.push({ excluded, quoted, ...(field && { field }), value });
  }
  return words;
}

function upTo(text: string, end: RegExp): string {
  const at = text.search(end);
  return at < 0 ? text : text.slice(0, at);
}
