import { afterEach, beforeEach, expect, it } from "vitest";
import { DAY } from "../src/lib/duration.js";
import { createStages } from "../src/newsroom.js";
import { processItem } from "../src/pipeline.js";
import type { Store } from "../src/store/store.js";
import { openTools } from "../src/tools.js";
import { sqliteDatabase, type TestDatabase } from "./store/database.js";

const NOW = Date.parse("2022-06-02T20:00:00+08:00");

let database: TestDatabase;
let store: Store;
beforeEach(async () => {
  database = await sqliteDatabase();
  store = await database.open();
});
afterEach(() => database.drop());

async function published(publishedAt: number): Promise<number | undefined> {
  const body = "<p>北京银行今日下调存款利率10个基点。</p>";
  const item = {
    source: "s",
    externalId: String(publishedAt),
    format: "fragment",
    body,
    title: "北京银行降息",
  } as const;
  const outcome = await processItem({ ...item, publishedAt }, () => NOW, createStages(store, openTools()));
  if (outcome === "unchanged") throw new Error(outcome);
  return (await store.articles.get(outcome.articleId))?.publishedAt;
}

it("takes no date that lies more than a day ahead", async () => {
  expect(await published(Date.parse("2099-01-01T00:00:00+08:00"))).toBeUndefined();
  expect(await published(NOW + DAY / 2)).toBe(NOW + DAY / 2);
});
