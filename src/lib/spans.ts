import { DateTime } from "luxon";

/** A span of local days in milliseconds since 1970; `until` exclusive. */
export interface Span {
  since: number;
  until: number;
}

type Unit = "day" | "week" | "month" | "year";

const DAYS_AGO: Record<string, number> = {
  今天: 0,
  今日: 0,
  today: 0,
  昨天: 1,
  昨日: 1,
  yesterday: 1,
  前天: 2,
  前日: 2,
  大前天: 3,
};

/** Whole calendar units: how many units before the present one. */
const CALENDAR: Record<string, [Unit, number]> = {
  本周: ["week", 0],
  这周: ["week", 0],
  上周: ["week", 1],
  本月: ["month", 0],
  这个月: ["month", 0],
  上月: ["month", 1],
  上个月: ["month", 1],
  今年: ["year", 0],
  去年: ["year", 1],
  thisweek: ["week", 0],
  lastweek: ["week", 1],
  thismonth: ["month", 0],
  lastmonth: ["month", 1],
};

const HAN_NUMBER: Record<string, number> = { 一: 1, 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 十: 10 };

/** Longer spans than this are cut: a digest holds twenty stories, an archive is what /search is for. */
const LONGEST_DAYS = 366;

/**
 * The local days that a person means: 2022-06-02, 2022/6/2, 20220602, 6月2日, 2022-06, 2022年6月, 昨天, 7d, 三天, 上周,
 * or two of these joined by 到, 至, ~ or `..`. A day without a year is the latest one that is not in the future.
 * Undefined for anything else.
 */
export function parseSpan(text: string, now: number, zone: string): Span | undefined {
  const said = text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
  const [from, to, ...rest] = said.split(/到|至|~|\.\.+/u);
  if (from === undefined || rest.length > 0) return undefined;
  const today = DateTime.fromMillis(now, { zone }).startOf("day");
  const first = parseOne(from, today);
  if (to === undefined || first === undefined) return first;
  const last = parseOne(to, today);
  if (last === undefined || last.until <= first.since) return undefined;
  return { since: first.since, until: last.until };
}

function parseOne(said: string, today: DateTime): Span | undefined {
  const ago = DAYS_AGO[said];
  if (ago !== undefined) return span(today.minus({ days: ago }), "day");
  const calendar = CALENDAR[said];
  if (calendar) {
    const [unit, back] = calendar;
    return span(today.startOf(unit).minus({ [unit]: back }), unit);
  }
  return lastDays(said, today) ?? namedDay(said, today) ?? namedMonth(said, today);
}

/** 7d, 7天, 近三天, 2w, 一周, 1个月: so many days up to and with today. */
function lastDays(said: string, today: DateTime): Span | undefined {
  const match =
    /^(?:最近|近|过去|last)?(\d{1,3}|[一两二三四五六七十])(d|days?|天|日内|w|weeks?|周|个?星期|个月|个?月内)$/u.exec(
      said,
    );
  if (!match) return undefined;
  const count = HAN_NUMBER[match[1] ?? ""] ?? Number(match[1]);
  const unit = match[2] ?? "";
  const days = count * (/^(?:w|周|个?星期)/u.test(unit) ? 7 : unit.includes("月") ? 30 : 1);
  if (days < 1) return undefined;
  const since = today.minus({ days: Math.min(days, LONGEST_DAYS) - 1 });
  return { since: since.toMillis(), until: today.plus({ days: 1 }).toMillis() };
}

function namedDay(said: string, today: DateTime): Span | undefined {
  const full =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/u.exec(said) ?? /^(\d{4})(\d{2})(\d{2})$/u.exec(said);
  if (full) return span(dateOf(today, full[1], full[2], full[3]), "day");
  const short = /^(\d{1,2})(?:[-/.]|月)(\d{1,2})[日号]?$/u.exec(said);
  if (!short) return undefined;
  const thisYear = dateOf(today, String(today.year), short[1], short[2]);
  if (thisYear.isValid && thisYear <= today) return span(thisYear, "day");
  return span(dateOf(today, String(today.year - 1), short[1], short[2]), "day");
}

function namedMonth(said: string, today: DateTime): Span | undefined {
  const full = /^(\d{4})[-/.年](\d{1,2})月?$/u.exec(said);
  if (full) return span(dateOf(today, full[1], full[2], "1"), "month");
  const year = /^(\d{4})年?$/u.exec(said);
  if (year) return span(dateOf(today, year[1], "1", "1"), "year");
  const short = /^(\d{1,2})月(?:份)?$/u.exec(said);
  if (!short) return undefined;
  const thisYear = dateOf(today, String(today.year), short[1], "1");
  const past = thisYear <= today ? thisYear : dateOf(today, String(today.year - 1), short[1], "1");
  return span(past, "month");
}

function dateOf(today: DateTime, year?: string, month?: string, day?: string): DateTime {
  return DateTime.fromObject(
    { year: Number(year), month: Number(month), day: Number(day) },
    { zone: today.zone },
  );
}

function span(start: DateTime, unit: Unit): Span | undefined {
  if (!start.isValid) return undefined;
  return { since: start.toMillis(), until: start.plus({ [unit]: 1 }).toMillis() };
}
