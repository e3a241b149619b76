import { expect, it } from "vitest";
import type { Subject } from "../contract.js";
import { minute, noon, planned, subscriber } from "../records.js";
import { addChats, again, claimOne, digest, failed, lease, sent } from "./deliveries.js";

export function sendingContract(subject: () => Subject): void {
  it("claims what is due, the oldest first, one a chat, in the order of its parts", async () => {
    const { store } = subject();
    await addChats(store, 1, 2);
    await store.ledger.plan([digest("new", [1], { dueAt: noon })], noon);
    await store.ledger.plan([digest("old", [1, 2], { dueAt: noon - minute })], noon);
    await store.ledger.plan([digest("later", [2], { dueAt: noon + minute })], noon);
    const claimed: string[][] = [];
    for (let round = 0; round < 6; round += 1) {
      const deliveries = await store.ledger.claim(noon, lease);
      claimed.push(deliveries.map(({ chat, digestId, part }) => `${chat} ${digestId} ${part}`));
      await store.ledger.settle(deliveries.map(sent), noon);
    }
    expect(claimed).toEqual([["1 2 0", "2 2 0"], ["1 2 1", "2 2 1"], ["1 1 0"], ["1 1 1"], [], []]);
    expect(await store.ledger.counts()).toEqual({ sent: 6, pending: 2 });
  });

  it("hands out a delivery with all that the sender needs", async () => {
    const { store } = subject();
    const group = subscriber({ chat: -100, thread: 7, type: "supergroup" });
    await store.subscribers.add(group);
    await store.ledger.plan([planned([group], { assurance: "at-least-once", parts: ["文"] })], noon);
    const delivery = await claimOne(store);
    expect(delivery).toEqual({
      id: expect.any(Number),
      digestId: expect.any(Number),
      chat: -100,
      thread: 7,
      part: 0,
      assurance: "at-least-once",
      attempts: 1,
      dueAt: noon,
    });
    expect(await store.ledger.payload(delivery)).toBe("文");
  });

  it("gives no chat a second message while one is on its way", async () => {
    const { store } = subject();
    await addChats(store, 1);
    await store.ledger.plan([digest("a", [1], { parts: ["a"] })], noon);
    await store.ledger.plan([digest("b", [1], { parts: ["b"], dueAt: noon + 1 })], noon);
    const first = await claimOne(store, noon + 1);
    expect(await store.ledger.claim(noon + 1, lease)).toEqual([]);
    await store.ledger.settle([failed(first)], noon);
    expect(await store.ledger.payload(await claimOne(store, noon + 1))).toBe("b");
  });

  it("sends no later part while an earlier one waits to be tried again", async () => {
    const { store } = subject();
    await addChats(store, 1);
    await store.ledger.plan([digest("k", [1])], noon);
    const first = await claimOne(store);
    await store.ledger.settle([again(first, noon + minute)], noon);
    expect(await store.ledger.claim(noon, lease)).toEqual([]);
    const second = await claimOne(store, noon + minute);
    expect(second).toMatchObject({ id: first.id, part: 0, attempts: 2 });
    expect(await store.ledger.claim(noon + 9 * minute, lease)).toEqual([]);
    const { id, attempts } = second;
    await store.ledger.settle([{ id, attempts, status: "uncertain", error: "timeout" }], noon + minute);
    expect(await claimOne(store, noon + minute)).toMatchObject({ part: 1 });
  });

  it("lets a message that is tried again keep its place before a later digest", async () => {
    const { store } = subject();
    await addChats(store, 1);
    await store.ledger.plan([digest("a", [1])], noon);
    await store.ledger.plan([digest("b", [1], { dueAt: noon + 1, parts: ["third"] })], noon);
    await store.ledger.settle([again(await claimOne(store, noon + 1), noon + minute)], noon);
    const payloads: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const delivery = await claimOne(store, noon + minute);
      payloads.push(await store.ledger.payload(delivery));
      await store.ledger.settle([sent(delivery)], noon);
    }
    expect(payloads).toEqual(["first", "second", "third"]);
  });

  it("never gives two owners the same row", async () => {
    const { store, database } = subject();
    const other = await database.open();
    const chats = Array.from({ length: 60 }, (_, index) => index + 1);
    await addChats(store, ...chats);
    await store.ledger.plan([digest("k", chats)], noon);
    const claimed = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        (index % 2 ? store : other).ledger.claim(noon, { owner: `${index}`, leaseMs: minute, limit: 7 }),
      ),
    );
    const ids = claimed.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(claimed.flat().map(({ chat }) => chat)).size).toBe(ids.length);
    expect(await store.ledger.counts()).toEqual({ sending: ids.length, pending: 120 - ids.length });
    // What a rival held locked is found by the next claim.
    const rest = await store.ledger.claim(noon, lease);
    expect(ids.length + rest.length).toBe(60);
    expect(rest.every(({ part }) => part === 0)).toBe(true);
  });

  it("ends what a dead process was sending once its lease is over, each by its assurance", async () => {
    const { store } = subject();
    await addChats(store, 1, 2, 3);
    await store.ledger.plan([digest("once", [1], { assurance: "at-most-once" })], noon);
    await store.ledger.plan([digest("surely", [2], { assurance: "at-least-once" })], noon);
    await store.ledger.plan([digest("other", [3])], noon);
    const [once] = await store.ledger.claim(noon, { ...lease, limit: 2 });
    await store.ledger.claim(noon + minute, { ...lease, limit: 1 });
    expect(await store.ledger.recover(noon + minute - 1)).toBe(0);
    expect(await store.ledger.recover(noon + minute)).toBe(2);
    expect(await store.ledger.recover(noon + minute)).toBe(0);
    expect(await store.ledger.counts()).toEqual({ uncertain: 1, sending: 1, pending: 4 });
    // The answer that was thought lost arrives.
    if (!once) throw new Error("nothing claimed");
    await store.ledger.settle([sent(once)], noon + 2 * minute);
    await store.ledger.settle([failed(once, "too late")], noon + 2 * minute);
    await store.ledger.settle([again(once, noon)], noon + 2 * minute);
    expect(await store.ledger.counts()).toEqual({ sent: 1, sending: 1, pending: 4 });
  });

  it("ends what others were sending at once, for the only one that may send", async () => {
    const { store } = subject();
    await addChats(store, 1, 2);
    await store.ledger.plan([digest("k", [1, 2])], noon);
    await store.ledger.claim(noon, { ...lease, owner: "dead", limit: 1 });
    await store.ledger.claim(noon, { ...lease, owner: "sole", limit: 1 });
    expect(await store.ledger.recover(noon + 1, "sole")).toBe(1);
    expect(await store.ledger.counts()).toEqual({ uncertain: 1, sending: 1, pending: 2 });
  });

  it("hears nothing from a taker whose row was taken again, but that it was sent before that", async () => {
    const { store } = subject();
    await addChats(store, 1, 2);
    await store.ledger.plan([digest("k", [1, 2], { assurance: "at-least-once", parts: ["a"] })], noon);
    const [first, second] = await store.ledger.claim(noon, { ...lease, owner: "stopped" });
    if (!first || !second) throw new Error("two deliveries");
    await store.ledger.recover(noon, "other");
    const [taken] = await store.ledger.claim(noon, { ...lease, owner: "other", limit: 1 });
    expect(taken).toMatchObject({ id: first.id, attempts: 2 });
    await store.ledger.settle([failed(first), failed(second)], noon);
    expect(await store.ledger.counts()).toEqual({ sending: 1, pending: 1 });
    await store.ledger.settle([sent(first), sent(second)], noon);
    expect(await store.ledger.counts()).toEqual({ sending: 1, sent: 1 });
  });

  it("fails what waits for a chat that cannot be written to", async () => {
    const { store } = subject();
    await addChats(store, 1, 2);
    await store.ledger.plan([digest("k", [1, 2])], noon);
    const [first] = await store.ledger.claim(noon, lease);
    if (!first) throw new Error("nothing claimed");
    await store.ledger.settle([failed(first, "403")], noon);
    await store.ledger.failChat({ chat: 1 }, "403", noon);
    expect(await store.ledger.counts()).toEqual({ failed: 2, sending: 1, pending: 1 });
  });

  it("keeps an error text with signs that no database holds", async () => {
    const { store } = subject();
    await addChats(store, 1);
    await store.ledger.plan([digest("k", [1], { parts: ["a"] })], noon);
    await store.ledger.settle([failed(await claimOne(store), "<html>\0\ud800")], noon);
    expect(await store.ledger.counts()).toEqual({ failed: 1 });
  });
}
