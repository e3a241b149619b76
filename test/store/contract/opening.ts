import { expect, it } from "vitest";
import { DatabaseTooNew } from "../../../src/store/migrate.js";
import { migrations } from "../../../src/store/migrations.js";
import type { Subject } from "../contract.js";
import { record } from "../records.js";

export function openingContract(subject: () => Subject): void {
  it("keeps its rows when it is closed and opened again", async () => {
    const { store, database } = subject();
    await store.articles.save(record(), 1);
    await store.close();
    expect(await (await database.open()).articles.count()).toBe(1);
  });

  it("records each migration once", async () => {
    const { database } = subject();
    await database.open();
    const { migrations: rows } = await database.dump();
    expect(rows).toHaveLength(migrations.length);
  });

  it("refuses a database that a newer version of the program has changed", async () => {
    const { database } = subject();
    await database.run("insert into migrations (number, name, at) values (9999, 'from the future', 0)");
    await expect(database.open()).rejects.toThrow(DatabaseTooNew);
    await expect(database.open()).rejects.toThrow(/migration 9999/);
  });
}
