import { join } from "node:path";
import { DateTime } from "luxon";
import { z } from "zod";
import { readTable } from "../lib/table.js";

const SATURDAY = 6;

/** More closed weekdays than this are a mistake: China has 13 holidays a year. */
const MOST_CLOSED = 40;

const closedDay = z.iso.date().refine((date) => weekdayOf(date) < SATURDAY, "is no weekday");

const yearTable = z
  .strictObject({
    year: z.int(),
    /** Who said so, and when. */
    source: z.string().min(1),
    /** Holiday -> the weekdays on which the exchanges are closed for it. */
    closed: z.record(z.string(), z.array(closedDay)),
  })
  .refine(({ closed }) => Object.values(closed).flat().length <= MOST_CLOSED, "closes too many days")
  .refine(
    ({ year, closed }) =>
      Object.values(closed)
        .flat()
        .every((date) => date.startsWith(`${year}-`)),
    "closes a day of another year",
  );

const tradingTable = z.strictObject({ note: z.string(), years: z.array(yearTable) });

export type TradingTable = z.infer<typeof tradingTable>;

/** Whether the Shanghai and Shenzhen exchanges trade on a date, YYYY-MM-DD. */
export type IsTradingDay = (date: string) => boolean;

/** Reads trading-days.json; throws BrokenTable when it cannot be read or is malformed. */
export function loadTradingTable(dataDir: string): TradingTable {
  return readTable(join(dataDir, "trading-days.json"), tradingTable);
}

/** In a year that the table does not know every weekday counts; `onUnknownYear` is told of it once a year. */
export function createTradingDays(table: TradingTable, onUnknownYear: (year: number) => void): IsTradingDay {
  const years = new Set(table.years.map(({ year }) => year));
  const closed = new Set(table.years.flatMap((year) => Object.values(year.closed).flat()));
  const told = new Set<number>();
  return (date) => {
    const year = Number(date.slice(0, 4));
    if (!years.has(year) && !told.has(year)) {
      told.add(year);
      onUnknownYear(year);
    }
    return weekdayOf(date) < SATURDAY && !closed.has(date);
  };
}

const weekdayOf = (date: string): number => DateTime.fromISO(date, { zone: "utc" }).weekday;
