import { fileURLToPath } from "node:url";
import type { Summary } from "../../src/news/summary.js";
import { compileLexicon } from "../../src/summarize/lexicon.js";
import { type Read, readSentences } from "../../src/summarize/sentence/reading.js";
import { loadSummaryTables } from "../../src/summarize/tables.js";
import { openTools } from "../../src/tools.js";

export const { summarizeOffline: summarize } = openTools();

/** The excerpts of a text in one paragraph. */
export const flash = (text: string, title?: string) =>
  summarize({ ...(title === undefined ? {} : { title }), blocks: [{ kind: "paragraph", text }] });

/** What a reader sees, a line a piece. */
export const shown = ({ headline, bullets }: Summary) =>
  [headline, ...bullets.map(({ text }) => text)].join("\n");

export const tables = loadSummaryTables(fileURLToPath(new URL("../../data/", import.meta.url)));
export const lexicon = compileLexicon(tables.phrases, tables.cues);

/** A sentence as it is read before its runs are told apart. */
export function read(sentence: string): Read {
  const [first] = readSentences([{ text: sentence, heading: false }], { lexicon, banks: [], limit: 1 });
  if (!first) throw new Error(`no sentence: ${sentence}`);
  return first;
}
