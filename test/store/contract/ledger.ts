import { expect, it } from "vitest";
import type { Delivery } from "../../../src/news/delivery.js";
import type { PlannedDigest, Store } from "../../../src/store/store.js";
import type { Subject } from "../contract.js";
import { minute, noon, planned, subscriber } from "../records.js";

const lease = { owner: "one", leaseMs: minute, limit: 100 };

async function addChats(store: Store, ...chats: number[]): Promise<void> {
  for (const chat of chats) await store.subscribers.add(subscriber({ chat }));
}

function digest(key: string, chats: number[], say: Partial<PlannedDigest> = {}): PlannedDigest {
  const dueAt = say.dueAt ?? noon;
  const refs = chats.map((chat) => ({ chat, thread: 0 }));
  return planned(refs, { key, parts: ["first", "second"], coveredUntil: dueAt, ...say });
}

const sent = ({ id, attempts }: Delivery) => ({ id, attempts, status: "sent" as const, messageId: 1 });
const failed = ({ id, attempts }: Delivery, error = "400") => ({
  id,
  attempts,
  status: "failed" as const,
  error,
});
const again = ({ id, attempts }: Delivery, retryAt: number) => ({
  id,
  attempts,
  status: "pending" as const,
  error: "429",
  retryAt,
});

async function claimOne(store: Store, now = noon): Promise<Delivery> {
  const [delivery] = await store.ledger.claim(now, { ...lease, limit: 1 });
  if (!delivery) throw new Error("nothing to claim");
  return delivery;
}

