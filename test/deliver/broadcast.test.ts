import { afterEach, beforeEach, expect, it } from "vitest";
import { announce, fanOutBroadcasts } from "../../src/deliver/broadcast.js";
import type { Store } from "../../src/store/store.js";
import { sqliteDatabase, type TestDatabase } from "../store/database.js";
import { subscriber } from "../store/records.js";
import { HandClock } from "../support/hand-clock.js";

let database: TestDatabase;
let store: Store;
const clock = new HandClock();

beforeEach(async () => {
  database = await sqliteDatabase();
  store = await database.open();
});
afterEach(() => database.drop());

const parts = () => ({ ledger: store.ledger, subscribers: store.subscribers, clock });
const notice = { key: "broadcast:1", assurance: "at-most-once", payload: "{}" } as const;

it("goes on after a crash in the middle of the fan-out: everybody once, also who is behind a full page", async () => {
  for (let chat = 1; chat <= 1005; chat++) {
    await store.subscribers.add(subscriber({ chat, createdAt: clock.now() - 1 }));
  }
  await announce(parts(), notice);
  let calls = 0;
  const dying = {
    ...store.ledger,
    plan: async (...args: Parameters<Store["ledger"]["plan"]>) => {
      if (++calls > 1) throw new Error("killed");
      return store.ledger.plan(...args);
    },
  };
  await expect(fanOutBroadcasts({ ...parts(), ledger: dying })).rejects.toThrow("killed");
  expect(await store.ledger.counts()).toEqual({ pending: 1000 });
  // Who came after it was announced does not get it.
  clock.advance(1);
  await store.subscribers.add(subscriber({ chat: 2000, createdAt: clock.now() }));
  await fanOutBroadcasts(parts());
  expect(await store.ledger.counts()).toEqual({ pending: 1005 });
  await announce(parts(), notice);
  await fanOutBroadcasts(parts());
  expect(await store.ledger.counts()).toEqual({ pending: 1005 });
});
