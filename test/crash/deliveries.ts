import { once } from "node:events";
import type { Assurance } from "../../src/news/delivery.js";
import type { TestDatabase } from "../store/database.js";
import { startLoadApi } from "../support/load-api/load-api.js";
import type { LoadSettings } from "../support/load-api/settings.js";
import { addChats, planForAll } from "../support/many-chats.js";
import { DEATH_POINTS } from "./death-points.js";
import { kill, startScript, until } from "./killed.js";
import type { SendingSettings } from "./sending-settings.js";

export interface DeliveriesCase {
  chats: number;
  kills: number;
  assurance: Assurance;
  api?: Partial<LoadSettings>;
  /** Messages a second. */
  rate?: number;
}

export interface DeliveriesCrash {
  chats: number;
  kills: number;
  /** Chats that never got the message and of which the ledger does not say that it is in doubt. */
  lost: number;
  /** Arrivals beyond a chat's first. */
  twice: number;
  /** Rows found in `sending` after the kills: no more can arrive twice, or remain in doubt. */
  inDoubt: number;
  uncertain: number;
  floods: number;
  whileWaiting: number;
  seconds: number;
}

/** Within so many passages of each point a process has sent a few hundred messages. */
const PASSAGES = {
  "before claim": 4,
  "after claim": 4,
  "after send": 150,
  "before mark": 8,
  "after mark": 8,
};

/** A digest for many chats, sent by a process that is killed at a named point or, every sixth time, at any moment. */
export async function crashDeliveries(
  database: TestDatabase,
  { chats, kills, assurance, api: behaviour = {}, rate = 3_000 }: DeliveriesCase,
): Promise<DeliveriesCrash> {
  const store = await database.open();
  const api = await startLoadApi();
  const clockSpeed = behaviour.clockSpeed ?? 1;
  const settings: SendingSettings = {
    databaseUrl: database.url,
    root: api.root,
    token: api.token,
    rate,
    owner: "service",
    leaseMs: 10_000,
    clockSpeed,
  };
  const spawned = (death?: SendingSettings["death"]) =>
    startScript("sending-process.ts", [JSON.stringify({ ...settings, death })]);
  const isDone = async () => {
    const { pending = 0, sending = 0 } = await store.ledger.counts();
    return pending + sending === 0;
  };
  let child: ReturnType<typeof spawned> | undefined;
  try {
    await api.begin(behaviour);
    await addChats(database, chats);
    await planForAll(store, chats, { text: "银讯日报", assurance, now: Date.now() * clockSpeed });
    const started = performance.now();
    let inDoubt = 0;
    for (let done = 0; done < kills; done++) {
      const point = DEATH_POINTS[done % (DEATH_POINTS.length + 1)];
      const before = (await api.counts()).arrived;
      if (point === undefined) {
        child = spawned();
        await until(async () => (await api.counts()).arrived > before || (await isDone()));
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 50));
        await kill(child);
      } else {
        child = spawned({ point, passages: 1 + Math.floor(Math.random() * PASSAGES[point]) });
        await once(child, "exit");
      }
      inDoubt += (await store.ledger.counts()).sending ?? 0;
      if (await isDone())
        throw new Error(`everything was sent before kill ${done + 2}: more chats are needed`);
    }
    child = spawned();
    await until(isDone);
    const seconds = (performance.now() - started) / 1000;
    const { uncertain = 0 } = await store.ledger.counts();
    const { distinct, twice, floods, whileWaiting } = await api.counts();
    const lost = Math.max(0, chats - distinct - (assurance === "at-most-once" ? uncertain : 0));
    return {
      chats,
      kills,
      lost,
      twice,
      inDoubt,
      uncertain,
      floods,
      whileWaiting,
      seconds: Math.round(seconds),
    };
  } finally {
    if (child) await kill(child);
    await api.stop();
    await store.close();
  }
}
