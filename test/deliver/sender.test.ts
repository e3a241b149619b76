import { afterEach, beforeEach, expect, it } from "vitest";
import type { Outcome } from "../../src/deliver/outcome.js";
import { createPace } from "../../src/deliver/pace.js";
import { createSender, type Sender } from "../../src/deliver/sender.js";
import { systemWait, type Wait } from "../../src/lib/wait.js";
import type { Store } from "../../src/store/store.js";
import type { TelegramClient } from "../../src/telegram/client.js";
import { createDeliverySend } from "../../src/telegram/send-delivery.js";
import { sqliteDatabase, type TestDatabase } from "../store/database.js";
import { BotApi } from "../support/bot-api.js";
import { planFor } from "../support/deliveries.js";
import { HandClock } from "../support/hand-clock.js";
import { clientOf, collectedLog, FAST } from "../support/telegram.js";

let api: BotApi;
let database: TestDatabase;
let store: Store;
let clock: HandClock;
let outcomes: Outcome["kind"][];
let blocked: number[];

beforeEach(async () => {
  api = await BotApi.start();
  database = await sqliteDatabase();
  store = await database.open();
  clock = new HandClock();
  outcomes = [];
  blocked = [];
  for (let chat = 1; chat <= 12; chat++) api.open(chat);
});
afterEach(async () => {
  await database.drop();
  await api.stop();
});

interface Settings {
  client?: TelegramClient;
  ledger?: Store["ledger"];
  alone?: boolean;
  wait?: Wait;
}

function senderOf({ client, ledger, alone = true, wait = clock.wait }: Settings = {}): Sender {
  return createSender({
    ledger: ledger ?? store.ledger,
    send: createDeliverySend(client ?? clientOf(api, { clock, wait: clock.wait })),
    pace: createPace({ rates: FAST, clock, wait: clock.wait }),
    onBlocked: async (chat) => void blocked.push(chat),
    onMigrated: (from, to) => store.subscribers.migrate(from, to),
    onOutcome: (kind) => outcomes.push(kind),
    clock,
    wait,
    random: () => 0.5,
    log: collectedLog().log,
    owner: "test",
    alone,
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
  const client = clientOf({ root: "http://bot-api.invalid", token: api.token }, { clock, wait: clock.wait });
  const sender = senderOf({ client });
  const draining = sender.drain();
  await expect.poll(() => outcomes.length).toBeGreaterThan(5);
  expect(new Set(outcomes)).toEqual(new Set(["unreachable"]));
  await sender.stop(60_000);
  await draining;
  expect(await store.ledger.counts()).toEqual({ waiting: 3 });
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
  expect(blocked).toEqual([1]);
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

it("leaves alone what another process is sending", async () => {
  await planFor(store, [1, 2], ["甲", "乙"], clock.now());
  await store.ledger.claim(clock.now(), { owner: "other", leaseMs: 90_000, limit: 1 });
  await senderOf({ alone: false }).drain();
  expect(await store.ledger.counts()).toEqual({ sending: 1, waiting: 1, sent: 2 });
});

it("notes an outcome in a second attempt when the database was busy", async () => {
  await planFor(store, [1], ["甲"], clock.now());
  let busy = 2;
  const ledger = {
    ...store.ledger,
    sent: async (...note: Parameters<Store["ledger"]["sent"]>) => {
      if (busy-- > 0) throw new Error("database is locked");
      await store.ledger.sent(...note);
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
  expect(await ledger.counts()).toEqual({ sent: 1, waiting: 1 });
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
