import type { StoryRules } from "./rules.js";

/**
 * A token is a hash of 21 bits with its weight in the lowest three: pairs of Han characters, and Latin words as
 * wholes. Sorted lists of them are compared in one pass.
 */
export type Token = number;

export const RAREST = 5;

export const weightOf = (token: Token): number => token & 7;

export function hash32(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}

const words = /[一-鿿]{2,}|[a-z][a-z.&-]*[a-z]/gu;

/** Tokens in order of appearance, each once, none of the commonest class. */
export function tokensIn(text: string, rules: StoryRules, limit: number): Token[] {
  const seen = new Set<Token>();
  for (const [word] of text.matchAll(words)) {
    if (seen.size >= limit) break;
    if (word.charCodeAt(0) < 128) {
      seen.add(token(word.slice(0, 24), RAREST));
      continue;
    }
    for (let at = 0; at + 1 < word.length && seen.size < limit; at++) {
      const pair = word.slice(at, at + 2);
      const weight = rules.commonness.get(pair) ?? RAREST;
      if (weight > 1) seen.add(token(pair, weight));
    }
  }
  return [...seen];
}

function token(text: string, weight: number): Token {
  return (hash32(text) & 0xfffff8) | weight;
}
