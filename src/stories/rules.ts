import { readFileSync } from "node:fs";
import { z } from "zod";
import { pairKey } from "./tokens.js";

const schema = z.object({
  /** One name for what feeds call differently: first the name that stays. */
  aliases: z.array(z.array(z.string()).min(2)),
  /** Words before a title's colon that name no subject. */
  noSubject: z.array(z.string()),
  /** Endings by which institutions are known; the two characters before tell them apart. */
  orgEndings: z.array(z.string()),
  /**
   * Notices that are written from a template, the first that fits counts. Two of one frame are different events when
   * their `who` or `whom` differ; when a `daily` one is of another day or shares no figure; `once` a day is one event.
   */
  frames: z.array(
    z.object({
      name: z.string(),
      /** Words without which the pattern cannot fit, looked for first: they are cheap. */
      has: z.string(),
      pattern: z.string(),
      daily: z.boolean().optional(),
      once: z.boolean().optional(),
    }),
  ),
  /** What each aspect of likeness counts (found by test/eval/fit-stories.ts), and the chance from which two join. */
  weights: z.record(z.string(), z.number()),
  joinAt: z.number().min(0).max(1),
  /** Titles of digests of many events. */
  roundUpTitles: z.array(z.string()),
  /** Pairs of Han characters by how common they are in bank news, one string of pairs a class, commonest first. */
  commonPairs: z.array(z.string()),
});

export interface Frame {
  name: string;
  has: string;
  pattern: RegExp;
  daily: boolean;
  once: boolean;
}

/** What data/stories.json holds, ready for use. */
export interface StoryRules {
  alias: RegExp;
  canonical: Map<string, string>;
  noSubject: RegExp;
  org: RegExp;
  frames: Frame[];
  frame: Map<string, Frame>;
  weights: Record<string, number>;
  joinAt: number;
  roundUpTitle: RegExp;
  /** By pairKey: 1 (in most articles) to 4 (in one of 300); a pair that is not listed is rarer still. */
  commonness: Map<number, number>;
}

function parseStoryRules(raw: unknown): StoryRules {
  const rows = schema.parse(raw);
  const canonical = new Map<string, string>();
  for (const [name = "", ...others] of rows.aliases) for (const other of others) canonical.set(other, name);
  const longestFirst = [...canonical.keys()].sort((a, b) => b.length - a.length);
  const commonness = new Map<number, number>();
  rows.commonPairs.forEach((row, index) => {
    for (let at = 0; at + 1 < row.length; at += 2) {
      commonness.set(pairKey(row.charCodeAt(at), row.charCodeAt(at + 1)), index + 1);
    }
  });
  const frames = rows.frames.map(({ name, has, pattern, daily = false, once = false }) => ({
    name,
    has,
    pattern: new RegExp(pattern, "u"),
    daily,
    once,
  }));
  return {
    alias: new RegExp(longestFirst.join("|"), "gu"),
    canonical,
    noSubject: new RegExp(rows.noSubject.join("|"), "u"),
    org: new RegExp(`([一-鿿a-z]{2}(?:${rows.orgEndings.join("|")}))`, "gu"),
    frames,
    frame: new Map(frames.map((frame) => [frame.name, frame])),
    weights: rows.weights,
    joinAt: rows.joinAt,
    roundUpTitle: new RegExp(rows.roundUpTitles.join("|"), "u"),
    commonness,
  };
}

export function loadStoryRules(
  file: string | URL = new URL("../../data/stories.json", import.meta.url),
): StoryRules {
  return parseStoryRules(JSON.parse(readFileSync(file, "utf8")));
}
