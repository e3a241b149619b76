import { type Clause, cutClauses, isDigit } from "./clauses.js";
import { type Opening, readOpening, skipLead } from "./leads.js";
import { type Lexicon, pairKey } from "./lexicon.js";
import type { Line } from "./lines.js";
import { splitSentences } from "./sentences.js";

/** What is counted in a span; a span's count is the difference of two running sums. */
export const COUNTED = [
  "repeats",
  "centre",
  "elsewhere",
  "cueWeight",
  "lists",
  "titles",
  "amounts",
  "numbers",
  "dates",
  "cues",
  "dull",
  "banks",
  "aside",
] as const;
export type Counted = (typeof COUNTED)[number];

/** A sentence, cut and counted once, so that each of its many spans is scored at no cost of its own. */
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
  sums: Record<Counted, Float32Array>;
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
  const pairs = countPairs(sentences.map((sentence) => sentence.text));
  const bankPattern = banks.length > 0 ? new RegExp(banks.map(escapeLiteral).join("|"), "gu") : undefined;
  const read: Read[] = [];
  let speaker: string | undefined;
  let inRumour = false;
  let clausesBefore = 0;
  for (const sentence of sentences) {
    const clauses = cutClauses(sentence.text, skipLead(sentence.text));
    if (clauses.length === 0) continue;
    const openings = readOpenings(sentence.text, clauses, lexicon);
    const named = openings.find((opening) => opening.kind === "speech");
    if (named?.kind === "speech" && named.speaker !== undefined) speaker = named.speaker;
    const rumour = clauses.findIndex(({ at, end }) => lexicon.rumour.test(sentence.text.slice(at, end)));
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
      sums: sumUp(sentence.text, pairs, lexicon, bankPattern),
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

/** How often a pair of neighbouring characters occurs in the article, and in how many sentences. */
interface PairCount {
  times: number;
  sentences: number;
  last: number;
}

function countPairs(texts: string[]): Map<number, PairCount> {
  const pairs = new Map<number, PairCount>();
  for (const [index, text] of texts.entries()) {
    for (let i = 1; i < text.length; i += 1) {
      const key = pairKey(text, i);
      if (key === 0) continue;
      const count = pairs.get(key);
      if (!count) {
        pairs.set(key, { times: 1, sentences: 1, last: index });
        continue;
      }
      count.times += 1;
      if (count.last !== index) count.sentences += 1;
      count.last = index;
    }
  }
  return pairs;
}

const NUMBER =
  /[\d０-９]+(?:[，,]\d{3}(?!\d))*(?:[.．][\d０-９]+)?(?:\s*(万亿|亿|万|%|％|个百分点|百分点|个?基点|bps?|倍|[年月日号时点]))?/gu;

function sumUp(
  text: string,
  pairs: Map<number, PairCount>,
  lexicon: Lexicon,
  banks: RegExp | undefined,
): Record<Counted, Float32Array> {
  const make = () => new Float32Array(text.length + 1);
  const sums: Record<Counted, Float32Array> = {
    repeats: make(),
    centre: make(),
    elsewhere: make(),
    cueWeight: make(),
    lists: make(),
    titles: make(),
    amounts: make(),
    numbers: make(),
    dates: make(),
    cues: make(),
    dull: make(),
    banks: make(),
    aside: make(),
  };
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const key = i === 0 ? 0 : pairKey(text, i);
    const count = key === 0 ? undefined : pairs.get(key);
    if (key !== 0) sums.cueWeight[i + 1] = lexicon.cuesInside.get(key) ?? 0;
    if (count && count.times > 1) {
      sums.repeats[i + 1] = 1;
      sums.centre[i + 1] = Math.log2(count.times);
      sums.elsewhere[i + 1] = Math.log2(count.sentences);
    }
    const char = text.charAt(i);
    if (char === "（" || char === "(") depth += 1;
    if (char === "、") sums.lists[i + 1] = 1;
    else if (char === "《" || char === "“") sums.titles[i + 1] = 1;
    if (depth > 0) sums.aside[i + 1] = 1;
    if ((char === "）" || char === ")") && depth > 0) depth -= 1;
  }
  for (const match of text.matchAll(NUMBER)) {
    const unit = match[1];
    const kind =
      unit === undefined
        ? "numbers"
        : /[年月日号时点]$/u.test(unit) && !unit.endsWith("百分点") && !unit.endsWith("基点")
          ? "dates"
          : "amounts";
    sums[kind][match.index + 1] = 1;
  }
  mark(text, lexicon.cue, sums.cues);
  mark(text, lexicon.dull, sums.dull);
  if (banks) mark(text, banks, sums.banks);
  for (const name of COUNTED) {
    const sum = sums[name];
    for (let i = 1; i < sum.length; i += 1) sum[i] = (sum[i] ?? 0) + (sum[i - 1] ?? 0);
  }
  return sums;
}

function mark(text: string, pattern: RegExp, sum: Float32Array): void {
  for (const match of text.matchAll(pattern)) sum[match.index + 1] = 1;
}

/** The count between two offsets of the sentence. */
export function countIn(read: Read, name: Counted, at: number, end: number): number {
  const sum = read.sums[name];
  return (sum[end] ?? 0) - (sum[at] ?? 0);
}

/** Whether an offset stands inside a number: the digits, or the digit and the decimal point, on both sides of it. */
export function cutsNumber(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  if (isDigit(before)) return isDigit(after) || (after === 46 && isDigit(text.charCodeAt(at + 1)));
  return isDigit(after) && (before === 46 || before === 0xff0e);
}

function escapeLiteral(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
