import { afterEach, beforeEach, expect, it } from "vitest";
import type { Outcome } from "../../src/deliver/outcome.js";
import { createPace } from "../../src/deliver/pace.js";
import { createSender, type Sender } from "../../src/deliver/sender.js";
import type { Clock } from "../../src/lib/clock.js";
import { systemWait, type Wait } from "../../src/lib/wait.js";
import { createLease } from "../../src/store/lease.js";
import type { Conversations, Store } from "../../src/store/store.js";
import type { TelegramClient } from "../../src/telegram/client.js";
import { serializeMessage } from "../../src/telegram/message.js";
import { createDeliverySend } from "../../src/telegram/send-delivery.js";
import { sqliteDatabase, type TestDatabase } from "../store/database.js";
import { planned, subscriber } from "../store/records.js";
import { BotApi } from "../support/bot-api.js";
import { planFor } from "../support/deliveries.js";
import { HandClock } from "../support/hand-clock.js";
import { clientOf, collectedLog, FAST } from "../support/telegram.js";

let api: BotApi;
let database: TestDatabase;
let store: Store;
let clock: HandClock;
let outcomes: Outcome["kind"][];
let closed: [Conversations, string][];

beforeEach(async () => {
  api = await BotApi.start();
  database = await sqliteDatabase();
  store = await database.open();
  clock = new HandClock();
  outcomes = [];
  closed = [];
  for (let chat = 1; chat <= 12; chat++) api.open(chat);
});
afterEach(async () => {
  await database.drop();
  await api.stop();
});

const codec = { encode: async (chat: number, verb: string) => `${chat} ${verb}` };

interface Settings {
  client?: TelegramClient;
  ledger?: Store["ledger"];
  leaseClock?: Clock;
  wait?: Wait;
}

function senderOf({ client, ledger, leaseClock, wait = clock.wait }: Settings = {}): Sender {
  return createSender({
    ledger: ledger ?? store.ledger,
    send: createDeliverySend(client ?? clientOf(api, { clock, wait: clock.wait }), codec),
    pace: createPace({ rates: FAST, clock, wait: clock.wait }),
    lease: createLease({
      leases: store.leases,
      name: "sender",
      owner: "test",
      ttlMs: 5_000,
      ...(leaseClock && { clock: leaseClock }),
    }),
    onClosed: async (where, status) => void closed.push([where, status]),
    onMigrated: (from, to) => store.subscribers.migrate(from, to),
    onOutcome: (kind) => outcomes.push(kind),
    clock,
    wait,
    random: () => 0.5,
    log: collectedLog().log,
    concurrency: 32,
    batch: 8,
  });
}

const textsTo = (chat: number): string[] =>
  api.sent.filter((message) => message.chat === chat).map(({ text }) => text);

it("sends every part to every chat once, in order within a chat", async () => {
  const chats = Array.from({ length: 12 }, (_, index) => index + 1);
  await planFor(store, chats, ["甲", "乙", "丙"], clock.now());
  await senderOf().drain();
  for (const chat of chats) expect(textsTo(chat)).toEqual(["甲", "乙", "丙"]);
  expect(await store.ledger.counts()).toEqual({ sent: 36 });
  expect(api.callsOf("sendMessage")).toHaveLength(36);
});

it("never sends again what may have arrived, and goes on with the next part", async () => {
  await planFor(store, [1, 2, 3], ["甲", "乙"], clock.now());
  api.trouble("sendMessage", { kind: "cutAfter" }, { kind: "html502" }, { kind: "cut" });
  await senderOf().drain();
  expect(await store.ledger.counts()).toEqual({ uncertain: 3, sent: 3 });
  expect(api.callsOf("sendMessage")).toHaveLength(6);
});

it("sends again what certainly was not sent, once Telegram is back", async () => {
  await planFor(store, [1, 2, 3], ["甲"], clock.now());
  const client = clientOf({ root: "http://127.0.0.1:9", token: api.token }, { clock, wait: clock.wait });
  const sender = senderOf({ client });
  const draining = sender.drain();
  await expect.poll(() => outcomes.length).toBeGreaterThan(5);
  expect(new Set(outcomes)).toEqual(new Set(["unreachable"]));
  await sender.stop(60_000);
  await draining;
  expect(await store.ledger.counts()).toEqual({ pending: 3 });
  clock.advance(60_000);
  await senderOf().drain();
  expect(await store.ledger.counts()).toEqual({ sent: 3 });
});

it("waits for as long as Telegram says, then sends", async () => {
  await planFor(store, [1, 2], ["甲"], clock.now());
  const description = "Too Many Requests: retry after 30";
  api.trouble("sendMessage", { kind: "refuse", code: 429, description, parameters: { retry_after: 30 } });
  await senderOf().drain();
  clock.advance(30_000);
  await senderOf().drain();
  expect(await store.ledger.counts()).toEqual({ sent: 2 });
});

it("marks a refused message as failed and sends the others", async () => {
  await planFor(store, [1, 2], [" "], clock.now());
  await planFor(store, [3], ["甲"], clock.now());
  await senderOf().drain();
  expect(await store.ledger.counts()).toEqual({ failed: 2, sent: 1 });
});

it("fails all that waits for a chat that blocked the bot, and tells so", async () => {
  api.block(1);
  await planFor(store, [1, 2], ["甲", "乙"], clock.now());
  await senderOf().drain();
  expect(await store.ledger.counts()).toEqual({ failed: 2, sent: 2 });
  expect(closed).toEqual([[{ chat: 1 }, "blocked"]]);
  expect(api.callsOf("sendMessage")).toHaveLength(3);
});

