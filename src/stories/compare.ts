import { isDay } from "./days.js";
import type { Features } from "./features.js";
import { type Figure, sameFigure, telling } from "./figures.js";
import { hash32, type Token, weightOf } from "./tokens.js";

/** How alike two articles are, each aspect on its own. */
export interface Likeness {
  /** Share of the shorter text's weight that the other holds, 0 to 1. */
  containment: number;
  /** Share of both texts' weight that they have in common. */
  overlap: number;
  head: number;
  headOverlap: number;
  /** Share of a head's weight that the other article holds anywhere: of the head better held, and the other. */
  headHeld: number;
  otherHeadHeld: number;
  /** The same for what the heads say, without who says it. */
  claimHeld: number;
  otherClaimHeld: number;
  /** Weight in common, and of the shorter text: much of a long text is worth more than much of a flash. */
  shared: number;
  shorter: number;
  /** Shared tokens of the rarest class. */
  rare: number;
  /** Telling figures shared, and those of the article with fewer that the other lacks; by digits, capped. */
  figures: number;
  figuresMissing: number;
  /** 1 the heads share a figure, -1 both have figures and share none, 0 else. */
  headFigures: number;
  /** 1 one names the other's subject, -1 it does not, 0 none has one. */
  subject: number;
  orgs: number;
  names: number;
  days: number;
  hours: number;
}

export function likeness(a: Features, b: Features): Likeness {
  const text = common(a.text, b.text);
  const head = common(a.head, b.head);
  const held = [heldShare(a.head, b.text), heldShare(b.head, a.text)].sort((x, y) => y - x);
  const claims = [heldShare(a.claim, b.text), heldShare(b.claim, a.text)].sort((x, y) => y - x);
  const [few, many] = a.figures.length <= b.figures.length ? [a, b] : [b, a];
  let shared = 0;
  let missing = 0;
  for (const figure of few.figures) {
    if (many.figures.some((other) => sameFigure(figure, other))) shared += telling(figure);
    else missing += telling(figure);
  }
  return {
    containment: ratio(text.weight, Math.min(text.a, text.b)),
    overlap: ratio(text.weight, text.a + text.b - text.weight),
    head: ratio(head.weight, Math.min(head.a, head.b)),
    headOverlap: ratio(head.weight, head.a + head.b - head.weight),
    headHeld: held[0] ?? 0,
    otherHeadHeld: held[1] ?? 0,
    claimHeld: claims[0] ?? 0,
    otherClaimHeld: claims[1] ?? 0,
    shared: text.weight,
    shorter: Math.min(text.a, text.b),
    rare: text.rare,
    figures: shared,
    figuresMissing: missing,
    headFigures: agreement(headFigures(a), headFigures(b), sameFigure),
    subject: Math.min(subjectIn(a, b), subjectIn(b, a)) || Math.max(subjectIn(a, b), subjectIn(b, a)),
    orgs: agreement(a.orgs, b.orgs, (x, y) => x === y),
    names: agreement(a.names, b.names, (x, y) => x === y || x.includes(y) || y.includes(x)),
    days: agreement(
      a.days.filter(isDay),
      b.days.filter(isDay),
      (x, y) => x === y || x.slice(-2) === y.slice(-2),
    ),
    hours: hoursApart(a, b),
  };
}

/** An article without a date may be old news that was found today: its nearness in time proves nothing. */
function hoursApart(a: Features, b: Features): number {
  const hours = Math.abs(a.at - b.at) / 3_600_000;
  return a.dated && b.dated ? hours : Math.max(hours, 48);
}

function headFigures(features: Features): Figure[] {
  return features.figures.slice(0, features.headFigures).filter((figure) => telling(figure) > 0.5);
}

function agreement<T>(a: T[], b: T[], same: (x: T, y: T) => boolean): number {
  if (a.length === 0 || b.length === 0) return 0;
  return a.some((x) => b.some((y) => same(x, y))) ? 1 : -1;
}

function subjectIn(a: Features, b: Features): number {
  if (a.subject === "") return 0;
  if (a.subject === b.subject) return 1;
  const known = new Set(b.text.map((token) => token >>> 3));
  let pairs = 0;
  let found = 0;
  for (const [word] of a.subject.matchAll(/[一-鿿]{2,}|[a-z][a-z.&-]*[a-z]/gu)) {
    const pieces = word.charCodeAt(0) < 128 ? [word.slice(0, 24)] : pairsOf(word);
    for (const piece of pieces) {
      pairs++;
      if (known.has((hash32(piece) & 0xfffff8) >>> 3)) found++;
    }
  }
  if (pairs === 0) return 0;
  return found / pairs >= 0.6 ? 1 : -1;
}

function pairsOf(word: string): string[] {
  const pairs = [];
  for (let at = 0; at + 1 < word.length; at++) pairs.push(word.slice(at, at + 2));
  return pairs;
}

function heldShare(head: Token[], text: Token[]): number {
  const { weight, a } = common(head, text);
  return ratio(weight, a);
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** Both sorted. Weights count squared: one shared rare word says more than many common ones. */
function common(a: Token[], b: Token[]): { weight: number; a: number; b: number; rare: number } {
  let weight = 0;
  let rare = 0;
  let x = 0;
  let y = 0;
  while (x < a.length && y < b.length) {
    const left = a[x] ?? 0;
    const right = b[y] ?? 0;
    if (left === right) {
      weight += weightOf(left) ** 2;
      if (weightOf(left) === 5) rare++;
      x++;
      y++;
    } else if (left < right) x++;
    else y++;
  }
  return { weight, a: mass(a), b: mass(b), rare };
}

function mass(tokens: Token[]): number {
  let sum = 0;
  for (const token of tokens) sum += weightOf(token) ** 2;
  return sum;
}
