import { DateTime } from "luxon";
import { comingsOf } from "../lib/wall-time.js";
import type { Instant } from "../news/article.js";
import type { Schedule } from "../news/subscriber.js";
import type { IsTradingDay } from "./trading-days.js";

type DigestSchedule = Omit<Schedule, "mode">;
type Quiet = Pick<Schedule, "timezone" | "quiet">;

/** A holiday of weeks is longer than any known one; a search beyond it would never end. */
const FARTHEST_DAYS = 60;
const SATURDAY = 6;

/**
 * The next instant strictly after `after` at which a digest is due. Each local date and time is one instant: what clocks
 * skip comes as much later, what comes twice counts the first time. A time in the quiet hours is none, as the next
 * digest outside of them tells its news; where all are, the digest comes when the quiet hours end.
 */
export function nextDigestTime(
  schedule: DigestSchedule,
  after: Instant,
  isTradingDay: IsTradingDay,
): Instant {
  const today = dateOf(after, schedule.timezone);
  let next = Number.POSITIVE_INFINITY;
  // From yesterday, since clocks set forward may carry its last time over midnight.
  for (let days = -1; days <= FARTHEST_DAYS; days++) {
    const date = movedBy(days, today);
    const ofDate = isDigestDay(date, schedule.days, isTradingDay) ? digestTimesOn(date, schedule) : [];
    const coming = ofDate.filter((instant) => instant > after);
    // The day after has the last word, for the same reason.
    if (Number.isFinite(next)) return Math.min(next, ...coming);
    next = Math.min(next, ...coming);
  }
  throw new Error(`no digest day within ${FARTHEST_DAYS} days of ${today}`);
}

/** Whether a clock in the chat's zone stands in its quiet hours. */
export function isQuiet({ timezone, quiet }: Quiet, instant: Instant): boolean {
  return quiet !== undefined && isWithin(timeOf(instant, timezone), quiet);
}

/** When the quiet hours are over that hold at `instant`; `instant` itself outside of them. */
export function quietEnd({ timezone, quiet }: Quiet, instant: Instant): Instant {
  if (!quiet || !isQuiet({ timezone, quiet }, instant)) return instant;
  const today = dateOf(instant, timezone);
  const ends = [0, 1, 2]
    .flatMap((days) => comingsOf(movedBy(days, today), quiet.to, timezone))
    .filter((end) => end > instant && !isQuiet({ timezone, quiet }, end));
  return Math.min(...ends);
}

function digestTimesOn(date: string, { timezone, times, quiet }: DigestSchedule): Instant[] {
  const loud = quiet ? times.filter((time) => !isWithin(time, quiet)) : times;
  const wanted = quiet && loud.length === 0 ? [quiet.to] : loud;
  return wanted.map((time) => {
    const [first = Number.NaN] = comingsOf(date, time, timezone);
    // Clocks set forward may carry a time into the quiet hours.
    return quietEnd({ timezone, quiet }, first);
  });
}

function isDigestDay(date: string, days: Schedule["days"], isTradingDay: IsTradingDay): boolean {
  if (days === "every") return true;
  if (days === "trading") return isTradingDay(date);
  const weekday = DateTime.fromISO(date, { zone: "utc" }).weekday;
  return days === "weekdays" ? weekday < SATURDAY : weekday === days;
}

/** Quiet hours begin with `from` and are over at `to`, which may be on the next morning. */
function isWithin(time: string, { from, to }: NonNullable<Quiet["quiet"]>): boolean {
  return from <= to ? from <= time && time < to : from <= time || time < to;
}

const timeOf = (instant: Instant, zone: string): string =>
  DateTime.fromMillis(instant, { zone }).toFormat("HH:mm");
const dateOf = (instant: Instant, zone: string): string =>
  DateTime.fromMillis(instant, { zone }).toFormat("yyyy-MM-dd");
/** By the calendar, as a zone may skip a date. */
const movedBy = (days: number, date: string): string =>
  DateTime.fromISO(date, { zone: "utc" }).plus({ days }).toFormat("yyyy-MM-dd");
