import { readFileSync } from "node:fs";
import { z } from "zod";

const schema = z.object({
  /** Pairs of Han characters by how common they are in bank news, one string of pairs a class, commonest first. */
  commonPairs: z.array(z.string()),
  /** Titles of digests of many events. */
  roundUpTitles: z.array(z.string()),
});

/** What data/stories.json holds, ready for use. */
export interface StoryRules {
  /** 1 (in most articles) to 4 (in one of 300); a pair that is not listed is rarer still. */
  commonness: Map<string, number>;
  roundUpTitle: RegExp;
}

export function parseStoryRules(raw: unknown): StoryRules {
  const rows = schema.parse(raw);
  const commonness = new Map<string, number>();
  rows.commonPairs.forEach((row, index) => {
    for (let at = 0; at + 1 < row.length; at += 2) commonness.set(row.slice(at, at + 2), index + 1);
  });
  return { commonness, roundUpTitle: new RegExp(rows.roundUpTitles.join("|"), "u") };
}

export function loadStoryRules(file: string | URL = new URL("../../data/stories.json", import.meta.url)) {
  return parseStoryRules(JSON.parse(readFileSync(file, "utf8")));
}
