import { expect, it } from "vitest";
import type { Subject } from "../contract.js";
import { minute, noon, subscriber } from "../records.js";
import { addChats, digest, lease } from "./deliveries.js";

export function planningContract(subject: () => Subject): void {
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
}
