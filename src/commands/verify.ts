import { z } from "zod";
import { parseDate } from "../lib/dates.js";
import { verifySummary } from "../summarize/gate/verify.js";
import { openTools } from "../tools.js";
import type { Command } from "./command.js";
import { serveLines } from "./ndjson.js";
import { readOptions } from "./options.js";
import { textLine } from "./text-line.js";

const asItem = z.string().transform((text) => ({ text }));
const item = z.object({
  text: z.string(),
  quote: z
    .string()
    .nullish()
    .transform((quote) => quote ?? undefined),
  cites: z
    .array(z.number().int())
    .nullish()
    .transform((cites) => cites ?? undefined),
});
const either = z.union([asItem, item]);
const summary = z.object({
  headline: either.nullish().transform((headline) => headline ?? undefined),
  bullets: z.array(either).default([]),
});
const line = textLine.extend({
  summary: z.union([summary, asItem.transform((headline) => ({ headline, bullets: [] }))]),
});

export const command: Command = {
  name: "verify",
  usage: "< summaries.ndjson",
  about: "what the gate finds wrong with the summary of each {id, title?, text, date?, summary}",
  run({ args, terminal }) {
    readOptions(args, {});
    const { gate } = openTools();
    return serveLines(terminal, line, ({ id, title, text, date, summary }) => {
      const publishedAt = date ? parseDate(date) : undefined;
      const flags = verifySummary(gate, { title: title ?? undefined, text, publishedAt }, summary);
      return { id, ok: flags.length === 0, flags };
    });
  },
};
