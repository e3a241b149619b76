import { describe, expect, it } from "vitest";
import { cleanText } from "../../src/stories/clean.js";
import { daysIn } from "../../src/stories/days.js";
import { readArticle } from "../../src/stories/features.js";
import { figuresIn, sameFigure } from "../../src/stories/figures.js";
import { sameName } from "../../src/stories/frames.js";
import { groupStories } from "../../src/stories/group.js";
import { keysOf } from "../../src/stories/keys.js";
import { createMemoryStoryIndex } from "../../src/stories/memory-index.js";
import { loadStoryRules } from "../../src/stories/rules.js";
import { readFeatures, writeFeatures } from "../../src/stories/serialize.js";

const rules = loadStoryRules();
const at = Date.parse("2026-03-05T10:00:00+08:00");

describe("cleaning", () => {
  it("takes the heading in brackets for the title of an untitled flash and drops who sent it", () => {
    const clean = cleanText(
      { text: "【云溪银行获批筹建】财联社3月5日电，云溪银行获批筹建。（央视新闻）" },
      rules,
    );
    expect(clean).toEqual({ title: "云溪银行获批筹建", body: "云溪银行获批筹建。", wire: "财联社" });
  });

  it("keeps a heading that is not the title", () => {
    const clean = cleanText({ title: "沪指涨0.2%", text: "【午盘播报】沪指涨0.2%。" }, rules);
    expect(clean.body).toContain("午盘播报");
  });
});

describe("numbers and days", () => {
  it("reads one amount from two ways to write it", () => {
    const [a] = figuresIn("1.2万亿元");
    const [b] = figuresIn("12000亿元");
    expect(a?.value).toBe(b?.value);
  });

  it("takes a rounded percentage for the exact one, but not for its neighbour", () => {
    const [exact, rounded, other] = ["1.9335%", "1.93%", "1.95%"].flatMap(figuresIn);
    expect(exact && rounded && sameFigure(exact, rounded)).toBe(true);
    expect(exact && other && sameFigure(exact, other)).toBe(false);
  });

  it("does not take two fixings for one rate", () => {
    const [a, b] = ["6.8198", "6.8150"].flatMap(figuresIn);
    expect(a && b && sameFigure(a, b)).toBe(false);
  });

  it("cuts dates out, so that they are not read as figures", () => {
    const { days, rest } = daysIn("2026年3月5日，央行开展20亿元操作，4日为零");
    expect(days).toEqual(["0305", "d04"]);
    expect(figuresIn(rest).map(({ value }) => value)).toEqual([2e9]);
  });
});

describe("names", () => {
  it("knows a branch by its bank", () => {
    expect(sameName("云溪银行", "云溪银行股份有限公司海州分行")).toBe(true);
  });

  it("tells two banks of one province apart", () => {
    expect(sameName("北岭农商银行", "北岭海川银行")).toBe(false);
  });

  it("does not take a common ending for a name", () => {
    expect(sameName("新西兰央行", "波兰央行")).toBe(false);
  });

  it("tells bonds of two terms apart", () => {
    expect(sameName("日本10年期", "日本20年期")).toBe(false);
  });
});

describe("features", () => {
  const text = `云溪银行3月5日公告，向北岭水务发放贷款18.6亿元，期限12年。${"污水处理厂扩建工程分三期进行，".repeat(200)}`;
  const reading = readArticle(
    { title: "云溪银行：发放18.6亿元贷款", text, publishedAt: at, seenAt: at },
    rules,
  );

  it("come back from their written form as they were", () => {
    const { documents: _documents, ...features } = reading;
    expect(readFeatures(writeFeatures(reading))).toEqual(features);
  });

  it("stay small however long the article is", () => {
    const long = Array.from({ length: 6000 }, (_, index) =>
      String.fromCharCode(0x4e00 + ((index * 37) % 5000)),
    );
    const written = writeFeatures(readArticle({ text: long.join(""), publishedAt: at, seenAt: at }, rules));
    expect(Buffer.byteLength(written)).toBeLessThan(2100);
  });

  it("of another version are not read", () => {
    expect(readFeatures("1\t2\t3")).toBeUndefined();
  });

  it("give keys that the store can hold", () => {
    const keys = keysOf(reading);
    expect(keys.length).toBeGreaterThan(2);
    expect(keys.every((key) => Number.isSafeInteger(key) && key >= 0)).toBe(true);
  });
});

describe("the index in memory", () => {
  it("returns the newest of a crowded key, inside the window alone", async () => {
    const index = createMemoryStoryIndex();
    const hour = 3_600_000;
    for (const hours of [0, 1, 2, 3, 100]) {
      const joining = { relation: "new" as const, leads: true, keys: [7], features: String(hours) };
      index.add(joining, { publishedAt: at + hours * hour, seenAt: at });
    }
    const found = await index.find({ keys: [7, 8], around: at, withinMs: 10 * hour, limitPerKey: 2 });
    expect(found.map(({ features }) => features)).toEqual(["3", "2"]);
  });
});

describe("a batch of lines", () => {
  it("is answered in its order, one value for one story, whatever the order of the dates", async () => {
    const notice = (id: string, day: number, hour: string) => ({
      id,
      title: "央行开展20亿元7天期逆回购操作",
      text: "央行今日开展20亿元7天期逆回购操作，操作利率为1.40%。",
      date: `2026-03-0${day} ${hour}`,
    });
    const lines = [
      notice("d", 6, "09:21"),
      notice("a", 5, "09:20"),
      notice("c", 6, "09:20"),
      notice("b", 5, "09:22"),
    ];
    const stories = new Map<string, number>();
    for await (const { id, story } of groupStories(lines, { seenAt: at, rules })) stories.set(id, story);
    expect([...stories.keys()]).toEqual(["d", "a", "c", "b"]);
    expect(stories.get("a")).toBe(stories.get("b"));
    expect(stories.get("c")).toBe(stories.get("d"));
    expect(stories.get("a")).not.toBe(stories.get("c"));
  });
});
