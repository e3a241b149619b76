import { searchable } from "../lib/text.js";
import type { Phrase } from "../news/search.js";

/**
 * Terms of the search index, of a title and a text that are `searchable`: every pair of neighbouring characters (of any
 * script; code points), and the last character alone, so that a single character is the start of some term wherever it
 * stands. Title and text are cut each for itself: nothing is found across the seam. Distinct, a blank between two.
 */
export function indexTerms(title: string, text: string): string {
  const parts = [title, text].filter((part) => part !== "");
  const joined = parts.join(SEAM);
  const pairs = surrogates.test(joined) ? pairsOfCodePoints(joined).join(" ") : pairsOfUnits(joined);
  const last = new Set(parts.map((part) => [...part.slice(-2)].at(-1) ?? ""));
  return [pairs, ...last].join(" ").trimStart();
}

/** White space is what searchable text never holds. */
const SEAM = "\n";
const surrogates = /[\ud800-\udfff]/;

function pairsOfCodePoints(text: string): string[] {
  const characters = [...text];
  const pairs = new Set(characters.slice(1).map((character, index) => characters[index] + character));
  return [...pairs].filter((pair) => !pair.includes(SEAM));
}

/**
 * The same where a character is one unit, as nearly always. A table of numbers tells which pairs are new, and they are
 * written side by side: making a string of each took most of the time, and this runs over every character that comes in.
 */
function pairsOfUnits(text: string): string {
  const bits = Math.ceil(Math.log2(text.length * 2 + 2));
  const mask = 2 ** bits - 1;
  const table = new Int32Array(2 ** bits);
  const written = new Uint16Array(text.length * 3);
  const seam = SEAM.charCodeAt(0);
  let end = 0;
  let second = text.charCodeAt(0);
  for (let index = 1; index < text.length; index += 1) {
    const first = second;
    second = text.charCodeAt(index);
    if (first === seam || second === seam) continue;
    const pair = (first << 16) | second;
    // The upper bits of the product tell pairs apart best.
    let slot = Math.imul(pair, 0x9e3779b1) >>> (32 - bits);
    let known = table[slot];
    while (known !== 0 && known !== pair) {
      slot = (slot + 1) & mask;
      known = table[slot];
    }
    if (known === pair) continue;
    table[slot] = pair;
    written[end] = BLANK;
    written[end + 1] = first;
    written[end + 2] = second;
    end += 3;
  }
  return Buffer.from(written.buffer, 0, end * 2).toString("utf16le");
}

const BLANK = " ".charCodeAt(0);

/** More terms of one phrase would hardly narrow further; the phrase itself is checked whole in the text. */
const TERMS_PER_PHRASE = 12;

/** What is looked for when a person asks for these words; undefined where nothing is left of them. */
export function toPhrase(words: string): Phrase | undefined {
  const text = searchable(words);
  const characters = [...text];
  if (characters.length === 0) return undefined;
  if (characters.length === 1) return { text, terms: [text], prefix: true };
  const pairs = pairsOfCodePoints(text);
  // Spread over the phrase, because its beginning may be the most common part of it.
  const step = Math.max(1, pairs.length / TERMS_PER_PHRASE);
  const terms = Array.from(
    { length: Math.min(pairs.length, TERMS_PER_PHRASE) },
    (_, index) => pairs[Math.floor(index * step)] ?? "",
  );
  return { text, terms };
}
