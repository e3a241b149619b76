import {
  areHalves,
  CLOSES,
  ENDS,
  findMarks,
  LINE_BREAK,
  NUMBERED,
  OPENS,
  roleOf,
  STOPS,
  STRAIGHT,
} from "./marks.js";

export interface Sentence {
  text: string;
  /** UTF-16 offset in the text that was split: `source.slice(at, at + text.length) === text`. */
  at: number;
}

/** A quotation longer than this is split like any other text: nobody reads such a sentence whole. */
const LONGEST_ASIDE = 160;

/** Nobody writes a longer one; what is found out about a clause may ask every other clause of its sentence. */
const LONGEST_SENTENCE = 2_000;

const NEW_LINE = "\n".charCodeAt(0);
const GOES_ON = /[，,、：:；;的是等]/u;
const HAN_OR_CLOSER = /[\p{Script=Han}%％）)”」》]/u;

/**
 * Splits running text at 。！？…, at line breaks, and before ② where a blank alone parts it from ①. What stands in quotes or
 * brackets stays with its sentence, closing marks stay with what they close, a decimal point is no full stop. What runs on
 * without an end is parted at a mark or a blank. Linear in the length of the text.
 */
export function splitSentences(text: string): Sentence[] {
  const marks = findMarks(text, OPENS | CLOSES | STOPS | ENDS | STRAIGHT | LINE_BREAK | NUMBERED);
  const asideEnd = findAsides(text, marks);
  const sentences: Sentence[] = [];
  let start = 0;
  let next = 0;
  for (const at of marks) {
    if (at < next) continue;
    const role = roleOf(text.charCodeAt(at));
    const aside = asideEnd?.get(at);
    // ① 07:50 贸易帐 ② 17:30 信心指数: nothing else parts the items.
    if (role & LINE_BREAK || (role & NUMBERED && isUnparted(text, start, at))) {
      addSentence(sentences, text, start, at);
      start = at;
      continue;
    }
    if (aside !== undefined) {
      next = aside + 1;
      // “……。”他说: a sentence ends with the quotation that ends with a full stop, unless the words go on.
      const closedByStop = roleOf(text.charCodeAt(aside - 1)) & ENDS && isQuote(text.charAt(aside));
      if (!closedByStop || GOES_ON.test(text.charAt(next)) || continuesPunctuation(text, next)) continue;
    } else {
      next = at + 1;
      if (!endsSentence(text, at, role)) continue;
      while (continuesPunctuation(text, next)) next += 1;
    }
    addSentence(sentences, text, start, next);
    start = next;
  }
  addSentence(sentences, text, start, text.length);
  return sentences;
}

/** Before ② a blank alone, where ① opens the sentence. */
function isUnparted(text: string, start: number, at: number): boolean {
  return (
    FIRST_ITEM.test(text.slice(start, start + 4)) && UNPARTED.test(text.slice(Math.max(start, at - 2), at))
  );
}

const FIRST_ITEM = /^\s{0,2}[①-⑲]/u;
const UNPARTED = /[^，,；;。：:\s]\s$/u;

function addSentence(sentences: Sentence[], text: string, start: number, end: number): void {
  let from = start;
  while (end - from > LONGEST_SENTENCE) {
    const cut = from + lengthOfPiece(text.slice(from, from + LONGEST_SENTENCE));
    addPiece(sentences, text, from, cut);
    from = cut;
  }
  addPiece(sentences, text, from, end);
}

/** Up to the last mark or blank, or else before the word or figure at the end; never 0. */
function lengthOfPiece(text: string): number {
  for (let end = text.length; end > 0; end -= 1) if (parts(text, end - 1)) return end;
  let end = text.length;
  while (end > 0 && IN_WORD.test(text.charAt(end - 1))) end -= 1;
  if (end === 0) end = text.length;
  return HIGH_SURROGATE.test(text.charAt(end - 1)) ? end - 1 : end;
}

/** The comma of 1,234,567 parts nothing, nor does one whose next character is not seen. */
function parts(text: string, at: number): boolean {
  const char = text.charAt(at);
  return char === "," ? /[^\d]/u.test(text.charAt(at + 1)) : MARK.test(char);
}

const MARK = /[，；、;\s]/u;
const IN_WORD = /[\p{Script=Latin}\d.,%％]/u;
const HIGH_SURROGATE = /[\ud800-\udbff]/;

function addPiece(sentences: Sentence[], text: string, start: number, end: number): void {
  const piece = text.slice(start, end);
  const trimmed = piece.trim();
  if (trimmed !== "") sentences.push({ text: trimmed, at: start + piece.indexOf(trimmed) });
}

/**
 * Opening offset -> closing offset, for the quotes and brackets that close on their own line and not too far away;
 * undefined when there are none.
 */
function findAsides(text: string, marks: number[]): Map<number, number> | undefined {
  let found: Map<number, number> | undefined;
  const open: number[] = [];
  for (const i of marks) {
    const code = text.charCodeAt(i);
    const role = roleOf(code);
    if ((role & (OPENS | CLOSES | STRAIGHT | LINE_BREAK)) === 0) continue;
    let opener: number | undefined;
    if (role & LINE_BREAK) {
      if (code === NEW_LINE) open.length = 0;
    } else if (role & STRAIGHT) {
      if (text.charCodeAt(open.at(-1) ?? -1) === code) opener = open.pop();
      else open.push(i);
    } else if (role & OPENS) {
      open.push(i);
    } else {
      // Looks a few levels up only: a bracket that never closes must neither hide the rest nor cost a long search.
      for (let depth = open.length - 1; depth >= Math.max(0, open.length - 4); depth -= 1) {
        const at = open[depth];
        if (at === undefined || !areHalves(text.charCodeAt(at), code)) continue;
        opener = at;
        open.length = depth;
        break;
      }
    }
    if (opener !== undefined && i - opener <= LONGEST_ASIDE) found = (found ?? new Map()).set(opener, i);
  }
  return found;
}

function endsSentence(text: string, at: number, role: number): boolean {
  if (role & ENDS) return true;
  if ((role & STOPS) === 0) return false;
  return HAN_OR_CLOSER.test(text.charAt(at - 1)) && !/[0-9a-z]/iu.test(text.charAt(at + 1));
}

/** Past the end a code is NaN, and one look into the table of roles with that makes all looks slow for good. */
function continuesPunctuation(text: string, at: number): boolean {
  return at < text.length && (roleOf(text.charCodeAt(at)) & (ENDS | CLOSES | STRAIGHT)) !== 0;
}

function isQuote(char: string): boolean {
  return char === "”" || char === "’" || char === "」" || char === "』" || char === '"';
}
