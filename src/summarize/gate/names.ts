import { abbreviates } from "./abbreviates.js";
import { clauseAt, type Span } from "./fold.js";
import type { Reading } from "./reading.js";
import type { Found } from "./words.js";

export interface Named {
  name: string;
  /** The dictionary of banks has it: it is no short form of another of them. */
  known: boolean;
}

/** A place where a text speaks of an organisation. */
export interface Mention extends Span, Named {
  /** The first of its clause, but for whose officer it is: the clause is then about it. */
  first: boolean;
  /** It opens its clause. */
  head: boolean;
  /** A verb of speech follows in its clause, before any other name. */
  speaks: boolean;
}

export interface NameFinders {
  /** What follows whoever speaks or acts. */
  findActs: (text: string) => Found[];
  findSpeech: (text: string) => Found[];
  findAuthorities: (text: string) => Found[];
  /** How names of organisations end. */
  endings: readonly string[];
  /** What stands before such an ending, or before a verb, and is nobody in particular. */
  nobodies: readonly string[];
}

/** 据, 近日, 会上 and the like may stand before the name that opens a clause. */
const LEAD = 4;
const LONGEST = 8;
const LONGEST_STEM = 4;
const NAME = /^[\p{Script=Han}a-z]{2,8}$/u;
/** The name before 在会上, 今日, 还, 的 and the like. */
const WHO = /^(?!计划|预计)(?:美的)?[^在于向对就今昨将还也均曾同拟已的]*/u;
const STEM = /(?<![a-z])[\p{Script=Han}a-z]{2,4}$/u;
/** 恒生科技指数, 保持银行体系流动性充裕, 发展银行业 */
const NO_HOUSE = /^(?:指数|体系|系统|业(?!务|绩)|间)/u;
/** 会对国信证券, 由江南银行: the name begins behind it. */
const JOINS = /^.*[对由被把](?=.{2})/u;
/** 证监会主席某某: the clause is about him whose office the organisation before him tells. */
const OFFICE =
  /(?:长|主席|总裁|总监|主任|书记|代表|秘书|发言人|董事|分析师|策略师|经济学家|总统|总理|首相|大臣)(?:[\p{L}·]{1,12}·)?$/u;
/** 某某股份(600000), 某某(AAPL.O) */
const LISTED = /(?<=^|[^\p{L}])\p{L}{2,8}(?=\((?:\d{5,6}|[a-z]{1,5})(?:\.[a-z]{1,2})?\))/gu;

/** What a text shows to be a name: by its ending, a ticker behind it, its place in a list or before a verb. */
export function namesIn({ text, clauses }: Reading, finders: NameFinders): string[] {
  const names = [...text.matchAll(LISTED)].map(([name]) => name);
  names.push(...finders.findAuthorities(text).map(({ word }) => word));
  for (const { at, end } of clauses) {
    const clause = text.slice(at, end);
    names.push(...clause.split("、").slice(1, -1));
    const act = finders.findActs(clause.slice(0, LONGEST + 2)).find((found) => found.at > 1);
    if (act !== undefined) names.push(WHO.exec(clause.slice(0, act.at))?.[0] ?? "");
    for (const ending of finders.endings) {
      for (let stop = clause.indexOf(ending); stop >= 0; stop = clause.indexOf(ending, stop + 1)) {
        if (NO_HOUSE.test(clause.slice(stop + ending.length))) continue;
        // One character more shows a Latin word that goes on.
        const [stem] = STEM.exec(clause.slice(Math.max(0, stop - LONGEST_STEM - 1), stop)) ?? [];
        if (stem !== undefined) names.push(stem.replace(JOINS, "") + ending);
      }
    }
  }
  return names.filter((name) => NAME.test(name) && !finders.nobodies.some((word) => name.includes(word)));
}

/** Finds the names in texts, the longest where several begin; those of the dictionary by one name each. */
export function createMentionFinder(
  names: Iterable<string>,
  knownAs: ReadonlyMap<string, string>,
  { findSpeech }: Pick<NameFinders, "findSpeech">,
): (reading: Reading) => Mention[] {
  const beginning = new Map<string, string[]>();
  for (const name of new Set(names)) {
    const start = name.slice(0, 2);
    beginning.set(
      start,
      [...(beginning.get(start) ?? []), name].sort((a, b) => b.length - a.length),
    );
  }
  return ({ text, clauses }) => {
    const found: Span[] = [];
    for (let at = 0; at < text.length; at += 1) {
      const name = beginning.get(text.slice(at, at + 2))?.find((each) => text.startsWith(each, at));
      if (name === undefined) continue;
      found.push({ at, end: at + name.length });
      at += name.length - 1;
    }
    return found.map(({ at, end }, place) => {
      const written = text.slice(at, end);
      const clause = clauseAt(clauses, at);
      const first = (found[place - 1]?.at ?? -1) < clause.at || OFFICE.test(text.slice(clause.at, at));
      const rest = text.slice(end, Math.min(clause.end, found[place + 1]?.at ?? clause.end));
      const known = knownAs.get(written);
      return {
        name: known ?? written,
        known: known !== undefined,
        at,
        end,
        first,
        head: first && at - clause.at <= LEAD,
        speaks: findSpeech(rest).length > 0,
      };
    });
  };
}

/** Whether one name may be short for the other: 中国银行 is not short for 中国工商银行. */
export function sameName(a: Named, b: Named): boolean {
  if (a.known && b.known) return a.name === b.name;
  return a.name.length <= b.name.length ? abbreviates(a.name, b.name) : abbreviates(b.name, a.name);
}
