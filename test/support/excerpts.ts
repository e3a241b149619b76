import type { Summary } from "../../src/news/summary.js";
import { openTools } from "../../src/tools.js";

export const { summarizeOffline: summarize } = openTools();

/** The excerpts of a text in one paragraph. */
export const flash = (text: string, title?: string) =>
  summarize({ ...(title === undefined ? {} : { title }), blocks: [{ kind: "paragraph", text }] });

/** What a reader sees, a line a piece. */
export const shown = ({ headline, bullets }: Summary) =>
  [headline, ...bullets.map(({ text }) => text)].join("\n");
