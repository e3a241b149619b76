import { type Clause, cutClauses, isDigit } from "./clauses.js";
import { type Opening, readOpening, skipLead } from "./leads.js";
import type { Lexicon } from "./lexicon.js";
import type { Line } from "./lines.js";
import { numberPairs, type Pairs, pairKey } from "./pairs.js";
import { splitSentences } from "./sentences.js";
import { findWords, type WordFinder } from "./words.js";

/** What is counted in a span; a span's count is the difference of two running sums. */
export type Counted =
  | "repeats"
  | "centre"
  | "elsewhere"
  | "cueWeight"
  | "lists"
  | "titles"
  | "amounts"
  | "numbers"
  | "dates"
  | "cues"
  | "dull"
  | "banks"
  | "aside";

/** What the sentences of an article are counted by. */
export interface Counters {
  pairs: Pairs;
  lexicon: Lexicon;
  banks: WordFinder | undefined;
}

/** A sentence, cut once, and counted once where asked, so that each of its many spans is scored at no cost of its own. */
export interface Read {
  text: string;
  /** Index of its line, and how many headings stand before it. */
  line: number;
  section: number;
  /** Counts from 0 over the article, and within its line. */
  index: number;
  inLine: number;
  /** Clauses in the sentences before it. */
  clausesBefore: number;
  last: boolean;
  clauses: Clause[];
  /** Of the first clauses, up to the first one with content. */
  openings: Opening[];
  /** Who speaks in this sentence, or else in the one before that named a speaker. */
  speaker: string | undefined;
  /** The clause that carries a rumour attribution. */
  rumourClause: number | undefined;
  /** Follows a rumour without a source of its own. */
  inRumour: boolean;
  /** The numbers of its pairs, by the offset of the second character. */
  pairs: Uint32Array;
  counters: Counters;
  sums: Partial<Record<Counted, Float32Array>>;
}

export interface ReadOptions {
  lexicon: Lexicon;
  banks: string[];
  /** Sentences beyond this many are not read. */
  limit: number;
}

export function readSentences(lines: Line[], { lexicon, banks, limit }: ReadOptions): Read[] {
  const sentences: { text: string; line: number; section: number; inLine: number }[] = [];
  let section = 0;
  for (const [line, { text, heading }] of lines.entries()) {
    if (sentences.length >= limit) break;
    if (heading) {
      section += 1;
      continue;
    }
    for (const [inLine, sentence] of splitSentences(text).entries()) {
      if (sentences.length < limit) sentences.push({ text: sentence.text, line, section, inLine });
    }
  }
  const pairs = numberPairs(sentences.map((sentence) => sentence.text));
  const counters = { pairs, lexicon, banks: banks.length > 0 ? findWords(banks) : undefined };
  const read: Read[] = [];
  let speaker: string | undefined;
  let inRumour = false;
  let clausesBefore = 0;
  for (const [place, sentence] of sentences.entries()) {
    const clauses = cutClauses(sentence.text, skipLead(sentence.text));
    if (clauses.length === 0) continue;
    const openings = readOpenings(sentence.text, clauses, lexicon);
    const named = openings.find((opening) => opening.kind === "speech");
    if (named?.kind === "speech" && named.speaker !== undefined) speaker = named.speaker;
    const rumour = lexicon.rumour.has(sentence.text)
      ? clauses.findIndex(({ at, end }) => lexicon.rumour.has(sentence.text.slice(at, end)))
      : -1;
    if (rumour >= 0) inRumour = true;
    else if (named !== undefined || sentence.inLine === 0) inRumour = false;
    read.push({
      ...sentence,
      index: read.length,
      clausesBefore,
      last: sentence === sentences.at(-1),
      clauses,
      openings,
      speaker,
      rumourClause: rumour >= 0 ? rumour : undefined,
      inRumour,
      pairs: pairs.numbers[place] ?? NO_PAIRS,
      counters,
      sums: {},
    });
    clausesBefore += clauses.length;
  }
  return read;
}

function readOpenings(sentence: string, clauses: Clause[], lexicon: Lexicon): Opening[] {
  const openings: Opening[] = [];
  for (const clause of clauses.slice(0, 3)) {
    const opening = readOpening(sentence, clause, lexicon);
    if (opening.kind === "content") break;
    openings.push(opening);
    if (opening.kind === "speech") break;
  }
  return openings.length < clauses.length ? openings : openings.slice(0, -1);
}

