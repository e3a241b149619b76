import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { turnBack } from "../../src/digest/turn-back.js";
import { openDigestRules } from "../../src/digest-rules.js";
import type { Subscriber } from "../../src/news/subscriber.js";
import { openStore } from "../../src/store/open.js";
import type { Store } from "../../src/store/store.js";
import { openTools } from "../../src/tools.js";
import { subscriber } from "../store/records.js";
import { collectedLog } from "../support/telegram.js";

/** A Tuesday. */
const NOW = Date.parse("2026-11-24T20:00:00+08:00");
const MORNING = Date.parse("2026-11-25T08:30:00+08:00");
const rules = openDigestRules(openTools(), collectedLog().log);

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "yinxun-turn-back-"));
  store = await openStore(`file:${join(folder, "turn-back.db")}`, { now: 0 });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function reader(chat: number, patch: Partial<Subscriber>): Promise<void> {
  const one = subscriber({ chat, createdAt: 0, ...patch });
  await store.subscribers.add(one);
  await store.subscribers.subscribe(one, [{ kind: "bank", name: "北京银行" }], 0);
}
const standing = async (chat: number) => {
  const known = await store.subscribers.get({ chat, thread: 0 });
  return [known?.nextDigestAt, known?.coveredUntil];
};

it("brings back chats that a clock of next year sent off, and nobody else", async () => {
  const nextYear = Date.parse("2027-11-25T08:30:00+08:00");
  const nextMonday = Date.parse("2026-11-30T08:30:00+08:00");
  await reader(1, { nextDigestAt: nextYear, coveredUntil: nextYear - 1000 });
  await reader(2, { nextDigestAt: nextYear, coveredUntil: nextYear - 2000 });
  await reader(3, { nextDigestAt: nextMonday, days: 1, coveredUntil: NOW - 1000 });
  await reader(4, { nextDigestAt: MORNING, coveredUntil: NOW - 1000 });
  await reader(5, { mode: "instant", coveredUntil: nextYear });
  expect(await turnBack(store.subscribers, rules, NOW)).toBe(2);
  expect(await Promise.all([1, 2, 3, 4, 5].map(standing))).toEqual([
    [MORNING, NOW],
    [MORNING, NOW],
    [nextMonday, NOW - 1000],
    [MORNING, NOW - 1000],
    [undefined, NOW],
  ]);
  expect(await turnBack(store.subscribers, rules, NOW)).toBe(0);
});
