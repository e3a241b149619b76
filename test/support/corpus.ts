import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readJsonLines } from "./json-lines.js";

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
  return readJsonLines(`${corpus}/${file}`);
}

export function corpusArticles(): CorpusArticle[] {
  return readCorpusLines<CorpusArticle>("articles.jsonl");
}
