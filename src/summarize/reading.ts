import { type Clause, cutClauses, isDigit } from "./clauses.js";
import { type Opening, readOpening, skipLead } from "./leads.js";
import type { Lexicon } from "./lexicon.js";
import type { Line } from "./lines.js";
import { numberPairs, type Pairs, pairKey } from "./pairs.js";
import { splitSentences } from "./sentences.js";
import { knownName, readSubjects, type Subject } from "./subjects.js";
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
  texts: string[];
  pairs: Pairs;
  lexicon: Lexicon;
  banks: WordFinder | undefined;
  sums: Partial<Record<Counted, Sums>>;
}

/** Running sums, by place as in `pairs.numbers`; those of a sentence are made when they are first asked for. */
interface Sums {
  at: Float32Array;
  /** By index of the sentence: 1 where they are made. */
  made: Uint8Array;
  /** What a pair counts by its number, for what is counted by pairs. */
  weights: Float32Array | undefined;
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
  /** Whom a clause is about. */
  about(clause: number): Subject;
  /**
   * Who speaks in this sentence, or else in the one before that named a speaker; or whom the article, or the item of a
   * list, opens with.
   */
  speaker: string | undefined;
  /** It goes on with what the speaker of a sentence before thinks, and does not name him. */
  inOpinion: boolean;
  /** Its article is a round-up, each item of which tells of another. */
  inRoundUp: boolean;
  /** The clause that carries a rumour attribution, where the sentence does not deny it. */
  rumourClause: number | undefined;
  /** Follows a rumour without a source of its own. */
  inRumour: boolean;
  /** The clause that says that the sentence's rumour is none. */
  denialClause: number | undefined;
  counters: Counters;
  /** Where its places begin in what the counters hold. */
  place: number;
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
  const texts = sentences.map((sentence) => sentence.text);
  const pairs = numberPairs(texts);
  const counters = {
    texts,
    pairs,
    lexicon,
    sums: {},
    banks: banks.length > 0 ? findWords(banks) : undefined,
  };
  const read: Read[] = [];
  let speaker: string | undefined;
  const speakers: string[] = [];
  let inOpinion = false;
  let inRumour = false;
  const isRoundUp = texts.filter((text) => ITEM.test(text)).length >= ITEMS;
  let clausesBefore = 0;
  for (const [number, sentence] of sentences.entries()) {
    const clauses = cutClauses(sentence.text, skipLead(sentence.text));
    if (clauses.length === 0) continue;
    const openings = readOpenings(sentence.text, clauses, lexicon);
    const opensItem = number > 0 && isItem(sentence.text, clauses, lexicon);
    if (opensItem) speaker = undefined;
    if (opensItem || sentence.inLine === 0) inOpinion = false;
    const named = openings.find((opening) => opening.kind === "speech");
    if (named?.kind === "speech") {
      named.speaker = fullName(named.speaker, speakers);
      speaker = named.speaker;
      speakers.push(named.speaker);
      inOpinion = named.opinion;
    }
    const about = readSubjects(sentence.text, clauses, lexicon);
    if (number === 0 || opensItem) {
      // What items repeat may be a label: 1、装备收入…
      const repeats = number === 0 ? texts : [];
      speaker ??= knownName(about(openings.length), sentence.text, repeats, lexicon);
    }
    const rumour = clauseWith(lexicon.rumour, sentence.text, clauses);
    const denial = rumour >= 0 ? clauseWith(lexicon.denial, sentence.text, clauses) : -1;
    if (rumour >= 0) inRumour = denial < 0;
    else if (named !== undefined || sentence.inLine === 0) inRumour = false;
    read.push({
      text: sentence.text,
      line: sentence.line,
      section: sentence.section,
      inLine: sentence.inLine,
      index: read.length,
      clausesBefore,
      last: number === sentences.length - 1,
      clauses,
      openings,
      about,
      speaker,
      inOpinion: named === undefined && inOpinion,
      inRoundUp: isRoundUp,
      rumourClause: rumour >= 0 && denial < 0 ? rumour : undefined,
      inRumour,
      denialClause: denial >= 0 ? denial : undefined,
      counters,
      place: pairs.begins[number] ?? 0,
    });
    clausesBefore += clauses.length;
  }
  return read;
}

/** 3、某公司…: the item of a round-up, of which those before it tell nothing; 3、公司… goes on about the same one. */
function isItem(sentence: string, clauses: Clause[], lexicon: Lexicon): boolean {
  const number = ITEM.exec(sentence)?.[0].length ?? 0;
  return number > 0 && !lexicon.selfStart.test(sentence.slice(Math.max(number, clauses[0]?.at ?? 0)));
}

/** A report on one company has three or four points. */
const ITEMS = 6;
const ITEM = /^(?:\d{1,2}[、.．](?!\d)|[①-⑳]|【|[（(]?\d{1,2}[）)]|[一二三四五六七八九十]{1,3}、)\s*/u;

/** The first clause that holds a word, -1 where none does. */
function clauseWith(words: Pick<WordFinder, "has">, text: string, clauses: Clause[]): number {
  return words.has(text) ? clauses.findIndex(({ at, end }) => words.has(text.slice(at, end))) : -1;
}

function readOpenings(sentence: string, clauses: Clause[], lexicon: Lexicon): Opening[] {
  const openings: Opening[] = [];
  for (const clause of clauses.slice(0, 3)) {
    const opening = readOpening(sentence, clause, lexicon);
    if (opening.kind === "content") break;
    if (opening.kind === "speech") handOn(openings);
    openings.push(opening);
    if (opening.kind === "speech" && !opening.cited) break;
  }
  return openings.length < clauses.length ? openings : openings.slice(0, -1);
}

