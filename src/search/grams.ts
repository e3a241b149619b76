import { searchable } from "../lib/text.js";
import type { Phrase } from "../news/search.js";

/**
 * Terms of the search index, of a title and a text that are `searchable`: every pair of neighbouring characters (of any
 * script; code points) between two seams, and the last character before a seam alone, so that a single character is the
 * start of some term wherever it stands. Nothing is found across title and text. Distinct, a blank between two.
 */
export function indexTerms(title: string, text: string): string {
  const joined = `${title}\n${text}`;
  return surrogates.test(joined) ? termsOfCodePoints(joined) : termsOfUnits(joined);
}

/** The commonest punctuation: a tenth of all terms, which tell hardly any article from another. */
const SEAMS = "\n,。、“”;:";
const surrogates = /[\ud800-\udfff]/;

function termsOfCodePoints(text: string): string {
  const terms = stretchesOf(text).flatMap((stretch) => [...pairsOf(stretch), ...stretch.slice(-1)]);
  return [...new Set(terms)].join(" ");
}

/** Code points between seams. */
function stretchesOf(text: string): string[][] {
  return text
    .split(SEAM)
    .filter((stretch) => stretch !== "")
    .map((stretch) => [...stretch]);
}

const SEAM = new RegExp(`[${SEAMS}]`);

function pairsOf(characters: string[]): string[] {
  return characters.slice(1).map((character, index) => characters[index] + character);
}

/**
 * The same where a character is one unit, as nearly always. A table of numbers tells which terms are new, and they are
 * written side by side: making a string of each took most of the time, and this runs over every character that comes in.
 */
function termsOfUnits(text: string): string {
  const bits = Math.ceil(Math.log2(text.length * 2 + 2));
  const mask = 2 ** bits - 1;
  const table = new Int32Array(2 ** bits);
  const written = new Uint16Array(text.length * 3);
  let end = 0;
  let second = text.charCodeAt(0);
  for (let index = 1; index <= text.length; index += 1) {
    const first = second;
    second = index < text.length ? text.charCodeAt(index) : NEWLINE;
    if (isSeam[first] === 1) continue;
    const alone = isSeam[second] === 1;
    const term = alone ? first : (first << 16) | second;
    // The upper bits of the product tell terms apart best.
    let slot = Math.imul(term, 0x9e3779b1) >>> (32 - bits);
    let known = table[slot];
    while (known !== 0 && known !== term) {
      slot = (slot + 1) & mask;
      known = table[slot];
    }
    if (known === term) continue;
    table[slot] = term;
    written[end] = BLANK;
    written[end + 1] = first;
    if (!alone) written[end + 2] = second;
    end += alone ? 2 : 3;
  }
  return Buffer.from(written.buffer, 2, Math.max(0, end - 1) * 2).toString("utf16le");
}

const NEWLINE = "\n".charCodeAt(0);
const BLANK = " ".charCodeAt(0);
const isSeam = new Uint8Array(2 ** 16);
for (const seam of SEAMS) isSeam[seam.charCodeAt(0)] = 1;

/** More terms of one phrase would hardly narrow further; the phrase itself is checked whole in the text. */
const TERMS_PER_PHRASE = 12;

/** What is looked for when a person asks for these words; undefined where nothing is left of them. */
export function toPhrase(words: string): Phrase | undefined {
  const text = searchable(words);
  if (text === "") return undefined;
  const stretches = stretchesOf(text);
  const pairs = stretches.flatMap(pairsOf);
  if (pairs.length === 0) return { text, terms: stretches.flat().slice(0, 1), prefix: true };
  // Spread over the phrase, because its beginning may be the most common part of it.
  const step = Math.max(1, pairs.length / TERMS_PER_PHRASE);
  const terms = Array.from(
    { length: Math.min(pairs.length, TERMS_PER_PHRASE) },
    (_, index) => pairs[Math.floor(index * step)] ?? "",
  );
  return { text, terms };
}
