import type { Instant } from "../../news/article.js";
import type { Flag } from "../../news/summary.js";

/** One statement of a summary and the numbers of the sentences it leans on; 0 is the title. */
export interface GatedItem {
  text: string;
  quote?: string;
  cites: number[];
}

export interface GatedArticle {
  /** The title first, then the sentences of the text. */
  sentences: string[];
  publishedAt?: Instant;
}

/** What is wrong with a statement; no flags: it may be shown. */
export type Gate = (item: GatedItem, article: GatedArticle) => Flag[];

const NUMBER = /\d[\d,.]*\d|\d/g;

export function createGate(): Gate {
  return ({ text, quote, cites }, { sentences }) => {
    const cited = [0, ...cites].map((number) => sentences[number] ?? "").join("\n");
    const flags: Flag[] = [];
    for (const [number] of text.normalize("NFKC").matchAll(NUMBER)) {
      if (!cited.normalize("NFKC").includes(number)) flags.push({ kind: "number", detail: number });
    }
    if (quote !== undefined && !cited.includes(quote)) flags.push({ kind: "quote", detail: quote });
    return flags;
  };
}
