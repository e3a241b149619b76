import { DateTime } from "luxon";
import type { Instant } from "../news/article.js";

/** `from` inclusive, `to` exclusive. */
export interface Span {
  from: Instant;
  to: Instant;
}

const daysAgo: Record<string, number> = {
  今天: 0,
  今日: 0,
  today: 0,
  昨天: 1,
  昨日: 1,
  yesterday: 1,
  前天: 2,
};

/**
 * The day, month or year that a person names: 2022-06-01, 2022/6/1, 20220601, 2022年6月1日, 6月1日, 2022-06, 2022, 昨天,
 * and 7d or 2w for the day that long ago. Undefined for anything else, also for days that no calendar has.
 */
export function readSpan(say: string, now: Instant, zone: string): Span | undefined {
  const today = DateTime.fromMillis(now, { zone }).startOf("day");
  const ago = daysAgo[say.toLowerCase()];
  if (ago !== undefined) return spanOf(today.minus({ days: ago }), "day");

  const [, count, unit = ""] = /^(\d{1,4})(d|天|w|周)$/iu.exec(say) ?? [];
  if (count !== undefined) {
    const days = Number(count) * (/[w周]/iu.test(unit) ? 7 : 1);
    return spanOf(today.minus({ days }), "day");
  }

  const written =
    /^(?<year>\d{4})(?:(?<month>\d{2})(?<day>\d{2}))$/u.exec(say) ??
    /^(?<year>\d{4})[-/.年](?<month>\d{1,2})(?:[-/.月](?<day>\d{1,2})日?|月)?$/u.exec(say) ??
    /^(?<year>\d{4})年?$/u.exec(say) ??
    /^(?<month>\d{1,2})月(?<day>\d{1,2})日?$/u.exec(say);
  if (!written?.groups) return undefined;
  const { year, month, day } = written.groups;
  const start = DateTime.fromObject(
    { year: Number(year ?? today.year), month: Number(month ?? 1), day: Number(day ?? 1) },
    { zone },
  );
  // A day without a year is the last one that was.
  const named = year === undefined && start > today ? start.minus({ years: 1 }) : start;
  return spanOf(named, day !== undefined ? "day" : month !== undefined ? "month" : "year");
}

function spanOf(start: DateTime, unit: "day" | "month" | "year"): Span | undefined {
  if (!start.isValid) return undefined;
  return { from: start.toMillis(), to: start.plus({ [unit]: 1 }).toMillis() };
}
