import { describe, expect, it } from "vitest";
import { parseSpan } from "../../src/lib/spans.js";

const ZONE = "Asia/Shanghai";
/** A Thursday. */
const NOW = Date.parse("2022-06-02T21:30:00+08:00");

function days(said: string, now = NOW, zone = ZONE): string | undefined {
  const span = parseSpan(said, now, zone);
  if (!span) return undefined;
  const day = (at: number) => new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(at);
  return `${day(span.since)} ${day(span.until)}`;
}

describe("the days that a person means, the second one exclusive", () => {
  it.each([
    ["2022-06-01", "2022-06-01 2022-06-02"],
    ["2022/6/1", "2022-06-01 2022-06-02"],
    ["20220601", "2022-06-01 2022-06-02"],
    ["２０２２年６月１日", "2022-06-01 2022-06-02"],
    ["6月1日", "2022-06-01 2022-06-02"],
    ["6月3号", "2021-06-03 2021-06-04"],
    ["12-08", "2021-12-08 2021-12-09"],
    ["今天", "2022-06-02 2022-06-03"],
    ["昨天", "2022-06-01 2022-06-02"],
    ["前天", "2022-05-31 2022-06-01"],
    ["Yesterday", "2022-06-01 2022-06-02"],
    ["7d", "2022-05-27 2022-06-03"],
    ["近三天", "2022-05-31 2022-06-03"],
    ["一周", "2022-05-27 2022-06-03"],
    ["本周", "2022-05-30 2022-06-06"],
    ["上周", "2022-05-23 2022-05-30"],
    ["2022-06", "2022-06-01 2022-07-01"],
    ["2022年5月", "2022-05-01 2022-06-01"],
    ["12月", "2021-12-01 2022-01-01"],
    ["上个月", "2022-05-01 2022-06-01"],
    ["2021", "2021-01-01 2022-01-01"],
    ["2022-05-30到2022-06-01", "2022-05-30 2022-06-02"],
    ["5月30日 ~ 昨天", "2022-05-30 2022-06-02"],
    ["999d", "2021-06-02 2022-06-03"],
  ])("%s", (said, span) => {
    expect(days(said)).toBe(span);
  });

  it.each([
    "",
    "猴年马月",
    "2022-02-30",
    "13月1日",
    "0d",
    "昨天到前天",
    "1到2到3",
    "2022-06-01'; --",
    "北京银行",
  ])("%s is none", (said) => {
    expect(parseSpan(said, NOW, ZONE)).toBeUndefined();
  });

  it("begins and ends days where the reader lives", () => {
    expect(parseSpan("昨天", NOW, "America/New_York")?.since).toBe(Date.parse("2022-06-01T00:00:00-04:00"));
  });

  it("keeps a day of 23 hours whole", () => {
    const span = parseSpan("2022-03-27", NOW, "Europe/Berlin");
    expect((span?.until ?? 0) - (span?.since ?? 0)).toBe(23 * 3_600_000);
  });
});
