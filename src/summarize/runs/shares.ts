import { type Pairs, pairKey } from "../pairs.js";
import type { Candidate } from "./candidates.js";

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

/** How many of a span's pairs of characters are among the marked ones, and which share of all. */
export function countMarked(
  marks: Marks,
  { numbers }: Pairs,
  { read, at, end }: Pick<Candidate, "read" | "at" | "end">,
): { count: number; share: number } {
  let all = 0;
  let count = 0;
  for (let i = read.place + at + 1; i < read.place + end; i += 1) {
    const number = numbers[i] ?? 0;
    if (number === 0) continue;
    all += 1;
    count += marks[number] ?? 0;
  }
  return { count, share: all === 0 ? 0 : count / all };
}
