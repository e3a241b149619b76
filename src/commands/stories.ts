import { systemClock } from "../lib/clock.js";
import { parseDate } from "../stories/date.js";
import { createStoryJoiner } from "../stories/join.js";
import { createMemoryStoryIndex } from "../stories/memory-index.js";
import type { Command } from "./command.js";
import { serveLines } from "./ndjson.js";
import { textLine } from "./text-line.js";

export const command: Command = {
  name: "stories",
  usage: "< articles.ndjson",
  about: "the story of each {id, title?, text, date?}: the same story, the same number",
  run({ terminal, config }) {
    const index = createMemoryStoryIndex();
    const joiner = createStoryJoiner(index.find);
    const seenAt = systemClock.now();
    return serveLines(terminal, textLine, async ({ id, title, text, date }) => {
      const publishedAt = date ? parseDate(date, config.defaults.timezone) : undefined;
      const joining = await joiner.join({ title: title ?? undefined, text, publishedAt, seenAt, banks: [] });
      return { id, story: index.add(joining, { publishedAt, seenAt }) };
    });
  },
};
