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
  const bits = Math.max(4, Math.ceil(Math.log2(length * 2 + 1)));
  const mask = 2 ** bits - 1;
  const keys = new Int32Array(mask + 1);
  const byPlace = new Uint32Array(mask + 1);
  const times = new Uint32Array(length + 1);
  const sentences = new Uint32Array(length + 1);
  const last = new Int32Array(length + 1).fill(-1);
  const numbers = new Uint32Array(length);
  const begins: number[] = [];
  let count = 0;
  let from = 0;
  for (let index = 0; index < texts.length; index += 1) {
    const text = texts[index] ?? "";
    for (let i = 1; i < text.length; i += 1) {
      const key = pairKey(text, i);
      if (key === 0) continue;
      const place = placeOf(key);
      if (keys[place] === 0) {
        count += 1;
        keys[place] = key;
        byPlace[place] = count;
      }
      const number = byPlace[place] ?? 0;
      numbers[from + i] = number;
      times[number] = (times[number] ?? 0) + 1;
      if (last[number] === index) continue;
      last[number] = index;
      sentences[number] = (sentences[number] ?? 0) + 1;
    }
    begins.push(from);
    from += text.length + 1;
  }
  function placeOf(key: number): number {
    let place = Math.imul(key, 0x9e3779b1) >>> (32 - bits);
    while (keys[place] !== 0 && keys[place] !== key) place = (place + 1) & mask;
    return place;
  }
  return { numbers, begins, times, sentences, count, numberOf: (key) => byPlace[placeOf(key)] ?? 0 };
}

/** The characters before and at `at` as one number of 32 bits; 0 where one of them is neither Han nor Latin. */
export function pairKey(text: string, at: number): number {
  const left = text.charCodeAt(at - 1);
  const right = text.charCodeAt(at);
  return isLetter(left) && isLetter(right) ? (left << 16) | right : 0;
}

function isLetter(code: number): boolean {
  return (code >= 0x4e00 && code <= 0x9fff) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
