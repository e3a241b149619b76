import { describe, expect, it } from "vitest";
import { dateOfFileName, parseDate } from "../../src/lib/dates.js";

const shanghai = (...parts: [number, number, number, number?, number?, number?]) => {
  const [year, month, day, hour = 0, minute = 0, second = 0] = parts;
  return Date.UTC(year, month - 1, day, hour - 8, minute, second);
};

describe("a date in a text", () => {
  it.each([
    ["2022-06-02 20:21:12 +0800", shanghai(2022, 6, 2, 20, 21, 12)],
    ["2022-06-02 20:21:12", shanghai(2022, 6, 2, 20, 21, 12)],
    ["2022-06-02T20:21:12+08:00", shanghai(2022, 6, 2, 20, 21, 12)],
    ["2022-06-02T12:21:12Z", shanghai(2022, 6, 2, 20, 21, 12)],
    ["2022-06-02T12:21:12.345Z", shanghai(2022, 6, 2, 20, 21, 12)],
    ["2022-06-02T07:21:12-05:00", shanghai(2022, 6, 2, 20, 21, 12)],
    ["2022-6-2", shanghai(2022, 6, 2)],
    ["2022/06/02 8:05", shanghai(2022, 6, 2, 8, 5)],
    ["2022.06.02", shanghai(2022, 6, 2)],
    ["20220602", shanghai(2022, 6, 2)],
    ["2022年06月02日 20:21", shanghai(2022, 6, 2, 20, 21)],
    ["2022年6月2日20时21分", shanghai(2022, 6, 2, 20, 21)],
    ["(GMT+8, Asia/Shanghai, CST) 2022-06-02 20:21:12", shanghai(2022, 6, 2, 20, 21, 12)],
    ["发布时间：2022-06-02 来源：东海晚报", shanghai(2022, 6, 2)],
    ["Thu, 02 Jun 2022 12:21:12 GMT", shanghai(2022, 6, 2, 20, 21, 12)],
    ["Thu, 2 Jun 2022 20:21:12 +0800", shanghai(2022, 6, 2, 20, 21, 12)],
    ["2 Jun 2022 20:21", shanghai(2022, 6, 2, 20, 21)],
  ])("is found in %s", (text, instant) => {
    expect(parseDate(text)).toBe(instant);
  });

  it.each([
    "",
    "+0800",
    "06-02 20:21",
    "2022-13-01",
    "2022-02-30",
    "2022-06-02 25:00",
    "12022-06-02",
    "31 Foo 2022",
  ])("is not found in %j", (text) => {
    expect(parseDate(text)).toBeUndefined();
  });
});

describe("a date in a file's name", () => {
  it.each([
    ["2022-06-02-NW202206022401205043.md", shanghai(2022, 6, 2)],
    ["_posts/2024-8-1-wind.md", shanghai(2024, 8, 1)],
    ["-202205262391921712.md", undefined],
    ["2022-06-021-a.md", undefined],
    ["a-2022-06-02.md", undefined],
  ])("%s", (name, instant) => {
    expect(dateOfFileName(name)).toBe(instant);
  });
});
