import { expect, it } from "vitest";
import type { Interest } from "../../../src/news/subscriber.js";
import { createKeyv } from "../../../src/store/keyv.js";
import type { Subject } from "../contract.js";
import { minute, noon, planned, subscriber } from "../records.js";

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
    expect(await subscribers.update(one, { times: ["09:00", "18:00"], nextDigestAt: undefined })).toEqual({
      ...rest,
      times: ["09:00", "18:00"],
    });
    expect(await subscribers.update(one, {})).toMatchObject({
      times: ["09:00", "18:00"],
      coveredUntil: noon,
    });
    expect(await subscribers.update({ chat: 1, thread: 0 }, { title: "谁" })).toBeUndefined();
  });

  it("sends a chat that was stopped nothing of what was planned before", async () => {
    const { subscribers, ledger } = subject().store;
    const one = subscriber({ nextDigestAt: noon });
    await subscribers.add(one);
    await ledger.plan([planned([one], { parts: ["{}", "{}"], nextDigestAt: noon + minute })], noon);
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

  it("finds who is due, together with those of equal wishes: active, daily, with an interest", async () => {
    const { subscribers } = subject().store;
    const add = async (chat: number, say: Parameters<typeof subscriber>[0], interests: Interest[]) => {
      const one = subscriber({ chat, nextDigestAt: noon, ...say });
      await subscribers.add(one);
      await subscribers.subscribe(one, interests, noon);
      return one;
    };
    const muted: Interest = { ...icbc, muted: true };
    const due = await add(1, {}, [beijing, children]);
    await add(2, { title: "另一个" }, [children, beijing]);
    await add(3, { coveredUntil: noon - 1 }, [beijing, children]);
    await add(4, { maxItems: 5 }, [beijing, children]);
    await add(5, { nextDigestAt: noon + 2 }, [beijing, children]);
    await add(6, { mode: "instant" }, [beijing, children]);
    await add(7, {}, [beijing, children, muted]);
    await add(8, {}, [muted]);
    await add(9, { status: "stopped" }, [icbc]);
    await add(10, { nextDigestAt: undefined }, [icbc]);
    const earlier = await add(11, { nextDigestAt: noon - minute }, [icbc]);

    expect(await subscribers.due(noon - 2 * minute, 99)).toEqual([]);
    expect(await subscribers.due(noon, 1)).toEqual([
      { chat: earlier.chat, thread: 0, wishKey: expect.any(String), dueAt: noon - minute },
    ]);
    const groups = new Map<string, number[]>();
    for (const { chat, wishKey, dueAt, coveredUntil } of await subscribers.due(noon, 99)) {
      const key = `${wishKey} ${dueAt} ${coveredUntil}`;
      groups.set(key, [...(groups.get(key) ?? []), chat]);
    }
    expect([...groups.values()]).toEqual([[earlier.chat], [due.chat, 2], [3], [4], [7]]);
  });

  it("finds instant chats that were not offered everything, page by page", async () => {
    const { subscribers } = subject().store;
    for (const [chat, coveredUntil] of [
      [1, noon],
      [2, noon - 1],
      [3, undefined],
      [4, noon - 1],
    ] as const) {
      // Whatever digest was due before, none is in instant mode.
      const one = subscriber({ chat, mode: "instant", nextDigestAt: noon + chat, coveredUntil });
      await subscribers.add(one);
      await subscribers.subscribe(one, [icbc], noon);
    }
    const daily = subscriber({ chat: 5, nextDigestAt: noon + 7 });
    await subscribers.add(daily);
    await subscribers.subscribe(daily, [icbc], noon);
    const numbers = (standings: { chat: number }[]) => standings.map(({ chat }) => chat);
    expect(numbers(await subscribers.instant(noon, 99))).toEqual([2, 3, 4]);
    await subscribers.update(daily, { mode: "instant", coveredUntil: noon - 1 });
    const [first] = await subscribers.instant(noon, 1);
    expect(numbers(await subscribers.instant(noon, 99, first))).toEqual([3, 4, 5]);
  });

  it("finds digests that are due too late, and gives them another time", async () => {
    const { subscribers } = subject().store;
    for (const chat of [1, 2, 3]) await subscribers.add(subscriber({ chat, nextDigestAt: noon + chat }));
    await subscribers.add(subscriber({ chat: 4, mode: "instant" }));
    const [first] = await subscribers.ahead(noon + 1, 1);
    expect(first).toMatchObject({ chat: 2, dueAt: noon + 2 });
    expect(await subscribers.ahead(noon + 2, 9, first)).toMatchObject([{ chat: 3 }]);
    const refs = [2, 3, 4].map((chat) => ({ chat, thread: 0 }));
    await subscribers.reschedule(refs, noon);
    expect(await subscribers.ahead(noon, 9)).toMatchObject([{ chat: 1 }]);
    expect((await subscribers.get({ chat: 4, thread: 0 }))?.nextDigestAt).toBeUndefined();
  });

  it("lets a muted name take the place of the same name wished for, and the other way round", async () => {
    const { subscribers } = subject().store;
    const one = subscriber();
    await subscribers.add(one);
    await subscribers.subscribe(one, [icbc], noon);
    const muted: Interest = { ...icbc, muted: true };
    expect(await subscribers.subscribe(one, [muted], noon)).toEqual([muted]);
    expect(await subscribers.subscribe(one, [muted], noon)).toEqual([]);
    expect(await subscribers.interests(one)).toEqual([muted]);
    expect(await subscribers.subscribe(one, [icbc], noon)).toEqual([icbc]);
    expect(await subscribers.interests(one)).toEqual([icbc]);
  });

  it("finds where a broadcast goes: one conversation of each active chat", async () => {
    const { subscribers } = subject().store;
    await subscribers.add(subscriber({ chat: -100, thread: 7, type: "supergroup" }));
    await subscribers.add(subscriber({ chat: -100, thread: 3, type: "supergroup" }));
    await subscribers.add(subscriber({ chat: 1 }));
    await subscribers.add(subscriber({ chat: 2, status: "stopped" }));
    await subscribers.add(subscriber({ chat: 3, createdAt: noon + 1 }));
    await subscribers.add(subscriber({ chat: 4 }));
    const first = await subscribers.reachable(noon, 2);
    expect(first).toEqual([
      { chat: -100, thread: 3 },
      { chat: 1, thread: 0 },
    ]);
    expect(await subscribers.reachable(noon, 2, first[1])).toEqual([{ chat: 4, thread: 0 }]);
  });

  it("closes what Telegram says is closed, and nothing that was closed otherwise", async () => {
    const { subscribers } = subject().store;
    const active = subscriber({ chat: 1 });
    const banned = subscriber({ chat: 1, thread: 2, status: "banned" });
    await subscribers.add(active);
    await subscribers.add(banned);
    const topic = subscriber({ chat: 1, thread: 3 });
    await subscribers.add(topic);
    await subscribers.close({ chat: 1, thread: 3 }, "dead");
    expect((await subscribers.get(topic))?.status).toBe("dead");
    expect((await subscribers.get(active))?.status).toBe("active");
    await subscribers.close({ chat: 1 }, "blocked");
    expect((await subscribers.get(active))?.status).toBe("blocked");
    expect((await subscribers.get(banned))?.status).toBe("banned");
  });

  it("moves everything of a group that became a supergroup", async () => {
    const { store, database } = subject();
    const { subscribers, ledger, updates, audit } = store;
    const group = subscriber({ chat: -4001, type: "group", times: ["07:00"] });
    await subscribers.add(group);
    await subscribers.subscribe(group, [beijing, icbc], noon);
    await ledger.plan([planned([group])], noon);
    await updates.receive([{ updateId: 1, chat: -4001, payload: "{}" }], noon);
    await audit.add({ at: noon, actor: 5, action: "approve", chat: -4001, detail: "" });
    // The supergroup spoke before the news of the migration came.
    const early = subscriber({ chat: -1009001, type: "supergroup", times: ["08:30"] });
    await subscribers.add(early);
    await subscribers.subscribe(early, [icbc, children], noon);

    await subscribers.migrate(-4001, -1009001);

    expect(await subscribers.get(early)).toMatchObject({
      type: "supergroup",
      times: ["07:00"],
      coveredUntil: noon,
    });
    expect(await subscribers.interests(early)).toEqual(expect.arrayContaining([beijing, icbc, children]));
    const claimed = await ledger.claim(noon, { owner: "o", leaseMs: minute, limit: 9 });
    expect(claimed.map(({ chat }) => chat)).toEqual([-1009001]);
    expect(await ledger.plan([planned([early], { key: "k2" })], noon)).toBe(0);
    expect(JSON.stringify(await database.dump())).not.toContain("-4001");
    await subscribers.migrate(-4001, -1009001);
    await subscribers.migrate(-1009001, -1009001);
    expect(await subscribers.get(early)).toMatchObject({ times: ["07:00"] });
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
    await ledger.plan([planned([me, other], { parts: ["x", "y"] })], noon);
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
    expect(await ledger.counts()).toEqual({ pending: 2 });
    // The number of the update stays known, and it does not come again.
    expect(await updates.receive([{ updateId: 1, chat: me.chat, payload: "{}" }], noon)).toBe(0);
    const later = await updates.claim(noon + 2 * minute, { owner: "o", leaseMs: minute, limit: 9 });
    expect(later.map(({ updateId }) => updateId)).toEqual([2]);
  });

  it("a ban in any topic outlives being forgotten, as a bare number", async () => {
    const { subscribers } = subject().store;
    const group = subscriber({ chat: -700100200, type: "supergroup", title: "江城群" });
    const banned = { ...group, thread: 4, status: "banned" as const };
    for (const one of [group, banned]) {
      await subscribers.add(one);
      await subscribers.subscribe(one, [beijing], noon);
    }
    await subscribers.forget(group.chat);
    expect(await subscribers.get(group)).toBeUndefined();
    expect(await subscribers.get(banned)).toMatchObject({ status: "banned", title: "" });
    expect(await subscribers.interests(banned)).toEqual([]);
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
    await updates.handled([1], noon);
    const next = await updates.claim(noon, { owner: "o", leaseMs: minute, limit: 9 });
    expect(next.map(({ payload }) => payload)).toEqual(["/start"]);
  });
}
