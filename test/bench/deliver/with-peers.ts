import type { ChildProcess } from "node:child_process";
import { kill, startScript, until } from "../../crash/killed.js";
import { sqliteDatabase } from "../../store/database.js";
import type { LoadApi } from "../../support/load-api/load-api.js";
import { addChats, planForAll } from "../../support/many-chats.js";
import { PEERS } from "./peers.js";

/** What Telegram allows, and about the way to it and back. */
const TELEGRAM = { rates: { overall: 30, perChat: 1 }, latencyMs: 50 };
const TEXT = "银讯日报";
/** Nothing has come for so long: whoever sent has ended, or never will again. */
const SILENCE_MS = 6_000;

/** Yinxun and its peers at the same errand: once undisturbed, once killed in the middle and started again. */
export async function compareWithPeers(api: LoadApi, chats: number): Promise<Record<string, object>> {
  const rows: Record<string, object> = {};
  const senders = {
    yinxun: ownSender,
    ...Object.fromEntries(Object.keys(PEERS).map((name) => [name, peer(name)])),
  };
  for (const [name, sender] of Object.entries(senders)) {
    const calm = await run(api, chats, sender, false);
    const killed = await run(api, chats, sender, true);
    rows[name] = {
      "messages/s": calm.rate.toFixed(1),
      "flood answers": calm.floods,
      missing: calm.missing,
      "twice after a kill": killed.twice,
      "missing after a kill": killed.missing,
      "ms until it goes on": Math.round(killed.resumedMs),
    };
  }
  return rows;
}

/** Starts a process for these chats as often as it is called; `end` tidies up. */
type Sender = (api: LoadApi, chats: number) => Promise<{ start(): ChildProcess; end(): Promise<void> }>;

const ownSender: Sender = async (api, chats) => {
  const database = await sqliteDatabase();
  const store = await database.open();
  await addChats(database, chats);
  await planForAll(store, chats, { text: TEXT, assurance: "at-least-once", now: Date.now() });
  const settings = {
    databaseUrl: database.url,
    root: api.root,
    token: api.token,
    rate: TELEGRAM.rates.overall,
    owner: "service",
    leaseMs: 10_000,
    clockSpeed: 1,
  };
  return {
    start: () => startScript("sending-process.ts", [JSON.stringify(settings)]),
    end: () => database.drop(),
  };
};

const peer =
  (name: string): Sender =>
  async ({ root, token }, chats) => ({
    start: () =>
      startScript("../bench/deliver/peer-process.ts", [
        name,
        JSON.stringify({ root, token, chats, text: TEXT }),
      ]),
    end: async () => {},
  });

async function run(api: LoadApi, chats: number, sender: Sender, disturbed: boolean) {
  const { start, end } = await sender(api, chats);
  await api.begin(TELEGRAM);
  let child = start();
  let resumedMs = 0;
  if (disturbed) {
    await until(async () => (await api.counts()).arrived >= chats / 2);
    await kill(child);
    const { calls } = await api.counts();
    const restarted = performance.now();
    child = start();
    await until(async () => (await api.counts()).calls > calls);
    resumedMs = performance.now() - restarted;
  }
  await silence(api);
  await kill(child);
  await end();
  const { arrived, distinct, twice, floods, spanMs } = await api.counts();
  return { rate: arrived / (spanMs / 1000), floods, twice, missing: chats - distinct, resumedMs };
}

async function silence(api: LoadApi): Promise<void> {
  let [seen, since] = [0, Date.now()];
  await until(async () => {
    const { calls } = await api.counts();
    if (calls !== seen) [seen, since] = [calls, Date.now()];
    return seen > 0 && Date.now() - since > SILENCE_MS;
  });
}
