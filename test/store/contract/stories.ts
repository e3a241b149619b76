import { expect, it } from "vitest";
import type { SearchQuery } from "../../../src/news/search.js";
import { EVERYTHING, type Interest } from "../../../src/news/subscriber.js";
import { toPhrase } from "../../../src/search/grams.js";
import type { StoryView } from "../../../src/store/store.js";
import type { Subject } from "../contract.js";
import { minute, noon, record } from "../records.js";

const bank = (name: string): Interest => ({ kind: "bank", name });

export function storyContract(subject: () => Subject): void {
  it("makes a story of a new article", async () => {
    const { articles, stories } = subject().store;
    const { articleId, storyId } = await articles.save(record(), noon);
    expect(await stories.get(storyId)).toEqual({
      id: storyId,
      lead: await articles.get(articleId),
      reports: 1,
      firstSeenAt: noon,
      changedAt: noon,
    });
    expect(await stories.get(storyId + 1)).toBeUndefined();
  });

  it("joins a report of the same event without a change for its readers", async () => {
    const { articles, stories } = subject().store;
    const { articleId, storyId } = await articles.save(record(), noon);
    const joining = { relation: "same" as const, storyId, leads: false };
    const joined = await articles.save(
      record({ externalId: "2", medium: "晚报" }, { joining }),
      noon + minute,
    );
    expect(joined).toMatchObject({ outcome: "saved", storyId });
    expect(await stories.get(storyId)).toMatchObject({
      reports: 2,
      changedAt: noon,
      lead: { id: articleId },
    });
  });

  it("counts a medium that reported twice once, and its source where no medium is named", async () => {
    const { articles, stories } = subject().store;
    const { storyId } = await articles.save(record(), noon);
    const joining = { relation: "same" as const, storyId, leads: false };
    const join = (externalId: string, medium: string | undefined) =>
      articles.save(record({ externalId, medium }, { joining }), noon);
    await join("2", "晨报");
    expect(await stories.get(storyId)).toMatchObject({ reports: 1 });
    await join("3", undefined);
    await join("4", undefined);
    expect(await stories.get(storyId)).toMatchObject({ reports: 2 });
  });

  it("changes with a follow-up, and never back", async () => {
    const { articles, stories } = subject().store;
    const { storyId } = await articles.save(record(), noon);
    const joining = { relation: "follow-up" as const, storyId, leads: false };
    await articles.save(record({ externalId: "2" }, { joining }), noon + 9 * minute);
    await articles.save(record({ externalId: "3" }, { joining }), noon + minute);
    expect(await stories.get(storyId)).toMatchObject({ changedAt: noon + 9 * minute, firstSeenAt: noon });
  });

  it("is spoken for by the article that leads", async () => {
    const { articles, stories } = subject().store;
    const { storyId, articleId } = await articles.save(record({ externalId: "first" }), noon);
    const joining = { relation: "same" as const, storyId, leads: true };
    const later = { publishedAt: noon + 5 * minute };
    await articles.save(record({ externalId: "fuller", ...later }, { joining, banks: [] }), noon);
    const story = await stories.get(storyId);
    expect(story?.lead).toMatchObject({ externalId: "fuller", tags: { banks: [] } });
    expect((await stories.articles(storyId)).map((article) => article.externalId)).toEqual([
      "fuller",
      "first",
    ]);
    const published = (since: number, until: number) =>
      stories.published({ interests: [bank("北京银行")], since, until, limit: 9 });
    expect(await published(noon, noon + minute)).toEqual([]);
    expect(await published(noon + minute, noon + 6 * minute)).toHaveLength(1);
    await articles.save(record({ externalId: "first", title: "改过的标题" }), noon + 9 * minute);
    expect(await stories.get(storyId)).toMatchObject({
      lead: { externalId: "fuller" },
      changedAt: noon,
      reports: 1,
    });
    expect((await articles.get(articleId))?.storyId).toBe(storyId);
  });

  it("is found by the interests that any of its articles match", async () => {
    const { articles, stories } = subject().store;
    const { storyId } = await articles.save(record({}, { banks: ["北京银行"], topics: [] }), noon);
    const joining = { relation: "same" as const, storyId, leads: false };
    await articles.save(
      record({ externalId: "2" }, { banks: ["工商银行"], topics: ["理财"], joining }),
      noon,
    );
    await articles.save(record({ externalId: "3" }, { banks: ["招商银行"], topics: [] }), noon);
    const ids = async (interests: Interest[]) =>
      (await stories.changed({ interests, until: noon, limit: 9 })).map((story) => story.id);
    expect(await ids([bank("工商银行")])).toEqual([storyId]);
    expect(await ids([{ kind: "topic", name: "理财" }])).toEqual([storyId]);
    expect(await ids([bank("北京银行"), bank("工商银行"), bank("北京银行")])).toEqual([storyId]);
    expect(await ids([{ kind: "topic", name: "北京银行" }])).toEqual([]);
    expect(await ids([])).toEqual([]);
    expect(await ids([EVERYTHING])).toHaveLength(2);
  });

  it("asks for changes after one time and up to another, last first", async () => {
    const { articles, stories } = subject().store;
    for (const [index, externalId] of ["a", "b", "c", "d"].entries()) {
      await articles.save(record({ externalId }), noon + index * minute);
    }
    const leads = async (interests: Interest[], after: number | undefined, until: number, limit = 9) =>
      (await stories.changed({ interests, after, until, limit })).map((story) => story.lead.externalId);
    for (const interests of [[bank("北京银行")], [EVERYTHING]]) {
      expect(await leads(interests, noon, noon + 2 * minute)).toEqual(["c", "b"]);
      expect(await leads(interests, undefined, noon + minute)).toEqual(["b", "a"]);
      expect(await leads(interests, undefined, noon + 9 * minute, 3)).toEqual(["d", "c", "b"]);
    }
  });

  it("asks by queries as search does, over the stories of that time alone, each once", async () => {
    const { articles, stories } = subject().store;
    const write = (externalId: string, text: string, at: number, medium: string) =>
      articles.save(
        record(
          { externalId, title: `第${externalId}篇`, text, medium, publishedAt: at },
          { banks: [], topics: [] },
        ),
        at,
      );
    await write("1", "数字人民币的红包来了。", noon, "晨报");
    await write("2", "数字人民币的试点扩大。", noon + minute, "晨报");
    await write("3", "数字人民币与股市。", noon + 2 * minute, "晚报");
    await write("4", "只说股市。", noon + 3 * minute, "晚报");
    const phrase = (words: string) => [toPhrase(words)].flatMap((one) => one ?? []);
    const query = (say: Partial<SearchQuery>): SearchQuery => {
      return { all: [], none: [], banks: [], topics: [], media: [], ...say };
    };
    const money = query({ all: phrase("数字人民币") });
    const titles = (found: StoryView[]) => found.map(({ lead }) => lead.externalId);
    const changed = async (queries: SearchQuery[], after?: number, limit = 9) =>
      titles(await stories.changed({ interests: [], queries, after, until: noon + 9 * minute, limit }));
    expect(await changed([money])).toEqual(["3", "2", "1"]);
    expect(await changed([money], noon)).toEqual(["3", "2"]);
    expect(await changed([money], noon - 50_000 * minute)).toEqual(["3", "2", "1"]);
    expect(await changed([query({ all: phrase("股") })], noon)).toEqual(["4", "3"]);
    expect(await changed([money], noon - minute, 1)).toEqual(["3"]);
    expect(await changed([query({ ...money, none: phrase("试点") })], noon - 1)).toEqual(["3", "1"]);
    expect(await changed([money, query({ media: ["晚报"] })], noon - 1)).toEqual(["4", "3", "2", "1"]);
    expect(await changed([query({ all: phrase("电子人民币") })], noon - 1)).toEqual([]);
    const published = async (since?: number) =>
      titles(
        await stories.published({
          interests: [],
          queries: [money],
          since,
          until: noon + 2 * minute,
          limit: 9,
        }),
      );
    expect(await published()).toEqual(["2", "1"]);
    expect(await published(noon + minute)).toEqual(["2"]);
  });

  it("takes the newest over all interests when there are more than the limit", async () => {
    const { articles, stories } = subject().store;
    for (let index = 0; index < 12; index += 1) {
      const banks = index % 3 === 0 ? ["甲"] : index % 3 === 1 ? ["乙"] : ["甲", "乙"];
      await articles.save(
        record({ externalId: `${index}`, publishedAt: noon + index }, { banks }),
        noon + index,
      );
    }
    const interests = [bank("甲"), bank("乙")];
    const changed = await stories.changed({ interests, until: noon + 99, limit: 5 });
    const published = await stories.published({ interests, until: noon + 99, limit: 5 });
    expect(changed.map((story) => story.lead.externalId)).toEqual(["11", "10", "9", "8", "7"]);
    expect(published.map((story) => story.lead.externalId)).toEqual(["11", "10", "9", "8", "7"]);
  });

  it("hands out candidates that share a key, near in time, with a limit for each key", async () => {
    const { articles, stories } = subject().store;
    const save = (externalId: string, publishedAt: number | undefined, keys: number[]) =>
      articles.save(
        record({ externalId, publishedAt }, { joining: { keys, features: `{"of":"${externalId}"}` } }),
        noon,
      );
    const near = await save("near", noon - minute, [7, 8]);
    await save("far", noon - 100 * minute, [7, 8]);
    await save("undated", undefined, [8, Number.MAX_SAFE_INTEGER]);
    await save("other", noon, [9, 9]);
    await save("twin", noon, [9]);
    const find = async (keys: number[], limitPerKey: number) =>
      (await stories.candidates({ keys, around: noon, withinMs: 10 * minute, limitPerKey })).map(
        ({ features }) => JSON.parse(features).of,
      );
    expect(await find([7, 7], 9)).toEqual(["near"]);
    expect(await find([7, 8], 9)).toEqual(["near", "undated"]);
    expect(await find([8], 1)).toEqual(["undated"]);
    expect(await find([9], 1)).toEqual(["twin"]);
    expect(await find([9], 2)).toEqual(["other", "twin"]);
    expect(await find([Number.MAX_SAFE_INTEGER], 9)).toEqual(["undated"]);
    expect(await find([10], 9)).toEqual([]);
    expect(await find([], 9)).toEqual([]);
    expect(await stories.candidates({ keys: [7], around: noon, withinMs: minute, limitPerKey: 1 })).toEqual([
      {
        articleId: near.articleId,
        storyId: near.storyId,
        publishedAt: noon - minute,
        leads: true,
        features: '{"of":"near"}',
      },
    ]);
  });
}
