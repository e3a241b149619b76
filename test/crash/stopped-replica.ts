import type { TestDatabase } from "../store/database.js";
import { startLoadApi } from "../support/load-api/load-api.js";
import { addChats, planForAll } from "../support/many-chats.js";
import { kill, startScript, until } from "./killed.js";

export interface StoppedReplica {
  chats: number;
  lost: number;
  /** Rows that the stopped process had taken; those of them that had left arrive again. */
  inDoubt: number;
  /** Arrivals beyond a chat's first, until the stopped process went on, and after that. */
  twiceBefore: number;
  twiceAfter: number;
}

/** A stop right between the question for leave and the write it is about: no program can tell the two apart. */
export const BEING_WRITTEN = 1;

const RATE = 1_000;
const LEASE_MS = 2_000;

/** Of two replicas the one that sends is stopped until the other has taken over, and then goes on. */
export async function stopReplica(database: TestDatabase, chats: number): Promise<StoppedReplica> {
  const store = await database.open();
  const api = await startLoadApi();
  const spawned = (owner: string) => {
    const settings = {
      databaseUrl: database.url,
      root: api.root,
      token: api.token,
      rate: RATE,
      owner,
      leaseMs: LEASE_MS,
      clockSpeed: 1,
    };
    return startScript("sending-process.ts", [JSON.stringify(settings)]);
  };
  const arrived = async () => (await api.counts()).arrived;
  await api.begin({ latencyMs: 20 });
  await addChats(database, chats);
  await planForAll(store, chats, { text: "银讯日报", assurance: "at-least-once", now: Date.now() });
  const first = spawned("first");
  await until(async () => (await arrived()) > 0);
  const second = spawned("second");
  try {
    await until(async () => (await arrived()) > chats / 4);
    first.kill("SIGSTOP");
    const { sending: inDoubt = 0 } = await store.ledger.counts();
    const atStop = await arrived();
    // What was in doubt goes out first, so by then it has arrived again.
    await until(async () => (await arrived()) > atStop + chats / 4);
    const { twice: twiceBefore } = await api.counts();
    first.kill("SIGCONT");
    await until(async () => {
      const { pending = 0, sending = 0 } = await store.ledger.counts();
      return pending + sending === 0;
    });
    const { distinct, twice } = await api.counts();
    return { chats, lost: chats - distinct, inDoubt, twiceBefore, twiceAfter: twice - twiceBefore };
  } finally {
    first.kill("SIGCONT");
    await Promise.all([kill(first), kill(second)]);
    await api.stop();
    await store.close();
  }
}
