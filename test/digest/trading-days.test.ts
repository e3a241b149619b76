import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ROOT } from "../../src/config.js";
import { createTradingDays, loadTradingTable } from "../../src/digest/trading-days.js";
import { BrokenTable } from "../../src/lib/table.js";

const unknown: number[] = [];
const trades = createTradingDays(loadTradingTable(join(ROOT, "data")), (year) => unknown.push(year));

it.each([
  ["2025-01-27", true, "the day before the Spring Festival"],
  ["2025-01-28", false, "its first day"],
  ["2025-02-04", false, "its last"],
  ["2025-02-05", true, "the day after"],
  ["2025-02-08", false, "a Saturday that is worked"],
  ["2025-10-08", false, "the last day of the long October"],
  ["2025-10-09", true, "the day after it"],
  ["2026-01-02", false, "the Friday after New Year"],
  ["2026-02-13", true, "the last Friday before the Spring Festival"],
  ["2026-02-23", false, "its last Monday"],
  ["2026-02-24", true, "the day after"],
  ["2026-09-25", false, "Mid-Autumn"],
  ["2026-10-08", true, "after the week of October"],
  ["2027-02-05", false, "New Year's Eve of the lunar year"],
])("%s: %s, %s", (date, open) => {
  expect(trades(date)).toBe(open);
});

it("takes every weekday of an unknown year, and says so once", () => {
  expect([trades("2031-10-01"), trades("2031-10-04"), trades("2031-12-31")]).toEqual([true, false, true]);
  expect(unknown).toEqual([2031]);
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "yinxun-trading-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it.each([
  ["a Saturday", { year: 2026, closed: { 国庆节: ["2026-10-03"] } }],
  ["a day of another year", { year: 2026, closed: { 国庆节: ["2027-10-04"] } }],
  ["no date", { year: 2026, closed: { 国庆节: ["2026-13-01"] } }],
])("refuses a table that closes %s", async (_, year) => {
  const table = { note: "", years: [{ source: "nobody", ...year }] };
  await writeFile(join(folder, "trading-days.json"), JSON.stringify(table));
  expect(() => loadTradingTable(folder)).toThrow(BrokenTable);
  expect(() => loadTradingTable(folder)).toThrow(/trading-days\.json is not a valid table/);
});
