import { sql } from "kysely";
import type { Engine, Trx } from "./engine.js";
import type { UpdateRepository } from "./store.js";

interface ClaimedRow {
  update_id: number;
  chat: number;
  payload: string;
  attempts: number;
  received_at: number;
}

export function createUpdates({ db, durable, takeRows }: Engine): UpdateRepository {
  return {
    receive: (updates, at) =>
      durable(async (trx) => {
        let received = 0;
        const receivedAt = Math.max(at, await latestArrival(trx));
        for (const { updateId, chat, payload } of updates) {
          const row = await trx
            .insertInto("updates")
            .values({
              update_id: updateId,
              chat,
              payload,
              status: "waiting",
              attempts: 0,
              received_at: receivedAt,
            })
            .onConflict((conflict) => conflict.column("update_id").doNothing())
            .returning("update_id")
            .executeTakeFirst();
          if (row) received += 1;
        }
        return received;
      }),

    // Of each chat only its oldest unhandled update may be taken, so a chat whose update is under a lease waits. Updates
    // without a chat (inline queries) have nothing to wait for.
    async claim(now, { owner, leaseMs, limit }) {
      const { rows } = await sql<ClaimedRow>`
        update updates set owner = ${owner}, lease_until = ${now + leaseMs}, attempts = attempts + 1
        where update_id in (
          select update_id from updates as head
          where status = 'waiting' and (lease_until is null or lease_until <= ${now})
            and (chat = 0 or not exists (
              select 1 from updates as earlier
              where earlier.chat = head.chat and earlier.status = 'waiting'
                and (earlier.received_at, earlier.update_id) < (head.received_at, head.update_id)))
          order by received_at, update_id limit ${limit} ${takeRows})
        returning update_id, chat, payload, attempts, received_at`.execute(db);
      return rows
        .sort((a, b) => a.received_at - b.received_at || a.update_id - b.update_id)
        .map(({ update_id, chat, payload, attempts }) => ({ updateId: update_id, chat, payload, attempts }));
    },

    async release() {
      await db
        .updateTable("updates")
        .set({ owner: null, lease_until: null })
        .where("status", "=", "waiting")
        .where("lease_until", "is not", null)
        .execute();
    },

    // What was said has served its purpose; the row stays so that the same update is known when it comes again.
    async handled(updateIds, at) {
      await db
        .updateTable("updates")
        .set({ status: "handled", handled_at: at, payload: "", owner: null, lease_until: null })
        .where("update_id", "in", updateIds)
        .execute();
    },

    async failed(updateId, error, at) {
      await db
        .updateTable("updates")
        .set({ status: "failed", handled_at: at, error, owner: null, lease_until: null })
        .where("update_id", "=", updateId)
        .execute();
    },

    // The last to arrive, not the highest: after a week of silence Telegram starts anew from a random number.
    async lastId() {
      const row = await db
        .selectFrom("updates")
        .select("update_id")
        .orderBy("received_at", "desc")
        .orderBy("update_id", "desc")
        .limit(1)
        .executeTakeFirst();
      return row?.update_id;
    },

    // The last one stays: the next offset is counted from it. Failed ones go too, since they hold what a person said.
    async prune(before) {
      await db
        .deleteFrom("updates")
        .where("status", "<>", "waiting")
        .where("handled_at", "<", before)
        .where("update_id", "<>", (eb) =>
          eb
            .selectFrom("updates as last")
            .select("last.update_id")
            .orderBy("last.received_at", "desc")
            .orderBy("last.update_id", "desc")
            .limit(1),
        )
        .execute();
    },
  };
}

/**
 * Arrivals give a chat its order, so a clock that was set back, or another machine's that is behind, must not put a later
 * update before an earlier one. Telegram brings a chat's next one only after the one before was committed.
 */
async function latestArrival(trx: Trx): Promise<number> {
  const latest = await trx
    .selectFrom("updates")
    .select("received_at")
    .orderBy("received_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return latest?.received_at ?? 0;
}
