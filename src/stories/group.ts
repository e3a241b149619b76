import { parseDate } from "../lib/dates.js";
import type { Instant } from "../news/article.js";
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
 * Tells stories apart in a batch of articles and answers in its order. Equal values of `story` are one story. All are
 * read before the first answer: they are told by date, so that the order of the lines decides nothing. Articles
 * without a readable date count as seen at `seenAt`.
 */
export async function* groupStories(
  inputs: AsyncIterable<GroupInput> | Iterable<GroupInput>,
  options: { seenAt: Instant; rules?: StoryRules },
): AsyncGenerator<{ id: string; story: number }> {
  const { seenAt, rules = loadStoryRules() } = options;
  const all: (GroupInput & { publishedAt: Instant | undefined; story: number })[] = [];
  for await (const input of inputs) {
    const publishedAt = input.date === undefined ? undefined : parseDate(input.date);
    all.push({ ...input, publishedAt, story: 0 });
  }
  const index = createMemoryStoryIndex();
  const joiner = createStoryJoiner(index.find, rules);
  const told = [...all].sort((a, b) => (a.publishedAt ?? seenAt) - (b.publishedAt ?? seenAt));
  for (const article of told) {
    const { title, text, publishedAt } = article;
    const joining = await joiner.join({ title, text, publishedAt, seenAt });
    article.story = index.add(joining, { publishedAt, seenAt });
  }
  for (const { id, story } of all) yield { id, story };
}
