import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRefine, type Refine } from "../src/refine.js";
import type { Store } from "../src/store/store.js";
import { sqliteDatabase, type TestDatabase } from "./store/database.js";
import { openWorld } from "./summarize/model/world.js";
import { JINGYING, save } from "./support/articles.js";
import { ModelServer, refuses, says } from "./support/model-server.js";

const WRITTEN = says({
  headline: { text: "北京银行推出“京萤计划”", cites: [1] },
  bullets: [
    {
      text: "2022年6月1日，北京银行推出儿童综合金融服务“京萤计划”。",
      cites: [1],
      quote: "北京银行推出儿童综合金融服务“京萤计划”",
    },
  ],
  insufficient: false,
});

describe("bettering new summaries by the model", () => {
  let database: TestDatabase;
  let store: Store;
  let server: ModelServer;
  let refine: Refine;
  const never = new AbortController().signal;

  beforeEach(async () => {
    database = await sqliteDatabase();
    store = await database.open();
    server = await ModelServer.start();
    const { summarize } = openWorld(server);
    refine = createRefine({ store, summarize, observe: () => undefined, log: pino({ level: "silent" }) });
  });
  afterEach(async () => {
    await server.stop();
    await database.drop();
  });

  const methodOf = async (id: number) => (await store.articles.get(id))?.summary.method;

  it("replaces the excerpt of a story's lead", async () => {
    server.answers(WRITTEN);
    const { articleId } = await save(store, JINGYING);
    await refine([articleId], never);
    expect(await methodOf(articleId)).toBe("model");
  });

  it("asks again with the next run what a failing server left", async () => {
    server.answers(refuses(400, "the model is not loaded"));
    const { articleId } = await save(store, JINGYING);
    await refine([articleId], never);
    expect(await methodOf(articleId)).toBe("offline");
    server.answers(WRITTEN);
    await refine([], never);
    expect(await methodOf(articleId)).toBe("model");
  });

  it("spends no call on what names no bank and no topic", async () => {
    const { articleId } = await save(store, { ...JINGYING, banks: {}, topics: [] });
    await refine([articleId], never);
    expect(server.requests).toEqual([]);
    expect(await methodOf(articleId)).toBe("offline");
  });
});
