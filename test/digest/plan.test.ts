import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type PlanParts, planDaily, planInstant } from "../../src/digest/plan.js";
import { openDigestRules } from "../../src/digest-rules.js";
import type { Digest } from "../../src/news/digest.js";
import type { Subscriber } from "../../src/news/subscriber.js";
import { openStore } from "../../src/store/open.js";
import type { PlannedDigest, Store } from "../../src/store/store.js";
import { openTools } from "../../src/tools.js";
import { subscriber } from "../store/records.js";
import { JINGYING, save } from "../support/articles.js";
import { collectedLog } from "../support/telegram.js";

const NEXT_MORNING = Date.parse("2022-06-03T08:30:00+08:00");
const HOUR = 3_600_000;

const rules = openDigestRules(openTools(), collectedLog().log);

let folder: string;
let store: Store;
let parts: PlanParts;
let plans: PlannedDigest[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "yinxun-plan-"));
  store = await openStore(`file:${join(folder, "plan.db")}`, { now: 0 });
  const outline = ({ kind, groups }: Digest) =>
    JSON.stringify([
      kind,
      ...groups.flatMap(({ items }) =>
        items.map(({ headline, followUp, stale }) => (followUp ? "+" : "") + (stale ? "旧" : "") + headline),
      ),
    ]);
  plans = [];
  parts = {
    stories: store.stories,
    subscribers: store.subscribers,
    ledger: {
      ...store.ledger,
      async plan(digests, now) {
        plans.push(...digests);
        return store.ledger.plan(digests, now);
      },
    },
    rules,
    serialize: (digest, { locale, compact }) => [`${locale}${compact ? " compact" : ""} ${outline(digest)}`],
  };
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function reader(chat: number, patch: Partial<Subscriber> = {}, bank = "北京银行"): Promise<void> {
  const one = subscriber({
    chat,
    nextDigestAt: NEXT_MORNING,
    createdAt: NEXT_MORNING - 24 * HOUR,
    ...patch,
  });
  await store.subscribers.add(one);
  await store.subscribers.subscribe(one, [{ kind: "bank", name: bank }], one.createdAt);
}

/** What is planned at this time. */
async function planned(plan: typeof planDaily, now: number): Promise<PlannedDigest[]> {
  plans = [];
  await plan(parts, now);
  return plans;
}

it("plans one digest for readers with the same wishes", async () => {
  await save(store, JINGYING);
  await reader(1);
  await reader(2);
  await reader(3, { locale: "en" });
  await reader(4, {}, "招商银行");
  const found = await planned(planDaily, NEXT_MORNING);
  const chats = found.map(({ parts, chats }) => [...parts, ...chats.map(({ chat }) => chat)]);
  expect(chats.sort()).toEqual(
    [[4], [`en ["fresh","${JINGYING.title}"]`, 3], [`zh ["fresh","${JINGYING.title}"]`, 1, 2]].sort(),
  );
});

it("is not due before its time, nor a second time after it", async () => {
  await save(store, JINGYING);
  await reader(1);
  expect(await planned(planDaily, NEXT_MORNING - 1)).toEqual([]);
  expect(await planned(planDaily, NEXT_MORNING)).toHaveLength(1);
  expect(await planned(planDaily, NEXT_MORNING)).toEqual([]);
  expect(await store.subscribers.get({ chat: 1, thread: 0 })).toMatchObject({
    coveredUntil: NEXT_MORNING,
    nextDigestAt: NEXT_MORNING + 24 * HOUR,
  });
});

it("makes missed mornings good once, at the next one of the reader's clock", async () => {
  await save(store, JINGYING);
  await reader(1, { timezone: "Europe/Berlin", nextDigestAt: Date.parse("2022-06-01T08:30:00+02:00") });
  const late = Date.parse("2022-06-03T11:00:00+02:00");
  const [plan, ...rest] = await planned(planDaily, late);
  expect(rest).toEqual([]);
  expect(plan).toMatchObject({
    chats: [{ chat: 1, thread: 0 }],
    dueAt: Date.parse("2022-06-01T08:30:00+02:00"),
    coveredUntil: late,
    nextDigestAt: Date.parse("2022-06-04T08:30:00+02:00"),
  });
});

