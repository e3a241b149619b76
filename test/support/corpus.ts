import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Real news beside the checkout, not part of it. Tests and benches skip where it is missing. */
export const corpus = fileURLToPath(new URL("../../../shared/corpus", import.meta.url));
export const hasCorpus = existsSync(`${corpus}/articles.jsonl`);

export interface CorpusArticle {
  id: string;
  title: string;
  text: string;
  /** As its source wrote it. */
  date?: string;
  html?: string;
}

export function readCorpusLines<T>(file: string): T[] {
  return readFileSync(`${corpus}/${file}`, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

export function corpusArticles(): CorpusArticle[] {
  return readCorpusLines<CorpusArticle>("articles.jsonl");
}
