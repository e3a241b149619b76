import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Store } from "../../src/store/store.js";
import { sqliteDatabase, type TestDatabase } from "../store/database.js";
import { BotApi } from "../support/bot-api.js";
import { planFor } from "../support/deliveries.js";

const script = fileURLToPath(new URL("../support/sending-process.ts", import.meta.url));
const CHATS = 20;
const KILLS = 2;

let api: BotApi;
let database: TestDatabase;
let store: Store;
let sending: ChildProcess | undefined;

beforeEach(async () => {
  api = await BotApi.start();
  database = await sqliteDatabase();
  store = await database.open();
});
afterEach(async () => {
  sending?.kill("SIGKILL");
  await database.drop();
  await api.stop();
});

function startSending(): ChildProcess {
  sending = spawn(process.execPath, ["--import", "tsx", script, database.url, api.root, api.token], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return sending;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

it("sends nothing twice and leaves nothing unsent that is not in doubt, however often it is killed", async () => {
  const chats = Array.from({ length: CHATS }, (_, index) => index + 1);
  for (const chat of chats) api.open(chat);
  await planFor(store, chats, ["甲", "乙", "丙"], Date.now());
  const total = CHATS * 3;

  // One call is under way for certain when the first process is killed.
  api.trouble("sendMessage", { kind: "hang" });
  for (let kills = 1; kills <= KILLS; kills++) {
    const child = startSending();
    await expect.poll(() => api.sent.length, { timeout: 60_000 }).toBeGreaterThan(kills * 15);
    await kill(child);
  }
  const last = startSending();
  const open = async () => {
    const { pending = 0, sending: underWay = 0 } = await store.ledger.counts();
    return pending + underWay;
  };
  await expect.poll(open, { timeout: 60_000, interval: 200 }).toBe(0);
  await kill(last);

  const { sent = 0, uncertain = 0, failed = 0 } = await store.ledger.counts();
  expect(sent + uncertain).toBe(total);
  expect(uncertain).toBeGreaterThanOrEqual(1);
  expect(failed).toBe(0);
  const arrived = api.sent.map(({ chat, text }) => `${chat} ${text}`);
  expect(new Set(arrived).size).toBe(arrived.length);
  expect(arrived.length).toBeGreaterThanOrEqual(sent);
  expect(api.callsOf("sendMessage")).toHaveLength(arrived.length + 1);
  for (const chat of chats) {
    const texts = api.sent.filter((message) => message.chat === chat).map(({ text }) => text);
    expect(texts).toEqual(["甲", "乙", "丙"].filter((text) => texts.includes(text)));
  }
}, 240_000);
