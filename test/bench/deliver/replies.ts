import type { TelegramClient } from "../../../src/telegram/client.js";
import type { TestDatabase } from "../../store/database.js";
import type { LoadApi } from "../../support/load-api/load-api.js";
import { addChats, planForAll } from "../../support/many-chats.js";
import { ownSender } from "./own.js";

const RATE = 28;
const REPLIES = 100;
const EVERY_MS = 120;

/** How long an answer to a person takes, alone and while a broadcast goes out; milliseconds. */
export async function repliesBeside(database: TestDatabase, api: LoadApi, chats: number) {
  const store = await database.open();
  await api.begin({ rates: { overall: 30, perChat: 1 }, latencyMs: 50 });
  await addChats(database, chats);
  await planForAll(store, chats, { text: "银讯日报", assurance: "at-least-once", now: Date.now() });
  const { sender, client } = ownSender(store, api, RATE);
  const alone = await replies(client, chats + 1);
  sender.start();
  const during = await replies(client, chats + 1 + REPLIES);
  await sender.stop(1_000);
  await client.disconnect();
  const { floods } = await api.counts();
  const [aloneAt99, duringAt99] = [quantile(alone, 0.99), quantile(during, 0.99)];
  return {
    chats,
    "alone p99 ms": aloneAt99.toFixed(0),
    "during p50 ms": quantile(during, 0.5).toFixed(0),
    "during p99 ms": duringAt99.toFixed(0),
    "more at p99": (duringAt99 - aloneAt99).toFixed(0),
    "flood answers": floods,
  };
}

/** People write at their own times, whether or not the one before has his answer. */
async function replies(client: TelegramClient, firstChat: number): Promise<number[]> {
  const reply = async (at: number): Promise<number> => {
    await new Promise((resolve) => setTimeout(resolve, at * EVERY_MS));
    const started = performance.now();
    await client.send({ chat: firstChat + at, thread: 0 }, { text: "好", entities: [] });
    return performance.now() - started;
  };
  return Promise.all(Array.from({ length: REPLIES }, (_, at) => reply(at)));
}

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