/** Of a speaker by whose last words (张三) the sentences before have named one (某行行长张三). */
function fullName(speaker: string, before: string[]): string {
  return before.find((other) => other.endsWith(speaker)) ?? speaker;
}

/** 据甲报道，乙表示: the words are of whom the one cited hands them on. */
function handOn(openings: Opening[]): void {
  for (const [i, { kind }] of openings.entries()) if (kind === "speech") openings[i] = { kind: "source" };
}

const NUMBER =
  /[\d０-９]+(?:[，,]\d{3}(?!\d))*(?:[.．][\d０-９]+)?(?:\s*(万亿|亿|万|%|％|个百分点|百分点|个?基点|bps?|倍|[年月日号时点]))?/gu;

const UNITS_OF_TIME = /[年月日号时点]$/u;

/** The count between two offsets of the sentence. */
export function countIn(read: Read, name: Counted, at: number, end: number): number {
  const sum = sumsOf(read, name);
  const { place } = read;
  return (sum[place + end] ?? 0) - (sum[place + at] ?? 0);
}

/** The most that is counted in `length` characters of the sentence. */
export function mostIn(read: Read, name: Counted, length: number): number {
  const sum = sumsOf(read, name);
  const { place, text } = read;
  const last = place + text.length;
  let most = 0;
  for (let end = Math.min(place + length, last); end <= last; end += 1) {
    most = Math.max(most, (sum[end] ?? 0) - (sum[Math.max(place, end - length)] ?? 0));
  }
  return most;
}

function sumsOf(read: Read, name: Counted): Float32Array {
  const { counters, index, place, text } = read;
  counters.sums[name] ??= emptySums(counters, name);
  const { at, made, weights } = counters.sums[name];
  if (made[index] === 1) return at;
  made[index] = 1;
  if (weights) markPairs(counters.pairs, weights, text, at, place);
  else mark(counters, name, text, at, place);
  const end = place + text.length;
  let before = 0;
  for (let i = place + 1; i <= end; i += 1) {
    before = Math.fround(before + (at[i] ?? 0));
    at[i] = before;
  }
  return at;
}

function emptySums({ texts, pairs }: Counters, name: Counted): Sums {
  return {
    at: new Float32Array(pairs.numbers.length),
    made: new Uint8Array(texts.length),
    weights: weightsOfPairs(pairs, name),
  };
}

/** Sets what stands at an offset of the text at the place after it. */
function mark(counters: Counters, name: Counted, text: string, sum: Float32Array, from: number): void {
  const { pairs, lexicon, banks } = counters;
  switch (name) {
    case "cueWeight":
      for (let i = 1; i < text.length; i += 1) {
        if (pairs.numbers[from + i] !== 0) sum[from + i + 1] = lexicon.cuesInside.get(pairKey(text, i)) ?? 0;
      }
      break;
    case "lists":
    case "titles":
      for (let i = 0; i < text.length; i += 1) {
        const char = text.charAt(i);
        if (name === "lists" ? char === "、" : char === "《" || char === "“") sum[from + i + 1] = 1;
      }
      break;
    case "aside":
      markAsides(text, sum, from);
      break;
    case "amounts":
    case "numbers":
    case "dates":
      for (const match of text.matchAll(NUMBER)) {
        if (kindOfNumber(match[1]) === name) sum[from + match.index + 1] = 1;
      }
      break;
    case "cues":
      markWords(text, lexicon.cue, sum, from);
      break;
    case "dull":
      markWords(text, lexicon.dull, sum, from);
      break;
    case "banks":
      markWords(text, banks, sum, from);
      break;
  }
}

/** By number; undefined for what is not counted by pairs. */
function weightsOfPairs({ count, times, sentences }: Pairs, name: Counted): Float32Array | undefined {
  if (name !== "repeats" && name !== "centre" && name !== "elsewhere") return undefined;
  const weights = new Float32Array(count + 1);
  for (let number = 1; number <= count; number += 1) {
    const often = times[number] ?? 0;
    if (often < 2) continue;
    if (name === "repeats") weights[number] = 1;
    else weights[number] = Math.log2(name === "centre" ? often : (sentences[number] ?? 1));
  }
  return weights;
}

/** Sets what a pair weighs at the place after it. */
function markPairs(
  { numbers }: Pairs,
  weights: Float32Array,
  text: string,
  sum: Float32Array,
  from: number,
): void {
  for (let i = from + 1; i <= from + text.length; i += 1) sum[i] = weights[numbers[i - 1] ?? 0] ?? 0;
}

function markAsides(text: string, sum: Float32Array, from: number): void {
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charAt(i);
    if (char === "（" || char === "(") depth += 1;
    if (depth > 0) sum[from + i + 1] = 1;
    if ((char === "）" || char === ")") && depth > 0) depth -= 1;
  }
}

function kindOfNumber(unit: string | undefined): "amounts" | "numbers" | "dates" {
  if (unit === undefined) return "numbers";
  return UNITS_OF_TIME.test(unit) && !unit.endsWith("百分点") && !unit.endsWith("基点") ? "dates" : "amounts";
}

function markWords(text: string, words: WordFinder | undefined, sum: Float32Array, from: number): void {
  if (words) for (const { at } of words.find(text)) sum[from + at + 1] = 1;
}

/** Whether an offset stands inside a number: the digits, or the digit and the decimal point, on both sides of it. */
export function cutsNumber(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  if (isDigit(before)) return isDigit(after) || (after === 46 && isDigit(text.charCodeAt(at + 1)));
  return isDigit(after) && (before === 46 || before === 0xff0e);
}
