import { readFileSync } from "node:fs";
import { parseDate } from "../../src/lib/dates.js";
import { type Reading, readArticle } from "../../src/stories/features.js";
import type { StoryRules } from "../../src/stories/rules.js";
import { type CorpusArticle, readCorpusLines } from "../support/corpus.js";

export interface LabelledPair {
  a: string;
  b: string;
  label: "same" | "related" | "different";
  note?: string;
}

export const readDevPairs = () => readCorpusLines<LabelledPair>("stories-dev.jsonl");
export const readTagRows = () =>
  readCorpusLines<{ id: string; same_event?: string | number }>("tags-dev.jsonl");

/** Pairs that joined, or nearly did, and were read one by one: ids and verdicts alone. */
export function readJudgedPairs(): LabelledPair[] {
  return JSON.parse(readFileSync(new URL("../stories/joined-pairs.json", import.meta.url), "utf8"));
}

/** When articles without a date count as seen. */
export const SEEN_AT = Date.parse("2026-11-01T00:00:00Z");

export function articleReading(article: CorpusArticle, rules: StoryRules): Reading {
  const publishedAt = article.date === undefined ? undefined : parseDate(article.date);
  return readArticle({ title: article.title, text: article.text, publishedAt, seenAt: SEEN_AT }, rules);
}
