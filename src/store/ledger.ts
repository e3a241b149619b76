import { type SqlBool, sql } from "kysely";
import type { Delivery } from "../news/delivery.js";
import type { Engine } from "./engine.js";
import { planDigests } from "./plan-digests.js";
import { settleDeliveries } from "./settle.js";
import type { Ledger } from "./store.js";

type ClaimedRow = Omit<Delivery, "digestId" | "dueAt"> & { digest_id: number; due_at: number };

export function createLedger(engine: Engine): Ledger {
  const { db, takeRows } = engine;
  return {
    plan: (digests, now) => planDigests(engine, digests, now),

    async unplanned() {
      const rows = await db
        .selectFrom("digests")
        .select(["key", "assurance", "created_at"])
        .where("kind", "=", "broadcast")
        .where("planned_at", "is", null)
        .orderBy("id")
        .execute();
      return rows.map(({ created_at, ...row }) => ({ ...row, createdAt: created_at }));
    },

    async planned(key, at) {
      await db.updateTable("digests").set({ planned_at: at }).where("key", "=", key).execute();
    },

    // The chats' lines: of each chat only the first row that has not ended may go, so that parts and digests keep their
    // order and a message that is tried again is not overtaken. Taking and marking is one statement, so a row has one
    // taker, and it is committed on return.
    async claim(now, { owner, leaseMs, limit }) {
      const { rows } = await sql<ClaimedRow>`
        update deliveries
        set status = 'sending', owner = ${owner}, lease_until = ${now + leaseMs}, attempts = attempts + 1,
          changed_at = ${now}
        where id in (
          select id from deliveries as next
          where status = 'pending' and due_at <= ${now} and (retry_at is null or retry_at <= ${now})
            and not exists (
              select 1 from deliveries as other
              where other.chat = next.chat and other.status in ('pending', 'sending')
                and (other.status = 'sending'
                  or (other.due_at, other.digest_id, other.thread, other.part)
                    < (next.due_at, next.digest_id, next.thread, next.part)))
          order by due_at, id limit ${limit} ${takeRows})
        returning id, digest_id, chat, thread, part, attempts, due_at,
          (select assurance from digests where digests.id = deliveries.digest_id) as assurance`.execute(db);
      return rows
        .sort((a, b) => a.due_at - b.due_at || a.id - b.id)
        .map(({ digest_id, due_at, ...row }) => ({ ...row, digestId: digest_id, dueAt: due_at }));
    },

    async payload({ digestId, part }) {
      const row = await db
        .selectFrom("digest_parts")
        .select("payload")
        .where("digest_id", "=", digestId)
        .where("part", "=", part)
        .executeTakeFirstOrThrow();
      return row.payload;
    },

    settle: (settlements, now) => settleDeliveries(engine, settlements, now),

    async failChat({ chat, thread }, error, at) {
      await db
        .updateTable("deliveries")
        .set({ status: "failed", error, changed_at: at })
        .where("chat", "=", chat)
        .$if(thread !== undefined, (query) => query.where("thread", "=", thread ?? 0))
        .where("status", "=", "pending")
        .execute();
    },

    async recover(now, sole) {
      const { numAffectedRows } = await sql`
        update deliveries
        set status = case (select assurance from digests where digests.id = deliveries.digest_id)
            when 'at-least-once' then 'pending' else 'uncertain' end,
          error = 'the process ended while it was sending', changed_at = ${now}, owner = null, lease_until = null
        where status = 'sending'
          and (lease_until <= ${now} ${sole === undefined ? sql`` : sql`or owner <> ${sole}`})`.execute(db);
      return Number(numAffectedRows ?? 0);
    },

    async counts() {
      const rows = await db
        .selectFrom("deliveries")
        .select((eb) => ["status", eb.fn.countAll<number>().as("count")])
        .groupBy("status")
        .execute();
      return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
    },

    // Ids are in the order of planning, so the oldest rows are found without an index on their time.
    async prune(before, limit) {
      const { numDeletedRows } = await db
        .deleteFrom("deliveries")
        .where("id", "in", (eb) =>
          eb
            .selectFrom(eb.selectFrom("deliveries").selectAll().orderBy("id").limit(limit).as("oldest"))
            .select("oldest.id")
            .where("oldest.changed_at", "<", before)
            .where("oldest.status", "not in", ["pending", "sending"]),
        )
        .executeTakeFirst();
      return Number(numDeletedRows);
    },

    async pruneDigests(before) {
      // Digests are numbered in the order of planning, as deliveries are. A broadcast may still be fanned out.
      const over = sql<SqlBool>`digest_id < coalesce((select min(digest_id) from deliveries), ${Number.MAX_SAFE_INTEGER})
        and digest_id in (select id from digests
          where created_at < ${before} and (kind <> 'broadcast' or planned_at is not null))`;
      await engine.durable(async (trx) => {
        for (const table of ["digest_targets", "digest_parts"] as const) {
          await trx.deleteFrom(table).where(over).execute();
        }
      });
    },
  };
}
