import { join } from "node:path";
import { z } from "zod";
import { DAY } from "../lib/duration.js";
import { readTable } from "../lib/table.js";
import { startOfDay } from "../lib/zone.js";
import type { Instant } from "../news/article.js";
import type { ChosenStory } from "./choose.js";

const weights = z.strictObject({
  note: z.string(),
  size: z.number().nonnegative(),
  banks: z.number().nonnegative(),
  topic: z.number().nonnegative(),
  recency: z.number().nonnegative(),
  /** Topics that weigh other than 1. */
  topics: z.record(z.string(), z.number().nonnegative()),
});

export type ImportanceWeights = z.infer<typeof weights>;

/** Reads importance.json; throws BrokenTable when it cannot be read or is malformed. */
export function loadImportance(dataDir: string): ImportanceWeights {
  return readTable(join(dataDir, "importance.json"), weights);
}

export interface Readers {
  zone: string;
  /** Banks that they subscribed to, by name or kind. */
  banks: ReadonlySet<string>;
  /** When they read it. */
  at: Instant;
}

/** How much a story matters to its readers; sums of one digest can be compared. */
export function importanceOf(
  { story, article }: ChosenStory,
  { zone, banks, at }: Readers,
  { size, banks: bank, topic, recency, topics }: ImportanceWeights,
): number {
  const named = [...article.tags.banks, ...story.lead.tags.banks].filter((name) => banks.has(name));
  const topicWeights = [...article.tags.topics, ...story.lead.tags.topics].map((name) => topics[name] ?? 1);
  const weightiest = topicWeights.length > 0 ? Math.max(...topicWeights) : 1;
  const published = article.publishedAt ?? article.seenAt;
  const days = Math.max(0, Math.round((startOfDay(at, zone) - startOfDay(published, zone)) / DAY));
  return (
    size * Math.log2(Math.max(1, story.reports)) +
    bank * Math.log2(1 + new Set(named).size) +
    topic * weightiest +
    recency * 2 ** -days
  );
}