export function ledgerContract(subject: () => Subject): void {
  it("plans a delivery for each chat and part, and moves the chats on", async () => {
    const { store } = subject();
    await addChats(store, 1, 2);
    expect(await store.ledger.plan([digest("k", [1], { nextDigestAt: noon + minute })], noon)).toBe(2);
    expect(await store.ledger.plan([digest("k", [2])], noon)).toBe(2);
    expect(await store.ledger.counts()).toEqual({ pending: 4 });
    expect(await store.subscribers.get({ chat: 1, thread: 0 })).toMatchObject({
      coveredUntil: noon,
      nextDigestAt: noon + minute,
    });
    expect((await store.subscribers.get({ chat: 2, thread: 0 }))?.nextDigestAt).toBeUndefined();
  });

  it("plans the same due time of a chat once, whatever the digest", async () => {
    const { store } = subject();
    await addChats(store, 1, 2);
    await store.ledger.plan([digest("k", [1])], noon);
    expect(await store.ledger.plan([digest("k", [1])], noon)).toBe(0);
    expect(await store.ledger.plan([digest("other", [1, 2])], noon)).toBe(2);
    const late = digest("late", [1], { coveredUntil: noon + 5, nextDigestAt: noon + minute });
    expect(await store.ledger.plan([late], noon)).toBe(0);
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
      store.ledger.plan([digest("k", [1, 2, 3])], noon),
      other.ledger.plan([digest("k", [1, 2, 3])], noon),
    ]);
    expect(written.sort()).toEqual([0, 6]);
  });

  it("serves a chat from where it stands once, also when two replicas plan at times of their own", async () => {
    const { store, database } = subject();
    await addChats(store, 1, 2);
    const other = await database.open();
    const from = (at: number, servedUntil: number | null) =>
      digest(`k${at}`, [1, 2], { dueAt: at, parts: ["news"], servedUntil, coveredUntil: at });
    for (const servedUntil of [null, noon]) {
      const at = (servedUntil ?? noon - minute) + minute;
      const written = await Promise.all([
        store.ledger.plan([from(at, servedUntil)], at),
        other.ledger.plan([from(at + 1, servedUntil)], at + 1),
      ]);
      expect(written.sort()).toEqual([0, 2]);
      await store.subscribers.update({ chat: 1, thread: 0 }, { coveredUntil: noon });
      await store.subscribers.update({ chat: 2, thread: 0 }, { coveredUntil: noon });
    }
    expect(await store.ledger.plan([from(noon + minute * 5, noon - 1)], noon)).toBe(0);
  });

  it("lets two replicas plan for the same chats in any order, one after the other", async () => {
    const { store, database } = subject();
    const chats = Array.from({ length: 200 }, (_, i) => i + 1);
    await addChats(store, ...chats);
    const other = await database.open();
    const half = chats.length / 2;
    for (let round = 0; round < 5; round += 1) {
      const at = noon + round * 10 * minute;
      const servedUntil = round === 0 ? null : at - 10 * minute;
      const say = (key: string, some: number[], parts: string[], later: number) =>
        digest(`${key}${round}`, some, { dueAt: at + later, parts, servedUntil, coveredUntil: at + later });
      await Promise.all([
        store.ledger.plan(
          [say("silent", chats.slice(half), [], 0), say("news", chats.slice(0, half), ["a"], 0)],
          at,
        ),
        other.ledger.plan([say("all", chats, ["b"], 1)], at + 1),
      ]);
      for (const chat of chats) await store.subscribers.update({ chat, thread: 0 }, { coveredUntil: at });
    }
    expect(await store.ledger.counts()).toMatchObject({ pending: expect.any(Number) });
  });

  it("keeps the words of a digest that is planned again under its key", async () => {
    const { store } = subject();
    await addChats(store, 1, 2);
    await store.ledger.plan([digest("k", [1])], noon);
    await store.ledger.plan([digest("k", [2], { parts: ["changed"] })], noon);
    const claimed = await store.ledger.claim(noon, lease);
    expect(claimed.map(({ chat }) => chat)).toEqual([1, 2]);
    for (const delivery of claimed) expect(await store.ledger.payload(delivery)).toBe("first");
  });

  it("plans one digest for chats that were due at different times", async () => {
    const { store } = subject();
    await addChats(store, 1, 2);
    const late = digest("k", [2], { dueAt: noon - minute, coveredUntil: noon });
    expect(await store.ledger.plan([digest("k", [1]), late], noon)).toBe(4);
  });

  it("moves a chat on when there is nothing to send", async () => {
    const { store } = subject();
    await addChats(store, 1);
    expect(await store.ledger.plan([digest("empty", [1], { parts: [] })], noon)).toBe(0);
    expect(await store.subscribers.get({ chat: 1, thread: 0 })).toMatchObject({ coveredUntil: noon });
    expect(await store.ledger.plan([digest("late", [1])], noon)).toBe(0);
  });

  it("never covers less than before, nor takes back a time that was chosen meanwhile", async () => {
    const { store } = subject();
    const chosen = { nextDigestAt: noon + 60 * minute, coveredUntil: noon + 2 * minute };
    await store.subscribers.add(subscriber({ chat: 1, ...chosen }));
    await store.ledger.plan([digest("k", [1], { nextDigestAt: noon + minute })], noon);
    expect(await store.subscribers.get({ chat: 1, thread: 0 })).toMatchObject(chosen);
  });

  it("plans a message that tells nothing of the news, which covers nothing", async () => {
    const { store } = subject();
    const standing = { nextDigestAt: noon + 60 * minute, coveredUntil: noon - minute };
    await store.subscribers.add(subscriber({ chat: 1, ...standing }));
    const { coveredUntil: _, ...notice } = digest("b", [1], { kind: "broadcast" });
    expect(await store.ledger.plan([notice], noon)).toBe(2);
    expect(await store.subscribers.get({ chat: 1, thread: 0 })).toMatchObject(standing);
  });

  it("remembers broadcasts until all their deliveries are written", async () => {
    const { store } = subject();
    await addChats(store, 1);
    const notice = digest("b", [], { kind: "broadcast", assurance: "at-least-once" });
    await store.ledger.plan([notice], noon);
    expect(await store.ledger.unplanned()).toEqual([
      { key: "b", assurance: "at-least-once", createdAt: noon },
    ]);
    const rest = digest("b", [1], { kind: "broadcast", parts: [] });
    expect(await store.ledger.plan([rest], noon)).toBe(2);
    await store.ledger.planned("b", noon);
    expect(await store.ledger.unplanned()).toEqual([]);
  });

  it("plans nothing for a chat that is not known", async () => {
    const { store, database } = subject();
    await addChats(store, 1);
    expect(await store.ledger.plan([digest("k", [1, 700100200])], noon)).toBe(2);
    expect(JSON.stringify(await database.dump())).not.toContain("700100200");
  });

  it("plans for a thousand chats at once", async () => {
    const { store } = subject();
    const chats = Array.from({ length: 1000 }, (_, index) => index + 1);
    await addChats(store, ...chats);
    expect(await store.ledger.plan([digest("k", chats)], noon)).toBe(2000);
    expect(await store.subscribers.get({ chat: 1000, thread: 0 })).toMatchObject({ coveredUntil: noon });
  });

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

  it("drops what ended long ago, in pieces, and nothing that is still to be sent", async () => {
    const { store } = subject();
    await addChats(store, 1, 2, 3);
    const parts = ["a"];
    await store.ledger.plan([digest("old", [1, 2, 3], { parts })], noon);
    await store.ledger.settle((await store.ledger.claim(noon, { ...lease, limit: 2 })).map(sent), noon);
    expect(await store.ledger.prune(noon, 9)).toBe(0);
    expect(await store.ledger.prune(noon + 1, 1)).toBe(1);
    expect(await store.ledger.prune(noon + 1, 9)).toBe(1);
    expect(await store.ledger.counts()).toEqual({ pending: 1 });
  });

  it("keeps nothing of what was said in digests whose deliveries are gone", async () => {
    const { store, database } = subject();
    await addChats(store, 1, 2);
    await store.ledger.plan([digest("old", [1], { parts: ["once said"] })], noon);
    await store.ledger.settle((await store.ledger.claim(noon, lease)).map(sent), noon);
    await store.ledger.prune(noon + 1, 9);
    const begun = digest("begun", [], { kind: "broadcast", parts: ["for all"] });
    await store.ledger.plan([begun], noon - minute);
    await store.ledger.plan(
      [digest("new", [1, 2], { parts: ["said now"], dueAt: noon + minute })],
      noon + minute,
    );
    await store.ledger.pruneDigests(noon);
    expect((await database.dump()).digest_parts).toHaveLength(3);
    await store.ledger.pruneDigests(noon + minute);
    const { digest_parts, digest_targets } = await database.dump();
    expect(JSON.stringify(digest_parts)).toContain("said now");
    expect(JSON.stringify(digest_parts)).toContain("for all");
    expect(JSON.stringify(digest_parts)).not.toContain("once said");
    expect(digest_targets).toHaveLength(2);
    expect(await store.ledger.claim(noon + minute, lease)).toHaveLength(2);
  });

  it("keeps no row of chats that are served as news comes and have none", async () => {
    const { store, database } = subject();
    await addChats(store, 1, 2);
    const silent = digest("silent", [1, 2], { parts: [], servedUntil: null, coveredUntil: noon + minute });
    await store.ledger.plan([silent], noon + minute);
    const standing = () =>
      Promise.all(
        [1, 2].map(async (chat) => (await store.subscribers.get({ chat, thread: 0 }))?.coveredUntil),
      );
    expect(await standing()).toEqual([noon + minute, noon + minute]);
    await store.ledger.plan([{ ...silent, coveredUntil: noon + 9 * minute }], noon + 9 * minute);
    expect(await standing()).toEqual([noon + minute, noon + minute]);
    const { digests, digest_targets } = await database.dump();
    expect([...(digests ?? []), ...(digest_targets ?? [])]).toEqual([]);
  });
}
