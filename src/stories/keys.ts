import type { Reading } from "./features.js";
import { hash32, type Tokens, weightOf } from "./tokens.js";

const RARE_TOKENS = 12;
/** Classes below stand in one of fifty articles or more: their keys would be crowded and tell nothing. */
const RARE_FROM = 3;
const TELLING_FIGURES = 4;
const NAMES = 3;

/**
 * Where reports of one event meet. Equal titles share the title's key. A rewritten report shares a rare word of its
 * title (the rarest classes, of those the smallest hashes, so that two reports choose alike), a figure that was
 * written with three digits or more, or a company's code or a document's name.
 */
export function keysOf(reading: Reading): number[] {
  const keys = new Set<number>();
  keys.add(key("title", reading.head.join(",")));
  for (const name of [...reading.codes, ...reading.documents].slice(0, NAMES)) keys.add(key("name", name));
  for (const token of rarest(reading.head)) keys.add(key("word", String(token)));
  const telling = reading.figures.filter((figure) => figure.digits >= 3 || figure.unit === "m");
  for (const { unit, value } of telling.slice(0, TELLING_FIGURES)) keys.add(key("figure", `${unit}${value}`));
  return [...keys];
}

function rarest(tokens: Tokens): number[] {
  const rare = [...tokens].filter((token) => weightOf(token) >= RARE_FROM);
  return rare.sort((a, b) => weightOf(b) - weightOf(a) || a - b).slice(0, RARE_TOKENS);
}

/** 48 bits: a safe integer, and too many values for strangers to meet by chance. */
function key(kind: string, value: string): number {
  const text = `${kind}:${value}`;
  return hash32(text) * 0x10000 + (hash32(text, 0x9747b28c) & 0xffff);
}
