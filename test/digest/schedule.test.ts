import { DateTime } from "luxon";
import { describe, expect, it } from "vitest";
import { isQuiet, nextDigestTime, quietEnd } from "../../src/digest/schedule.js";
import type { Schedule as WholeSchedule } from "../../src/news/subscriber.js";

type Schedule = Omit<WholeSchedule, "mode">;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (text: string) => Date.parse(text);
/** A holiday of a week, weekends closed. */
const trades = (date: string) => {
  const day = DateTime.fromISO(date, { zone: "utc" });
  return day.weekday < 6 && !(date >= "2026-10-01" && date <= "2026-10-07");
};
const SHANGHAI: Schedule = { timezone: "Asia/Shanghai", times: ["08:30"], days: "every" };

/** The due times of a while, one after the other, in the zone's own words. */
function timesOf(schedule: Schedule, from: string, count: number): string[] {
  const times: string[] = [];
  let now = at(from);
  for (let n = 0; n < count; n++) {
    now = nextDigestTime(schedule, now, trades);
    times.push(DateTime.fromMillis(now, { zone: schedule.timezone }).toFormat("ccc MM-dd HH:mm ZZ"));
  }
  return times;
}

describe("the next digest", () => {
  it("comes at each of the day's times, strictly after now", () => {
    const schedule: Schedule = { ...SHANGHAI, times: ["08:30", "12:00", "18:00", "21:45"] };
    expect(timesOf(schedule, "2026-11-24T08:30:00+08:00", 4)).toEqual([
      "Tue 11-24 12:00 +08:00",
      "Tue 11-24 18:00 +08:00",
      "Tue 11-24 21:45 +08:00",
      "Wed 11-25 08:30 +08:00",
    ]);
  });

  it("keeps to working days, to one day of the week, to days on which the exchanges trade", () => {
    const friday = "2026-11-27T09:00:00+08:00";
    expect(timesOf({ ...SHANGHAI, days: "weekdays" }, friday, 1)).toEqual(["Mon 11-30 08:30 +08:00"]);
    expect(timesOf({ ...SHANGHAI, days: 5 }, friday, 2)).toEqual([
      "Fri 12-04 08:30 +08:00",
      "Fri 12-11 08:30 +08:00",
    ]);
    expect(timesOf({ ...SHANGHAI, days: "trading" }, "2026-09-30T09:00:00+08:00", 1)).toEqual([
      "Thu 10-08 08:30 +08:00",
    ]);
  });

  it("comes once on a night whose hour is skipped, shortly after it", () => {
    const schedule: Schedule = { timezone: "America/New_York", times: ["02:30"], days: "every" };
    expect(timesOf(schedule, "2026-03-07T12:00:00-05:00", 2)).toEqual([
      "Sun 03-08 03:30 -04:00",
      "Mon 03-09 02:30 -04:00",
    ]);
  });

  it("comes once on a night whose hour comes twice, also when asked from the second one", () => {
    const schedule: Schedule = { timezone: "America/New_York", times: ["01:30"], days: "every" };
    expect(timesOf(schedule, "2026-10-31T12:00:00-04:00", 2)).toEqual([
      "Sun 11-01 01:30 -04:00",
      "Mon 11-02 01:30 -05:00",
    ]);
    expect(timesOf(schedule, "2026-11-01T01:10:00-05:00", 1)).toEqual(["Mon 11-02 01:30 -05:00"]);
  });

  it("leaves a time in the quiet hours to the next one, and comes at their end when there is none", () => {
    const quiet = { from: "22:00", to: "07:00" };
    const night = "2026-11-24T20:00:00+08:00";
    expect(timesOf({ ...SHANGHAI, times: ["06:00", "12:00", "23:00"], quiet }, night, 2)).toEqual([
      "Wed 11-25 12:00 +08:00",
      "Thu 11-26 12:00 +08:00",
    ]);
    expect(timesOf({ ...SHANGHAI, times: ["06:00", "23:00"], quiet }, night, 2)).toEqual([
      "Wed 11-25 07:00 +08:00",
      "Thu 11-26 07:00 +08:00",
    ]);
  });

  it("comes on a date that a zone skipped when the next one is there", () => {
    const schedule: Schedule = { timezone: "Pacific/Apia", times: ["08:30"], days: 5 };
    expect(timesOf(schedule, "2011-12-29T12:00:00-10:00", 2)).toEqual([
      "Sat 12-31 08:30 +14:00",
      "Fri 01-06 08:30 +14:00",
    ]);
  });
});

