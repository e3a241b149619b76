import { z } from "zod";
import type { Block } from "../news/article.js";
import { parseDate } from "../stories/date.js";
import { openTools } from "../tools.js";
import type { Command } from "./command.js";
import { serveLines } from "./ndjson.js";
import { readOptions } from "./options.js";
import { textLine } from "./text-line.js";

const block = z.object({ kind: z.enum(["heading", "paragraph"]), text: z.string() });
const line = textLine
  .extend({ text: z.string().optional(), blocks: z.array(block).optional() })
  .refine(({ text, blocks }) => text !== undefined || blocks !== undefined, "text or blocks is needed");

export const summarizeCommand: Command = {
  name: "summarize",
  usage: "[--offline] < articles.ndjson",
  about: "headline and bullets of each {id, title?, text or blocks, date?}",
  async run({ args, terminal, config }) {
    const { values } = readOptions(args, { offline: { type: "boolean" } });
    const tools = openTools();
    return serveLines(terminal, line, ({ id, title, text = "", blocks = paragraphs(text), date }) => {
      const given = title ?? undefined;
      const whole = blocks.map((each) => each.text).join("\n");
      const { banks } = tools.tag({ title: given, text: whole });
      const publishedAt = date ? parseDate(date, config.defaults.timezone) : undefined;
      return { id, ...tools.summarizeOffline({ title: given, blocks, publishedAt, banks }) };
    });
  },
};

/** The lines of a text as paragraphs. */
function paragraphs(text: string): Block[] {
  return text
    .split(/\n+/)
    .map((each) => each.trim())
    .filter((each) => each !== "")
    .map((each) => ({ kind: "paragraph", text: each }));
}
