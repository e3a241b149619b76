import type { StoryRules } from "./rules.js";

/**
 * A token is a hash of 21 bits with its weight in the lowest three: a pair of Han characters, or a Latin word as a
 * whole. Lists of them are sorted, so that two are compared in one pass.
 */
export type Tokens = Uint32Array;

/** The weight of what is not listed as common. */
export const RAREST = 5;

export const weightOf = (token: number): number => token & 7;

/** Two Han characters as one number, of 32 bits with a sign: a Map is slow with greater ones. */
export function pairKey(first: number, second: number): number {
  return (first << 16) | second;
}

export function hash32(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mixed(hash);
}

function mixed(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
}

/** At most `limit` tokens from the start of `text`, each once, none of the commonest class. */
export function tokensIn(text: string, rules: StoryRules, limit: number): Tokens {
  const seen = new Set<number>();
  let before = 0;
  let word = 0;
  let letters = 0;
  for (let at = 0; at <= text.length && seen.size < limit; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 0;
    if (code >= 0x61 && code <= 0x7a) {
      word = Math.imul((letters === 0 ? 0x811c9dc5 : word) ^ code, 0x01000193);
      letters++;
    } else if (letters > 0) {
      if (letters > 1) seen.add((mixed(word) & 0xfffff8) | RAREST);
      letters = 0;
    }
    const han = code >= 0x4e00 && code <= 0x9fff;
    if (han && before !== 0) {
      const pair = pairKey(before, code);
      const weight = rules.commonness.get(pair) ?? RAREST;
      if (weight > 1) seen.add((mixed(Math.imul(pair, 0x9e3779b1)) & 0xfffff8) | weight);
    }
    before = han ? code : 0;
  }
  const tokens = new Uint32Array(seen.size);
  let count = 0;
  for (const token of seen) tokens[count++] = token;
  return tokens.sort();
}

/** Three bytes a token. */
export function packTokens(tokens: Tokens): string {
  const bytes = Buffer.allocUnsafe(tokens.length * 3);
  let at = 0;
  for (const token of tokens) {
    bytes[at++] = token & 0xff;
    bytes[at++] = (token >>> 8) & 0xff;
    bytes[at++] = token >>> 16;
  }
  return bytes.toString("base64");
}

export function unpackTokens(base64: string): Tokens {
  const bytes = Buffer.from(base64, "base64");
  const tokens = new Uint32Array(Math.floor(bytes.length / 3));
  for (let index = 0, at = 0; index < tokens.length; index++, at += 3) {
    tokens[index] = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
  }
  return tokens;
}