it("follows a group to the supergroup that it became", async () => {
  api.move(-5, -1005);
  await planFor(store, [-5], ["甲", "乙"], clock.now());
  await senderOf().drain();
  expect(textsTo(-1005)).toEqual(["甲", "乙"]);
  expect(await store.ledger.counts()).toEqual({ sent: 2 });
  expect(await store.subscribers.get({ chat: -1005, thread: 0 })).toMatchObject({ type: "supergroup" });
});

it("counts what a dead process was sending as uncertain, and does not send it again", async () => {
  await planFor(store, [1, 2], ["甲", "乙"], clock.now());
  await store.ledger.claim(clock.now(), { owner: "dead", leaseMs: 90_000, limit: 1 });
  await senderOf().drain();
  expect(await store.ledger.counts()).toEqual({ uncertain: 1, sent: 3 });
  expect(textsTo(1)).toEqual(["乙"]);
});

it("leaves sending to the process that holds the lease, and takes over when that is dead", async () => {
  await planFor(store, [1], ["甲"], clock.now());
  await store.leases.acquire("sender", "other", clock.now(), 5_000);
  const start = clock.now();
  await senderOf({ leaseClock: clock }).drain();
  expect(clock.now() - start).toBeGreaterThanOrEqual(5_000);
  expect(clock.now() - start).toBeLessThan(10_000);
  expect(await store.ledger.counts()).toEqual({ sent: 1 });
});

it("sends again a digest that may have been lost, and never an alert", async () => {
  await planFor(store, [1, 2], ["甲"], clock.now(), "at-least-once");
  await planFor(store, [3, 4], ["急"], clock.now(), "at-most-once");
  api.trouble("sendMessage", { kind: "cutAfter" }, { kind: "cut" }, { kind: "cutAfter" }, { kind: "cut" });
  await senderOf().drain();
  clock.advance(60_000);
  await senderOf().drain();
  expect([1, 2, 3, 4].map(textsTo)).toEqual([["甲", "甲"], ["甲"], ["急"], []]);
  expect(await store.ledger.counts()).toEqual({ sent: 2, uncertain: 2 });
});

it("sends the bare words of a message whose marks are refused", async () => {
  const part = serializeMessage({ text: "甲", entities: [{ type: "bold", offset: 5, length: 9 }] });
  await planFor(store, [1], ["乙"], clock.now());
  const wrong = planned([{ chat: 1, thread: 0 }], { parts: [part], dueAt: clock.now() + 1 });
  await store.ledger.plan([wrong], clock.now());
  clock.advance(1);
  await senderOf().drain();
  expect(textsTo(1)).toEqual(["乙", "甲"]);
  expect(await store.ledger.counts()).toEqual({ sent: 2 });
});

it("signs the buttons of a shared message for each chat", async () => {
  const more = [[{ text: "还有3条", verb: "rest", args: ["1"] }]];
  const part = serializeMessage({ text: "甲", entities: [], buttons: more });
  await planFor(store, [1, 2], [], clock.now());
  const chats = [1, 2].map((chat) => ({ chat, thread: 0 }));
  await store.ledger.plan([planned(chats, { parts: [part], dueAt: clock.now() + 1 })], clock.now());
  clock.advance(1);
  await senderOf().drain();
  expect(api.sent.map(({ buttons }) => buttons?.[0]?.[0]?.callback_data).sort()).toEqual([
    "1 rest",
    "2 rest",
  ]);
});

it("tells a chat that is gone from one that is closed to the bot", async () => {
  await planFor(store, [404], ["甲"], clock.now());
  await senderOf().drain();
  expect(closed).toEqual([[{ chat: 404 }, "dead"]]);
});

it("gives up a topic that was deleted, and goes on with the rest of the group", async () => {
  api.open(-100, [5]);
  const topics = [5, 6].map((thread) => subscriber({ chat: -100, thread, type: "supergroup" }));
  for (const topic of topics) await store.subscribers.add(topic);
  await store.ledger.plan([planned(topics, { parts: [serializeMessage({ text: "甲", entities: [] })] })], 0);
  await senderOf().drain();
  expect(closed).toEqual([[{ chat: -100, thread: 6 }, "dead"]]);
  expect(await store.ledger.counts()).toEqual({ sent: 1, failed: 1 });
});

it("notes an outcome in a second attempt when the database was busy", async () => {
  await planFor(store, [1], ["甲"], clock.now());
  let busy = 2;
  const ledger = {
    ...store.ledger,
    settle: async (...notes: Parameters<Store["ledger"]["settle"]>) => {
      if (busy-- > 0) throw new Error("database is locked");
      await store.ledger.settle(...notes);
    },
  };
  await senderOf({ ledger }).drain();
  expect(await store.ledger.counts()).toEqual({ sent: 1 });
  expect(api.callsOf("sendMessage")).toHaveLength(1);
});

it("lets what is under way end when it is stopped, and takes nothing more", async () => {
  await planFor(store, [1], ["甲", "乙"], clock.now());
  const ledger = store.ledger;
  const sender: Sender = senderOf({
    ledger: {
      ...ledger,
      claim: async (...args) => {
        const rows = await ledger.claim(...args);
        void sender.stop(60_000);
        return rows;
      },
    },
    client: clientOf(api),
    wait: systemWait,
  });
  await sender.drain();
  expect(await ledger.counts()).toEqual({ sent: 1, pending: 1 });
});

it("cuts a call that hangs when the time to stop is over, and marks it", async () => {
  await planFor(store, [1], ["甲"], clock.now());
  api.trouble("sendMessage", { kind: "hang" });
  const sender = senderOf({ client: clientOf(api) });
  sender.start();
  await expect.poll(() => api.callsOf("sendMessage").length).toBe(1);
  await sender.stop(5_000);
  expect(await store.ledger.counts()).toEqual({ uncertain: 1 });
});
