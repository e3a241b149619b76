import type { Instant } from "../news/article.js";
import type { Candidate, Joining } from "../news/story.js";
import { likeness } from "./compare.js";
import { type Features, featuresOf, readFeatures, writeFeatures } from "./features.js";
import { keysOf } from "./keys.js";
import { loadStoryRules, type StoryRules } from "./rules.js";

export type FindCandidates = (query: {
  keys: number[];
  around: Instant;
  withinMs: number;
  limitPerKey: number;
}) => Promise<Candidate[]>;

export interface StoryInput {
  title?: string;
  text: string;
  publishedAt?: Instant;
  seenAt: Instant;
  banks: string[];
}

export interface StoryJoiner {
  /** Decides; the store remembers. Costs one look-up and a check of what it returns, however large the archive. */
  join(input: StoryInput): Promise<Joining>;
}

const WITHIN_MS = 4 * 24 * 3_600_000;
const LIMIT_PER_KEY = 8;
/** An article takes the lead if it is this much longer than the one that has it. */
const FULLER = 1.5;

export function createStoryJoiner(find: FindCandidates, rules: StoryRules = loadStoryRules()): StoryJoiner {
  return {
    async join(input) {
      const features = featuresOf(input, rules);
      const keys = keysOf(features);
      const written = writeFeatures(features);
      const candidates = await find({
        keys,
        around: features.at,
        withinMs: WITHIN_MS,
        limitPerKey: LIMIT_PER_KEY,
      });
      let best: { candidate: Candidate; known: Features; score: number } | undefined;
      for (const candidate of candidates) {
        const known = readFeatures(candidate.features);
        if (known === undefined) continue;
        const score = sameness(features, known);
        if (score > (best?.score ?? 0)) best = { candidate, known, score };
      }
      if (best === undefined) return { relation: "new", leads: true, keys, features: written };
      const leads = best.candidate.leads && features.length > best.known.length * FULLER;
      return { relation: "same", storyId: best.candidate.storyId, leads, keys, features: written };
    },
  };
}

function sameness(a: Features, b: Features): number {
  const like = likeness(a, b);
  if (a.roundUp || b.roundUp)
    return like.containment > 0.95 && a.roundUp === b.roundUp ? like.containment : 0;
  if (like.figuresMissing > like.figuresShared) return 0;
  if (like.hours > 72) return 0;
  return like.containment > 0.6 ? like.containment : 0;
}