it("sends nothing when nothing is new, and moves on", async () => {
  await save(store, JINGYING);
  await reader(1, { coveredUntil: Date.parse("2022-06-02T21:00:00+08:00") });
  const [plan] = await planned(planDaily, NEXT_MORNING);
  expect(plan?.parts).toEqual([]);
  expect(plan?.coveredUntil).toBe(NEXT_MORNING);
});

it("tells a story that went on by what is new in it", async () => {
  const { storyId } = await save(store, JINGYING);
  await reader(1, { coveredUntil: Date.parse("2022-06-02T21:00:00+08:00") });
  await save(store, {
    ...JINGYING,
    title: "京萤计划开户数破万",
    published: "2022-06-03T07:00:00+08:00",
    joining: { relation: "follow-up", storyId, leads: false },
  });
  const [plan] = await planned(planDaily, NEXT_MORNING);
  expect(plan?.parts).toEqual(['zh ["fresh","+京萤计划开户数破万"]']);
});

it("leaves out what was read late: an archive is no news", async () => {
  await save(store, { ...JINGYING, published: "2022-05-01T10:00:00+08:00" }, "2022-06-03T08:00:00+08:00");
  await reader(1, { coveredUntil: Date.parse("2022-06-02T08:30:00+08:00") });
  const [plan] = await planned(planDaily, NEXT_MORNING);
  expect(plan?.parts).toEqual([]);
});

it("pushes at once, compactly, to instant readers, each story once", async () => {
  await reader(1, { mode: "instant", coveredUntil: NEXT_MORNING - HOUR });
  const arrived = "2022-06-03T08:20:00+08:00";
  await save(store, { ...JINGYING, published: arrived }, arrived);
  const found = await planned(planInstant, NEXT_MORNING);
  expect(found.map(({ kind, assurance, parts }) => [kind, assurance, parts])).toEqual([
    ["instant", "at-most-once", [`zh compact ["fresh","${JINGYING.title}"]`]],
  ]);
  expect(await planned(planInstant, NEXT_MORNING + 60_000)).toEqual([]);
});

it("never pushes what has no date", async () => {
  await reader(1, { mode: "instant", coveredUntil: NEXT_MORNING - HOUR / 2 });
  const { published: _, ...undated } = JINGYING;
  await save(store, undated, "2022-06-03T08:20:00+08:00");
  expect(await planned(planInstant, NEXT_MORNING)).toEqual([]);
});

it("never pushes old news at once, and marks it in the daily digest", async () => {
  await reader(1, { mode: "instant", coveredUntil: NEXT_MORNING - HOUR / 2 });
  const arrived = "2022-06-03T08:20:00+08:00";
  await save(
    store,
    { ...JINGYING, paragraphs: ["新华社1月13日电，北京银行发布新卡。"], published: arrived },
    arrived,
  );
  expect(await planned(planInstant, NEXT_MORNING)).toEqual([]);
  await reader(2);
  const [plan] = await planned(planDaily, NEXT_MORNING);
  expect(plan?.parts).toEqual([`zh ["fresh","旧${JINGYING.title}"]`]);
});

it("moves a quiet instant reader on once an hour, so that a new bank brings no backlog", async () => {
  await reader(1, { mode: "instant", coveredUntil: NEXT_MORNING - 2 * HOUR });
  const found = await planned(planInstant, NEXT_MORNING);
  expect(found.map(({ parts, coveredUntil }) => [parts, coveredUntil])).toEqual([[[], NEXT_MORNING]]);
  expect(await planned(planInstant, NEXT_MORNING + HOUR / 2)).toEqual([]);
});

it("comes at the next of the reader's times and days", async () => {
  await save(store, JINGYING);
  await reader(1, { times: ["08:30", "18:00"] });
  await reader(2, { days: "weekdays", times: ["08:30"] });
  await reader(3, { days: "trading" });
  const found = await planned(planDaily, NEXT_MORNING);
  expect(Object.fromEntries(found.map(({ chats, nextDigestAt }) => [chats[0]?.chat, nextDigestAt]))).toEqual({
    1: Date.parse("2022-06-03T18:00:00+08:00"),
    2: Date.parse("2022-06-06T08:30:00+08:00"),
    3: Date.parse("2022-06-06T08:30:00+08:00"),
  });
});

