import { expect, it } from "vitest";
import { isStale } from "../../src/digest/stale.js";

const stale = (published: string, text: string, title = "标题") =>
  isStale({ title, blocks: [{ kind: "paragraph", text }], publishedAt: Date.parse(published) });

it("knows old news that was put out again", () => {
  expect(stale("2022-06-02T10:00:00+08:00", "财联社1月13日电，某银行今日公告增资。")).toBe(true);
  expect(
    stale("2022-06-02T10:00:00+08:00", "2021年12月8日，某银行发布新卡。此前的2021年11月，该行试点。"),
  ).toBe(true);
});

it("leaves news alone that looks back, or counts from a day", () => {
  for (const text of [
    "财联社6月1日电，某银行公告增资。",
    "某银行今日回应2022年1月13日的报道。",
    "截至2021年12月31日，某银行总资产为3万亿元。",
    "股价创下自2021年1月25日以来的新高。",
    "2022年1月13日该行立项，6月1日完成。",
    "某银行将于9月12日上市。",
    "某银行去年净利润增长。",
  ]) {
    expect(stale("2022-06-02T10:00:00+08:00", text), text).toBe(false);
  }
});

it("takes a day of last December for near in January", () => {
  expect(stale("2022-01-03T10:00:00+08:00", "财联社12月30日电，某银行公告增资。")).toBe(false);
});

it("does not judge what has no date", () => {
  expect(isStale({ title: "1月13日电", blocks: [] })).toBe(false);
});
