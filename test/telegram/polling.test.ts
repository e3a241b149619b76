import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Clock, systemClock } from "../../src/lib/clock.js";
import { systemWait, type Wait } from "../../src/lib/wait.js";
import { createLease, type Lease } from "../../src/store/lease.js";
import type { Store, UpdateRepository } from "../../src/store/store.js";
import { TelegramFailure } from "../../src/telegram/failure.js";
import { createPolling, type Polling } from "../../src/telegram/polling.js";
import { sqliteDatabase, type TestDatabase } from "../store/database.js";
import { BotApi, type Trouble } from "../support/bot-api.js";
import { HandClock } from "../support/hand-clock.js";
import { clientOf, collectedLog } from "../support/telegram.js";

let api: BotApi;
let database: TestDatabase;
let store: Store;
let clock: HandClock;
let running: Polling[];
const { log, lines } = collectedLog();

beforeEach(async () => {
  api = await BotApi.start();
  database = await sqliteDatabase();
  store = await database.open();
  clock = new HandClock();
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((polling) => polling.stop()));
  await database.drop();
  await api.stop();
});

interface Settings {
  updates?: UpdateRepository;
  lease?: Lease;
  wait?: Wait;
  pollSeconds?: number;
  token?: string;
}

function pollingOf(settings: Settings = {}): Polling {
  const polling = createPolling({
    client: clientOf({ root: api.root, token: settings.token ?? api.token }, { log }),
    updates: settings.updates ?? store.updates,
    ...(settings.lease ? { lease: settings.lease } : {}),
    onReceived: () => {},
    clock,
    wait: settings.wait ?? clock.wait,
    random: () => 0.5,
    log,
    pollSeconds: settings.pollSeconds ?? 1,
  });
  running.push(polling);
  return polling;
}

const text = (chat: number, words: string) => ({
  message: { message_id: 1, chat: { id: chat }, text: words },
});

async function stored(): Promise<{ updateId: number; chat: number }[]> {
  const claimed = [];
  for (;;) {
    const next = await store.updates.claim(clock.now(), { owner: "reader", leaseMs: 1e9, limit: 100 });
    if (next.length === 0) return claimed.map(({ updateId, chat }) => ({ updateId, chat }));
    for (const update of next) await store.updates.handled([update.updateId], clock.now());
    claimed.push(...next);
  }
}

const allConfirmed = () => expect.poll(() => api.unconfirmed).toBe(0);

