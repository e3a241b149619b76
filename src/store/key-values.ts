import { sql } from "kysely";
import type { Engine } from "./engine.js";
import type { KeyValueRepository } from "./store.js";

export function createKeyValues({ db }: Engine): KeyValueRepository {
  return {
    async get(key, now) {
      const row = await db
        .selectFrom("key_values")
        .select("value")
        .where("key", "=", key)
        .where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", ">", now)]))
        .executeTakeFirst();
      return row?.value;
    },

    async set(key, value, expiresAt) {
      const row = { value, expires_at: expiresAt ?? null };
      await db
        .insertInto("key_values")
        .values({ key, ...row })
        .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
        .execute();
    },

    async delete(key) {
      const { numDeletedRows } = await db.deleteFrom("key_values").where("key", "=", key).executeTakeFirst();
      return numDeletedRows > 0n;
    },

    async clear(prefix) {
      // Not LIKE: a prefix may hold its wildcards.
      await db
        .deleteFrom("key_values")
        .where(sql`substr(key, 1, ${[...prefix].length})`, "=", prefix)
        .execute();
    },

    async sweep(now) {
      const { numDeletedRows } = await db
        .deleteFrom("key_values")
        .where("expires_at", "<=", now)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },

    async reserve(counter, amount, cap) {
      if (amount > cap) return false;
      const reserved = await db
        .insertInto("counters")
        .values({ name: counter, value: amount })
        .onConflict((conflict) =>
          conflict
            .column("name")
            .doUpdateSet({ value: sql`counters.value + ${amount}` })
            .where(sql<number>`counters.value + ${amount}`, "<=", cap),
        )
        .returning("value")
        .executeTakeFirst();
      return reserved !== undefined;
    },
  };
}