it("tells that nothing is new to who wants to know", async () => {
  await reader(1, { tellEmpty: true });
  const [plan] = await planned(planDaily, NEXT_MORNING);
  expect(plan?.parts).toEqual(['zh ["fresh"]']);
});

it("holds a catch-up in quiet hours, and gives all of it at their end, once", async () => {
  await save(store, JINGYING);
  const quiet = { from: "22:00", to: "07:00" };
  await reader(1, {
    quiet,
    times: ["12:00", "20:00"],
    nextDigestAt: Date.parse("2022-06-02T20:00:00+08:00"),
  });
  const night = Date.parse("2022-06-03T03:00:00+08:00");
  const morning = Date.parse("2022-06-03T07:00:00+08:00");
  expect((await planned(planDaily, night)).map(({ parts }) => parts)).toEqual([[]]);
  expect(await planned(planDaily, morning - 1)).toEqual([]);
  const found = await planned(planDaily, morning);
  expect(found.map(({ parts, nextDigestAt }) => [parts, nextDigestAt])).toEqual([
    [[`zh ["fresh","${JINGYING.title}"]`], Date.parse("2022-06-03T12:00:00+08:00")],
  ]);
  expect(await store.ledger.counts()).toEqual({ pending: 1 });
});

it("holds what comes in an instant reader's quiet hours, and tells it together afterwards", async () => {
  const quiet = { from: "22:00", to: "07:00" };
  const evening = Date.parse("2022-06-02T21:59:00+08:00");
  await reader(1, { mode: "instant", quiet, coveredUntil: evening });
  for (const [title, arrived] of [
    ["深夜的消息", "2022-06-02T23:00:00+08:00"],
    ["清晨的消息", "2022-06-03T05:00:00+08:00"],
  ] as const) {
    await save(store, { ...JINGYING, title, published: arrived }, arrived);
    expect(await planned(planInstant, Date.parse(arrived) + 60_000)).toEqual([]);
  }
  const found = await planned(planInstant, Date.parse("2022-06-03T07:00:00+08:00"));
  expect(found.map(({ parts }) => parts)).toEqual([['zh compact ["fresh","清晨的消息","深夜的消息"]']]);
});

it("pushes at once also what only a keyword finds", async () => {
  await reader(1, { mode: "instant", coveredUntil: NEXT_MORNING - HOUR });
  await store.subscribers.subscribe({ chat: 1, thread: 0 }, [{ kind: "keyword", name: "数字人民币" }], 0);
  const arrived = "2022-06-03T08:20:00+08:00";
  await save(store, { title: "数字人民币试点", paragraphs: ["正文。"], published: arrived }, arrived);
  const found = await planned(planInstant, NEXT_MORNING);
  expect(found.map(({ parts }) => parts)).toEqual([['zh compact ["fresh","数字人民币试点"]']]);
});

it("takes a bank's other name in a keyword for the bank, as a search in the chat does", async () => {
  await reader(1, { mode: "instant", coveredUntil: NEXT_MORNING - HOUR });
  await store.subscribers.subscribe({ chat: 1, thread: 0 }, [{ kind: "keyword", name: "工行 存款" }], 0);
  const arrived = "2022-06-03T08:20:00+08:00";
  const banks = { 中国工商银行: "工商银行" };
  await save(
    store,
    { title: "工商银行下调存款利率", paragraphs: ["正文。"], banks, published: arrived },
    arrived,
  );
  await save(store, { title: "化工行业存款增加", paragraphs: ["正文。"], published: arrived }, arrived);
  const found = await planned(planInstant, NEXT_MORNING);
  expect(found.map(({ parts }) => parts)).toEqual([['zh compact ["fresh","工商银行下调存款利率"]']]);
});

it("plans for a group that is larger than one transaction, each chat once", async () => {
  await save(store, JINGYING);
  const chats = Array.from({ length: 1003 }, (_, index) => index + 1);
  for (const chat of chats) await reader(chat);
  const found = await planned(planDaily, NEXT_MORNING);
  expect(found.flatMap((plan) => plan.chats.map(({ chat }) => chat))).toEqual(chats);
  expect(new Set(found.map(({ key }) => key)).size).toBe(1);
  expect(await store.ledger.counts()).toEqual({ pending: 1003 });
});
