/** The pairs of neighbouring letters in the sentences of an article, numbered from 1. */
export interface Pairs {
  /**
   * By where a sentence begins plus the offset of a pair's second character: its number, 0 where there is no pair. The
   * sentences stand one after the other, each with one place more than it has characters: many small arrays cost more
   * than what they hold.
   */
  numbers: Uint32Array;
  /** Where each sentence begins. */
  begins: number[];
  /** By number: how often the pair occurs, and in how many sentences. */
  times: Uint32Array;
  sentences: Uint32Array;
  count: number;
  /** The number of a pair by its key, 0 for one that does not occur. */
  numberOf(key: number): number;
}

/**
 * An article has as many pairs as characters, so that a Map of them would cost more than all the rest of the reading:
 * the table is an array with open addresses, and each place is looked up once.
 */
export function numberPairs(texts: string[]): Pairs {
  let length = 0;
  for (const text of texts) length += text.length + 1;
  const bits = Math.max(4, Math.ceil(Math.log2(length * 1.5)));
  const mask = 2 ** bits - 1;
  /** A key, and after it the number of its pair: one look finds both. */
  const table = new Int32Array(2 * (mask + 1));
  const times = new Uint32Array(length + 1);
  const sentences = new Uint32Array(length + 1);
  /** By number: the last sentence with the pair, counted from 1. */
  const last = new Uint32Array(length + 1);
  const numbers = new Uint32Array(length);
  const begins: number[] = [];
  let count = 0;
  let from = 0;
  for (let index = 0; index < texts.length; index += 1) {
    const text = texts[index] ?? "";
    let left = letterAt(text, 0);
    for (let i = 1; i < text.length; i += 1) {
      const right = letterAt(text, i);
      const key = left === 0 || right === 0 ? 0 : (left << 16) | right;
      left = right;
      if (key === 0) continue;
      const place = placeOf(key);
      if (table[place] === 0) {
        count += 1;
        table[place] = key;
        table[place + 1] = count;
      }
      const number = table[place + 1] ?? 0;
      numbers[from + i] = number;
      times[number] = (times[number] ?? 0) + 1;
      if (last[number] === index + 1) continue;
      last[number] = index + 1;
      sentences[number] = (sentences[number] ?? 0) + 1;
    }
    begins.push(from);
    from += text.length + 1;
  }
  function placeOf(key: number): number {
    let place = (Math.imul(key, 0x9e3779b1) >>> (32 - bits)) << 1;
    while (table[place] !== 0 && table[place] !== key) place = (place + 2) & (2 * mask + 1);
    return place;
  }
  return { numbers, begins, times, sentences, count, numberOf: (key) => table[placeOf(key) + 1] ?? 0 };
}

/** The characters before and at `at` as one number of 32 bits; 0 where one of them is neither Han nor Latin. */
export function pairKey(text: string, at: number): number {
  const left = letterAt(text, at - 1);
  const right = letterAt(text, at);
  return left === 0 || right === 0 ? 0 : (left << 16) | right;
}

/** The code of a Han or Latin letter, 0 for any other character. */
function letterAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const isLetter =
    (code >= 0x4e00 && code <= 0x9fff) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  return isLetter ? code : 0;
}
