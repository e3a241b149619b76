import { HOUR } from "../lib/duration.js";
import { isDay } from "./days.js";
import type { Features } from "./features.js";
import { type Figure, sameFigure, telling } from "./figures.js";
import type { StoryRules } from "./rules.js";
import { RAREST, type Tokens, tokensIn, weightOf } from "./tokens.js";

/** One figure of four digits and one of two, or the like. */
const PROOF = 3;
const NAME_TOKENS = 20;

/** How alike two articles are, each aspect on its own. */
export interface Likeness {
  /** Share of the shorter text's weight that the other holds, 0 to 1. */
  containment: number;
  /** Share of both texts' weight that they have in common. */
  overlap: number;
  head: number;
  headOverlap: number;
  /**
   * Share of what a head says, without who says it, that the other article holds anywhere: of the head that is held
   * better, and of the other.
   */
  claimHeld: number;
  otherClaimHeld: number;
  /** Weight in common, and of the shorter text: much of a long text is worth more than much of a flash. */
  shared: number;
  shorter: number;
  /** Shared tokens of the rarest class. */
  rare: number;
  /** How telling the shared figures are, and those that the other lacks, of the article with fewer. */
  figures: number;
  figuresMissing: number;
  /** Every figure of the article with fewer stands in the other, and they are more than round numbers. */
  figuresProve: boolean;
  /** 1 a head's figure stands in the other article, -1 both heads have figures and none does, 0 else. */
  headFigures: number;
  /** 1 both name one day, -1 both name some and share none, 0 else. */
  days: number;
  hours: number;
  /** One agency seldom sends one event twice: two of its reports are likelier two passages or two events. */
  sameWire: boolean;
}

export function likeness(a: Features, b: Features): Likeness {
  const text = common(a.text, b.text);
  const head = common(a.head, b.head);
  const claims = [heldShare(a.claim, b.text), heldShare(b.claim, a.text)].sort((x, y) => y - x);
  const [few, many] = a.figures.length <= b.figures.length ? [a, b] : [b, a];
  let figures = 0;
  let figuresMissing = 0;
  for (const figure of few.figures) {
    if (many.figures.some((other) => sameFigure(figure, other))) figures += telling(figure);
    else figuresMissing += telling(figure);
  }
  return {
    containment: ratio(text.weight, Math.min(text.a, text.b)),
    overlap: ratio(text.weight, text.a + text.b - text.weight),
    head: ratio(head.weight, Math.min(head.a, head.b)),
    headOverlap: ratio(head.weight, head.a + head.b - head.weight),
    claimHeld: claims[0] ?? 0,
    otherClaimHeld: claims[1] ?? 0,
    shared: text.weight,
    shorter: Math.min(text.a, text.b),
    rare: text.rare,
    figures,
    figuresMissing,
    figuresProve: figuresMissing === 0 && figures >= PROOF,
    headFigures: headFigureAgreement(a, b),
    // 16日 is 6月16日 told shorter.
    days: agreement(a.days.filter(isDay), b.days.filter(isDay), (x, y) => x.slice(-2) === y.slice(-2)),
    hours: hoursApart(a, b),
    sameWire: a.wire !== "" && a.wire === b.wire,
  };
}

/** An article without a date may be old news that was found today: its nearness in time proves nothing. */
function hoursApart(a: Features, b: Features): number {
  const hours = Math.abs(a.at - b.at) / HOUR;
  return a.dated && b.dated ? hours : Math.max(hours, 48);
}

function headFigureAgreement(a: Features, b: Features): number {
  const left = headFigures(a);
  const right = headFigures(b);
  const found =
    left.some((figure) => b.figures.some((other) => sameFigure(figure, other))) ||
    right.some((figure) => a.figures.some((other) => sameFigure(figure, other)));
  if (found) return 1;
  return left.length > 0 && right.length > 0 ? -1 : 0;
}

function headFigures(features: Features): Figure[] {
  return features.figures.slice(0, features.headFigures).filter((figure) => telling(figure) > 0.5);
}

function agreement<T>(a: T[], b: T[], same: (x: T, y: T) => boolean): number {
  if (a.length === 0 || b.length === 0) return 0;
  return a.some((x) => b.some((y) => same(x, y))) ? 1 : -1;
}

/** Share of a part's weight that the text holds. */
export function heldShare(part: Tokens, text: Tokens): number {
  let held = 0;
  let whole = 0;
  let at = 0;
  for (const token of part) {
    const weight = weightOf(token) ** 2;
    whole += weight;
    while ((text[at] ?? token) < token) at++;
    if (text[at] === token) held += weight;
  }
  return ratio(held, whole);
}

/** Whether the text holds all of a name's pairs of characters; so it does if they are too common to be kept. */
export function names(text: Tokens, name: string, rules: StoryRules): boolean {
  const tokens = tokensIn(name, rules, NAME_TOKENS);
  return tokens.length === 0 || heldShare(tokens, text) === 1;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** Weights count squared: one shared rare word says more than many common ones. */
function common(a: Tokens, b: Tokens): { weight: number; a: number; b: number; rare: number } {
  let weight = 0;
  let rare = 0;
  let y = 0;
  for (const token of a) {
    let other = b[y];
    while (other !== undefined && other < token) other = b[++y];
    if (other !== token) continue;
    const one = weightOf(token);
    weight += one * one;
    if (one === RAREST) rare++;
    y++;
  }
  return { weight, a: mass(a), b: mass(b), rare };
}

function mass(tokens: Tokens): number {
  let sum = 0;
  for (const token of tokens) {
    const one = weightOf(token);
    sum += one * one;
  }
  return sum;
}
