import { expect, it } from "vitest";
import type { Interest } from "../../../src/news/subscriber.js";
import { createKeyv } from "../../../src/store/keyv.js";
import type { Subject } from "../contract.js";
import { minute, noon, subscriber } from "../records.js";

const beijing: Interest = { kind: "bank", name: "北京银行" };
const icbc: Interest = { kind: "bank", name: "工商银行" };
const children: Interest = { kind: "topic", name: "儿童金融" };

export function subscriberContract(subject: () => Subject): void {
  it("adds a chat once and keeps it as it was", async () => {
    const { subscribers } = subject().store;
    const one = subscriber({ nextDigestAt: noon + 1, coveredUntil: noon - 1, thread: 3, type: "supergroup" });
    expect(await subscribers.add(one)).toEqual({ subscriber: one, added: true });
    expect(await subscribers.add({ ...one, title: "另一个" })).toEqual({ subscriber: one, added: false });
    expect(await subscribers.get(one)).toEqual(one);
    expect(await subscribers.get({ chat: one.chat, thread: 0 })).toBeUndefined();
  });

  it("changes what is handed in, and takes away what is handed in as undefined", async () => {
    const { subscribers } = subject().store;
    const one = subscriber({ nextDigestAt: noon, coveredUntil: noon });
    await subscribers.add(one);
    const { nextDigestAt: _gone, ...rest } = one;
    expect(await subscribers.update(one, { digestAt: "09:00", nextDigestAt: undefined })).toEqual({
      ...rest,
      digestAt: "09:00",
    });
    expect(await subscribers.update(one, {})).toMatchObject({ digestAt: "09:00", coveredUntil: noon });
    expect(await subscribers.update({ chat: 1, thread: 0 }, { title: "谁" })).toBeUndefined();
  });

  it("sends a chat that was stopped nothing of what was planned before", async () => {
    const { subscribers, ledger } = subject().store;
    const one = subscriber({ nextDigestAt: noon });
    await subscribers.add(one);
    const target = { ref: one, dueAt: noon, coveredUntil: noon, nextDigestAt: noon + minute };
    await ledger.plan({ key: "daily:a", kind: "daily", parts: ["{}", "{}"], targets: [target] }, noon);
    await subscribers.update(one, { status: "stopped" });
    await subscribers.update(one, { status: "active" });
    expect(await ledger.claim(noon + minute, { owner: "a", leaseMs: minute, limit: 9 })).toEqual([]);
    expect(await ledger.counts()).toEqual({ failed: 2 });
  });

  it("lists and counts chats by status", async () => {
    const { subscribers } = subject().store;
    await subscribers.add(subscriber({ chat: 1, createdAt: noon }));
    await subscribers.add(subscriber({ chat: 2, createdAt: noon + 1, status: "pending" }));
    await subscribers.add(subscriber({ chat: 3, createdAt: noon + 2 }));
    const chats = async (page: Parameters<typeof subscribers.list>[0]) =>
      (await subscribers.list(page)).map(({ chat }) => chat);
    expect(await chats({ limit: 9 })).toEqual([3, 2, 1]);
    expect(await chats({ status: "active", limit: 1, offset: 1 })).toEqual([1]);
    expect(await subscribers.countByStatus()).toEqual({ active: 2, pending: 1 });
  });

  it("says which interests are new and which were taken away", async () => {
    const { subscribers } = subject().store;
    const one = subscriber();
    await subscribers.add(one);
    expect(await subscribers.subscribe(one, [icbc, beijing, icbc], noon)).toEqual([icbc, beijing]);
    expect(await subscribers.subscribe(one, [beijing, children], noon + 1)).toEqual([children]);
    expect(await subscribers.interests(one)).toEqual([beijing, icbc, children]);
    expect(await subscribers.unsubscribe(one, [children, { kind: "topic", name: "北京银行" }])).toEqual([
      children,
    ]);
    expect(await subscribers.unsubscribe(one, [children])).toEqual([]);
    expect(await subscribers.unsubscribe(one, [])).toEqual([]);
    expect(await subscribers.subscribe(one, [], noon)).toEqual([]);
    expect(await subscribers.interests({ chat: one.chat, thread: 9 })).toEqual([]);
  });

  it("finds who is due: active, daily, with an interest", async () => {
    const { subscribers } = subject().store;
    const add = async (chat: number, say: Parameters<typeof subscriber>[0], interests: Interest[]) => {
      const one = subscriber({ chat, nextDigestAt: noon, ...say });
      await subscribers.add(one);
      await subscribers.subscribe(one, interests, noon);
      return one;
    };
    const due = await add(1, {}, [beijing, children]);
    await add(1, { thread: 5, nextDigestAt: noon + 2 }, [icbc]);
    const earlier = await add(2, { nextDigestAt: noon - minute }, [icbc]);
    await add(3, {}, []);
    await add(4, { status: "stopped" }, [icbc]);
    await add(5, { mode: "instant" }, [icbc]);
    await add(6, { nextDigestAt: undefined }, [icbc]);
    expect(await subscribers.due(noon, 9)).toEqual([
      { subscriber: earlier, interests: [icbc] },
      { subscriber: due, interests: [beijing, children] },
    ]);
    expect(await subscribers.due(noon, 1)).toHaveLength(1);
    expect(await subscribers.due(noon - 2 * minute, 9)).toEqual([]);
    expect((await subscribers.instant()).map((row) => [row.subscriber.chat, row.interests])).toEqual([
      [5, [icbc]],
    ]);
  });

  it("moves everything of a group that became a supergroup", async () => {
    const { store, database } = subject();
    const { subscribers, ledger, updates, audit } = store;
    const group = subscriber({ chat: -4001, type: "group", digestAt: "07:00" });
    await subscribers.add(group);
    await subscribers.subscribe(group, [beijing, icbc], noon);
    const ref = { chat: -4001, thread: 0 };
    await ledger.plan(
      { key: "k", kind: "daily", parts: ["x"], targets: [{ ref, dueAt: noon, coveredUntil: noon }] },
      noon,
    );
    await updates.receive([{ updateId: 1, chat: -4001, payload: "{}" }], noon);
    await audit.add({ at: noon, actor: 5, action: "approve", chat: -4001, detail: "" });
    // The supergroup spoke before the news of the migration came.
    const early = subscriber({ chat: -1009001, type: "supergroup", digestAt: "08:30" });
    await subscribers.add(early);
    await subscribers.subscribe(early, [icbc, children], noon);

    await subscribers.migrate(-4001, -1009001);

    expect(await subscribers.get(early)).toMatchObject({
      type: "supergroup",
      digestAt: "07:00",
      coveredUntil: noon,
    });
    expect(await subscribers.interests(early)).toEqual(expect.arrayContaining([beijing, icbc, children]));
    const claimed = await ledger.claim(noon, { owner: "o", leaseMs: minute, limit: 9 });
    expect(claimed.map(({ chat }) => chat)).toEqual([-1009001]);
    const again = await ledger.plan(
      { key: "k2", kind: "daily", parts: ["y"], targets: [{ ref: early, dueAt: noon, coveredUntil: noon }] },
      noon,
    );
    expect(again).toBe(0);
    expect(JSON.stringify(await database.dump())).not.toContain("-4001");
    await subscribers.migrate(-4001, -1009001);
    await subscribers.migrate(-1009001, -1009001);
    expect(await subscribers.get(early)).toMatchObject({ digestAt: "07:00" });
  });

  it("forgets a chat in every table, and nobody else", async () => {
    const { store, database } = subject();
    const { subscribers, ledger, updates, audit } = store;
    const me = subscriber({ chat: 700100200 });
    const other = subscriber({ chat: 7001002009 });
    const clock = { now: () => noon };
    const state = createKeyv<unknown>(store.keyValues, { namespace: "state", clock });
    for (const one of [me, { ...me, thread: 4 }, other]) {
      await subscribers.add(one);
      await subscribers.subscribe(one, [beijing], noon);
    }
    await ledger.plan(
      {
        key: "k",
        kind: "daily",
        parts: ["x", "y"],
        targets: [me, other].map(({ chat, thread }) => ({
          ref: { chat, thread },
          dueAt: noon,
          coveredUntil: noon,
        })),
      },
      noon,
    );
    await updates.receive(
      [
        { updateId: 1, chat: me.chat, payload: '{"text":"忘记我"}' },
        { updateId: 2, chat: other.chat, payload: '{"text":"你好"}' },
        { updateId: 3, chat: -50, payload: `{"from":{"id":${me.chat}}}` },
      ],
      noon,
    );
    const claimed = await updates.claim(noon, { owner: "o", leaseMs: minute, limit: 9 });
    expect(claimed).toHaveLength(3);
    await updates.failed(3, "it threw", noon);
    await audit.add({ at: noon, actor: 5, action: "approve", chat: me.chat, detail: "小王" });
    await audit.add({ at: noon, actor: me.chat, action: "ingest", detail: "" });
    await audit.add({ at: noon, actor: 5, action: "note", detail: `${me.chat} 与 ${other.chat}` });
    await audit.add({ at: noon, actor: 5, action: "ban", chat: other.chat, detail: "" });
    await state.set(`${me.chat}:0`, 1);
    await state.set("press:abc", { chat: me.chat });
    await state.set(`${other.chat}:0`, 1);

    await subscribers.forget(me.chat);

    const rows = await database.dump();
    const traces = Object.entries(rows).filter(([, table]) =>
      /(?<!\d)700100200(?!\d)/u.test(JSON.stringify(table)),
    );
    expect(traces).toEqual([]);
    expect(JSON.stringify(rows.audit)).not.toContain("小王");
    expect((await audit.list({ limit: 9 })).map(({ action }) => action)).toEqual([
      "ban",
      "note",
      "ingest",
      "approve",
    ]);
    expect(await subscribers.get(other)).toEqual({ ...other, coveredUntil: noon });
    expect(await subscribers.interests(other)).toEqual([beijing]);
    expect(await state.get(`${other.chat}:0`)).toBe(1);
    expect(await ledger.counts()).toEqual({ waiting: 2 });
    // The number of the update stays known, and it does not come again.
    expect(await updates.receive([{ updateId: 1, chat: me.chat, payload: "{}" }], noon)).toBe(0);
    const later = await updates.claim(noon + 2 * minute, { owner: "o", leaseMs: minute, limit: 9 });
    expect(later.map(({ updateId }) => updateId)).toEqual([2]);
  });

  it("keeps what a person sends after the wish to be forgotten", async () => {
    const { subscribers, updates } = subject().store;
    await updates.receive(
      [
        { updateId: 1, chat: 700100200, payload: "/forgetme" },
        { updateId: 2, chat: 700100200, payload: "/start" },
      ],
      noon,
    );
    await updates.claim(noon, { owner: "o", leaseMs: minute, limit: 9 });
    await subscribers.forget(700100200);
    await updates.handled(1, noon);
    const next = await updates.claim(noon, { owner: "o", leaseMs: minute, limit: 9 });
    expect(next.map(({ payload }) => payload)).toEqual(["/start"]);
  });
}
