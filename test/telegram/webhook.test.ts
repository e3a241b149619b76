import { afterEach, beforeEach, expect, it } from "vitest";
import type { Store } from "../../src/store/store.js";
import { createWebhookHandler } from "../../src/telegram/webhook.js";
import { sqliteDatabase, type TestDatabase } from "../store/database.js";
import { HandClock } from "../support/hand-clock.js";
import { collectedLog } from "../support/telegram.js";

let database: TestDatabase;
let store: Store;
let received: number;
let handler: (request: Request) => Promise<Response>;
const clock = new HandClock();
const { log } = collectedLog();

function handlerOf(updates: Store["updates"]): typeof handler {
  return createWebhookHandler({ secret: "right", updates, onReceived: () => received++, clock, log });
}

beforeEach(async () => {
  database = await sqliteDatabase();
  store = await database.open();
  received = 0;
  handler = handlerOf(store.updates);
});
afterEach(() => database.drop());

function delivery(body: NonNullable<RequestInit["body"]>, secret = "right"): Request {
  return new Request("https://example.org/hook", {
    method: "POST",
    headers: { "x-telegram-bot-api-secret-token": secret },
    body,
    duplex: "half",
  });
}

const update = (words: string) => ({
  update_id: 5,
  message: { message_id: 1, chat: { id: 7 }, text: words },
});
const claim = () => store.updates.claim(clock.now(), { owner: "test", leaseMs: 1000, limit: 10 });

it("commits an update, then answers", async () => {
  expect((await handler(delivery(JSON.stringify(update("工行"))))).status).toBe(200);
  expect(await claim()).toMatchObject([{ updateId: 5, chat: 7, payload: JSON.stringify(update("工行")) }]);
  expect(received).toBe(1);
});

it("reads characters that fall across two chunks", async () => {
  const bytes = new TextEncoder().encode(JSON.stringify(update("京萤计划")));
  const single = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  await handler(delivery(single));
  expect((await claim())[0]?.payload).toContain("京萤计划");
});

it("takes an update once, however often it is brought", async () => {
  for (let times = 0; times < 3; times++) {
    expect((await handler(delivery(JSON.stringify(update("一"))))).status).toBe(200);
  }
  expect(await claim()).toHaveLength(1);
  expect(received).toBe(1);
});

it("lets nobody in without the secret", async () => {
  for (const secret of ["", "wrong", "righ", "right "]) {
    const request = delivery(JSON.stringify(update("一")), secret);
    // Header values lose the white space around them before they arrive.
    expect((await handler(request)).status, secret).toBe(secret.trim() === "right" ? 200 : 401);
  }
  const bare = new Request("https://example.org/hook", { method: "POST", body: "{}" });
  expect((await handler(bare)).status).toBe(401);
  expect((await handler(new Request("https://example.org/hook"))).status).toBe(405);
});

it("lets Telegram try again when the update could not be stored", async () => {
  const failing = handlerOf({
    ...store.updates,
    receive: async () => {
      throw new Error("disk full");
    },
  });
  expect((await failing(delivery(JSON.stringify(update("一"))))).status).toBe(500);
  expect(received).toBe(0);
});

it("refuses what is too long or no JSON, and lets pass what will never be readable", async () => {
  expect((await handler(delivery("x".repeat(2_000_000)))).status).toBe(413);
  expect((await handler(delivery("{"))).status).toBe(400);
  expect((await handler(delivery('"text"'))).status).toBe(200);
  expect((await handler(delivery('{"update_id":"5"}'))).status).toBe(200);
  expect(await claim()).toEqual([]);
});
