import { CompiledQuery } from "kysely";
import type { Engine } from "./engine.js";
import { type Migration, migrations } from "./migrations.js";

export class DatabaseTooNew extends Error {
  constructor(found: number, known: number) {
    super(
      `The database is at migration ${found}, this version of the program knows ${known}. ` +
        "Start the newer version, or restore a backup made before the upgrade.",
    );
    this.name = "DatabaseTooNew";
  }
}

/**
 * Brings the schema up to date, or as far as `steps` go, under a lock: replicas may start together. Throws
 * DatabaseTooNew.
 */
export async function migrate(engine: Engine, now: number, steps: Migration[] = migrations): Promise<void> {
  await engine.durable(async (trx) => {
    await engine.lockMigrations(trx);
    const run = (statement: string) => trx.executeQuery(CompiledQuery.raw(statement));
    const { int } = engine.types;
    await run(
      `create table if not exists migrations (number ${int} primary key, name text not null, at ${int} not null)`,
    );
    const last = await trx
      .selectFrom("migrations")
      .select((eb) => eb.fn.max("number").as("number"))
      .executeTakeFirst();
    const done = last?.number ?? 0;
    if (done > steps.length) throw new DatabaseTooNew(done, steps.length);
    for (const [index, migration] of steps.entries()) {
      const number = index + 1;
      if (number <= done) continue;
      for (const statement of migration.statements(engine)) await run(statement);
      await migration.work?.(trx);
      await trx.insertInto("migrations").values({ number, name: migration.name, at: now }).execute();
    }
  });
}
