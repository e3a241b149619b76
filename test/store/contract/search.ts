import { describe, expect, it } from "vitest";
import { searchable } from "../../../src/lib/text.js";
import { ANY_STORY } from "../../../src/news/search.js";
import { toPhrase } from "../../../src/search/grams.js";
import { parseQuery } from "../../../src/search/query.js";
import { corpusArticles, hasCorpus } from "../../support/corpus.js";
import type { Subject } from "../contract.js";
import { minute, noon, record } from "../records.js";
import { drawTerms } from "../terms.js";

const context = {
  now: noon,
  timezone: "Asia/Shanghai",
  resolve: (say: string) => ({ bank: say, topic: say, near: [] }),
};

export function searchContract(subject: () => Subject): void {
  const find = async (
    text: string,
    page: Partial<Parameters<Subject["store"]["search"]["find"]>[1]> = {},
  ) => {
    const query = parseQuery(text, context);
    const { total, hits } = await subject().store.search.find(query, {
      order: "relevance",
      limit: 50,
      ...page,
    });
    return { total, ids: hits.map((hit) => hit.externalId) };
  };
  const save = (
    externalId: string,
    title: string,
    text: string,
    more: Parameters<typeof record>[1] & { at?: number; medium?: string } = {},
  ) =>
    subject().store.articles.save(
      record({ externalId, title, text, publishedAt: more.at ?? noon, medium: more.medium ?? "晨报" }, more),
      noon,
    );

  it("shows phrases in the title first, then the newest", async () => {
    await save("in text, new", "早间要闻", "京萤计划发布", { at: noon + 9 });
    await save("in title, old", "京萤计划发布", "详情见内文", { at: noon });
    await save("in title, new", "又见京萤计划", "详情见内文", { at: noon + 5 });
    await save("elsewhere", "早间要闻", "京与萤，计与划", { at: noon });
    expect(await find("京萤计划")).toEqual({
      total: 3,
      ids: ["in title, new", "in title, old", "in text, new"],
    });
    expect(await find("京萤计划", { order: "newest" })).toEqual({
      total: 3,
      ids: ["in text, new", "in title, new", "in title, old"],
    });
    expect(await find("京萤计划 发布")).toEqual({
      total: 2,
      ids: ["in title, old", "in text, new"],
    });
  });

  it("pages, and says the total on every page", async () => {
    for (let index = 0; index < 5; index += 1) await save(`${index}`, "加息", "美联储", { at: noon + index });
    expect(await find("加息", { limit: 2 })).toEqual({ total: 5, ids: ["4", "3"] });
    expect(await find("加息", { limit: 2, offset: 4 })).toEqual({ total: 5, ids: ["0"] });
    expect(await find("加息", { limit: 2, offset: 6 })).toEqual({ total: 5, ids: [] });
    expect(await find("降息", { limit: 2, offset: 6 })).toEqual({ total: 0, ids: [] });
  });

  it("leaves out what is about a bank or a topic", async () => {
    await save("both", "两行公告", "利率", { banks: ["北京银行", "江城银行"], topics: [] });
    await save("one", "一行公告", "利率", { banks: ["江城银行"], topics: [] });
    await save("topic", "一行贷款公告", "利率", { banks: ["江城银行"], topics: ["贷款"] });
    expect((await find("利率 -bank:北京银行")).ids.sort()).toEqual(["one", "topic"]);
    expect((await find("利率 -tag:贷款")).ids.sort()).toEqual(["both", "one"]);
    expect((await find("bank:江城银行 -bank:北京银行", { distinctStories: true })).total).toBe(2);
  });

  it("pages through the newest of everything as a search does", async () => {
    const { store } = subject();
    for (let index = 0; index < 30; index += 1) {
      const tags = index % 3 === 0 ? { banks: [], topics: [] } : { banks: ["北京银行"] };
      const joins =
        index % 5 === 4
          ? (await store.search.find(ANY_STORY, { order: "newest", limit: 9 })).hits[index % 7]
          : undefined;
      await save(`${index}`, `第${index}号公告`, "北京银行发布公告", {
        at: noon + ((index * 7) % 30) * minute,
        ...tags,
        ...(joins && { joining: { relation: "same" as const, storyId: joins.storyId, leads: false } }),
      });
    }
    for (const taggedOnly of [false, true]) {
      for (const offset of [0, 3, 21, 40]) {
        const page = { order: "newest" as const, limit: 4, offset, distinctStories: true };
        const fast = await store.search.find({ ...ANY_STORY, taggedOnly }, page);
        const slow = await store.search.find({ ...ANY_STORY, taggedOnly, since: 0 }, page);
        expect(
          fast.hits.map(({ id }) => id),
          `${taggedOnly} ${offset}`,
        ).toEqual(slow.hits.map(({ id }) => id));
        expect(fast.total).toBe(slow.total);
      }
    }
  });

  it("shows one article a story where asked", async () => {
    const { storyId } = await save("lead", "银行下调利率", "利率", { at: noon });
    const joining = { relation: "same" as const, storyId, leads: false };
    await save("better", "银行下调利率", "利率", { at: noon + 1, joining });
    await save("other", "利率", "另一件事", { at: noon - 1 });
    expect(await find("利率", { distinctStories: true })).toEqual({ total: 2, ids: ["better", "other"] });
    expect(await find("利率", { distinctStories: true, limit: 1, offset: 1 })).toEqual({
      total: 2,
      ids: ["other"],
    });
    expect((await find("利率")).total).toBe(3);
  });

  it("finds nothing across the seam of title and text", async () => {
    await save("1", "标题甲", "乙正文");
    expect((await find("甲乙")).total).toBe(0);
    expect((await find("标题甲 乙正文")).total).toBe(1);
  });

  it("finds a single character wherever it stands", async () => {
    await save("first", "甲乙", "丙");
    await save("last", "乙甲", "丙");
    await save("alone", "丁", "甲");
    expect((await find("甲")).total).toBe(3);
    expect((await find("丁")).ids).toEqual(["alone"]);
  });

  it("finds a revised article by its new words only, however many came after its first version", async () => {
    const filler = "利率".repeat(20_000);
    for (const articlesBetween of [0, 4]) {
      const id = `revised, ${articlesBetween}`;
      await save(id, "京萤计划", "一个旧词");
      for (let index = 0; index < articlesBetween; index += 1) await save(`filler ${index}`, "早报", filler);
      await save(id, "京萤计划", "一个新字");
      expect((await find("旧词")).ids).toEqual([]);
      expect((await find("新字 京萤计划")).ids).toContain(id);
    }
  });

  it("leaves out what is excluded", async () => {
    await save("a", "北京银行", "理财");
    await save("b", "北京银行", "信贷");
    expect((await find("北京银行 -理财")).ids).toEqual(["b"]);
    expect((await find("-理财")).ids).toEqual(["b"]);
  });

  it("narrows by bank, topic, medium and time, with or without words", async () => {
    await save("a", "标题", "正文", { banks: ["北京银行"], topics: ["理财"], at: noon });
    await save("b", "标题", "正文", {
      banks: ["工商银行"],
      topics: ["理财"],
      at: noon - 24 * 60 * minute,
      medium: "新华社",
    });
    await save("c", "标题", "正文", {
      banks: ["北京银行", "工商银行"],
      topics: [],
      at: noon - 48 * 60 * minute,
    });
    expect((await find("bank:北京银行")).ids).toEqual(["a", "c"]);
    expect((await find("bank:北京银行 bank:工商银行 标题")).ids).toEqual(["a", "b", "c"]);
    expect((await find("bank:北京银行 tag:理财")).ids).toEqual(["a"]);
    expect((await find("from:新华")).ids).toEqual(["b"]);
    expect((await find("from:papers")).total).toBe(3);
    expect((await find("since:昨天")).ids).toEqual(["a", "b"]);
    expect((await find("until:2022-05-31")).ids).toEqual(["b", "c"]);
    expect((await find("正文 since:2022-05-31 until:2022-05-31")).ids).toEqual(["b"]);
    expect((await find("bank:不存在")).total).toBe(0);
    expect((await find("")).total).toBe(3);
  });

  it("finds terms in which the engine's own signs stand", async () => {
    const odd = [
      'a"b',
      "it's",
      "c\\d",
      "100%",
      "x*y",
      "f(x)",
      "a:b",
      "<1%",
      "and or not",
      "^top",
      "a&b|c!",
      "{q}",
      "__",
      "--",
    ];
    for (const [index, text] of odd.entries()) await save(`${index}`, "标题", `前${text}后`);
    for (const [index, text] of odd.entries()) {
      const phrase = toPhrase(text);
      if (!phrase) throw new Error("a phrase");
      const query = { all: [phrase], none: [], banks: [], topics: [], media: [] };
      const { hits } = await subject().store.search.find(query, { order: "newest", limit: 50 });
      expect(hits.map((hit) => hit.externalId)).toEqual([`${index}`]);
    }
  });

  it.each([
    ["nothing but quotes", '"'],
    ["brackets", "(("],
    ["a star", "*"],
    ["NUL", "\0"],
    ["half a surrogate pair", "\ud83d"],
    ["signs only", "!@#$%^&*()_+{}|:<>?~`-=[]\\;',./"],
    ["a prefix star", '"京"*'],
    ["an operator", "AND OR NOT NEAR("],
    ["10,000 characters", "银行业".repeat(3334)],
    ["10,000 words", "银 行 业 ".repeat(1667)],
    ["fields without values", "bank: tag: from: since: until:"],
    ["a statement", "'; drop table articles; --"],
    ["a column filter", "terms:x {a b}:y"],
  ])("answers %s", async (_what, text) => {
    await save("1", "标题", "正文");
    expect((await find(text)).total).toBeGreaterThanOrEqual(0);
    expect((await find("正文")).total).toBe(1);
  });

  describe.skipIf(!hasCorpus)("over the corpus", () => {
    it("equals plain substring search for 200 terms drawn from it", { timeout: 300_000 }, async () => {
      const { articles, search } = subject().store;
      const texts = new Map<string, { title: string; text: string }>();
      for (const { id, title: given, text } of corpusArticles()) {
        const title = given || text.slice(0, 20);
        await articles.save(record({ externalId: id, title, text }, { joining: { keys: [] } }), noon);
        texts.set(id, { title: searchable(title), text: searchable(text) });
      }
      const terms = drawTerms(
        [...texts.values()].map(({ text }) => text),
        200,
      );
      for (const term of terms) {
        const expected = [...texts].filter(
          ([, { title, text }]) => title.includes(term) || text.includes(term),
        );
        const phrase = toPhrase(term);
        if (!phrase) throw new Error(`no phrase: ${term}`);
        const query = { all: [phrase], none: [], banks: [], topics: [], media: [] };
        const { total, hits } = await search.find(query, { order: "relevance", limit: 1_000_000 });
        expect([term, total]).toEqual([term, expected.length]);
        expect(new Set(hits.map((hit) => hit.externalId))).toEqual(new Set(expected.map(([id]) => id)));
      }
    });
  });
}
