import { names } from "./compare.js";
import type { StoryRules } from "./rules.js";
import type { Tokens } from "./tokens.js";

/** What a head names that is one of several of its sort: 永续债, not 二级资本债; the words as data/stories.json lists them. */
export function kindsIn(head: string, { kind }: StoryRules): string[] {
  return [...new Set([...head.matchAll(kind)].map((match) => match[0]))];
}

/**
 * Heads in like words name two kinds of one sort, a chairman and a supervisor, and the text of neither the other's. A
 * report of both bonds names both.
 */
export function tellOfOtherKinds(
  a: { kinds: string[]; text: Tokens },
  b: { kinds: string[]; text: Tokens },
  rules: StoryRules,
): boolean {
  return a.kinds.some((kind) => {
    const sort = rules.sortOf.get(kind);
    const others = b.kinds.filter((other) => rules.sortOf.get(other) === sort);
    if (others.length === 0 || others.includes(kind)) return false;
    return !names(b.text, kind, rules) && !others.some((other) => names(a.text, other, rules));
  });
}
