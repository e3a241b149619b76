import { names } from "./compare.js";
import type { StoryRules } from "./rules.js";
import type { Tokens } from "./tokens.js";

/** A bank, an insurer, an authority, as a report's opening names it. */
export interface Institution {
  /** The two characters before its kind, and the kind: 工商银行 of 中国工商银行股份有限公司. */
  name: string;
  /** Where its branch is; empty where none is named: 杭州 of 工商银行杭州市分行. */
  place: string;
}

export interface Naming {
  institutions: Institution[];
  text: Tokens;
}

const MOST = 6;

/** Those that are named, without those that are any or many: 一银行, 四家银行, 商业银行. */
export function institutionsIn(opening: string, { institution, many }: StoryRules): Institution[] {
  const found = new Map<string, Institution>();
  for (const { groups } of opening.matchAll(institution)) {
    const { name = "", place = "" } = groups ?? {};
    if (!many.test(name) && found.size < MOST) found.set(`${name} ${place}`, { name, place });
  }
  return [...found.values()];
}

/**
 * Whether each of two reports is about somebody of whom the other says nothing: another bank, another branch, another
 * buyer. A deal between two, or a notice that both sign, names the one in the text of the other. The authority that
 * publishes a fine counts only where no other institution is named.
 */
export function tellOfOthers(a: Naming, b: Naming, rules: StoryRules): boolean {
  const [ours, theirs] = [withoutAuthorities(a, rules), withoutAuthorities(b, rules)];
  const areNone = [ours, theirs].filter(({ institutions }) => institutions.length === 0).length;
  if (areNone === 1) return false;
  const [left, right] = areNone === 2 ? [a, b] : [ours, theirs];
  return hasStranger(left, right, rules) && hasStranger(right, left, rules);
}

function withoutAuthorities({ institutions, text }: Naming, { authority }: StoryRules): Naming {
  return { institutions: institutions.filter(({ name }) => !authority.test(name)), text };
}

/** Somebody of whom the other report says nothing. */
function hasStranger(from: Naming, other: Naming, rules: StoryRules): boolean {
  return from.institutions.some(
    (one) => !other.institutions.some((known) => isSame(one, known)) && !isNamed(one, other.text, rules),
  );
}

function isSame(a: Institution, b: Institution): boolean {
  return a.name === b.name && (a.place.includes(b.place) || b.place.includes(a.place));
}

function isNamed({ name, place }: Institution, text: Tokens, rules: StoryRules): boolean {
  return names(text, name, rules) && names(text, place, rules);
}
