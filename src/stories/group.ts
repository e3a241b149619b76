import type { Instant } from "../news/article.js";
import { parseDate } from "./date.js";
import { createStoryJoiner } from "./join.js";
import { createMemoryStoryIndex } from "./memory-index.js";
import { loadStoryRules, type StoryRules } from "./rules.js";

export interface GroupInput {
  id: string;
  title?: string;
  text: string;
  /** As the feed wrote it; see parseDate. */
  date?: string;
}

/**
 * Tells stories apart in a stream of articles, in its order. Equal values of `story` are one story.
 * Articles without a readable date count as seen at `seenAt`.
 */
export async function* groupStories(
  inputs: AsyncIterable<GroupInput> | Iterable<GroupInput>,
  {
    seenAt,
    zone = "Asia/Shanghai",
    rules = loadStoryRules(),
  }: { seenAt: Instant; zone?: string; rules?: StoryRules },
): AsyncGenerator<{ id: string; story: number }> {
  const index = createMemoryStoryIndex();
  const joiner = createStoryJoiner(index.find, rules);
  for await (const { id, title, text, date } of inputs) {
    const publishedAt = date === undefined ? undefined : parseDate(date, zone);
    const joining = await joiner.join({ title, text, publishedAt, seenAt, banks: [] });
    yield { id, story: index.add(joining, { publishedAt, seenAt }) };
  }
}
