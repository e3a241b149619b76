import { expect, it } from "vitest";
import type { Subject } from "../contract.js";
import { minute, noon, record } from "../records.js";

export function articleContract(subject: () => Subject): void {
  it("gives back what was saved", async () => {
    const { articles } = subject().store;
    const saved = record({ text: "第一段。\n第二段，增长<1%。" });
    const { outcome, articleId, storyId } = await articles.save(saved, noon + minute);
    expect(outcome).toBe("saved");
    expect(await articles.get(articleId)).toEqual({
      ...saved.article,
      id: articleId,
      storyId,
      revision: 1,
      seenAt: noon + minute,
      tags: saved.tags,
      summary: saved.summary,
    });
    expect(await articles.get(articleId + 1)).toBeUndefined();
  });

  it("leaves out what an article does not have", async () => {
    const { articles } = subject().store;
    const bare = record({ url: undefined, medium: undefined, publishedAt: undefined });
    const { articleId } = await articles.save(bare, noon);
    const stored = await articles.get(articleId);
    expect(Object.keys(stored ?? {})).not.toEqual(expect.arrayContaining(["url"]));
    expect(stored?.medium).toBeUndefined();
    expect(stored?.publishedAt).toBeUndefined();
  });

  it("changes nothing when the same version is saved again", async () => {
    const { store, database } = subject();
    const first = await store.articles.save(record(), noon);
    const before = await database.dump();
    const again = await store.articles.save(record(), noon + minute);
    expect(again).toEqual({ ...first, outcome: "unchanged" });
    expect(await database.dump()).toEqual(before);
  });

  it.each([
    ["title", { title: "北京银行推出新方案（更新）" }],
    ["text", { text: "更正：方案明日推出。" }],
    ["address", { url: "https://news.example/2.html" }],
    ["medium", { medium: "晚报" }],
    ["time", { publishedAt: noon + 1 }],
    ["labels", { labels: [] }],
    ["stocks", { stocks: [] }],
  ])("keeps an earlier version when the %s changes", async (_what, edit) => {
    const { articles } = subject().store;
    const { articleId, storyId } = await articles.save(record(), noon);
    const edited = record(edit);
    expect(await articles.has(edited.article)).toBe(false);
    const revised = await articles.save(edited, noon + minute);
    expect(revised).toEqual({ outcome: "revised", articleId, storyId });
    const stored = await articles.get(articleId);
    expect(stored).toMatchObject({ ...edited.article, revision: 2, seenAt: noon });
    expect(await articles.revisions(articleId)).toEqual([
      { revision: 1, title: "北京银行推出新方案", text: "北京银行今日推出儿童金融服务方案。", seenAt: noon },
    ]);
    expect(await articles.count()).toBe(1);
    expect(await articles.has(edited.article)).toBe(true);
    expect(await articles.has(record().article)).toBe(false);
  });

  it("searches a revised article by its new words only", async () => {
    const { articles, search } = subject().store;
    await articles.save(record({ text: "旧的说法" }), noon);
    await articles.save(record({ text: "新的措辞" }, { banks: ["工商银行"] }), noon);
    const found = async (text: string) => {
      const phrase = { text, terms: [text.slice(0, 2), text.slice(1, 3)] };
      const query = { all: [phrase], none: [], banks: [], topics: [], media: [] };
      return (await search.find(query, { order: "newest", limit: 9 })).total;
    };
    expect(await found("旧的说")).toBe(0);
    expect(await found("新的措")).toBe(1);
    const interests = [{ kind: "bank" as const, name: "北京银行" }];
    expect(await articles.latest({ interests, limit: 9 })).toEqual([]);
  });

  it("tells the same item of two sources apart", async () => {
    const { articles } = subject().store;
    await articles.save(record({ source: "a" }), noon);
    expect((await articles.save(record({ source: "b" }), noon)).outcome).toBe("saved");
  });

  it("saves an article once when two processes save it at the same time", async () => {
    const { store, database } = subject();
    const other = await database.open();
    const results = await Promise.all(
      [store, other, store, other].map((each) => each.articles.save(record(), noon)),
    );
    expect(results.map((result) => result.outcome).sort()).toEqual([
      "saved",
      "unchanged",
      "unchanged",
      "unchanged",
    ]);
    expect(await store.articles.count()).toBe(1);
    expect(
      await store.stories.changed({ interests: [{ kind: "all", name: "全部" }], until: noon, limit: 9 }),
    ).toHaveLength(1);
  });

  it("knows items that are stored or in quarantine", async () => {
    const { articles, quarantine } = subject().store;
    await articles.save(record({ externalId: "stored" }), noon);
    await quarantine.put({ source: "papers", externalId: "broken", reason: "empty", body: "", at: noon });
    await quarantine.put({ source: "others", externalId: "elsewhere", reason: "empty", body: "", at: noon });
    const asked = ["stored", "broken", "elsewhere", ...Array.from({ length: 1200 }, (_, i) => `new ${i}`)];
    expect([...(await articles.known("papers", asked))].sort()).toEqual(["broken", "stored"]);
    expect(await articles.known("papers", [])).toEqual(new Set());
  });

  it("lifts the quarantine of an item that could be read after all", async () => {
    const { articles, quarantine } = subject().store;
    await quarantine.put({ source: "papers", externalId: "1", reason: "empty", body: "<p>", at: noon });
    await articles.save(record(), noon);
    expect(await quarantine.count()).toBe(0);
  });

  it("lists the newest first, by interest and page by page", async () => {
    const { articles } = subject().store;
    const save = (
      externalId: string,
      publishedAt: number | undefined,
      banks: string[],
      topics: string[] = [],
    ) => articles.save(record({ externalId, publishedAt }, { banks, topics }), noon);
    await save("old", noon - minute, ["北京银行"]);
    await save("new", noon + minute, ["工商银行"], ["理财"]);
    await save("middle a", noon, ["北京银行", "工商银行"]);
    await save("middle b", undefined, []);
    const ids = async (filter: Parameters<typeof articles.latest>[0]) =>
      (await articles.latest(filter)).map((article) => article.externalId);
    expect(await ids({ limit: 9 })).toEqual(["new", "middle b", "middle a", "old"]);
    expect(await ids({ limit: 2, offset: 1 })).toEqual(["middle b", "middle a"]);
    const beijing = { kind: "bank" as const, name: "北京银行" };
    expect(await ids({ interests: [beijing], limit: 9 })).toEqual(["middle a", "old"]);
    expect(await ids({ interests: [beijing, { kind: "topic", name: "理财" }], limit: 9 })).toEqual([
      "new",
      "middle a",
      "old",
    ]);
    expect(
      await ids({ interests: [beijing, { kind: "bank", name: "工商银行" }], limit: 1, offset: 2 }),
    ).toEqual(["old"]);
    expect(await ids({ interests: [beijing, { kind: "all", name: "全部" }], limit: 1 })).toEqual(["new"]);
    expect(await ids({ interests: [], limit: 9 })).toEqual([]);
    expect(await articles.newest()).toBe(noon + minute);
  });

  it("replaces a summary and tags without a new revision", async () => {
    const { articles, stories } = subject().store;
    const { articleId, storyId } = await articles.save(record(), noon);
    const summary = { headline: "新标题", bullets: [], method: "model" as const };
    const tags = { banks: ["工商银行", "工商银行"], topics: [], evidence: [] };
    await articles.replaceSummary(articleId, summary);
    await articles.replaceTags(articleId, tags);
    expect(await articles.get(articleId)).toMatchObject({ summary, tags, revision: 1 });
    const ofBank = async (name: string) =>
      (await stories.changed({ interests: [{ kind: "bank", name }], until: noon, limit: 9 })).map(
        ({ id }) => id,
      );
    expect(await ofBank("工商银行")).toEqual([storyId]);
    expect(await ofBank("北京银行")).toEqual([]);
    expect(await articles.latest({ interests: [{ kind: "bank", name: "工商银行" }], limit: 9 })).toHaveLength(
      1,
    );
  });

  it("walks the archive in pages, by id", async () => {
    const { articles } = subject().store;
    for (const externalId of ["1", "2", "3"]) await articles.save(record({ externalId }), noon);
    const first = await articles.page(0, 2);
    const rest = await articles.page(first.at(-1)?.id ?? 0, 2);
    expect([...first, ...rest].map((article) => article.externalId)).toEqual(["1", "2", "3"]);
    expect(await articles.page(rest.at(-1)?.id ?? 0, 2)).toEqual([]);
    expect(await articles.newest()).toBe(noon);
  });

  it("names the media of the newest articles, the most frequent first", async () => {
    const { articles } = subject().store;
    const media = ["旧报", "晨报", "晚报", undefined, "晚报"];
    for (const [at, medium] of media.entries()) {
      await articles.save(record({ externalId: `${at}`, medium, publishedAt: noon + at }), noon);
    }
    expect(await articles.media(4)).toEqual(["晚报", "晨报"]);
    expect(await articles.media(9)).toEqual(expect.arrayContaining(["晚报", "晨报", "旧报"]));
  });

  it("has no newest article while it is empty", async () => {
    const { articles } = subject().store;
    expect(await articles.newest()).toBeUndefined();
    expect(await articles.count()).toBe(0);
  });

  it("takes texts that a database cannot hold as they are", async () => {
    const { articles } = subject().store;
    const { articleId } = await articles.save(
      record({ title: "标题\0末\ud800", medium: "报\0", text: "正文\0与\ud83d半个" }),
      noon,
    );
    expect(await articles.get(articleId)).toMatchObject({ title: "标题末\ufffd", medium: "报" });
    expect(
      await articles.has(
        record({ title: "标题\0末\ud800", medium: "报\0", text: "正文\0与\ud83d半个" }).article,
      ),
    ).toBe(true);
  });
}
