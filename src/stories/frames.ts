import type { StoryRules } from "./rules.js";

/** What kind of notice an article is, and who it is about: the places that a template leaves open. */
export interface Framed {
  frame: string;
  who: string;
  whom: string;
  /** Where a price went; empty where the template tells of none. */
  way: Way;
}

type Way = "up" | "down" | "";

export function frameOf(opening: string, rules: StoryRules): Framed | undefined {
  for (const { name, has, pattern } of rules.frames) {
    if (!opening.includes(has)) continue;
    const match = pattern.exec(opening);
    if (match === null) continue;
    const { who = "", whom = "", way } = match.groups ?? {};
    return { frame: name, who, whom, way: way === undefined ? "" : rules.falls.test(way) ? "down" : "up" };
  }
  return undefined;
}

/** What many names end in tells none of them apart: 新西兰央行, 波兰央行. */
const ending = /(?:央行|银行|证券|集团|股份|科技|有限|公司)+$/u;

/**
 * Names agree when one holds most of the other's pairs of characters, 工商银行 and 中国工商银行贵阳分行, and the same
 * digits: the yields of 10 and of 20 years are two.
 */
export function sameName(a: string, b: string): boolean {
  if (a.replace(/\D+/gu, "") !== b.replace(/\D+/gu, "")) return false;
  if (a.includes(b) || b.includes(a)) return true;
  const [short = "", long = ""] = [a, b]
    .map((name) => name.replace(ending, "") || name)
    .sort((x, y) => x.length - y.length);
  let held = 0;
  for (let at = 0; at + 1 < short.length; at++) if (long.includes(short.slice(at, at + 2))) held++;
  return long.includes(short) || held > (short.length - 1) * 0.6;
}
