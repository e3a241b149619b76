import { countBefore, fold } from "./fold.js";
import type { Quantity } from "./quantities.js";
import type { Reading } from "./reading.js";

/** Pairs of characters around a figure, the nearer the weightier: what it measures and whose it is. */
export type Surroundings = ReadonlyMap<string, number>;

/** Characters before a figure that may say what it is. */
const REACH = 60;
/** What stands right behind a figure and may be its measure: 37.88亿元的净利润. */
const BEHIND = 5;
const BEHIND_WEIGHT = 1;
/** The weight of the pair next to the figure, and of one far away; between them it falls with the distance. */
const NEXT = 4;
const FAR = 0.6;
/** What stands on the other side of another figure counts so much less. */
const ACROSS = 0.5;
/** Between two figures of one measure: 10%至30%, 2%上调至2.25%, 4.69%、5.78%. */
const LINK =
  /^(?:[-~—–、]|(?:上调|下调|增加|增|降低|降|上升|升|减少|减|涨|跌|提高|下降|回落|提升)?(?:一倍|值)?,?[至到]|和|及){1,2}$/u;
/** Says nothing of the measure. */
const EMPTY = /^(?:为|达到|达|至|约|超过|超|近|逾|到|了|是|的|仅|共|由|从|计|不)/u;
const LETTER = /[\p{L}%]/u;

/** What a word that tells one measure from another weighs. */
const MEASURE = 3;

/** Brings words for one thing to one form. */
export type Canon = (text: string) => string;

export interface MeasureWords {
  canon: Canon;
  measures: readonly string[];
}

export function createCanon(same: [string, string][]): Canon {
  const folded = same.map(([long, short]): [string, string] => [fold(long), fold(short)]);
  return (text) => folded.reduce((canon, [long, short]) => canon.replaceAll(long, short), text);
}

export function surroundings(
  { text, quantities }: Reading,
  quantity: Quantity,
  { canon, measures }: MeasureWords,
): Surroundings {
  const weights = new Map<string, number>();
  const before = countBefore(quantities, quantity.at);
  let end = quantity.at;
  let distance = 0;
  let factor = 1;
  for (let index = before - 1; index >= -1 && quantity.at - end < REACH; index -= 1) {
    const other = quantities[index];
    const between = text.slice(Math.max(other?.end ?? 0, quantity.at - REACH), end);
    if (other !== undefined && LINK.test(between)) {
      end = other.at;
      continue;
    }
    const said = canon(between);
    distance = addPairs(weights, trimmed(said), distance, factor);
    for (const word of measures) if (said.includes(word)) raise(weights, `#${word}`, MEASURE * factor);
    factor *= ACROSS;
    end = other?.at ?? 0;
  }
  const next = quantities.slice(before, before + 2).find((each) => each.at >= quantity.end);
  const behind = text.slice(quantity.end, Math.min(quantity.end + BEHIND, next?.at ?? text.length));
  const [run = ""] = /^[\p{L}]*/u.exec(behind) ?? [];
  for (let i = 0; i + 1 < run.length; i += 1) raise(weights, run.slice(i, i + 2), BEHIND_WEIGHT);
  return weights;
}

/** What two places have in common. */
export function alike(a: Surroundings, b: Surroundings): number {
  let sum = 0;
  for (const [pair, weight] of a) sum += Math.min(weight, b.get(pair) ?? 0);
  return sum;
}

function trimmed(text: string): string {
  let end = text.length;
  while (end > 0 && EMPTY.test(text.slice(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Adds the pairs of a stretch from its end; gives the distance at its start. */
function addPairs(weights: Map<string, number>, text: string, distance: number, factor: number): number {
  let passed = distance;
  for (let at = text.length - 2; at >= 0; at -= 1, passed += 1) {
    const pair = text.slice(at, at + 2);
    if (!LETTER.test(pair.charAt(0)) || !LETTER.test(pair.charAt(1))) continue;
    raise(weights, pair, factor * Math.max(FAR, NEXT / (1 + passed / 2)));
  }
  return passed + 1;
}

function raise(weights: Map<string, number>, pair: string, weight: number): void {
  weights.set(pair, Math.max(weights.get(pair) ?? 0, weight));
}