const NO_PAIRS = new Uint32Array(0);

const NUMBER =
  /[\d０-９]+(?:[，,]\d{3}(?!\d))*(?:[.．][\d０-９]+)?(?:\s*(万亿|亿|万|%|％|个百分点|百分点|个?基点|bps?|倍|[年月日号时点]))?/gu;

const UNITS_OF_TIME = /[年月日号时点]$/u;

/** The count between two offsets of the sentence. */
export function countIn(read: Read, name: Counted, at: number, end: number): number {
  const sum = read.sums[name] ?? sumUp(read, name);
  return (sum[end] ?? 0) - (sum[at] ?? 0);
}

/** By offset: the count of what stands before it. */
function sumUp(read: Read, name: Counted): Float32Array {
  const sum = new Float32Array(read.text.length + 1);
  mark(read, name, sum);
  for (let i = 1; i < sum.length; i += 1) sum[i] = (sum[i] ?? 0) + (sum[i - 1] ?? 0);
  read.sums[name] = sum;
  return sum;
}

function mark(read: Read, name: Counted, sum: Float32Array): void {
  const { text, counters } = read;
  switch (name) {
    case "repeats":
    case "centre":
    case "elsewhere":
      markPairs(read, name, sum);
      break;
    case "cueWeight":
      for (let i = 1; i < text.length; i += 1) {
        if (read.pairs[i] !== 0) sum[i + 1] = counters.lexicon.cuesInside.get(pairKey(text, i)) ?? 0;
      }
      break;
    case "lists":
    case "titles":
      for (let i = 0; i < text.length; i += 1) {
        const char = text.charAt(i);
        if (name === "lists" ? char === "、" : char === "《" || char === "“") sum[i + 1] = 1;
      }
      break;
    case "aside":
      markAsides(text, sum);
      break;
    case "amounts":
    case "numbers":
    case "dates":
      markNumbers(text, name, sum);
      break;
    case "cues":
      markWords(text, counters.lexicon.cue, sum);
      break;
    case "dull":
      markWords(text, counters.lexicon.dull, sum);
      break;
    case "banks":
      markWords(text, counters.banks, sum);
      break;
  }
}

function markPairs(
  { pairs, counters }: Read,
  name: "repeats" | "centre" | "elsewhere",
  sum: Float32Array,
): void {
  const { times, sentences } = counters.pairs;
  for (let i = 1; i < pairs.length; i += 1) {
    const number = pairs[i] ?? 0;
    const often = times[number] ?? 0;
    if (often < 2) continue;
    if (name === "repeats") sum[i + 1] = 1;
    else sum[i + 1] = log2(name === "centre" ? often : (sentences[number] ?? 1));
  }
}

/** Nearly all counts are small. */
const LOGS = Float64Array.from({ length: 64 }, (_, count) => Math.log2(count));

function log2(count: number): number {
  return LOGS[count] ?? Math.log2(count);
}

function markAsides(text: string, sum: Float32Array): void {
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (char === "（" || char === "(") depth += 1;
    if (depth > 0) sum[i + 1] = 1;
    if ((char === "）" || char === ")") && depth > 0) depth -= 1;
  }
}

function markNumbers(text: string, name: "amounts" | "numbers" | "dates", sum: Float32Array): void {
  for (const match of text.matchAll(NUMBER)) {
    if (kindOfNumber(match[1]) === name) sum[match.index + 1] = 1;
  }
}

function kindOfNumber(unit: string | undefined): "amounts" | "numbers" | "dates" {
  if (unit === undefined) return "numbers";
  return UNITS_OF_TIME.test(unit) && !unit.endsWith("百分点") && !unit.endsWith("基点") ? "dates" : "amounts";
}

function markWords(text: string, words: WordFinder | undefined, sum: Float32Array): void {
  for (const { at } of words?.find(text) ?? []) sum[at + 1] = 1;
}

/** Whether an offset stands inside a number: the digits, or the digit and the decimal point, on both sides of it. */
export function cutsNumber(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  if (isDigit(before)) return isDigit(after) || (after === 46 && isDigit(text.charCodeAt(at + 1)));
  return isDigit(after) && (before === 46 || before === 0xff0e);
}
