import { existsSync, readFileSync } from "node:fs";
import { parseDate } from "../../src/stories/date.js";
import { type Reading, readArticle } from "../../src/stories/features.js";
import type { StoryRules } from "../../src/stories/rules.js";

export interface CorpusArticle {
  id: string;
  title?: string;
  text: string;
  date?: string;
}

export interface LabelledPair {
  a: string;
  b: string;
  label: "same" | "related" | "different";
  note?: string;
}

const corpus = new URL("../../../shared/corpus/", import.meta.url);

export const hasCorpus = existsSync(corpus);

function rows<T>(file: URL): T[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

export const readArticles = () => rows<CorpusArticle>(new URL("articles.jsonl", corpus));
export const readDevPairs = () => rows<LabelledPair>(new URL("stories-dev.jsonl", corpus));
export const readTagRows = () =>
  rows<{ id: string; same_event?: string | number }>(new URL("tags-dev.jsonl", corpus));

/** Pairs that were read and judged for this project: ids and verdicts alone. */
export function readOwnPairs(): LabelledPair[] {
  return JSON.parse(readFileSync(new URL("../stories/judged-pairs.json", import.meta.url), "utf8"));
}

/** When articles without a date count as seen. */
export const SEEN_AT = Date.parse("2026-11-01T00:00:00Z");

export function articleFeatures(article: CorpusArticle, rules: StoryRules): Reading {
  const publishedAt = article.date === undefined ? undefined : parseDate(article.date, "Asia/Shanghai");
  return readArticle({ title: article.title, text: article.text, publishedAt, seenAt: SEEN_AT }, rules);
}
