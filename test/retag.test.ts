import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createAdditions } from "../src/additions.js";
import { openDictionaryDesk } from "../src/dictionary-desk.js";
import { countChanges, type RetagProgress, retagArchive } from "../src/retag.js";
import { createExclusive } from "../src/store/exclusive.js";
import { openStore } from "../src/store/open.js";
import type { Store } from "../src/store/store.js";
import { type Addition, extendDictionary, validateAddition } from "../src/tag/extend.js";
import { createTagger } from "../src/tag/tagger.js";
import { holdTools, openTools } from "../src/tools.js";
import { save } from "./support/articles.js";
import { HandClock } from "./support/hand-clock.js";
import { collectedLog } from "./support/telegram.js";

const plain = openTools();
const nickname = addition({ alias: { bank: "北京银行", text: "京小行" } });
const extended = createTagger(extendDictionary(plain.dictionary, nickname));
const clock = new HandClock(Date.parse("2022-06-02T12:00:00Z"));

let folder: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "yinxun-retag-"));
  store = await openStore(`file:${join(folder, "retag.db")}`, { now: clock.now() });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** Three articles as the tables alone tag them; two of them speak of 京小行. */
async function fill(): Promise<void> {
  const write = async (title: string, text: string, banks: Record<string, string> = {}) => {
    const { topics } = plain.tag({ title, text });
    await save(store, { title, paragraphs: [text], banks, topics, published: "2022-06-02T08:00:00+08:00" });
  };
  await write("京小行开了新网点", "网点6月开门，京小行说还会再开三家。");
  await write("上海银行开了新网点", "上海银行说，网点6月开门。", { 上海银行: "上海银行" });
  await write("新网点6月开门", "京小行的网点在东城区。");
}

const banks = async () => (await store.articles.page(0, 10)).map(({ tags }) => tags.banks);

it("writes only the articles whose banks or topics became others", async () => {
  await fill();
  const progress: RetagProgress[] = [];
  const result = await retagArchive({
    articles: store.articles,
    tag: extended,
    onProgress: (one) => progress.push(one),
  });
  expect(result).toEqual({ seen: 3, changed: 2 });
  expect(await banks()).toEqual([["北京银行"], ["上海银行"], ["北京银行"]]);
  expect(progress).toEqual([
    { done: 0, total: 3, changed: 0 },
    { done: 3, total: 3, changed: 2 },
  ]);
  const listed = await store.articles.latest({ interests: [{ kind: "bank", name: "北京银行" }], limit: 5 });
  expect(listed).toHaveLength(2);
  expect(await retagArchive({ articles: store.articles, tag: extended })).toEqual({ seen: 3, changed: 0 });
});

it("counts without writing when it is a dry run", async () => {
  await fill();
  const result = await retagArchive({ articles: store.articles, tag: extended, dryRun: true });
  expect(result).toEqual({ seen: 3, changed: 2 });
  expect(await banks()).toEqual([[], ["上海银行"], []]);
});

it("leaves a sound archive when it is cut off, and the next run does the rest", async () => {
  await fill();
  const stop = new AbortController();
  const articles: Store["articles"] = {
    ...store.articles,
    async replaceTags(id, tags) {
      await store.articles.replaceTags(id, tags);
      stop.abort(new Error("the power went"));
    },
  };
  await expect(retagArchive({ articles, tag: extended, signal: stop.signal })).rejects.toThrow("the power");
  expect(await banks()).toEqual([["北京银行"], ["上海银行"], []]);
  expect(await retagArchive({ articles: store.articles, tag: extended })).toEqual({ seen: 3, changed: 1 });
});

it("tells what a change would do to the newest articles, and how many there are", async () => {
  await fill();
  expect(await countChanges(store.articles, plain.tag, extended, { newest: 20 })).toEqual({
    seen: 3,
    total: 3,
    changed: 2,
  });
  const some = await countChanges(store.articles, plain.tag, extended, { newest: 1 });
  expect(some).toMatchObject({ seen: 1, total: 3 });
});

it("another process takes over what was added, and finishes a retagging that was cut off", async () => {
  await fill();
  const mine = await desk("mine");
  const other = await desk("other");
  expect(await mine.desk.apply({ add: nickname })).toBe("changed");
  expect(await mine.desk.apply({ add: nickname })).toBe("unchanged");
  expect(other.tools.resolve("京小行").bank).toBeUndefined();
  await other.desk.finishRetagging(new AbortController().signal);
  expect(other.tools.resolve("京小行").bank).toBe("北京银行");
  expect(await banks()).toEqual([["北京银行"], ["上海银行"], ["北京银行"]]);
  expect((await desk("later")).tools.resolve("京小行").bank).toBe("北京银行");
});

it("keeps both additions of two admins who add at once", async () => {
  const { desk: one, tools } = await desk("one");
  const other = addition({ alias: { bank: "上海银行", text: "沪小行" } });
  const outcomes = await Promise.all([one.apply({ add: nickname }), one.apply({ add: other })]);
  expect(outcomes).toEqual(["changed", "changed"]);
  expect(await one.list()).toHaveLength(2);
  expect([tools.resolve("京小行").bank, tools.resolve("沪小行").bank]).toEqual(["北京银行", "上海银行"]);
});

it("leaves out an alias whose bank was removed again, and says so", async () => {
  const { desk: one, tools } = await desk("one");
  const bank = addition({ bank: { name: "云上村镇银行", type: "农商" } });
  await one.apply({ add: bank });
  const alias = one.check({ alias: { bank: "云上村镇银行", text: "云上小行" } });
  if (!alias.ok) throw new Error(JSON.stringify(alias.problems));
  await one.apply({ add: alias.addition });
  expect(tools.resolve("云上小行").bank).toBe("云上村镇银行");
  const [first] = await one.list();
  await one.apply({ remove: first?.id ?? 0 });
  expect(await one.list()).toMatchObject([{ addition: alias.addition, inForce: false }]);
  expect(tools.resolve("云上小行").bank).toBeUndefined();
});

it("keeps the dictionary when a chat is forgotten whose number stands in it", async () => {
  const { desk: one } = await desk("one");
  await one.apply({ add: addition({ bank: { name: "云上村镇银行", type: "农商", aShare: "699999" } }) });
  await store.subscribers.forget(699999);
  expect(await one.list()).toHaveLength(1);
});

function addition(input: unknown): Addition {
  const checked = validateAddition(plain.dictionary, input);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.addition;
}

/** As a process of that name would open it. */
async function desk(owner: string) {
  const held = holdTools(plain);
  const exclusive = createExclusive(store.leases, owner);
  const { log } = collectedLog();
  const additions = createAdditions(store.keyValues, exclusive, clock);
  return {
    tools: held.tools,
    desk: await openDictionaryDesk({ articles: store.articles, additions, held, exclusive, log }),
  };
}
