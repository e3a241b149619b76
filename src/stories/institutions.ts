import { names } from "./compare.js";
import type { StoryRules } from "./rules.js";
import type { Tokens } from "./tokens.js";

/** A bank, an insurer, an authority, as a title names it. */
export interface Institution {
  /** The two characters before its kind, and the kind: 工商银行 of 中国工商银行股份有限公司. */
  name: string;
  /** Where its branch is; empty where none is named: 杭州 of 工商银行杭州市分行. */
  place: string;
}

/** The first that is named, without those that are any or many: 一银行, 四家银行, 商业银行. */
export function institutionIn(head: string, { institution, many }: StoryRules): Institution | undefined {
  for (const { groups } of head.matchAll(institution)) {
    const { name = "", place = "" } = groups ?? {};
    if (!many.test(name)) return { name, place };
  }
  return undefined;
}

/**
 * Two titles in like words about two institutions, or two branches of one. A deal between both, or a notice that both
 * sign, names the one in the text of the other.
 */
export function tellOfOthers(
  a: { institution: Institution | undefined; text: Tokens },
  b: { institution: Institution | undefined; text: Tokens },
  rules: StoryRules,
): boolean {
  if (a.institution === undefined || b.institution === undefined) return false;
  if (isSame(a.institution, b.institution)) return false;
  return !isNamed(a.institution, b.text, rules) && !isNamed(b.institution, a.text, rules);
}

function isSame(a: Institution, b: Institution): boolean {
  return a.name === b.name && (a.place.includes(b.place) || b.place.includes(a.place));
}

function isNamed({ name, place }: Institution, text: Tokens, rules: StoryRules): boolean {
  return names(text, name, rules) && names(text, place, rules);
}
