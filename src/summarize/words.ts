/** Finds the words of a list. Most characters begin none of them, which one look at a bit tells. */
export interface WordFinder {
  /** The occurrences from the left, none of which overlap; of two words that begin alike the longer one. */
  find(text: string): Found[];
  /** The leftmost one. */
  first(text: string): Found | undefined;
  has(text: string): boolean;
}

export interface Found {
  at: number;
  word: string;
}

export function findWords(words: string[]): WordFinder {
  const begins = new Uint32Array(0x10000 / 32);
  const byStart = new Map<number, string[]>();
  for (const word of [...words].sort((a, b) => b.length - a.length)) {
    const code = word.charCodeAt(0);
    begins[code >>> 5] = (begins[code >>> 5] ?? 0) | (1 << code);
    byStart.set(code, [...(byStart.get(code) ?? []), word]);
  }
  function wordAt(text: string, at: number): string | undefined {
    const code = text.charCodeAt(at);
    if ((((begins[code >>> 5] ?? 0) >>> code) & 1) === 0) return undefined;
    for (const word of byStart.get(code) ?? []) if (text.startsWith(word, at)) return word;
    return undefined;
  }
  function first(text: string): Found | undefined {
    for (let at = 0; at < text.length; at += 1) {
      const word = wordAt(text, at);
      if (word !== undefined) return { at, word };
    }
    return undefined;
  }
  return {
    find(text) {
      const found: Found[] = [];
      for (let at = 0; at < text.length; at += 1) {
        const word = wordAt(text, at);
        if (word === undefined) continue;
        found.push({ at, word });
        at += word.length - 1;
      }
      return found;
    },
    first,
    has: (text) => first(text) !== undefined,
  };
}
