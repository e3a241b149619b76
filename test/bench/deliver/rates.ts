import { Agent, request } from "undici";
import type { TestDatabase } from "../../store/database.js";
import type { LoadApi } from "../../support/load-api/load-api.js";
import type { LoadSettings } from "../../support/load-api/settings.js";
import { addChats, planForAll } from "../../support/many-chats.js";
import { ownSender } from "./own.js";

const UNLIMITED = 100_000;
/** As many connections as the sender has messages under way at most. */
const CONNECTIONS = 400;

/** A digest to many chats, whole; how fast it came. */
async function deliver(
  database: TestDatabase,
  api: LoadApi,
  { chats, rate, behaviour }: { chats: number; rate: number; behaviour: Partial<LoadSettings> },
) {
  const store = await database.open();
  await api.begin(behaviour);
  await addChats(database, chats);
  await planForAll(store, chats, { text: "银讯日报", assurance: "at-least-once", now: Date.now() });
  const { sender, client } = ownSender(store, api, rate);
  const started = performance.now();
  await sender.drain();
  const seconds = (performance.now() - started) / 1000;
  await sender.stop(0);
  await client.disconnect();
  return { seconds, ...(await api.counts()) };
}

/** How much of what a Bot API allows is used, for about `seconds`. */
export async function shareOfRate(database: TestDatabase, api: LoadApi, rate: number, seconds: number) {
  const behaviour = { rates: { overall: rate, perChat: 1 }, latencyMs: 50 };
  const { spanMs, arrived, floods } = await deliver(database, api, {
    chats: rate * seconds,
    rate,
    behaviour,
  });
  const perSecond = (arrived - 1) / (spanMs / 1000);
  return {
    "allowed/s": rate,
    "sent/s": perSecond.toFixed(1),
    share: `${((100 * perSecond) / rate).toFixed(1)}%`,
    "flood answers": floods,
  };
}

/** Messages a second where nothing limits them, the ledger's notes included. */
export async function ceiling(database: TestDatabase, api: LoadApi, chats: number): Promise<number> {
  const { seconds } = await deliver(database, api, { chats, rate: UNLIMITED, behaviour: {} });
  return chats / seconds;
}

/** The same messages with nothing but HTTP. */
export async function bareLoop(api: LoadApi, chats: number): Promise<number> {
  await api.begin();
  const dispatcher = new Agent({ connections: CONNECTIONS });
  let chat = 0;
  const lane = async () => {
    while (chat < chats) {
      const body = JSON.stringify({ chat_id: ++chat, text: "银讯日报" });
      const answer = await request(`${api.root}/bot${api.token}/sendMessage`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
        dispatcher,
      });
      await answer.body.text();
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  const seconds = (performance.now() - started) / 1000;
  await dispatcher.close();
  return chats / seconds;
}
