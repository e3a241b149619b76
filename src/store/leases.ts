import type { Engine } from "./engine.js";
import type { LeaseRepository } from "./store.js";

export function createLeases({ db }: Engine): LeaseRepository {
  return {
    // One statement, so that of two processes that ask at once only one gets a row back.
    async acquire(name, owner, now, ttlMs) {
      const held = await db
        .insertInto("leases")
        .values({ name, owner, until: now + ttlMs })
        .onConflict((conflict) =>
          conflict
            .column("name")
            .doUpdateSet({ owner, until: now + ttlMs })
            .where((eb) => eb.or([eb("leases.until", "<=", now), eb("leases.owner", "=", owner)])),
        )
        .returning("owner")
        .executeTakeFirst();
      return held !== undefined;
    },

    async release(name, owner) {
      await db.deleteFrom("leases").where("name", "=", name).where("owner", "=", owner).execute();
    },

    async holder(name) {
      const row = await db.selectFrom("leases").select("owner").where("name", "=", name).executeTakeFirst();
      return row?.owner;
    },

    async sweep(now) {
      await db.deleteFrom("leases").where("until", "<=", now).execute();
    },
  };
}
