import { searchable } from "../lib/text.js";
import type { Phrase } from "../news/search.js";

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

/** More terms of one phrase would hardly narrow further; the phrase itself is checked whole in the text. */
const TERMS_PER_PHRASE = 12;

/** What is looked for when a person asks for these words; undefined where nothing is left of them. */
export function toPhrase(words: string): Phrase | undefined {
  const text = searchable(words);
  const characters = [...text];
  if (characters.length === 0) return undefined;
  if (characters.length === 1) return { text, terms: [text], prefix: true };
  const pairs = [...new Set(characters.slice(1).map((character, index) => characters[index] + character))];
  // Spread over the phrase, because its beginning may be the most common part of it.
  const step = Math.max(1, pairs.length / TERMS_PER_PHRASE);
  const terms = Array.from(
    { length: Math.min(pairs.length, TERMS_PER_PHRASE) },
    (_, index) => pairs[Math.floor(index * step)] ?? "",
  );
  return { text, terms };
}
