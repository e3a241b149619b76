import { areHalves, CLOSES, CUTS, findMarks, OPENS, roleOf, STOPS, STRAIGHT } from "./marks.js";

/** A clause within its sentence: `sentence.slice(at, end)`, without the mark that ends it. */
export interface Clause {
  at: number;
  end: number;
  /** The mark that ends it; empty for the last clause without a full stop. */
  mark: string;
  /** Stands inside a long quotation: to be shown only with its speaker. */
  quoted: boolean;
}

/** What stands behind the comma in the name of a foreign house. */
export const FOREIGN_FORM = "\\s?(?:Ltd|Inc|LLC|PLC|Corp|S\\.A)(?![a-z])";

/** A quotation longer than this is speech; a shorter one is a name or a term, which is never cut. */
const LONGEST_TERM = 18;
const STAR = "*".charCodeAt(0);
const FULL_STOP = ".".charCodeAt(0);

/**
 * Cuts a sentence at ，：； outside numbers (1,000万, 8，723亿, 16:30), terms in quotes, and brackets; a long quotation
 * is cut like the text around it. An opening mark that never closes hides nothing.
 */
export function cutClauses(sentence: string, from = 0): Clause[] {
  const marks = findMarks(sentence, OPENS | CLOSES | CUTS | STOPS | STRAIGHT, from);
  const asides = findAsides(sentence, marks);
  const clauses: Clause[] = [];
  let start = from;
  let quoteEnd = -1;
  let quoted = false;
  let next = from;
  for (const i of marks) {
    if (i < next) continue;
    const code = sentence.charCodeAt(i);
    const role = roleOf(code);
    const close = asides?.get(i);
    if (close !== undefined) {
      if (isQuote(code) && close - i > LONGEST_TERM && startsClause(sentence, i, start)) {
        start = i + 1;
        quoteEnd = close;
        quoted = true;
      } else {
        next = close + 1;
      }
      continue;
    }
    const ends =
      i === quoteEnd ||
      (role & CUTS
        ? !insideNumber(sentence, i) && !insideName(sentence, i)
        : role & STOPS && i < quoteEnd && code !== FULL_STOP);
    if (!ends) continue;
    addClause(clauses, sentence, start, i === quoteEnd ? beforeStops(sentence, start, i) : i, i + 1, quoted);
    start = i + 1;
    quoted = start <= quoteEnd;
  }
  const end = beforeStops(sentence, start, sentence.length);
  addClause(clauses, sentence, start, end, sentence.length, quoted);
  return clauses;
}

function addClause(
  clauses: Clause[],
  sentence: string,
  from: number,
  to: number,
  next: number,
  quoted: boolean,
): void {
  let at = from;
  let end = to;
  while (at < end && isPadding(sentence, at)) at += 1;
  while (end > at && isPadding(sentence, end - 1)) end -= 1;
  if (end > at) clauses.push({ at, end, mark: sentence.slice(to, next), quoted });
}

function beforeStops(sentence: string, from: number, to: number): number {
  let end = to;
  while (end > from && roleOf(sentence.charCodeAt(end - 1)) & STOPS) end -= 1;
  return end;
}

function isQuote(code: number): boolean {
  return code === 0x201c || code === 34;
}

/** Only what stands between the last cut and the quotation may be lost with its opening mark: nothing. */
function startsClause(sentence: string, at: number, start: number): boolean {
  for (let i = start; i < at; i += 1) if (!isBlank(sentence.charCodeAt(i))) return false;
  return true;
}

/** Opening offset -> closing offset of the quotes and brackets that close; undefined when there are none. */
function findAsides(sentence: string, marks: number[]): Map<number, number> | undefined {
  let found: Map<number, number> | undefined;
  const open: number[] = [];
  let straight = -1;
  for (const i of marks) {
    const code = sentence.charCodeAt(i);
    const role = roleOf(code);
    if ((role & (OPENS | CLOSES | STRAIGHT)) === 0) continue;
    if (role & STRAIGHT) {
      if (straight >= 0) found = (found ?? new Map()).set(straight, i);
      straight = straight >= 0 ? -1 : i;
    } else if (role & OPENS) {
      open.push(i);
    } else {
      for (let depth = open.length - 1; depth >= Math.max(0, open.length - 4); depth -= 1) {
        const at = open[depth];
        if (at === undefined || !sameKind(sentence.charCodeAt(at), code)) continue;
        open.length = depth;
        found = (found ?? new Map()).set(at, i);
        break;
      }
    }
  }
  return found;
}

/** A thousands comma, a clock time or a score; 在2021年，3家 is none, because no digit stands before the comma. */
function insideNumber(sentence: string, at: number): boolean {
  if (!isDigit(sentence.charCodeAt(at - 1)) || !isDigit(sentence.charCodeAt(at + 1))) return false;
  const code = sentence.charCodeAt(at);
  if (code === 0xff1a || code === 58) return true;
  return (
    isDigit(sentence.charCodeAt(at + 2)) &&
    isDigit(sentence.charCodeAt(at + 3)) &&
    !isDigit(sentence.charCodeAt(at + 4))
  );
}

/** Example Co., Ltd.; Arizona, Inc. */
function insideName(sentence: string, at: number): boolean {
  return /[A-Za-z.]/.test(sentence.charAt(at - 1)) && HOUSE_FORM.test(sentence.slice(at + 1, at + 6));
}

const HOUSE_FORM = new RegExp(`^${FOREIGN_FORM}`, "u");

/** Half and full width. NaN, the code past the end, is no digit. */
export function isDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 0xff10 && code <= 0xff19);
}

/** Whether an offset stands inside a number: the digits, or the digit and the decimal point, on both sides of it. */
export function cutsNumber(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  if (isDigit(before)) return isDigit(after) || (after === 46 && isDigit(text.charCodeAt(at + 1)));
  return isDigit(after) && (before === 46 || before === 0xff0e);
}

/** A blank, or a mark of bold type (**…**); the star of *ST is part of a name. */
function isPadding(sentence: string, at: number): boolean {
  const code = sentence.charCodeAt(at);
  return isBlank(code) || (code === STAR && !sentence.startsWith("*ST", at));
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
    const role = roleOf(code);
    if (role & STRAIGHT) straight += 1;
    else if (role & OPENS) open.push(code);
    else if (role & CLOSES && !sameKind(open.pop(), code)) return false;
  }
  return open.length === 0 && straight % 2 === 0;
}

/** （…) is met often enough: the two widths of one bracket close each other. */
function sameKind(opener: number | undefined, closer: number): boolean {
  if (opener === undefined) return false;
  return areHalves(opener, closer) || (isRound(opener) && isRound(closer));
}

function isRound(code: number): boolean {
  return code === 0xff08 || code === 40 || code === 0xff09 || code === 41;
}
