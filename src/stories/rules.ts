import { readFileSync } from "node:fs";
import { z } from "zod";
import { pairKey } from "./tokens.js";

const schema = z.object({
  /** One name for what feeds call differently: first the name that stays. */
  aliases: z.array(z.array(z.string()).min(2)),
  /** Words before a title's colon that name no subject. */
  noSubject: z.array(z.string()),
  /** Kinds of institutions, longer before shorter; the two characters before tell them apart, unless they are many. */
  institutions: z.array(z.string()),
  manyInstitutions: z.array(z.string()),
  /** Kinds of those that tell of others, not of themselves. */
  authorities: z.array(z.string()),
  /** Things of which a report names one, a sort a row: two reports that name two of a row tell two events. */
  kinds: z.array(z.array(z.string()).min(2)),
  /** Verbs of a price that falls; a frame's other `way` is a rise. */
  falls: z.array(z.string()),
  /**
   * Notices that are written from a template, the first that fits counts. Two of one frame are different events when
   * their `who` or `whom` differ, the `way` a price went, or what they claim; when a `daily` one is of another day or
   * shares no figure; `once` a day is one event.
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
  institution: RegExp;
  many: RegExp;
  authority: RegExp;
  kind: RegExp;
  /** The row of a kind. */
  sortOf: Map<string, number>;
  falls: RegExp;
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
    alias: new RegExp(longestOf([...canonical.keys()]).join("|"), "gu"),
    canonical,
    noSubject: new RegExp(rows.noSubject.join("|"), "u"),
    institution: new RegExp(
      `(?<name>[一-鿿a-z]{2}(?:${rows.institutions.join("|")}))(?:股份有限公司)?` +
        "(?:(?<place>[一-鿿]{2,6}?)[市省]?(?:分行|支行|分公司))?",
      "gu",
    ),
    many: new RegExp(`^(?:${rows.manyInstitutions.join("|")})`, "u"),
    kind: new RegExp(longestOf(rows.kinds.flat()).join("|"), "gu"),
    sortOf: new Map(rows.kinds.flatMap((row, sort) => row.map((kind) => [kind, sort] as const))),
    authority: new RegExp(`(?:${rows.authorities.join("|")})$`, "u"),
    falls: new RegExp(rows.falls.join("|"), "u"),
    frames,
    frame: new Map(frames.map((frame) => [frame.name, frame])),
    weights: rows.weights,
    joinAt: rows.joinAt,
    roundUpTitle: new RegExp(rows.roundUpTitles.join("|"), "u"),
    commonness,
  };
}

/** Longest first, so that no name is read as the shorter one it begins with. */
function longestOf(words: string[]): string[] {
  return words.sort((a, b) => b.length - a.length);
}

export function loadStoryRules(
  file: string | URL = new URL("../../data/stories.json", import.meta.url),
): StoryRules {
  return parseStoryRules(JSON.parse(readFileSync(file, "utf8")));
}
