import { describe, expect, it } from "vitest";
import { parseQuery, type QueryContext } from "../../src/search/query.js";

const context: QueryContext = {
  // 2022-06-02 10:00 in Shanghai.
  now: Date.UTC(2022, 5, 2, 2),
  timezone: "Asia/Shanghai",
  resolve: (say) => {
    const banks: Record<string, string> = {
      "601169": "北京银行",
      "2016": "浙商银行",
      工行: "工商银行",
      北京银行: "北京银行",
    };
    const topics: Record<string, string> = { 儿童金融: "儿童金融" };
    return {
      ...(banks[say] && { bank: banks[say] }),
      ...(topics[say] && { topic: topics[say] }),
      near: say === "平安" ? ["平安银行"] : [],
    };
  },
};
const parse = (text: string) => parseQuery(text, context);
const words = (text: string) => parse(text).all.map((phrase) => phrase.text);
const day = (year: number, month: number, date: number) => Date.UTC(year, month - 1, date) - 8 * 3_600_000;

describe("parseQuery", () => {
  it("joins words, phrases and what is left out", () => {
    const query = parse('京萤计划 "小京 卡" -理财 -"压岁 宝"');
    expect(query.all.map((phrase) => phrase.text)).toEqual(["京萤计划", "小京卡"]);
    expect(query.none.map((phrase) => phrase.text)).toEqual(["理财", "压岁宝"]);
  });

  it.each([
    ["“京萤 计划” 北京", ["京萤计划", "北京"]],
    ["＂京萤 计划＂", ["京萤计划"]],
    ['"京萤 计划', ["京萤计划"]],
    ['北京"京萤 计划"上海', ["北京", "京萤计划", "上海"]],
    ["AUM　8844.7亿", ["aum", "8844.7亿"]],
    ["京萤 京萤", ["京萤"]],
    ["A股 - 港股", ["a股", "港股"]],
    ["hfo-1234yf", ["hfo-1234yf"]],
    ["增速<1%", ["增速<1%"]],
  ])("reads %s", (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it("resolves banks and topics however they are said", () => {
    const query = parse("bank:601169 bank:工行 tag:#儿童金融 加息");
    expect(query).toMatchObject({ banks: ["北京银行", "工商银行"], topics: ["儿童金融"], unknown: [] });
    expect(query.all.map((phrase) => phrase.text)).toEqual(["加息"]);
    expect(parse("BANK：工行,北京银行")).toMatchObject({ banks: ["工商银行", "北京银行"], all: [] });
    expect(parse("银行：工行、601169")).toMatchObject({ banks: ["工商银行", "北京银行"], all: [] });
    expect(parse("tag:工行")).toMatchObject({ banks: ["工商银行"], topics: [] });
    expect(parse('from:"华夏 时报"')).toMatchObject({ media: ["华夏 时报"] });
  });

  it("takes another name of a bank among the words for the bank where that is asked for, unless in quotes", () => {
    const chat = (text: string) => parseQuery(text, { ...context, namesAreTags: true });
    expect(chat("工行")).toMatchObject({ banks: ["工商银行"], all: [] });
    expect(chat("601169 一季度")).toMatchObject({ banks: ["北京银行"], all: [{ text: "一季度" }] });
    expect(chat("#儿童金融")).toMatchObject({ topics: ["儿童金融"], all: [] });
    expect(chat("工行 #儿童金融 工行")).toMatchObject({ banks: ["工商银行"], topics: ["儿童金融"], all: [] });
    expect(chat("工行 bank:601169")).toMatchObject({ banks: ["北京银行"], all: [{ text: "工行" }] });
    expect(chat("tag:儿童金融 #儿童金融")).toMatchObject({
      topics: ["儿童金融"],
      all: [{ text: "儿童金融" }],
    });
    expect(chat("北京银行 加息 -工行 -#儿童金融")).toMatchObject({
      banks: ["北京银行"],
      all: [{ text: "加息" }],
      none: [],
      without: { banks: ["工商银行"], topics: ["儿童金融"] },
    });
    expect(chat("bank:601169 #工行")).toMatchObject({ banks: ["北京银行"], all: [{ text: "工行" }] });
    for (const words of ['"工行"', "儿童金融", "工行 601169", '-"工行" 加息', "2016 年报"]) {
      expect(chat(words), words).toMatchObject({ banks: [], topics: [] });
    }
    expect(parse("工行")).toMatchObject({ banks: [], all: [{ text: "工行" }] });
  });

  it("leaves out what is about a bank or topic, and says which is none", () => {
    expect(parse("加息 -bank:工行,601169 -tag:儿童金融")).toMatchObject({
      banks: [],
      none: [],
      without: { banks: ["工商银行", "北京银行"], topics: ["儿童金融"] },
    });
    expect(parse("加息 -bank:不存在")).toMatchObject({ without: { banks: [] }, unknown: ["不存在"] });
  });

  it("finds nothing, and says so, where a name is not known", () => {
    expect(parse("bank:不存在 加息")).toMatchObject({ banks: ["不存在"], unknown: ["不存在"] });
    expect(parse("bank:平安")).toMatchObject({ banks: ["平安"], unknown: ["平安"] });
    expect(parse("tag:不存在")).toMatchObject({ topics: ["不存在"], unknown: ["不存在"] });
  });

  it.each([
    ["since:2022-06-01", day(2022, 6, 1), undefined],
    ["until:2022-06-01", undefined, day(2022, 6, 2)],
    ["since:2022-06 until:2022-06", day(2022, 6, 1), day(2022, 7, 1)],
    ["since:2022 until:2022", day(2022, 1, 1), day(2023, 1, 1)],
    ["since:20220601", day(2022, 6, 1), undefined],
    ["since：2022/6/1", day(2022, 6, 1), undefined],
    ["since:2022年6月1日", day(2022, 6, 1), undefined],
    ["since:6月1日 until:12月31日", day(2022, 6, 1), day(2022, 1, 1)],
    ["since:7d", day(2022, 5, 27), undefined],
    ["since:2周", day(2022, 5, 20), undefined],
    ["since:昨天 until:昨天", day(2022, 6, 1), day(2022, 6, 2)],
    ["since:前天 until:今天", day(2022, 5, 31), day(2022, 6, 3)],
    ["since:2022-05-01 since:2022-06-01", day(2022, 6, 1), undefined],
  ])("reads %s as days of the person's zone", (text, since, until) => {
    const query = parse(text);
    expect([query.since, query.until]).toEqual([since, until]);
    expect(query.all).toEqual([]);
  });

  it.each([
    ["since:2022-13-01", ["since:2022-13-01"]],
    ["until:2022-02-30", ["until:2022-02-30"]],
    ["since:从前", ["since:从前"]],
    ["bank:", []],
    ["since: 加息", ["加息"]],
    ["央行:加息", ["央行:加息"]],
    ["-bank:工行", []],
  ])("takes %s for plain words", (text, expected) => {
    expect(words(text)).toEqual(expected);
    const { banks, since, until } = parse(text);
    expect({ banks, since, until }).toEqual({ banks: [], since: undefined, until: undefined });
  });

  it.each([
    ["", 0],
    ['"', 0],
    ['""', 0],
    ["“”", 0],
    ["\0", 0],
    ["\ud83d", 0],
    ["((", 1],
    ["*", 1],
    ["-", 0],
    ["--", 0],
    [":::", 1],
    ["银行业".repeat(3334), 1],
  ])("takes hostile input (%#) for what is left of it", (text, phrases) => {
    expect(parse(text).all).toHaveLength(phrases);
  });

  it("bounds how much is looked for", () => {
    const many = Array.from({ length: 3000 }, (_, index) => `词${index} -非${index} bank:行${index}`).join(
      " ",
    );
    const query = parse(many);
    expect([query.all.length, query.none.length, query.banks.length]).toEqual([20, 20, 20]);
  });
});
