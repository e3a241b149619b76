import { normalize } from "../lib/text.js";
import type { Summary } from "../news/summary.js";

const MOST_SENTENCES = 2;
/** Together, in UTF-16 units: what a phone shows in about five lines. */
const MOST_UNITS = 150;
/** Share of a sentence's bigrams that the headline holds, from which it tells nothing new. */
const SAME = 0.8;

/** One or two sentences beside the headline; none that only say the headline again. */
export function sentencesBeside(headline: string, summary: Summary): string[] {
  const sentences: string[] = [];
  let units = 0;
  for (const { text } of summary.bullets) {
    if (sentences.length === MOST_SENTENCES) break;
    if (text === "" || [headline, ...sentences].some((said) => repeats(text, said))) continue;
    if (sentences.length > 0 && units + text.length > MOST_UNITS) break;
    sentences.push(text);
    units += text.length;
  }
  return sentences;
}

function repeats(sentence: string, said: string): boolean {
  const pairs = bigrams(sentence);
  if (pairs.length === 0) return true;
  const known = new Set(bigrams(said));
  return pairs.filter((pair) => known.has(pair)).length / pairs.length >= SAME;
}

function bigrams(text: string): string[] {
  const letters = [...normalize(text).replace(/[^\p{L}\p{N}]/gu, "")];
  return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
}
