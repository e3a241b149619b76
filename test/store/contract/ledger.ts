import { expect, it } from "vitest";
import type { PlannedDigest, Store } from "../../../src/store/store.js";
import type { Subject } from "../contract.js";
import { minute, noon, subscriber } from "../records.js";

const lease = { owner: "one", leaseMs: minute, limit: 100 };

async function addChats(store: Store, ...chats: number[]): Promise<void> {
  for (const chat of chats) await store.subscribers.add(subscriber({ chat }));
}

function digest(
  key: string,
  chats: number[],
  say: Partial<PlannedDigest> & { dueAt?: number } = {},
): PlannedDigest {
  const { dueAt = noon, ...rest } = say;
  return {
    key,
    kind: "daily",
    parts: ["first", "second"],
    targets: chats.map((chat) => ({ ref: { chat, thread: 0 }, dueAt, coveredUntil: dueAt })),
    ...rest,
  };
}

export function ledgerContract(subject: () => Subject): void {
  it("plans a delivery for each chat and part, and moves the chats on", async () => {
    const { store } = subject();
    await addChats(store, 1, 2);
    const [one, two] = digest("k", [1, 2]).targets;
    if (!one || !two) throw new Error("two targets");
    const targets = [{ ...one, nextDigestAt: noon + minute }, two];
    expect(await store.ledger.plan(digest("k", [], { targets }), noon)).toBe(4);
    expect(await store.ledger.counts()).toEqual({ waiting: 4 });
    expect(await store.subscribers.get({ chat: 1, thread: 0 })).toMatchObject({
      coveredUntil: noon,
      nextDigestAt: noon + minute,
    });
    expect((await store.subscribers.get({ chat: 2, thread: 0 }))?.nextDigestAt).toBeUndefined();
  });

  it("plans the same due time of a chat once, whatever the digest", async () => {
    const { store } = subject();
    await addChats(store, 1, 2);
    await store.ledger.plan(digest("k", [1]), noon);
    expect(await store.ledger.plan(digest("k", [1]), noon)).toBe(0);
    expect(await store.ledger.plan(digest("other", [1, 2]), noon)).toBe(2);
    const [target] = digest("k", [1]).targets;
    if (!target) throw new Error("a target");
    const again = { ...target, coveredUntil: noon + 5, nextDigestAt: noon + minute };
    expect(await store.ledger.plan(digest("late", [], { targets: [again] }), noon)).toBe(0);
    // Not due for ever, and what the planned digest did not cover is not covered.
    expect(await store.subscribers.get({ chat: 1, thread: 0 })).toMatchObject({
      nextDigestAt: noon + minute,
      coveredUntil: noon,
    });
  });

  it("plans once when two replicas plan at the same time", async () => {
    const { store, database } = subject();
    await addChats(store, 1, 2, 3);
    const other = await database.open();
    const written = await Promise.all([
      store.ledger.plan(digest("k", [1, 2, 3]), noon),
      other.ledger.plan(digest("k", [1, 2, 3]), noon),
    ]);
    expect(written.sort()).toEqual([0, 6]);
  });

  it("keeps the words of a digest that is planned again under its key", async () => {
    const { store } = subject();
    await addChats(store, 1, 2);
    await store.ledger.plan(digest("k", [1]), noon);
    await store.ledger.plan(digest("k", [2], { parts: ["changed"] }), noon);
    const claimed = await store.ledger.claim(noon, lease);
    expect(claimed.map(({ chat, payload }) => [chat, payload])).toEqual([
      [1, "first"],
      [2, "first"],
    ]);
  });

  it("moves a chat on when there is nothing to send", async () => {
    const { store } = subject();
    await addChats(store, 1);
    expect(await store.ledger.plan(digest("empty", [1], { parts: [] }), noon)).toBe(0);
    expect(await store.subscribers.get({ chat: 1, thread: 0 })).toMatchObject({ coveredUntil: noon });
    expect(await store.ledger.plan(digest("late", [1]), noon)).toBe(0);
  });

  it("never covers less than before, nor takes back a time that was chosen meanwhile", async () => {
    const { store } = subject();
    const chosen = { nextDigestAt: noon + 60 * minute, coveredUntil: noon + 2 * minute };
    await store.subscribers.add(subscriber({ chat: 1, ...chosen }));
    const target = {
      ref: { chat: 1, thread: 0 },
      dueAt: noon,
      coveredUntil: noon,
      nextDigestAt: noon + minute,
    };
    await store.ledger.plan(digest("k", [], { targets: [target] }), noon);
    expect(await store.subscribers.get({ chat: 1, thread: 0 })).toMatchObject(chosen);
  });

  it("plans nothing for a chat that is not known", async () => {
    const { store, database } = subject();
    await addChats(store, 1);
    expect(await store.ledger.plan(digest("k", [1, 700100200]), noon)).toBe(2);
    expect(JSON.stringify(await database.dump())).not.toContain("700100200");
  });

  it("plans for hundreds of chats at once", async () => {
    const { store } = subject();
    const chats = Array.from({ length: 520 }, (_, index) => index + 1);
    await addChats(store, ...chats);
    expect(await store.ledger.plan(digest("k", chats), noon)).toBe(1040);
    expect(await store.subscribers.get({ chat: 520, thread: 0 })).toMatchObject({ coveredUntil: noon });
  });

  it("claims what is due, the oldest first, one a chat, in the order of its parts", async () => {
    const { store } = subject();
    await addChats(store, 1, 2);
    await store.ledger.plan(digest("new", [1], { dueAt: noon }), noon);
    await store.ledger.plan(digest("old", [1, 2], { dueAt: noon - minute }), noon);
    await store.ledger.plan(digest("later", [2], { dueAt: noon + minute }), noon);
    const claimed: string[][] = [];
    for (let round = 0; round < 6; round += 1) {
      const deliveries = await store.ledger.claim(noon, lease);
      claimed.push(deliveries.map(({ chat, digestId, part }) => `${chat} ${digestId} ${part}`));
      for (const { id } of deliveries) await store.ledger.sent(id, 1, noon);
    }
    expect(claimed).toEqual([["1 2 0", "2 2 0"], ["1 2 1", "2 2 1"], ["1 1 0"], ["1 1 1"], [], []]);
    expect(await store.ledger.counts()).toEqual({ sent: 6, waiting: 2 });
  });

  it("hands out a delivery with all that the sender needs", async () => {
    const { store } = subject();
    await store.subscribers.add(subscriber({ chat: -100, thread: 7, type: "supergroup" }));
    const target = { ref: { chat: -100, thread: 7 }, dueAt: noon, coveredUntil: noon };
    await store.ledger.plan(digest("k", [], { targets: [target], parts: ["文"] }), noon);
    expect(await store.ledger.claim(noon, lease)).toEqual([
      {
        id: expect.any(Number),
        digestId: expect.any(Number),
        chat: -100,
        thread: 7,
        part: 0,
        status: "sending",
        attempts: 1,
        payload: "文",
        dueAt: noon,
      },
    ]);
  });

  it("gives no chat a second message while one is on its way", async () => {
    const { store } = subject();
    await addChats(store, 1);
    await store.ledger.plan(digest("a", [1], { parts: ["a"] }), noon);
    await store.ledger.plan(digest("b", [1], { parts: ["b"], dueAt: noon + 1 }), noon);
    const [first] = await store.ledger.claim(noon + 1, lease);
    expect(await store.ledger.claim(noon + 1, lease)).toEqual([]);
    await store.ledger.failed(first?.id ?? 0, "400", noon);
    expect(await store.ledger.claim(noon + 1, lease)).toMatchObject([{ payload: "b" }]);
  });

  it("sends no later part while an earlier one waits to be tried again", async () => {
    const { store } = subject();
    await addChats(store, 1);
    await store.ledger.plan(digest("k", [1]), noon);
    const [first] = await store.ledger.claim(noon, lease);
    await store.ledger.retry(first?.id ?? 0, "429", noon + minute);
    expect(await store.ledger.claim(noon, lease)).toEqual([]);
    const [again] = await store.ledger.claim(noon + minute, lease);
    expect(again).toMatchObject({ id: first?.id, part: 0, attempts: 2 });
    expect(await store.ledger.claim(noon + 9 * minute, lease)).toEqual([]);
    await store.ledger.uncertain(again?.id ?? 0, "timeout", noon + minute);
    expect(await store.ledger.claim(noon + minute, lease)).toMatchObject([{ part: 1 }]);
  });

  it("lets a message that is tried again keep its place before a later digest", async () => {
    const { store } = subject();
    await addChats(store, 1);
    await store.ledger.plan(digest("a", [1]), noon);
    await store.ledger.plan(digest("b", [1], { dueAt: noon + 1, parts: ["third"] }), noon);
    const [first] = await store.ledger.claim(noon + 1, lease);
    await store.ledger.retry(first?.id ?? 0, "502", noon + minute);
    const sent: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      for (const { id, payload } of await store.ledger.claim(noon + minute, lease)) {
        sent.push(payload);
        await store.ledger.sent(id, 1, noon);
      }
    }
    expect(sent).toEqual(["first", "second", "third"]);
  });

  it("never gives two owners the same row", async () => {
    const { store, database } = subject();
    const other = await database.open();
    const chats = Array.from({ length: 60 }, (_, index) => index + 1);
    await addChats(store, ...chats);
    await store.ledger.plan(digest("k", chats), noon);
    const claimed = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        (index % 2 ? store : other).ledger.claim(noon, { owner: `${index}`, leaseMs: minute, limit: 7 }),
      ),
    );
    const ids = claimed.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(claimed.flat().map(({ chat }) => chat)).size).toBe(ids.length);
    expect(await store.ledger.counts()).toEqual({ sending: ids.length, waiting: 120 - ids.length });
    // What a rival held locked is found by the next claim.
    const rest = await store.ledger.claim(noon, lease);
    expect(ids.length + rest.length).toBe(60);
    expect(rest.every(({ part }) => part === 0)).toBe(true);
  });

  it("holds what a dead process was sending for uncertain, once its lease is over", async () => {
    const { store } = subject();
    await addChats(store, 1, 2);
    await store.ledger.plan(digest("k", [1, 2]), noon);
    const [first] = await store.ledger.claim(noon, { ...lease, limit: 1 });
    await store.ledger.claim(noon + minute, { ...lease, limit: 1 });
    expect(await store.ledger.recover(noon + minute - 1)).toBe(0);
    expect(await store.ledger.recover(noon + minute)).toBe(1);
    expect(await store.ledger.recover(noon + minute)).toBe(0);
    expect(await store.ledger.counts()).toEqual({ uncertain: 1, sending: 1, waiting: 2 });
    // The answer that was thought lost arrives.
    await store.ledger.sent(first?.id ?? 0, 55, noon + 2 * minute);
    await store.ledger.failed(first?.id ?? 0, "too late", noon + 2 * minute);
    await store.ledger.retry(first?.id ?? 0, "too late", noon + 2 * minute);
    expect(await store.ledger.counts()).toMatchObject({ sent: 1 });
  });

  it("fails what waits for a chat that cannot be written to", async () => {
    const { store } = subject();
    await addChats(store, 1, 2);
    await store.ledger.plan(digest("k", [1, 2]), noon);
    const [first] = await store.ledger.claim(noon, lease);
    await store.ledger.failed(first?.id ?? 0, "403", noon);
    await store.ledger.failChat(1, "403", noon);
    expect(await store.ledger.counts()).toEqual({ failed: 2, sending: 1, waiting: 1 });
  });

  it("keeps an error text with signs that no database holds", async () => {
    const { store } = subject();
    await addChats(store, 1);
    await store.ledger.plan(digest("k", [1], { parts: ["a"] }), noon);
    const [first] = await store.ledger.claim(noon, lease);
    await store.ledger.failed(first?.id ?? 0, "<html>\0\ud800", noon);
    expect(await store.ledger.counts()).toEqual({ failed: 1 });
  });
}
