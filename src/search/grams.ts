import { searchable } from "../lib/text.js";

/**
 * Terms of the search index: every pair of neighbouring characters (of any script; code points), and the last
 * character alone, so that a single character is the start of some term wherever it stands. Title and text are cut
 * each for itself: nothing is found across the seam. Distinct, in order of first occurrence.
 */
export function indexTerms(title: string, text: string): string[] {
  const terms = new Set<string>();
  for (const part of [title, text]) {
    let last = "";
    for (const character of searchable(part)) {
      if (last !== "") terms.add(last + character);
      last = character;
    }
    if (last !== "") terms.add(last);
  }
  return [...terms];
}
