import type { Meaning, Name } from "./compile.js";
import type { DecoyTable } from "./dictionary.js";

export interface Hit {
  meaning: Meaning;
  start: number;
  end: number;
}

/** A bank's name that stands where no longer name covers it. */
export interface Occurrence {
  bank: string;
  rule: Extract<Name, { kind: "bank" }>["rule"];
  alias: string;
  start: number;
  end: number;
}

/**
 * The names among `hits`: the longest wins, decoys and subsidiaries cover the banks in them, and a name that is
 * cut out of the words around it is none.
 */
export function findNames(text: string, hits: readonly Hit[], boundaries: Boundaries): Occurrence[] {
  const candidates = hits.filter((hit) => hit.meaning.name && !isLifted(text, hit));
  candidates.sort((a, b) => a.start - b.start || b.end - a.end);
  const found: Occurrence[] = [];
  let covered = 0;
  for (const { meaning, start, end } of candidates) {
    if (start < covered || !meaning.name) continue;
    const { name } = meaning;
    if (name.kind !== "bank") {
      covered = end;
      continue;
    }
    if (!boundaries.allow(text, meaning.text, start, end)) continue;
    covered = end;
    found.push({ bank: name.bank, rule: name.rule, alias: text.slice(start, end), start, end });
  }
  return found;
}

/** A decoy gives way where its exception follows: 中国银行业绩 speaks of the bank's results. */
function isLifted(text: string, { meaning, end }: Hit): boolean {
  return meaning.name?.kind === "decoy" && meaning.name.unless.some((word) => text.startsWith(word, end));
}

export interface Boundaries {
  allow(text: string, alias: string, start: number, end: number): boolean;
}

const LATIN = /[A-Za-z0-9]/;
const WORD_CHARACTER = /[\p{Script=Han}A-Za-z0-9]/u;

export function createBoundaries(table: DecoyTable["boundaries"]): Boundaries {
  const rules = new Map<string, DecoyTable["boundaries"]>();
  const rulesOf = (alias: string) => {
    const known = rules.get(alias) ?? table.filter((rule) => rule.aliases.some((name) => fits(alias, name)));
    rules.set(alias, known);
    return known;
  };
  return {
    allow(text, alias, start, end) {
      const before = text.charAt(start - 1);
      if (LATIN.test(alias.charAt(0)) && LATIN.test(before)) return false;
      if (LATIN.test(alias.charAt(alias.length - 1)) && LATIN.test(text.charAt(end))) return false;
      return rulesOf(alias).every((rule) => {
        if (rule.onlyAfter && WORD_CHARACTER.test(before) && !endsBefore(text, start, rule.onlyAfter))
          return false;
        if (endsBefore(text, start, rule.notAfter) && !endsBefore(text, start, rule.butAfter)) return false;
        return !startsAt(text, end, rule.notBefore) || startsAt(text, end, rule.butBefore);
      });
    },
  };
}

/** "*银行" stands for every name that ends so. */
function fits(alias: string, name: string): boolean {
  return name.startsWith("*") ? alias.endsWith(name.slice(1)) : alias === name;
}

export function startsAt(text: string, at: number, words: readonly string[]): boolean {
  return words.some((word) => text.startsWith(word, at));
}

export function endsBefore(text: string, at: number, words: readonly string[]): boolean {
  return words.some((word) => text.startsWith(word, at - word.length) && at >= word.length);
}
