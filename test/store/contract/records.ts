import { expect, it } from "vitest";
import type { Source } from "../../../src/news/source.js";
import { createKeyv } from "../../../src/store/keyv.js";
import type { Subject } from "../contract.js";
import { minute, noon } from "../records.js";

export function recordContract(subject: () => Subject): void {
  const feed: Source = { id: "feed", kind: "feed", url: "https://news.example/feed.xml", medium: "晨报" };
  const posts: Source = { id: "posts", kind: "jekyll", path: "data/sample" };

  it("keeps the list of sources as it was given last", async () => {
    const { sources } = subject().store;
    await sources.sync([feed, posts], noon);
    await sources.failed("feed", noon, "502", noon + minute);
    await sources.failed("feed", noon + minute, "timeout", noon + 3 * minute);
    await sources.sync([posts, { ...feed, url: "https://news.example/all.xml" }], noon);
    expect(await sources.list()).toEqual([
      { ...posts, state: { failures: 0 } },
      {
        ...feed,
        url: "https://news.example/all.xml",
        state: { failures: 2, lastError: "timeout", retryAt: noon + 3 * minute },
      },
    ]);
    await sources.sync([feed], noon);
    await sources.succeeded("feed", noon + 4 * minute);
    expect(await sources.list()).toEqual([
      { ...feed, state: { failures: 0, lastSuccessAt: noon + 4 * minute } },
    ]);
  });

  it("keeps what could not be read, with the last reason", async () => {
    const { quarantine } = subject().store;
    const row = { source: "feed", externalId: "1", reason: "empty", body: "\0<p>", at: noon };
    await quarantine.put(row);
    await quarantine.put({ ...row, reason: "too deep", at: noon + minute });
    await quarantine.put({ ...row, externalId: "2" });
    expect(await quarantine.count()).toBe(2);
    expect(await quarantine.list({ limit: 1 })).toEqual([
      { source: "feed", externalId: "1", reason: "too deep", at: noon + minute },
    ]);
    expect(await quarantine.list({ limit: 9, offset: 1 })).toHaveLength(1);
    await quarantine.prune(noon + minute);
    expect((await quarantine.list({ limit: 9 })).map(({ externalId }) => externalId)).toEqual(["1"]);
  });

  it("lists the acts of admins, the last first", async () => {
    const { audit } = subject().store;
    await audit.add({ at: noon, actor: 0, action: "start", detail: "" });
    await audit.add({ at: noon, actor: 5, action: "ban", chat: -100123, detail: "spam" });
    expect(await audit.list({ limit: 1 })).toEqual([
      { at: noon, actor: 5, action: "ban", chat: -100123, detail: "spam" },
    ]);
    expect(await audit.list({ limit: 9, offset: 1 })).toEqual([
      { at: noon, actor: 0, action: "start", detail: "" },
    ]);
  });

  it("gives a lease to one owner at a time", async () => {
    const { leases } = subject().store;
    expect(await leases.acquire("ingest", "a", noon, minute)).toBe(true);
    expect(await leases.acquire("ingest", "b", noon + 1, minute)).toBe(false);
    expect(await leases.acquire("ingest", "a", noon + 2, minute)).toBe(true);
    expect(await leases.acquire("digests", "b", noon, minute)).toBe(true);
    expect(await leases.acquire("ingest", "b", noon + 1 + minute, minute)).toBe(false);
    expect(await leases.acquire("ingest", "b", noon + 2 + minute, minute)).toBe(true);
    await leases.release("ingest", "a");
    expect(await leases.acquire("ingest", "a", noon + 3 + minute, minute)).toBe(false);
    await leases.release("ingest", "b");
    expect(await leases.acquire("ingest", "a", noon + 3 + minute, minute)).toBe(true);
  });

  it("gives a lease to one of many who ask at the same time", async () => {
    const { store, database } = subject();
    const other = await database.open();
    const asked = Array.from({ length: 20 }, (_, index) =>
      (index % 2 ? store : other).leases.acquire("poll", `owner ${index}`, noon, minute),
    );
    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
  });

  it("keeps values under keys until their time is over", async () => {
    const { keyValues } = subject().store;
    await keyValues.set("a:1", "one", noon + minute);
    await keyValues.set("a:2", "two");
    await keyValues.set("b%1", "three");
    await keyValues.set("a:2", "二");
    expect(await keyValues.get("a:1", noon)).toBe("one");
    expect(await keyValues.get("a:1", noon + minute)).toBeUndefined();
    expect(await keyValues.get("a:2", noon + minute)).toBe("二");
    expect(await keyValues.sweep(noon + minute)).toBe(1);
    expect(await keyValues.delete("a:1")).toBe(false);
    await keyValues.clear("%");
    await keyValues.clear("a:");
    expect(await keyValues.delete("a:2")).toBe(false);
    expect(await keyValues.delete("b%1")).toBe(true);
  });

  it("never lets a counter pass its cap, whoever counts", async () => {
    const { store, database } = subject();
    const other = await database.open();
    const reserved = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        (index % 2 ? store : other).keyValues.reserve("tokens:2022-06-01", 30, 500),
      ),
    );
    expect(reserved.filter(Boolean)).toHaveLength(16);
    expect(await store.keyValues.reserve("tokens:2022-06-01", 21, 500)).toBe(false);
    expect(await store.keyValues.reserve("tokens:2022-06-01", 20, 500)).toBe(true);
    expect(await store.keyValues.reserve("tokens:2022-06-01", -20, 500)).toBe(true);
    expect(await store.keyValues.reserve("tokens:2022-06-01", 1, 500)).toBe(true);
    expect(await store.keyValues.reserve("tokens:2022-06-02", 501, 500)).toBe(false);
  });

  it("carries a Keyv, by the clock handed in", async () => {
    const { keyValues } = subject().store;
    let now = noon;
    const clock = { now: () => now };
    const errors: unknown[] = [];
    const state = createKeyv<{ step: number }>(keyValues, {
      namespace: "state",
      clock,
      onError: (e) => errors.push(e),
    });
    const other = createKeyv<string>(keyValues, { namespace: "other", clock });
    expect(await state.set("k", { step: 1 }, minute)).toBe(true);
    expect(await other.set("k", "kept")).toBe(true);
    expect(await state.get("k")).toEqual({ step: 1 });
    now += minute;
    expect(await state.get("k")).toBeUndefined();
    await state.set("k", { step: 2 });
    await state.clear();
    expect(await state.get("k")).toBeUndefined();
    expect(await other.get("k")).toBe("kept");
    expect(errors).toEqual([]);
  });

  it("tells a Keyv's user when the database fails", async () => {
    const { store } = subject();
    const errors: unknown[] = [];
    const keyv = createKeyv(store.keyValues, {
      namespace: "cache",
      clock: { now: () => noon },
      onError: (error) => errors.push(error),
    });
    await store.close();
    expect(await keyv.set("a", 1)).toBe(false);
    expect(errors).toHaveLength(1);
  });
}
