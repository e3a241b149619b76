import type { Likeness } from "./compare.js";

/**
 * The aspects that are weighed, each scaled to about 0 to 1 so that the weights can be read side by side.
 * data/stories.json holds the weights; test/eval/fit-stories.ts finds them.
 */
export function aspects(like: Likeness, sameFrame: boolean): Record<string, number> {
  const { figures, figuresMissing } = like;
  return {
    text: like.containment,
    textOverlap: like.overlap,
    head: like.head,
    headOverlap: like.headOverlap,
    otherHead: like.otherHeadHeld,
    claim: like.claimHeld,
    otherClaim: like.otherClaimHeld,
    shared: Math.log1p(like.shared) / 4,
    shorter: Math.log1p(like.shorter) / 4,
    rare: Math.log1p(like.rare) / 2,
    figures: Math.min(figures, 6) / 4,
    figuresMissing: Math.min(figuresMissing, 6) / 4,
    figuresMissingShare: figuresMissing / (figuresMissing + figures + 1),
    headFigures: like.headFigures,
    subject: like.subject,
    orgs: like.orgs,
    names: like.names,
    days: like.days,
    hours: Math.log1p(like.hours) / 2,
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
