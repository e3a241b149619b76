import type { Joining } from "../../src/news/story.js";
import { createStoryJoiner } from "../../src/stories/join.js";
import { createMemoryStoryIndex } from "../../src/stories/memory-index.js";
import { loadStoryRules } from "../../src/stories/rules.js";

export interface Told {
  /** Shanghai time, 2026-03-05 09:20; undefined for an article without a date. */
  at?: string;
  title?: string;
  text: string;
}

const rules = loadStoryRules();

/** Articles in the order of their arrival, each with its joining and the story it ended in. */
export async function tell(articles: Told[]): Promise<(Joining & { story: number })[]> {
  const index = createMemoryStoryIndex();
  const joiner = createStoryJoiner(index.find, rules);
  const told = [];
  for (const { at, title, text } of articles) {
    const publishedAt = at === undefined ? undefined : Date.parse(`${at.replace(" ", "T")}:00+08:00`);
    const seenAt = publishedAt ?? Date.parse("2026-03-06T00:00:00Z");
    const joining = await joiner.join({ title, text, publishedAt, seenAt });
    told.push({ ...joining, story: index.add(joining, { publishedAt, seenAt }) });
  }
  return told;
}

/** How the second of two articles relates to the first. */
export async function relationOf(first: Told, second: Told): Promise<Joining["relation"] | undefined> {
  const told = await tell([first, second]);
  return told[1]?.relation;
}
