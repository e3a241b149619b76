import { afterEach, beforeEach, expect, it } from "vitest";
import { systemWait } from "../../src/lib/wait.js";
import type { Store } from "../../src/store/store.js";
import { createDispatcher, type Dispatcher, type DispatcherParts } from "../../src/telegram/dispatcher.js";
import { readUpdate } from "../../src/telegram/intake.js";
import { sqliteDatabase, type TestDatabase } from "../store/database.js";
import { HandClock } from "../support/hand-clock.js";
import { collectedLog } from "../support/telegram.js";

let database: TestDatabase;
let store: Store;
let clock: HandClock;
let apologies: number[];
let started: Dispatcher[];

beforeEach(async () => {
  database = await sqliteDatabase();
  store = await database.open();
  clock = new HandClock();
  apologies = [];
  started = [];
});
afterEach(async () => {
  await Promise.all(started.map((dispatcher) => dispatcher.stop(0)));
  await database.drop();
});

function dispatcherOf(handle: DispatcherParts["handle"], more: Partial<DispatcherParts> = {}): Dispatcher {
  const dispatcher = createDispatcher({
    updates: store.updates,
    handle,
    apologize: async ({ update_id: id }) => void apologies.push(id),
    clock,
    wait: systemWait,
    log: collectedLog().log,
    owner: "test",
    alone: true,
    ...more,
  });
  started.push(dispatcher);
  return dispatcher;
}

async function receive(...updates: [id: number, chat: number][]): Promise<void> {
  const values = updates.map(([id, chat]) => ({ update_id: id, message: { chat: { id: chat } } }));
  await store.updates.receive(
    values.flatMap((value) => readUpdate(value) ?? []),
    clock.now(),
  );
}

const never = () => new Promise<void>(() => {});

it("handles each chat in order, and chats side by side", async () => {
  await receive([1, 7], [2, 7], [3, 8], [4, 7]);
  const order: number[] = [];
  let letFirstGo = () => {};
  await dispatcherOf(async ({ update_id: id }) => {
    if (id === 1) await new Promise<void>((resolve) => (letFirstGo = resolve));
    // The other chat is served while this one waits.
    if (id === 3) letFirstGo();
    order.push(id);
  }).drain();
  expect(order).toEqual([3, 1, 2, 4]);
});

it("lets a handler that throws cost its own update alone, and tells the person", async () => {
  await receive([1, 7], [2, 7], [3, 8]);
  const done: number[] = [];
  await dispatcherOf(async ({ update_id: id }) => {
    if (id === 1) throw new Error("broken");
    done.push(id);
  }).drain();
  expect(done.sort()).toEqual([2, 3]);
  expect(apologies).toEqual([1]);
});

it("counts whatever is thrown as a failure, and however it is thrown", async () => {
  await receive([1, 7], [2, 8]);
  await dispatcherOf(({ update_id: id }) => {
    if (id === 1) throw undefined;
    return Promise.reject("text");
  }).drain();
  expect(apologies.sort()).toEqual([1, 2]);
});

it("lets a handler that hangs cost its own update alone, and tells the person", async () => {
  await receive([1, 7], [2, 7]);
  const done: number[] = [];
  const handle = async ({ update_id: id }: { update_id: number }) => {
    if (id === 1) await never();
    done.push(id);
  };
  await dispatcherOf(handle, { handlerTimeoutMs: 20 }).drain();
  expect(done).toEqual([2]);
  expect(apologies).toEqual([1]);
});

it("goes on when even the apology fails", async () => {
  await receive([1, 7], [2, 7]);
  let done = 0;
  const handle = async ({ update_id: id }: { update_id: number }) => {
    if (id === 1) throw new Error("broken");
    done = id;
  };
  await dispatcherOf(handle, {
    apologize: async () => {
      throw new Error("blocked");
    },
  }).drain();
  expect(done).toBe(2);
});

it("handles at the next start what a killed process had begun or not begun", async () => {
  await receive([1, 7], [2, 7], [3, 8]);
  await store.updates.claim(clock.now(), { owner: "dead", leaseMs: 40_000, limit: 1 });
  const done: number[] = [];
  await dispatcherOf(async ({ update_id: id }) => void done.push(id)).drain();
  expect(done.sort()).toEqual([1, 2, 3]);
});

it("leaves to another process what that has begun", async () => {
  await receive([1, 7], [2, 7], [3, 8]);
  await store.updates.claim(clock.now(), { owner: "other", leaseMs: 40_000, limit: 1 });
  const done: number[] = [];
  await dispatcherOf(async ({ update_id: id }) => void done.push(id), { alone: false }).drain();
  expect(done).toEqual([3]);
});

it("never begins an update twice while it is being handled", async () => {
  await receive([1, 7], [2, 8], [3, 9]);
  const begun: number[] = [];
  let end = () => {};
  const held = new Promise<void>((resolve) => (end = resolve));
  const dispatcher = dispatcherOf(async ({ update_id: id }) => {
    begun.push(id);
    await held;
  });
  dispatcher.start();
  await expect.poll(() => begun.length).toBe(3);
  for (let look = 0; look < 5; look++) {
    clock.advance(5_000);
    dispatcher.wake();
    await new Promise((resolve) => setImmediate(resolve));
  }
  end();
  await dispatcher.stop(5_000);
  expect(begun.sort()).toEqual([1, 2, 3]);
});

it("gives up an update that ended the process three times", async () => {
  await receive([1, 7]);
  for (let crash = 0; crash < 3; crash++) {
    await store.updates.claim(clock.now(), { owner: "dead", leaseMs: 10, limit: 1 });
    clock.advance(10);
  }
  let handled = 0;
  await dispatcherOf(async () => void handled++).drain();
  expect(handled).toBe(0);
  expect(apologies).toEqual([1]);
});

it("wakes for a new update while another chat is still being served", async () => {
  await receive([1, 7]);
  let end = () => {};
  const begun: number[] = [];
  const dispatcher = dispatcherOf(async ({ update_id: id }) => {
    begun.push(id);
    if (id === 1) await new Promise<void>((resolve) => (end = resolve));
  });
  dispatcher.start();
  await expect.poll(() => begun).toEqual([1]);
  await receive([2, 8]);
  dispatcher.wake();
  await expect.poll(() => begun).toEqual([1, 2]);
  end();
});

it("waits for what is under way when it stops, and leaves the rest for the next start", async () => {
  await receive([1, 7], [2, 7], [3, 8]);
  let end = () => {};
  const done: number[] = [];
  const dispatcher = dispatcherOf(async ({ update_id: id }) => {
    if (id === 3) await never();
    await new Promise<void>((resolve) => (end = resolve));
    done.push(id);
  });
  dispatcher.start();
  await expect.poll(() => end.name).toBe("");
  const stopped = dispatcher.stop(50);
  end();
  await stopped;
  expect(done).toEqual([1]);
  expect(apologies).toEqual([]);
  const left: number[] = [];
  await dispatcherOf(async ({ update_id: id }) => void left.push(id)).drain();
  expect(left.sort()).toEqual([2, 3]);
});
