import { createHash } from "node:crypto";
import { corpusArticles, readCorpusLines } from "../support/corpus.js";

export interface Pair {
  id: string;
  text: string;
  headline: string;
}

/** A quarter of the pairs is kept for the figures, chosen by a hash of the id; nothing is fitted on it. */
export function isHeldOut(id: string): boolean {
  return (createHash("sha1").update(id).digest()[0] ?? 0) % 4 === 0;
}

export function headlinePairs(): Pair[] {
  return readCorpusLines<Pair>("headline-pairs.jsonl");
}

const LETTERS = /[^\p{L}\p{N}]/gu;
const WIRE = /^[>\s]*(?:【[^】]*】)?\s*(?:[^，。]{0,10}\d+月\d+日(?:电|讯)，)?/u;

/**
 * Short articles with a title of their own, which the text does not repeat: more pairs of the same kind to fit on. An
 * article that is also one of the pairs is left out, so that the held-out quarter stays unseen.
 */
export function titledArticles(pairs: Pair[]): Pair[] {
  const start = (text: string) => text.replace(LETTERS, "").slice(0, 40);
  const known = new Set(pairs.map(({ text }) => start(text)));
  return corpusArticles().flatMap(({ id, title, text }) => {
    const body = text.replace(WIRE, "").trim();
    if (title.length < 10 || title.length > 45 || body.length < 60 || body.length > 600) return [];
    if (known.has(start(body))) return [];
    if (body.replace(LETTERS, "").includes(title.replace(LETTERS, ""))) return [];
    return [{ id: `article-${id}`, text: body, headline: title }];
  });
}
