import { expect, it } from "vitest";
import type { Subject } from "../contract.js";
import { minute, noon } from "../records.js";

const lease = { owner: "one", leaseMs: minute, limit: 100 };
const update = (updateId: number, chat: number) => ({ updateId, chat, payload: `{"update_id":${updateId}}` });

export function updateContract(subject: () => Subject): void {
  it("drops an update that came before", async () => {
    const { updates } = subject().store;
    expect(await updates.receive([update(5, 1), update(6, 1), update(5, 1)], noon)).toBe(2);
    expect(await updates.receive([update(6, 1), update(7, 1)], noon)).toBe(1);
    expect(await updates.receive([], noon)).toBe(0);
    expect(await updates.lastId()).toBe(7);
  });

  it("hands them out in order of arrival, one a chat, the next when the one before has ended", async () => {
    const { updates } = subject().store;
    await updates.receive([update(1, 10), update(2, 10), update(3, 20), update(4, 10)], noon);
    const first = await updates.claim(noon, lease);
    expect(first).toEqual([
      { updateId: 1, chat: 10, payload: '{"update_id":1}', attempts: 1 },
      { updateId: 3, chat: 20, payload: '{"update_id":3}', attempts: 1 },
    ]);
    expect(await updates.claim(noon, lease)).toEqual([]);
    await updates.handled([1], noon);
    await updates.failed(3, "it threw", noon);
    expect(await updates.claim(noon, lease)).toMatchObject([{ updateId: 2 }]);
    expect(await updates.claim(noon, { ...lease, limit: 0 })).toEqual([]);
  });

  it("keeps the order of arrival when the clock was set back", async () => {
    const { updates } = subject().store;
    await updates.receive([update(1, 10)], noon);
    await updates.receive([update(2, 10)], noon - minute);
    expect(await updates.claim(noon, lease)).toMatchObject([{ updateId: 1 }]);
    expect(await updates.lastId()).toBe(2);
  });

  it("does not make updates without a chat wait for each other", async () => {
    const { updates } = subject().store;
    await updates.receive([update(1, 0), update(2, 0)], noon);
    expect(await updates.claim(noon, lease)).toHaveLength(2);
  });

  it("hands out again what a dead process had taken, and counts", async () => {
    const { updates } = subject().store;
    await updates.receive([update(1, 10), update(2, 10)], noon);
    await updates.claim(noon, lease);
    expect(await updates.claim(noon + minute - 1, lease)).toEqual([]);
    expect(await updates.claim(noon + minute, lease)).toMatchObject([{ updateId: 1, attempts: 2 }]);
  });

  it("hands out at once what was taken, when its leases are ended", async () => {
    const { updates } = subject().store;
    await updates.receive([update(1, 10), update(2, 10), update(3, 20)], noon);
    await updates.claim(noon, lease);
    await updates.release();
    expect(await updates.claim(noon, lease)).toMatchObject([
      { updateId: 1, attempts: 2 },
      { updateId: 3, attempts: 2 },
    ]);
  });

  it("never gives two owners the same update, nor two of one chat", async () => {
    const { store, database } = subject();
    const other = await database.open();
    await store.updates.receive(
      Array.from({ length: 90 }, (_, index) => update(index + 1, 1 + (index % 30))),
      noon,
    );
    const claimed = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        (index % 2 ? store : other).updates.claim(noon, { ...lease, owner: `${index}`, limit: 8 }),
      ),
    );
    const taken = claimed.flat();
    expect(new Set(taken.map(({ chat }) => chat)).size).toBe(taken.length);
    const rest = await store.updates.claim(noon, lease);
    expect(taken.length + rest.length).toBe(30);
    expect([...taken, ...rest].every(({ updateId }) => updateId <= 30)).toBe(true);
  });

  it("keeps no words of an update that was handled", async () => {
    const { store, database } = subject();
    await store.updates.receive([{ updateId: 1, chat: 10, payload: "秘密" }], noon);
    await store.updates.claim(noon, lease);
    await store.updates.handled([1], noon);
    expect(JSON.stringify(await database.dump())).not.toContain("秘密");
  });

  it("drops old ones that ended, but not the last to arrive", async () => {
    const { store, database } = subject();
    const { updates } = store;
    await updates.receive([update(100, 1), update(101, 2)], noon);
    // Telegram starts anew from a random number after a silence.
    await updates.receive([update(7, 3)], noon + minute);
    await updates.claim(noon, lease);
    await updates.handled([100], noon);
    await updates.handled([7], noon);
    await updates.prune(noon + minute);
    const { updates: rows } = await database.dump();
    expect(rows).toHaveLength(2);
    expect(await updates.lastId()).toBe(7);
    await updates.prune(noon - minute);
    expect(await updates.receive([update(100, 1)], noon)).toBe(1);
  });

  it("has no last number before the first update", async () => {
    expect(await subject().store.updates.lastId()).toBeUndefined();
  });
}
