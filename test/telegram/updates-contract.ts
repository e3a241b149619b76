import type { Update } from "telegraf/types";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Store, UpdateRepository } from "../../src/store/store.js";
import type { CreateDatabase, TestDatabase } from "../store/database.js";
import { BotApi, type Trouble } from "../support/bot-api.js";
import { type Intake, type Receiving, startReceiving } from "../support/receiving.js";
import { collectedLog } from "../support/telegram.js";

const HANDLER_TIMEOUT_MS = 300;

/** What becomes of an update between Telegram and its handler, the same for every intake and every database. */
export function updatesContract(intake: Intake, create: CreateDatabase): void {
  let api: BotApi;
  let database: TestDatabase;
  let store: Store;
  let running: Receiving[];
  let handled: number[];
  let apologies: number[];

  beforeEach(async () => {
    api = await BotApi.start();
    database = await create();
    store = await database.open();
    running = [];
    handled = [];
    apologies = [];
  });
  afterEach(async () => {
    await Promise.all(running.map((receiving) => receiving.stop()));
    await api.stop();
    await database.drop();
  });

  type Handle = (update: Update) => Promise<void>;

  async function receive(
    handle: Handle = async () => {},
    {
      updates = store.updates,
      handlerTimeoutMs = HANDLER_TIMEOUT_MS,
    }: { updates?: UpdateRepository; handlerTimeoutMs?: number } = {},
  ) {
    const receiving = await startReceiving({
      api,
      intake,
      updates,
      async handle(update) {
        await handle(update);
        handled.push(update.update_id);
      },
      apologize: async ({ update_id: id }) => void apologies.push(id),
      handlerTimeoutMs,
      log: collectedLog().log,
    });
    running.push(receiving);
    return receiving;
  }

  const push = (chat: number, text = "工行") =>
    api.push({ message: { message_id: 1, chat: { id: chat }, text } });
  const within = { timeout: 10_000 };
  const seen = (ids: number[]) => expect.poll(() => [...handled].sort(), within).toEqual([...ids].sort());
  const statuses = async () => {
    const { updates = [] } = await database.dump();
    return updates.map((row) => (row as { status: string }).status);
  };

  it("handles what waited before the start and what comes after it", async () => {
    const ids = [push(7), push(8)];
    await receive();
    await seen(ids);
    ids.push(push(7), push(-9));
    await seen(ids);
    await expect.poll(() => api.unconfirmed, within).toBe(0);
  });

  it("brings long Chinese texts whole", async () => {
    const text = "京萤计划".repeat(20_000);
    let heard = "";
    await receive(async (update) => {
      if ("message" in update && "text" in update.message) heard = update.message.text;
    });
    push(7, text);
    await expect.poll(() => heard.length, within).toBe(text.length);
    expect(heard).toBe(text);
  });

  it("keeps a chat in order while other chats are served beside it", async () => {
    const slow = [push(7), push(7), push(7)];
    const others = Array.from({ length: 30 }, (_, at) => push(100 + at));
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const handle: Handle = async ({ update_id: id }) => {
      if (id === slow[0]) await held;
    };
    // Longer than the others take, however busy the machine is.
    await receive(handle, { handlerTimeoutMs: 30_000 });
    await seen(others);
    letGo();
    await seen([...slow, ...others]);
    expect(handled.filter((id) => slow.includes(id))).toEqual(slow);
  });

  it("lets one that throws and one that hangs cost themselves alone", async () => {
    const [throws, hangs] = [push(7), push(8)];
    const after = [push(7), push(8), push(9)];
    await receive(async ({ update_id: id }) => {
      if (id === throws) throw new Error("broken");
      if (id === hangs) await new Promise(() => {});
    });
    await seen(after);
    await expect.poll(() => apologies, within).toEqual([throws, hangs]);
    // Handled ones are noted a moment after their handler.
    const ended = ["failed", "failed", "handled", "handled", "handled"];
    await expect.poll(async () => (await statuses()).sort(), within).toEqual(ended);
  });

  it("handles an update once, however often it is brought", async () => {
    const update = { update_id: 2000, message: { message_id: 1, chat: { id: 7 }, text: "一" } };
    for (let times = 0; times < 3; times++) api.pushRaw(2000, update);
    await receive();
    const next = push(7);
    await seen([2000, next]);
    api.pushRaw(next, { ...update, update_id: next });
    await seen([2000, next, push(8)]);
  });

  it("passes by what is no update and keeps those around it", async () => {
    const good = [push(7)];
    const broken = [null, "text", 5, [], {}, { update_id: "1" }, { update_id: 1.5 }, { message: {} }];
    for (const value of broken) api.pushRaw(1001, value);
    good.push(push(7));
    await receive();
    await seen(good);
    await expect.poll(() => api.unconfirmed, within).toBe(0);
  });

  it("is given again what could not be stored", async () => {
    let broken = 3;
    const failing: UpdateRepository = {
      ...store.updates,
      receive: async (...args) => {
        if (broken-- > 0) throw new Error("disk full");
        return store.updates.receive(...args);
      },
    };
    const id = push(7);
    await receive(undefined, { updates: failing });
    await seen([id]);
    expect(broken).toBeLessThan(0);
  });

  const conflict = "Conflict: terminated by other getUpdates request";
  const troubles: [string, Trouble][] = [
    ["a conflict with another program", { kind: "refuse", code: 409, description: conflict }],
    ["a page in the place of an answer", { kind: "html502" }],
    ["an answer that is lost", { kind: "cutAfter" }],
    ["a server that never answers", { kind: "hang" }],
  ];
  it.each(troubles)("goes on after %s", async (_name, trouble) => {
    api.trouble(intake === "polling" ? "getUpdates" : "setWebhook", trouble, trouble);
    const id = push(7);
    await receive();
    await seen([id]);
    await expect.poll(() => api.unconfirmed, within).toBe(0);
  });

  it("takes over from the other way of intake, whichever it was, and loses nothing", async () => {
    const other = await startReceiving({
      api,
      intake: intake === "polling" ? "webhook" : "polling",
      updates: store.updates,
      handle: async ({ update_id: id }) => void handled.push(id),
      apologize: async () => {},
      handlerTimeoutMs: HANDLER_TIMEOUT_MS,
      log: collectedLog().log,
    });
    const ids = [push(7)];
    await seen(ids);
    await other.stop();
    ids.push(push(7));
    await receive();
    await seen(ids);
  });

  it("goes on at the next start with what it had stored and not handled", async () => {
    const ids = [push(7), push(7), push(8)];
    const first = await receive(() => new Promise(() => {}));
    await expect.poll(async () => (await statuses()).length, within).toBe(3);
    await first.stop();
    expect(handled).toEqual([]);
    await receive();
    await seen(ids);
    expect(handled.indexOf(ids[0] ?? 0)).toBeLessThan(handled.indexOf(ids[1] ?? 0));
  });
}
