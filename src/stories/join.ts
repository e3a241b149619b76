import { DAY } from "../lib/duration.js";
import type { Instant } from "../news/article.js";
import type { Candidate, Joining } from "../news/story.js";
import { type Features, type Reading, readArticle } from "./features.js";
import { keysOf } from "./keys.js";
import { addsNews, takesLead } from "./relation.js";
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
}

export interface StoryJoiner {
  /** Decides; the store remembers. Costs one look-up and a check of what it returns, however large the archive. */
  join(input: StoryInput): Promise<Joining>;
}

/** Updates come within days; last year's report under the same headline must not be found at all. */
const WITHIN_MS = 4 * DAY;
const LIMIT_PER_KEY = 8;

export function createStoryJoiner(find: FindCandidates, rules: StoryRules = loadStoryRules()): StoryJoiner {
  return {
    async join(input) {
      const reading = readArticle(input, rules);
      const keys = keysOf(reading);
      const query = { keys, around: reading.at, withinMs: WITHIN_MS, limitPerKey: LIMIT_PER_KEY };
      const story = bestStory(reading, await find(query), rules);
      const features = writeFeatures(reading);
      if (story === undefined) return { relation: "new", leads: true, keys, features };
      const relation = addsNews(reading, story.told) ? "follow-up" : "same";
      return { relation, storyId: story.id, leads: takesLead(reading, story.lead), keys, features };
    },
  };
}

interface KnownStory {
  id: number;
  /** Its articles that tell the same event as the new one. */
  told: Features[];
  /** The one that speaks for it, if it was among those found. */
  lead: Features | undefined;
  chance: number;
  contradicted: boolean;
}

/**
 * The story whose nearest article is likeliest. A story is left aside if one of its articles contradicts, unless
 * another says the very same: chains of small steps drift away from where they began.
 */
function bestStory(reading: Reading, candidates: Candidate[], rules: StoryRules): KnownStory | undefined {
  const stories = new Map<number, KnownStory>();
  for (const { storyId, leads, features } of candidates) {
    const known = readFeatures(features);
    if (known === undefined) continue;
    const verdict = sameEvent(reading, known, rules);
    const story = stories.get(storyId) ?? {
      id: storyId,
      told: [],
      lead: undefined,
      chance: 0,
      contradicted: false,
    };
    stories.set(storyId, story);
    if (leads) story.lead = known;
    if (verdict.conflict !== undefined) story.contradicted = true;
    if (verdict.chance < rules.joinAt) continue;
    story.told.push(known);
    story.chance = Math.max(story.chance, verdict.chance);
  }
  let best: KnownStory | undefined;
  for (const story of stories.values()) {
    if (story.told.length === 0 || (story.contradicted && story.chance < CERTAIN)) continue;
    if (best === undefined || story.chance > best.chance) best = story;
  }
  return best;
}

const CERTAIN = 0.99;
