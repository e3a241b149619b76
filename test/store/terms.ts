/** Mulberry32: the same numbers in [0, 1) for the same seed, on every machine. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Pieces of 1 to 8 characters that stand in the texts, digits, letters and punctuation among them. */
export function drawTerms(texts: string[], count: number, seed = 20220601): string[] {
  const random = seeded(seed);
  const terms: string[] = [];
  while (terms.length < count) {
    const characters = [...(texts[Math.floor(random() * texts.length)] ?? "")];
    const length = 1 + (terms.length % 8);
    const start = Math.floor(random() * (characters.length - length + 1));
    const term = characters.slice(start, start + length).join("");
    // Every fourth is to hold something other than Han characters.
    if (terms.length % 4 === 0 && /^\p{Script=Han}*$/u.test(term)) continue;
    if ([...term].length === length) terms.push(term);
  }
  return terms;
}
