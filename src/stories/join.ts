import type { Instant } from "../news/article.js";
import type { Candidate, Joining } from "../news/story.js";
import { type Features, readArticle } from "./features.js";
import { keysOf } from "./keys.js";
import { loadStoryRules, type StoryRules } from "./rules.js";
import { readFeatures, writeFeatures } from "./serialize.js";
import { sameEvent } from "./verdict.js";

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

interface Match {
  candidate: Candidate;
  known: Features;
  chance: number;
}

export function createStoryJoiner(find: FindCandidates, rules: StoryRules = loadStoryRules()): StoryJoiner {
  return {
    async join(input) {
      const features = readArticle(input, rules);
      const keys = keysOf(features);
      const found = await find({
        keys,
        around: features.at,
        withinMs: WITHIN_MS,
        limitPerKey: LIMIT_PER_KEY,
      });
      const best = bestMatch(features, found, rules);
      const written = writeFeatures(features);
      if (best === undefined) return { relation: "new", leads: true, keys, features: written };
      const leads = best.candidate.leads && features.length > best.known.length * FULLER;
      return { relation: "same", storyId: best.candidate.storyId, leads, keys, features: written };
    },
  };
}

/** A story is left aside when any of its articles that were found contradicts: chains of small steps drift away. */
function bestMatch(features: Features, candidates: Candidate[], rules: StoryRules): Match | undefined {
  const contradicted = new Set<number>();
  let best: Match | undefined;
  const matches: Match[] = [];
  for (const candidate of candidates) {
    const known = readFeatures(candidate.features);
    if (known === undefined) continue;
    const verdict = sameEvent(features, known, rules);
    if (verdict.conflict !== undefined) contradicted.add(candidate.storyId);
    else if (verdict.chance >= rules.joinAt) matches.push({ candidate, known, chance: verdict.chance });
  }
  for (const match of matches) {
    if (contradicted.has(match.candidate.storyId)) continue;
    if (best === undefined || match.chance > best.chance) best = match;
  }
  return best;
}
