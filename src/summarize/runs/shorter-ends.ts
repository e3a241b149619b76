import { bracketsIn } from "../sentence/brackets.js";
import type { Clause } from "../sentence/clauses.js";

/**
 * Where a clause for which there is no room may end earlier and still be a statement: before a bracket behind which another
 * thing is counted (新增2例病例（…）和3例…) or what a piece of land is for (新征用地165亩（…）建设…), or before what a new company
 * is for (设立子公司｜建设…). Offsets of the sentence.
 */
export function shorterEnds(text: string, { at, end }: Clause): number[] {
  const clause = text.slice(at, end);
  const ends: number[] = [];
  for (const { 0: aside, index } of bracketsIn(clause)) {
    const before = clause.slice(Math.max(0, index - LONGEST_COUNT), index);
    const behind = clause.slice(index + aside.length);
    if (COUNTED.test(before) ? /^[、和及]/u.test(behind) : LAND.test(before) && /^[建开新]/u.test(behind)) {
      ends.push(at + index);
    }
  }
  const company = NEW_COMPANY.exec(clause);
  if (company) ends.push(at + company.index + company[0].length);
  return ends;
}

const LONGEST_COUNT = 24;
const COUNTED = /\d[例名位人]\p{Script=Han}{0,10}$/u;
const LAND = /用地[\d.]+万?(?:亩|平方米)$/u;
const NEW_COMPANY = /设立(?:全资|控股|合资)?子?公司(?=建设|开展|运营|从事|投资)/u;
