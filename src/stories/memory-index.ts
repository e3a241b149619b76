import type { Instant } from "../news/article.js";
import type { Candidate, Joining } from "../news/story.js";
import type { FindCandidates } from "./join.js";

/** Stories of one run, kept in memory: the same look-up as the store's, for commands and trials over a stream. */
export interface MemoryStoryIndex {
  find: FindCandidates;
  /** Keeps a joining and returns its story: the joined one, or a new one's id, counted from 1. */
  add(joining: Joining, at: { publishedAt?: Instant; seenAt: Instant }): number;
}

interface Entry {
  candidate: Candidate;
  at: Instant;
}

export function createMemoryStoryIndex(): MemoryStoryIndex {
  const byKey = new Map<number, Entry[]>();
  const leads = new Map<number, Entry>();
  let articles = 0;
  let stories = 0;
  return {
    async find({ keys, around, withinMs, limitPerKey }) {
      const found = new Set<Entry>();
      for (const key of keys) {
        const near = (byKey.get(key) ?? []).filter((entry) => Math.abs(entry.at - around) <= withinMs);
        near.sort((a, b) => b.at - a.at || b.candidate.articleId - a.candidate.articleId);
        for (const entry of near.slice(0, limitPerKey)) found.add(entry);
      }
      return [...found].map((entry) => entry.candidate);
    },
    add(joining, { publishedAt, seenAt }) {
      const storyId = joining.storyId ?? ++stories;
      const entry: Entry = {
        candidate: {
          articleId: ++articles,
          storyId,
          publishedAt,
          leads: joining.leads,
          features: joining.features,
        },
        at: publishedAt ?? seenAt,
      };
      if (joining.leads) {
        const before = leads.get(storyId);
        if (before) before.candidate = { ...before.candidate, leads: false };
        leads.set(storyId, entry);
      }
      for (const key of joining.keys) {
        const entries = byKey.get(key);
        if (entries) entries.push(entry);
        else byKey.set(key, [entry]);
      }
      return storyId;
    },
  };
}