describe("polling", () => {
  it("stores every update, by chat, and then confirms it", async () => {
    const ids = [
      api.push(text(7, "一")),
      api.push({ callback_query: { id: "1", from: { id: 7 }, message: { chat: { id: -9 } } } }),
      api.push({ inline_query: { id: "1", from: { id: 8 }, query: "工行" } }),
      api.push({ my_chat_member: { chat: { id: -10 } } }),
      api.push({ channel_post: { message_id: 1, chat: { id: -11 } } }),
    ];
    void pollingOf().run();
    await allConfirmed();
    expect(await stored()).toEqual([7, -9, 8, -10, -11].map((chat, at) => ({ updateId: ids[at], chat })));
  });

  it("takes a webhook away first, without dropping what waits", async () => {
    await clientOf(api).call("setWebhook", { url: "https://example.org" });
    api.push(text(7, "一"));
    void pollingOf().run();
    await allConfirmed();
    expect(await stored()).toHaveLength(1);
    expect(api.callsOf("deleteWebhook")[0]?.payload).toEqual({ drop_pending_updates: false });
  });

  it("takes away also a webhook that another program sets meanwhile", async () => {
    api.push(text(7, "一"));
    void pollingOf().run();
    await allConfirmed();
    await clientOf(api).call("setWebhook", { url: "http://127.0.0.1:9/other" });
    api.push(text(7, "二"));
    await allConfirmed();
    expect(await stored()).toHaveLength(2);
  });

  it("confirms nothing that could not be stored", async () => {
    api.push(text(7, "一"));
    let broken = 3;
    const updates: UpdateRepository = {
      ...store.updates,
      receive: async (...args) => {
        if (broken-- > 0) throw new Error("disk full");
        expect(api.unconfirmed).toBe(1);
        return store.updates.receive(...args);
      },
    };
    void pollingOf({ updates }).run();
    await allConfirmed();
    expect(await stored()).toHaveLength(1);
  });

  it("goes on after the last update that it stored", async () => {
    const id = api.push(text(7, "一"));
    void pollingOf().run();
    await allConfirmed();
    await running[0]?.stop();
    const before = api.callsOf("getUpdates").length;
    void pollingOf().run();
    await expect.poll(() => api.callsOf("getUpdates").length).toBeGreaterThan(before);
    expect(api.callsOf("getUpdates")[before]?.payload.offset).toBe(id + 1);
  });

  it("skips broken entries and keeps those around them", async () => {
    const good = [api.push(text(7, "一"))];
    for (const value of [
      null,
      "text",
      5,
      [],
      {},
      { update_id: "1004" },
      { update_id: 1.5 },
      { message: {} },
    ]) {
      api.pushRaw(1001 + good.length + api.unconfirmed, value);
    }
    good.push(api.push(text(7, "二")));
    void pollingOf().run();
    await allConfirmed();
    expect((await stored()).map(({ updateId }) => updateId)).toEqual(good);
  });

  it("loses nothing behind broken entries, however often it meets them", async () => {
    const first = api.push(text(7, "一"));
    void pollingOf().run();
    await allConfirmed();
    api.pushRaw(first + 1, "broken");
    const polls = api.callsOf("getUpdates").length;
    await expect.poll(() => api.callsOf("getUpdates").length).toBeGreaterThan(polls + 5);
    const next = api.push(text(7, "二"));
    await allConfirmed();
    expect((await stored()).map(({ updateId }) => updateId)).toEqual([first, next]);
  });

  it("gets past broken entries that fill a batch", async () => {
    const first = api.push(text(7, "一"));
    void pollingOf().run();
    await allConfirmed();
    for (let id = first + 1; id <= first + 105; id++) api.pushRaw(id, { update_id: "broken" });
    const next = api.push(text(7, "二"));
    await allConfirmed();
    expect((await stored()).map(({ updateId }) => updateId)).toEqual([first, next]);
  });

  it("keeps an update whose parts are not what they should be, for its handler to judge", async () => {
    const id = api.push({ message: "hello", callback_query: { from: "me" } });
    void pollingOf().run();
    await allConfirmed();
    expect(await stored()).toEqual([{ updateId: id, chat: 0 }]);
  });

  const conflict = "Conflict: terminated by other getUpdates request";
  const troubles: [string, Trouble][] = [
    ["a conflict with another poller", { kind: "refuse", code: 409, description: conflict }],
    ["a page in the place of an answer", { kind: "html502" }],
    ["a connection that is cut", { kind: "cut" }],
    ["an answer that is lost", { kind: "cutAfter" }],
    ["an internal error", { kind: "refuse", code: 500, description: "Internal Server Error" }],
    [
      "a flood",
      { kind: "refuse", code: 429, description: "Too Many Requests", parameters: { retry_after: 9 } },
    ],
  ];
  it.each(troubles)("goes on after %s", async (_name, trouble) => {
    api.push(text(7, "一"));
    api.trouble("deleteWebhook", trouble);
    api.trouble("getUpdates", trouble, trouble, trouble);
    const start = clock.now();
    void pollingOf().run();
    await allConfirmed();
    expect(await stored()).toHaveLength(1);
    // It waited longer each time.
    expect(clock.now() - start).toBeGreaterThanOrEqual(750 * (1 + 2 + 4 + 8));
  });

  it("goes on after a server that never answers", async () => {
    api.push(text(7, "一"));
    api.trouble("getUpdates", { kind: "hang" });
    // The deadline is ten seconds beyond the poll, of which a test need not wait for more than the poll.
    void pollingOf({ pollSeconds: -9.9 }).run();
    await allConfirmed();
    expect(await stored()).toHaveLength(1);
  });

  it("ends with a clear word when the token is not accepted", async () => {
    const error: unknown = await pollingOf({ token: "1:wrong" })
      .run()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TelegramFailure);
    expect(String(error)).toContain("the bot's token is not accepted");
  });

  it("asks only for what the bot has a use for", async () => {
    void pollingOf().run();
    await expect.poll(() => api.callsOf("getUpdates").length).toBeGreaterThan(0);
    expect(api.callsOf("getUpdates")[0]?.payload.allowed_updates).toContain("callback_query");
  });

  it("never writes the token to the log", () => {
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.join("")).not.toContain(api.token.split(":")[1]);
  });
});

const leaseOf = (owner: string, clock: Clock = systemClock) =>
  createLease({ leases: store.leases, name: "polling", owner, ttlMs: 5_000, clock });

describe("one of two pollers", () => {
  it("waits until the other has stopped", async () => {
    const polls = () => api.callsOf("getUpdates").length;
    void pollingOf({ lease: leaseOf("first"), wait: systemWait }).run();
    await expect.poll(polls).toBe(1);
    const waits: number[] = [];
    const wait: Wait = async (ms, signal) => {
      waits.push(ms);
      await systemWait(10, signal);
    };
    void pollingOf({ lease: leaseOf("second"), wait }).run();
    await expect.poll(() => waits.length).toBeGreaterThan(3);
    expect(api.callsOf("deleteWebhook")).toHaveLength(1);
    await running[0]?.stop();
    await expect.poll(() => api.callsOf("deleteWebhook").length).toBe(2);
  });

  it("takes over when the other was killed, once its lease is over", async () => {
    await store.leases.acquire("polling", "dead", clock.now(), 5_000);
    api.push(text(7, "一"));
    void pollingOf({ lease: leaseOf("next", clock) }).run();
    await allConfirmed();
    expect(await stored()).toHaveLength(1);
  });
});
