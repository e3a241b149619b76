import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { openPostgres } from "../../src/store/postgres.js";
import { storeContract } from "./contract.js";
import { hasPostgres, postgresDatabase, withDatabase } from "./database.js";

const there = await hasPostgres();

describe.skipIf(!there)("the store on PostgreSQL", () => storeContract(postgresDatabase));

describe.skipIf(!there)("a process that stands still in a transaction", { timeout: 30_000 }, () => {
  it("loses it, so that another can go on, and lives", async () => {
    await withDatabase(postgresDatabase, async ({ url, open }) => {
      await (await open()).keyValues.set("one", "0");
      const broken: string[] = [];
      const stopped = await openPostgres(url, ({ message }) => broken.push(message));
      const other = await openPostgres(url, () => {});
      const write = (value: string) => sql`update key_values set value = ${value} where key = 'one'`;
      try {
        const first = stopped.durable(async (trx) => {
          await write("1").execute(trx);
          await other.durable((otherTrx) => write("2").execute(otherTrx));
          await sql`select 1`.execute(trx);
        });
        await expect(first).rejects.toThrow();
        expect(broken[0]).toContain("idle-in-transaction");
        expect((await sql<{ value: string }>`select value from key_values`.execute(stopped.db)).rows).toEqual(
          [{ value: "2" }],
        );
      } finally {
        await Promise.all([stopped.close(), other.close()]);
      }
    });
  });
});