describe("quiet hours", () => {
  const chat = { timezone: "Asia/Shanghai", quiet: { from: "22:00", to: "07:00" } };

  it("hold from their first minute to their last, over midnight", () => {
    expect(isQuiet(chat, at("2026-11-24T21:59:59+08:00"))).toBe(false);
    expect(isQuiet(chat, at("2026-11-24T22:00:00+08:00"))).toBe(true);
    expect(isQuiet(chat, at("2026-11-25T06:59:59+08:00"))).toBe(true);
    expect(isQuiet(chat, at("2026-11-25T07:00:00+08:00"))).toBe(false);
    expect(isQuiet({ timezone: "Asia/Shanghai" }, at("2026-11-25T03:00:00+08:00"))).toBe(false);
  });

  it("end on this morning or the next", () => {
    const morning = at("2026-11-25T07:00:00+08:00");
    expect(quietEnd(chat, at("2026-11-24T23:00:00+08:00"))).toBe(morning);
    expect(quietEnd(chat, at("2026-11-25T01:00:00+08:00"))).toBe(morning);
    expect(quietEnd(chat, at("2026-11-25T12:00:00+08:00"))).toBe(at("2026-11-25T12:00:00+08:00"));
  });

  it("end at the second coming of their last hour for who is still in them then", () => {
    const quiet = { timezone: "America/New_York", quiet: { from: "22:00", to: "01:30" } };
    expect(quietEnd(quiet, at("2026-11-01T00:10:00-04:00"))).toBe(at("2026-11-01T01:30:00-04:00"));
    expect(quietEnd(quiet, at("2026-11-01T01:10:00-05:00"))).toBe(at("2026-11-01T01:30:00-05:00"));
  });
});

describe("any schedule in any zone", () => {
  const ZONES = [
    "Asia/Shanghai",
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "America/Havana",
    "Asia/Beirut",
    "Africa/Cairo",
    "America/Santiago",
    "Asia/Kathmandu",
    "Pacific/Chatham",
  ];
  const DAYS: Schedule["days"][] = ["every", "weekdays", "trading", 1, 3, 7];
  const random = seeded(7);
  const pick = <T>(items: T[]): T => items[Math.floor(random() * items.length)] as T;
  const time = () =>
    `${String(Math.floor(random() * 24)).padStart(2, "0")}:${pick(["00", "15", "30", "45"])}`;
  const schedules = Array.from({ length: 40 }, (_, n): Schedule => {
    const times = [...new Set(Array.from({ length: 1 + Math.floor(random() * 4) }, time))].sort();
    const [from, to] = [time(), time()];
    const quiet = random() < 0.5 && from !== to ? { quiet: { from, to } } : {};
    return { timezone: ZONES[n % ZONES.length] as string, times, days: pick(DAYS), ...quiet };
  });

  it("is due each time once, in order, never in its quiet hours, at most as often a day as it has times", () => {
    for (const schedule of schedules) {
      const named = JSON.stringify(schedule);
      const end = at("2027-01-15T00:00:00Z");
      const due: number[] = [];
      for (let now = at("2026-01-01T00:00:00Z"); now < end; ) {
        now = nextDigestTime(schedule, now, trades);
        due.push(now);
      }
      expect(due, named).toEqual([...new Set(due)].sort((a, b) => a - b));
      expect(
        due.filter((instant) => isQuiet(schedule, instant)),
        named,
      ).toEqual([]);
      const dates = due.map((instant) =>
        DateTime.fromMillis(instant, { zone: schedule.timezone }).toISODate(),
      );
      const most = schedule.times.length;
      expect(
        dates.filter((date, place) => date === dates[place + most]),
        named,
      ).toEqual([]);
    }
  });

  it("is the same from wherever before it one asks, so that an outage costs no time and adds none", () => {
    for (const schedule of schedules) {
      for (let n = 0; n < 20; n++) {
        const from = at("2026-01-01T00:00:00Z") + Math.floor(random() * 365 * DAY);
        const next = nextDigestTime(schedule, from, trades);
        const later = from + Math.floor(random() * (next - from));
        expect(nextDigestTime(schedule, later, trades), JSON.stringify(schedule)).toBe(next);
        const awake = quietEnd(schedule, later);
        expect(isQuiet(schedule, awake)).toBe(false);
        expect(awake - later).toBeLessThanOrEqual(DAY + HOUR);
      }
    }
  });
});

/** Numbers in [0, 1) that are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
