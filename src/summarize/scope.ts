import { timeLength } from "./leads.js";
import type { Read } from "./reading.js";

const YEAR = /(?:19|20)\d{2}(?=年)/u;
/** 到2025年, 上年同期: what is told of then is not so now. */
const ANOTHER_TIME = /^(?:预计)?[到至](?!目前|现在|今)|上年|去年同期|此前一年/u;

/**
 * Whether what a sentence tells from a clause on happened, or is to happen, at another time than the article's news, and
 * only an earlier clause says so.
 */
export function losesItsTime({ text, clauses, counters }: Read, from: number): boolean {
  const [first, ...before] = clauses.slice(0, from + 1).reverse();
  if (!first || timeLength(text.slice(first.at, first.end)) > 0) return false;
  for (const { at, end } of before) {
    const time = text.slice(at, at + timeLength(text.slice(at, end)));
    if (time === "") continue;
    const year = YEAR.exec(time)?.[0];
    return ANOTHER_TIME.test(time) || (year !== undefined && year < firstYear(counters.texts, year));
  }
  return false;
}

function firstYear(texts: string[], otherwise: string): string {
  for (const text of texts) {
    const year = YEAR.exec(text)?.[0];
    if (year !== undefined) return year;
  }
  return otherwise;
}

const FORECAST = /预计|预测|预期|预估|预料/u;

/** Whether a clause after the one that tells who speaks foretells, and so what follows it from a clause on is no fact yet. */
export function isForetold({ text, clauses }: Read, speech: number, from: number): boolean {
  const first = clauses[speech + 1];
  return first !== undefined && from > speech + 1 && FORECAST.test(text.slice(first.at, clauses[from]?.at));
}
