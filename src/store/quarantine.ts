import type { Engine } from "./engine.js";
import type { QuarantineRepository } from "./store.js";

export function createQuarantine({ db }: Engine): QuarantineRepository {
  return {
    async put({ source, externalId, reason, body, at }) {
      await db
        .insertInto("quarantine")
        .values({ source, external_id: externalId, reason, body, at })
        .onConflict((conflict) =>
          conflict.columns(["source", "external_id"]).doUpdateSet({ reason, body, at }),
        )
        .execute();
    },

    async list({ limit, offset = 0 }) {
      const rows = await db
        .selectFrom("quarantine")
        .select(["source", "external_id", "reason", "at"])
        .orderBy("at", "desc")
        .orderBy("source")
        .orderBy("external_id")
        .limit(limit)
        .offset(offset)
        .execute();
      return rows.map(({ source, external_id, reason, at }) => ({
        source,
        externalId: external_id,
        reason,
        at,
      }));
    },

    async count() {
      const row = await db
        .selectFrom("quarantine")
        .select((eb) => eb.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return row.count;
    },

    async prune(before) {
      await db.deleteFrom("quarantine").where("at", "<", before).execute();
    },
  };
}
