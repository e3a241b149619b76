import { z } from "zod";
import { parseDate } from "../lib/dates.js";
import { articleText, type Block } from "../news/article.js";
import type { ModelSummarizer } from "../summarize/model/summarizer.js";
import { openTools, type Tools } from "../tools.js";
import type { Command } from "./command.js";
import { serveLines } from "./ndjson.js";
import { readOptions } from "./options.js";
import { textLine } from "./text-line.js";

const block = z.object({ kind: z.enum(["heading", "paragraph"]), text: z.string() });
const line = textLine
  .extend({ text: z.string().optional(), blocks: z.array(block).optional() })
  .refine(({ text, blocks }) => text !== undefined || blocks !== undefined, "text or blocks is needed");

export const command: Command = {
  name: "summarize",
  usage: "[--offline] < articles.ndjson",
  about: "headline and bullets of each {id, title?, text or blocks, date?}, by the model if there is one",
  async run(context) {
    const { terminal, config, signal } = context;
    const { values } = readOptions(context.args, { offline: { type: "boolean" } });
    const serve = (tools: Tools, byModel?: ModelSummarizer) =>
      serveLines(terminal, line, async ({ id, title, text = "", blocks = paragraphs(text), date }) => {
        const given = title ?? undefined;
        const { banks } = tools.tag({ title: given, text: articleText({ blocks }) });
        const publishedAt = date ? parseDate(date) : undefined;
        const article = { title: given, blocks, publishedAt };
        const offline = tools.summarizeOffline({ ...article, banks });
        const outcome = await byModel?.({ ...article, offline }, signal);
        return { id, ...(outcome?.kind === "written" ? outcome.summary : offline) };
      });
    if (values.offline || config.model === undefined) return serve(openTools());
    const { withNewsroom } = await import("./newsroom.js");
    return withNewsroom(context, ({ tools, summarizeByModel }) => serve(tools, summarizeByModel));
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
