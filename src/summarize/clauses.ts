/** A clause within its sentence: `sentence.slice(at, end)`, without the mark that ends it. */
export interface Clause {
  at: number;
  end: number;
  /** The mark that ends it; empty for the last clause without a full stop. */
  mark: string;
  /** Stands inside a long quotation: to be shown only with its speaker. */
  quoted: boolean;
}

const CUTS = "，,：:；;";
const STOPS = "。．！？!?….";
const OPENERS = "“‘「『《（(【[〔";
const CLOSERS = "”’」』》）)】]〕";
/** A quotation longer than this is speech; a shorter one is a name or a term, which is never cut. */
const LONGEST_TERM = 18;

/**
 * Cuts a sentence at ，：； outside numbers (1,000万, 8，723亿, 16:30), terms in quotes, and brackets; a long quotation
 * is cut like the text around it. An opening mark that never closes hides nothing.
 */
export function cutClauses(sentence: string, from = 0): Clause[] {
  const asides = findAsides(sentence, from);
  const clauses: Clause[] = [];
  let start = from;
  let quoteEnd = -1;
  let startsQuoted = false;
  const push = (end: number, mark: string) => {
    let at = start;
    let stop = end;
    while (at < stop && isBlank(sentence.charCodeAt(at))) at += 1;
    while (stop > at && isBlank(sentence.charCodeAt(stop - 1))) stop -= 1;
    if (stop > at) clauses.push({ at, end: stop, mark, quoted: startsQuoted });
    start = end + mark.length;
    startsQuoted = start <= quoteEnd;
  };
  let i = from;
  while (i < sentence.length) {
    if (isHan(sentence.charCodeAt(i))) {
      i += 1;
      continue;
    }
    const close = asides.get(i);
    const char = sentence.charAt(i);
    if (close !== undefined) {
      const speech =
        (char === "“" || char === '"') && close - i > LONGEST_TERM && startsClause(sentence, i, start);
      if (!speech) {
        i = close + 1;
        continue;
      }
      start = i + 1;
      quoteEnd = close;
      startsQuoted = true;
    } else if (i === quoteEnd) {
      let end = i;
      while (end > start && STOPS.includes(sentence.charAt(end - 1))) end -= 1;
      push(end, sentence.slice(end, i + 1));
      startsQuoted = false;
    } else if (CUTS.includes(char) && !insideNumber(sentence, i)) {
      push(i, char);
    } else if (STOPS.includes(char) && i < quoteEnd && char !== ".") {
      push(i, char);
    }
    i += 1;
  }
  let end = sentence.length;
  while (end > start && STOPS.includes(sentence.charAt(end - 1))) end -= 1;
  push(end, sentence.slice(end));
  return clauses;
}

/** Only what stands between the last cut and the quotation may be lost with its opening mark: nothing. */
function startsClause(sentence: string, at: number, start: number): boolean {
  for (let i = start; i < at; i += 1) if (!isBlank(sentence.charCodeAt(i))) return false;
  return true;
}

/** Opening offset -> closing offset of the quotes and brackets that close. */
function findAsides(sentence: string, from: number): Map<number, number> {
  const found = new Map<number, number>();
  const open: { kind: number; at: number }[] = [];
  let straight = -1;
  for (let i = from; i < sentence.length; i += 1) {
    if (isHan(sentence.charCodeAt(i))) continue;
    const char = sentence.charAt(i);
    if (char === '"') {
      if (straight >= 0) found.set(straight, i);
      straight = straight >= 0 ? -1 : i;
      continue;
    }
    const opener = OPENERS.indexOf(char);
    if (opener >= 0) {
      open.push({ kind: opener, at: i });
      continue;
    }
    const closer = CLOSERS.indexOf(char);
    if (closer < 0) continue;
    for (let depth = open.length - 1; depth >= Math.max(0, open.length - 4); depth -= 1) {
      const opened = open[depth];
      if (!opened || !sameKind(opened.kind, closer)) continue;
      open.length = depth;
      found.set(opened.at, i);
      break;
    }
  }
  return found;
}

/** A thousands comma, a clock time or a score; 在2021年，3家 is none, because no digit stands before the comma. */
function insideNumber(sentence: string, at: number): boolean {
  if (!isDigit(sentence.charCodeAt(at - 1)) || !isDigit(sentence.charCodeAt(at + 1))) return false;
  const char = sentence.charAt(at);
  if (char === "：" || char === ":") return true;
  return (
    isDigit(sentence.charCodeAt(at + 2)) &&
    isDigit(sentence.charCodeAt(at + 3)) &&
    !isDigit(sentence.charCodeAt(at + 4))
  );
}

/** Half and full width. NaN, the code past the end, is no digit. */
export function isDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 0xff10 && code <= 0xff19);
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 0x3000 || code === 0xa0;
}

/** Whether every quote and bracket between two offsets is closed there, in order. */
export function isBalanced(text: string, at = 0, end = text.length): boolean {
  const open: number[] = [];
  let straight = 0;
  for (let i = at; i < end; i += 1) {
    const code = text.charCodeAt(i);
    if (isHan(code) || isDigit(code)) continue;
    const char = text.charAt(i);
    if (char === '"') {
      straight += 1;
      continue;
    }
    const opener = OPENERS.indexOf(char);
    if (opener >= 0) {
      open.push(opener);
      continue;
    }
    const closer = CLOSERS.indexOf(char);
    if (closer >= 0 && !sameKind(open.pop(), closer)) return false;
  }
  return open.length === 0 && straight % 2 === 0;
}

/** （…) is met often enough: the two widths of one bracket close each other. */
function sameKind(opener: number | undefined, closer: number): boolean {
  if (opener === undefined) return false;
  return opener === closer || (isRound(opener) && isRound(closer));
}

function isRound(kind: number): boolean {
  return OPENERS.charAt(kind) === "（" || OPENERS.charAt(kind) === "(";
}

/** Most of the text is Han characters, none of which is a mark: they are passed over at once. */
function isHan(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff;
}
