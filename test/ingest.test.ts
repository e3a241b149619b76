import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createIngest, type IngestParts } from "../src/ingest.js";
import type { Source } from "../src/news/source.js";
import { createStages } from "../src/newsroom.js";
import type { Stages } from "../src/pipeline.js";
import type { Listed } from "../src/sources/reading.js";
import type { Store } from "../src/store/store.js";
import { openTools } from "../src/tools.js";
import { sqliteDatabase, type TestDatabase } from "./store/database.js";
import { collectedLog } from "./support/telegram.js";

const tools = openTools();
let now: number;
let database: TestDatabase;
let store: Store;

beforeEach(async () => {
  now = Date.parse("2022-06-02T20:00:00+08:00");
  database = await sqliteDatabase();
  store = await database.open();
});
afterEach(() => database.drop());

const source = (id: string): Source => ({ id, kind: "feed", url: `https://${id}.example/feed` });

function item(from: Source, text: string): Listed {
  const body = `<p>${text}</p>`;
  return { kind: "item", item: { source: from.id, externalId: text, format: "fragment", body } };
}

async function open(sources: Source[], parts: Pick<IngestParts, "read"> & Partial<IngestParts>) {
  await store.sources.sync(sources, now);
  const ingest = createIngest({
    sources: store.sources,
    quarantine: store.quarantine,
    stages: createStages(store, tools),
    isPassing: store.isPassing,
    clock: { now: () => now },
    random: () => 0,
    wait: async () => {},
    log: collectedLog().log,
    ...parts,
  });
  return async (signal = new AbortController().signal) => (await ingest(signal)).counts;
}

/** A feed of one article. */
const ofOne = (feed: Source): IngestParts["read"] => {
  return async () => ({
    items: (async function* () {
      yield item(feed, "北京银行今日下调存款利率10个基点。");
    })(),
    commit: async () => {},
  });
};

/** The stages over this store, with another way to save. */
function stagesThat(save: (real: Stages["articles"]["save"]) => Stages["articles"]["save"]): Stages {
  const { articles, ...stages } = createStages(store, tools);
  return { ...stages, articles: { has: (article) => articles.has(article), save: save(articles.save) } };
}

it("reads an item again that the store could not take just then", async () => {
  const feed = source("a");
  let broken = true;
  const ingest = await open([feed], {
    read: ofOne(feed),
    stages: stagesThat((save) => (...saved) => {
      if (broken) throw new Database.SqliteError("database or disk is full", "SQLITE_FULL");
      return save(...saved);
    }),
  });
  expect(await ingest()).toMatchObject({ new: 0, quarantined: 0, failed: 1 });
  expect(await ingest()).toMatchObject({ seen: 0 });
  broken = false;
  now += 5 * 60_000;
  expect(await ingest()).toMatchObject({ new: 1, failed: 0 });
  expect(await store.quarantine.count()).toBe(0);
});

it("puts nothing in quarantine when it is stopped while the store cannot work", async () => {
  const feed = source("a");
  const stopping = new AbortController();
  const ingest = await open([feed], {
    read: ofOne(feed),
    wait: async () => stopping.abort(new Error("the service stops")),
    stages: stagesThat(() => () => {
      throw new Database.SqliteError("database is locked", "SQLITE_BUSY");
    }),
  });
  await expect(ingest(stopping.signal)).rejects.toThrow("the service stops");
  expect(await store.quarantine.count()).toBe(0);
});

it("reads other sources while one is slow", async () => {
  const [slow, quick] = [source("slow"), source("quick")];
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let news = "北京银行今日下调存款利率10个基点。";
  let slowReads = 0;
  const ingest = await open([slow, quick], {
    read: async ({ id }) => ({
      items: (async function* () {
        if (id === "quick") yield item(quick, news);
        else {
          slowReads++;
          await answered;
          yield item(slow, "江苏银行发布年报，净利润增长10%。");
        }
      })(),
      commit: async () => {},
    }),
  });
  const first = ingest();
  await expect.poll(() => store.articles.count()).toBe(1);
  news = "南京银行今日上调理财收益率5个基点。";
  expect(await ingest()).toMatchObject({ seen: 1, new: 1 });
  expect(slowReads).toBe(1);
  answer();
  expect(await first).toMatchObject({ seen: 2, new: 2 });
});
