import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { groupStories } from "../../src/stories/group.js";

interface Case {
  name: string;
  articles: { title?: string; text: string }[];
}

/** Reports of one sentence, minutes apart: nearly all of their words are the template's. */
const { apart, together }: Record<"apart" | "together", Case[]> = JSON.parse(
  readFileSync(new URL("short-reports.json", import.meta.url), "utf8"),
);

describe("short reports", () => {
  it.each(apart)("are two stories: $name", async ({ articles }) => {
    expect(await storiesOf(articles)).toBe(articles.length);
  });

  it.each(together)("are one story: $name", async ({ articles }) => {
    expect(await storiesOf(articles)).toBe(1);
  });
});

async function storiesOf(articles: Case["articles"]): Promise<number> {
  const seenAt = Date.parse("2022-06-02T12:00:00+08:00");
  const dated = articles.map((article, index) => ({
    ...article,
    id: String(index),
    date: `2022-06-02T10:0${index}:00+08:00`,
  }));
  const stories = new Set<number>();
  for await (const { story } of groupStories(dated, { seenAt })) stories.add(story);
  return stories.size;
}
