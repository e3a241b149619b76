import { expect, it } from "vitest";
import type { Subject } from "../contract.js";
import { minute, noon } from "../records.js";
import { addChats, digest, lease, sent } from "./deliveries.js";

export function pruningContract(subject: () => Subject): void {
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
