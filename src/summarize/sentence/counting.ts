import type { Lexicon } from "../lexicon.js";
import { type Pairs, pairKey } from "../pairs.js";
import type { WordFinder } from "../words.js";
import type { Read } from "./reading.js";

/** What is counted in a span; a span's count is the difference of two running sums. */
type Counted =
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
  /** How many sentences there are. */
  count: number;
  /** The first of them: who is named more than once, and who announced something, is looked for there. */
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

const NUMBER =
  /[\d０-９]+(?:[，,]\d{3}(?!\d))*(?:[.．][\d０-９]+)?(?:\s*(万亿|亿|万|%|％|个百分点|百分点|个?基点|bps?|倍|[年月日号时点]))?/gu;

const UNITS_OF_TIME = /[年月日号时点]$/u;

/** The count between two offsets of the sentence. */
export function countIn(read: Read, name: Counted, at: number, end: number): number {
  const sum = sumsOf(read, name);
  const { place } = read;
  return (sum[place + end] ?? 0) - (sum[place + at] ?? 0);
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

function emptySums({ count, pairs }: Counters, name: Counted): Sums {
  return {
    at: new Float32Array(pairs.numbers.length),
    made: new Uint8Array(count),
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
