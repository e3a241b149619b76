import { afterEach, describe, expect, it } from "vitest";
import { migrations } from "../../src/store/migrations.js";
import { openStore, UnknownDatabase } from "../../src/store/open.js";
import { hasPostgres, postgresDatabase, sqliteDatabase, type TestDatabase } from "./database.js";

describe.each([
  ["SQLite", sqliteDatabase, true],
  ["PostgreSQL", postgresDatabase, await hasPostgres()],
])("a new database on %s", (_engine, create, there) => {
  let database: TestDatabase | undefined;
  afterEach(() => database?.drop());

  it.skipIf(!there)("is made once when several replicas start at the same time", async () => {
    const made = await create();
    database = made;
    const stores = await Promise.all([made.open(), made.open(), made.open()]);
    expect(await Promise.all(stores.map((store) => store.articles.count()))).toEqual([0, 0, 0]);
    expect((await made.dump()).migrations).toHaveLength(migrations.length);
  });
});

describe("openStore", () => {
  it("says which addresses it takes, without repeating a password", async () => {
    const opening = openStore("mysql://root:secret@localhost/news");
    await expect(opening).rejects.toThrow(UnknownDatabase);
    await expect(openStore("mysql://root:secret@localhost/news")).rejects.not.toThrow(/secret/);
  });
});
