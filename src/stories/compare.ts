import type { Features } from "./features.js";
import { type Token, weightOf } from "./tokens.js";

export interface Likeness {
  /** Share of the shorter text's weight that the other holds, 0 to 1. */
  containment: number;
  /** The same for the two titles, by the smaller. */
  title: number;
  figuresShared: number;
  /** Figures of the article with fewer that the other lacks. */
  figuresMissing: number;
  hours: number;
}

export function likeness(a: Features, b: Features): Likeness {
  const [few, many] = a.figures.length <= b.figures.length ? [a, b] : [b, a];
  const known = new Set(many.figures.map((figure) => figure.key));
  const shared = few.figures.filter((figure) => known.has(figure.key)).length;
  return {
    containment: containment(a.text, b.text),
    title: containment(a.title, b.title),
    figuresShared: shared,
    figuresMissing: few.figures.length - shared,
    hours: Math.abs(a.at - b.at) / 3_600_000,
  };
}

/** Both sorted. Weights count squared: one shared rare word says more than many common ones. */
function containment(a: Token[], b: Token[]): number {
  let shared = 0;
  let x = 0;
  let y = 0;
  while (x < a.length && y < b.length) {
    const left = a[x] ?? 0;
    const right = b[y] ?? 0;
    if (left === right) {
      shared += weightOf(left) ** 2;
      x++;
      y++;
    } else if (left < right) x++;
    else y++;
  }
  const smaller = Math.min(mass(a), mass(b));
  return smaller === 0 ? 0 : shared / smaller;
}

function mass(tokens: Token[]): number {
  let sum = 0;
  for (const token of tokens) sum += weightOf(token) ** 2;
  return sum;
}
