import type { Span } from "./fold.js";

export interface Found extends Span {
  word: string;
}

/**
 * Finds the words of a list, longest first, outside the decoys that hold them: 增 is a word, the 增 of 增值税 is none.
 * Linear in the text.
 */
export function createFinder(
  words: Iterable<string>,
  decoys: Iterable<string> = [],
): (text: string) => Found[] {
  const wanted = new Set(words);
  const all = [...new Set([...wanted, ...decoys])].sort((a, b) => b.length - a.length);
  if (all.length === 0) return () => [];
  const pattern = new RegExp(all.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|"), "gu");
  return (text) =>
    [...text.matchAll(pattern)].flatMap(({ 0: word, index }) =>
      wanted.has(word) ? [{ word, at: index, end: index + word.length }] : [],
    );
}
