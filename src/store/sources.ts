import { sql } from "kysely";
import type { Source } from "../news/source.js";
import type { Engine } from "./engine.js";
import type { SourceRepository } from "./store.js";

export function createSources({ db, durable }: Engine): SourceRepository {
  return {
    // A retired source keeps its row: when it comes back, its back-off and last success are still known.
    async sync(sources, now) {
      await durable(async (trx) => {
        await trx.updateTable("sources").set({ retired_at: now }).where("retired_at", "is", null).execute();
        for (const [position, source] of sources.entries()) {
          const row = { position, config: JSON.stringify(source), retired_at: null };
          await trx
            .insertInto("sources")
            .values({ id: source.id, ...row, failures: 0 })
            .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
            .execute();
        }
      });
    },

    async list() {
      const rows = await db
        .selectFrom("sources")
        .selectAll()
        .where("retired_at", "is", null)
        .orderBy("position")
        .execute();
      return rows.map((row) => {
        const source: Source = JSON.parse(row.config);
        const state = {
          failures: row.failures,
          ...(row.last_success_at !== null && { lastSuccessAt: row.last_success_at }),
          ...(row.last_error !== null && { lastError: row.last_error }),
          ...(row.retry_at !== null && { retryAt: row.retry_at }),
        };
        return { ...source, state };
      });
    },

    async succeeded(id, at) {
      await db
        .updateTable("sources")
        .set({ last_success_at: at, last_error: null, failures: 0, retry_at: null })
        .where("id", "=", id)
        .execute();
    },

    async failed(id, _at, error, retryAt) {
      await db
        .updateTable("sources")
        .set({ last_error: error, failures: sql`failures + 1`, retry_at: retryAt })
        .where("id", "=", id)
        .execute();
    },
  };
}
