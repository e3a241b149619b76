import type { Likeness } from "./compare.js";

/**
 * The aspects that are weighed, each scaled to about 0 to 1 so that the weights can be read side by side.
 * data/stories.json holds the weights; test/eval/fit-stories.ts finds them.
 */
export function aspects(like: Likeness, sameFrame: boolean): Record<string, number> {
  const { figures, figuresMissing, claimHeld, hours } = like;
  return {
    text: like.containment,
    textOverlap: like.overlap,
    head: like.head,
    headOverlap: like.headOverlap,
    claim: like.otherClaimHeld,
    /** Two passages of one document share much, but neither says what the other's title says. */
    claimLacking: Math.max(0, 0.5 - claimHeld),
    shared: Math.log1p(like.shared) / 4,
    shorter: Math.log1p(like.shorter) / 4,
    rare: Math.log1p(like.rare) / 2,
    figures: Math.min(figures, 6) / 4,
    figuresMissing: figuresMissing / (figuresMissing + figures + 1),
    headFigures: like.headFigures,
    days: like.days,
    hours: Math.log1p(hours) / 2,
    sameWire: like.sameWire ? 1 : 0,
    sameFrame: sameFrame ? 1 : 0,
    bias: 1,
  };
}

/** 0 to 1: how likely it is one event. */
export function chance(of: Record<string, number>, weights: Record<string, number>): number {
  let sum = 0;
  for (const [aspect, value] of Object.entries(of)) sum += value * (weights[aspect] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}
