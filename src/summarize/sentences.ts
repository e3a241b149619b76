export interface Sentence {
  text: string;
  /** UTF-16 offset in the text that was split: `source.slice(at, at + text.length) === text`. */
  at: number;
}

/** A quotation longer than this is split like any other text: nobody reads such a sentence whole. */
const LONGEST_ASIDE = 160;

const CLOSER: Record<string, string> = {
  "“": "”",
  "‘": "’",
  "「": "」",
  "『": "』",
  "《": "》",
  "（": "）",
  "(": ")",
  "【": "】",
  "[": "]",
  "〔": "〕",
};
const CLOSERS = new Set(Object.values(CLOSER));
const ENDS = new Set(["。", "！", "？", "!", "?", "…"]);
const GOES_ON = /[，,、：:；;的是等]/u;
const HAN_OR_CLOSER = /[\p{Script=Han}%％）)”」》]/u;

/**
 * Splits running text at 。！？… and line breaks. What stands in quotes or brackets stays with its sentence, closing
 * marks stay with what they close, a decimal point is no full stop. Linear in the length of the text.
 */
export function splitSentences(text: string): Sentence[] {
  const asideEnd = findAsides(text);
  const sentences: Sentence[] = [];
  let start = 0;
  const cut = (end: number) => {
    const piece = text.slice(start, end);
    const trimmed = piece.trim();
    if (trimmed !== "") sentences.push({ text: trimmed, at: start + piece.indexOf(trimmed) });
    start = end;
  };

  let i = 0;
  while (i < text.length) {
    if (isHan(text.charCodeAt(i))) {
      i += 1;
      continue;
    }
    const char = text.charAt(i);
    if (char === "\n" || char === "\r") {
      cut(i);
      i += 1;
      continue;
    }
    const aside = asideEnd.get(i);
    if (aside !== undefined) {
      i = aside + 1;
      // “……。”他说: a sentence ends with the quotation that ends with a full stop, unless the words go on.
      const closedByStop = ENDS.has(text.charAt(aside - 1)) && isQuote(text.charAt(aside));
      if (closedByStop && !GOES_ON.test(text.charAt(i)) && !continuesPunctuation(text, i)) cut(i);
      continue;
    }
    i += 1;
    if (!endsSentence(text, i - 1)) continue;
    while (i < text.length && continuesPunctuation(text, i)) i += 1;
    cut(i);
  }
  cut(text.length);
  return sentences;
}

/** Opening offset -> closing offset, for the quotes and brackets that close on their own line and not too far away. */
function findAsides(text: string): Map<number, number> {
  const found = new Map<number, number>();
  const open: { closer: string; at: number }[] = [];
  for (let i = 0; i < text.length; i += 1) {
    if (isHan(text.charCodeAt(i))) continue;
    const char = text.charAt(i);
    if (char === "\n") {
      open.length = 0;
      continue;
    }
    const innermost = open.at(-1);
    if (char === '"') {
      if (innermost?.closer === '"') close(open.length - 1, i);
      else open.push({ closer: '"', at: i });
    } else if (char in CLOSER) {
      open.push({ closer: CLOSER[char] ?? "", at: i });
    } else if (CLOSERS.has(char)) {
      // Looks a few levels up only: a bracket that never closes must neither hide the rest nor cost a long search.
      for (let depth = open.length - 1; depth >= Math.max(0, open.length - 4); depth -= 1) {
        if (open[depth]?.closer === char) {
          close(depth, i);
          break;
        }
      }
    }
  }
  return found;

  function close(depth: number, end: number): void {
    const opener = open[depth];
    open.length = depth;
    if (opener && end - opener.at <= LONGEST_ASIDE) found.set(opener.at, end);
  }
}

function endsSentence(text: string, at: number): boolean {
  const char = text.charAt(at);
  if (ENDS.has(char)) return true;
  if (char !== "." && char !== "．") return false;
  return HAN_OR_CLOSER.test(text.charAt(at - 1)) && !/[0-9a-z]/iu.test(text.charAt(at + 1));
}

function continuesPunctuation(text: string, at: number): boolean {
  const char = text.charAt(at);
  return ENDS.has(char) || CLOSERS.has(char) || char === '"';
}

function isQuote(char: string): boolean {
  return char === "”" || char === "’" || char === "」" || char === "』" || char === '"';
}

/** Most of the text is Han characters, none of which is a mark: they are passed over at once. */
function isHan(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff;
}
