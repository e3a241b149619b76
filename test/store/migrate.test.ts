import { afterEach, describe, expect, it } from "vitest";
import { toPhrase } from "../../src/search/grams.js";
import type { Engine } from "../../src/store/engine.js";
import { migrate } from "../../src/store/migrate.js";
import { migrations } from "../../src/store/migrations.js";
import { openStore, UnknownDatabase } from "../../src/store/open.js";
import { openPostgres } from "../../src/store/postgres.js";
import { openSqlite } from "../../src/store/sqlite.js";
import { availableEngines, sqliteDatabase, type TestDatabase } from "./database.js";
import { minute, noon, record } from "./records.js";

const engines = await availableEngines();
const openEngine = (url: string): Promise<Engine> =>
  url.startsWith("file:") ? openSqlite(url.slice("file:".length)) : openPostgres(url, () => {});

describe.each(engines)("a new database on %s", (_engine, create) => {
  let database: TestDatabase | undefined;
  afterEach(() => database?.drop());

  it("is made once when several replicas start at the same time", async () => {
    const made = await create();
    database = made;
    const stores = await Promise.all([made.open(), made.open(), made.open()]);
    expect(await Promise.all(stores.map((store) => store.articles.count()))).toEqual([0, 0, 0]);
    expect((await made.dump()).migrations).toHaveLength(migrations.length);
  });
});

describe.each(engines)("a database of the first version on %s", (_engine, create) => {
  let database: TestDatabase | undefined;
  afterEach(() => database?.drop());

  it("keeps its chats and what was to be sent", async () => {
    const made = await create();
    database = made;
    const engine = await openEngine(made.url);
    await migrate(engine, noon, migrations.slice(0, 1));
    await engine.close();
    for (const statement of FIRST_VERSION) await made.run(statement);

    const { subscribers, ledger } = await made.open();
    expect(await subscribers.get({ chat: 1, thread: 0 })).toMatchObject({
      times: ["07:30"],
      days: "every",
      maxItems: 20,
      nextDigestAt: noon,
    });
    expect((await subscribers.get({ chat: 2, thread: 0 }))?.nextDigestAt).toBeUndefined();
    const [first, second] = await subscribers.due(noon, 9);
    expect([first?.chat, second?.chat]).toEqual([1, 3]);
    expect(first?.wishKey).toBe(second?.wishKey);
    expect(await ledger.counts()).toEqual({ pending: 1, sending: 1, sent: 1 });
    const claimed = await ledger.claim(noon, { owner: "next", leaseMs: minute, limit: 9 });
    expect(claimed).toMatchObject([{ chat: 1, part: 1, assurance: "at-least-once", attempts: 1 }]);
    // An alert in doubt stays so.
    expect(await ledger.recover(noon + 1, "next")).toBe(1);
    expect(await ledger.counts()).toEqual({ sending: 1, uncertain: 1, sent: 1 });
  });
});

describe("a SQLite database whose articles wait with their terms", () => {
  let database: TestDatabase | undefined;
  afterEach(() => database?.drop());

  it("finds them afterwards, while they wait and when they are indexed", async () => {
    const made = await sqliteDatabase();
    database = made;
    const engine = await openEngine(made.url);
    await migrate(engine, noon, migrations.slice(0, 3));
    await engine.close();
    for (const statement of WAITING) await made.run(statement);

    const { articles, search } = await made.open();
    const phrase = toPhrase("京萤计划");
    if (!phrase) throw new Error("no phrase");
    const query = { all: [phrase], none: [], banks: [], topics: [], media: [] };
    const total = async () => (await search.find(query, { order: "newest", limit: 9 })).total;
    expect(await total()).toBe(1);
    await articles.save(record({ externalId: "long", text: "长".repeat(100_000) }), noon);
    expect((await made.dump()).search_backlog).toEqual([]);
    expect(await total()).toBe(1);
  });
});

const WAITING = [
  `insert into stories values (1, 1, ${noon}, ${noon}, ${noon}, 1)`,
  `insert into articles values (1, 'papers', '0', 'hash', 1, 1, ${noon}, ${noon}, ${noon}, ${noon}, null, '京萤计划', null,
    '[]', '[]', '{}', '{}', '', '[]')`,
  `insert into search_texts values (1, 1, ${noon}, '京萤计划', '', '')`,
  "insert into search_backlog values (1, 0, '京萤 萤计 计划 划')",
];

const chat = (id: number, mode: string) =>
  `insert into chats values (${id}, 0, 'private', '', 'zh', 'Asia/Shanghai', 'active', '${mode}', '07:30', ${noon}, null, 0)`;
const follows = (id: number) => `insert into subscriptions values (${id}, 0, 'bank', '北京银行', 0)`;
const delivery = (digest: number, id: number, part: number, status: string) => `
  insert into deliveries (digest_id, chat, thread, part, status, due_at, changed_at, owner, lease_until)
  values (${digest}, ${id}, 0, ${part}, '${status}', ${noon}, 0, 'dead', ${noon})`;
const FIRST_VERSION = [
  ...[chat(1, "daily"), chat(2, "instant"), chat(3, "daily"), follows(1), follows(2), follows(3)],
  `insert into digests (key, kind, created_at) values ('a', 'daily', 0)`,
  `insert into digests (key, kind, created_at) values ('b', 'instant', 0)`,
  ...[delivery(1, 1, 0, "sent"), delivery(1, 1, 1, "waiting"), delivery(2, 2, 0, "sending")],
];

describe("openStore", () => {
  it("says which addresses it takes, without repeating a password", async () => {
    const opening = openStore("mysql://root:secret@localhost/news");
    await expect(opening).rejects.toThrow(UnknownDatabase);
    await expect(openStore("mysql://root:secret@localhost/news")).rejects.not.toThrow(/secret/);
  });
});
