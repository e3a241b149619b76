import type { Candidate } from "./candidates.js";
import { type Pairs, pairKey } from "./pairs.js";

/** By number, whether a pair of the article is marked. */
export type Marks = Uint8Array;

/** Marks the pairs that a text holds. */
export function markPairs(pairs: Pairs, text: string): Marks {
  const marks = new Uint8Array(pairs.count + 1);
  for (let i = 1; i < text.length; i += 1) {
    const key = pairKey(text, i);
    if (key !== 0) marks[pairs.numberOf(key)] = 1;
  }
  return marks;
}

/** Marks the pairs of a run, too. */
export function addMarks(marks: Marks, { numbers }: Pairs, { read, at, end }: Candidate): void {
  for (let i = read.place + at + 1; i < read.place + end; i += 1) marks[numbers[i] ?? 0] = 1;
}

/** The share of a run's pairs of characters that are among the marked ones, for as many runs as are asked for. */
export function countShares({ numbers }: Pairs, marks: Marks): (run: Candidate) => number {
  // By place: how many pairs stand before it, and how many marked ones.
  const all = new Uint32Array(numbers.length + 1);
  const marked = new Uint32Array(numbers.length + 1);
  for (let i = 0; i < numbers.length; i += 1) {
    const number = numbers[i] ?? 0;
    all[i + 1] = (all[i] ?? 0) + (number === 0 ? 0 : 1);
    marked[i + 1] = (marked[i] ?? 0) + (number === 0 ? 0 : (marks[number] ?? 0));
  }
  return ({ read, at, end }) => {
    const from = read.place + at + 1;
    const to = read.place + end;
    const pairs = (all[to] ?? 0) - (all[from] ?? 0);
    return pairs === 0 ? 0 : ((marked[to] ?? 0) - (marked[from] ?? 0)) / pairs;
  };
}
