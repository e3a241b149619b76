import { type Selectable, sql } from "kysely";
import type { Delivery } from "../news/delivery.js";
import type { Engine } from "./engine.js";
import { planDigest } from "./plan-digest.js";
import type { Ledger } from "./store.js";
import type { Tables } from "./tables.js";

type ClaimedRow = Pick<
  Selectable<Tables["deliveries"]>,
  "id" | "digest_id" | "chat" | "thread" | "part" | "status" | "attempts" | "due_at"
> &
  Pick<Tables["digest_parts"], "payload">;

const released = { owner: null, lease_until: null };

export function createLedger(engine: Engine): Ledger {
  const { db, takeRows } = engine;
  return {
    plan: (digest, now) => planDigest(engine, digest, now),

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
          where status = 'waiting' and due_at <= ${now} and (retry_at is null or retry_at <= ${now})
            and not exists (
              select 1 from deliveries as other
              where other.chat = next.chat and other.status in ('waiting', 'sending')
                and (other.status = 'sending'
                  or (other.due_at, other.digest_id, other.thread, other.part)
                    < (next.due_at, next.digest_id, next.thread, next.part)))
          order by due_at, id limit ${limit} ${takeRows})
        returning id, digest_id, chat, thread, part, status, attempts, due_at, (
          select payload from digest_parts
          where digest_parts.digest_id = deliveries.digest_id and digest_parts.part = deliveries.part) as payload
        `.execute(db);
      return rows.sort((a, b) => a.due_at - b.due_at || a.id - b.id).map(toDelivery);
    },

    // What Telegram confirmed is true whatever was thought meanwhile, so this alone also ends an uncertain row.
    async sent(id, messageId, at) {
      await db
        .updateTable("deliveries")
        .set({ status: "sent", message_id: messageId, error: null, changed_at: at, ...released })
        .where("id", "=", id)
        .execute();
    },

    async failed(id, error, at) {
      await db
        .updateTable("deliveries")
        .set({ status: "failed", error, changed_at: at, ...released })
        .where("id", "=", id)
        .where("status", "<>", "sent")
        .execute();
    },

    async uncertain(id, error, at) {
      await db
        .updateTable("deliveries")
        .set({ status: "uncertain", error, changed_at: at, ...released })
        .where("id", "=", id)
        .where("status", "=", "sending")
        .execute();
    },

    async retry(id, error, at) {
      await db
        .updateTable("deliveries")
        .set({ status: "waiting", error, retry_at: at, ...released })
        .where("id", "=", id)
        .where("status", "in", ["sending", "uncertain"])
        .execute();
    },

    async failChat(chat, error, at) {
      await db
        .updateTable("deliveries")
        .set({ status: "failed", error, changed_at: at })
        .where("chat", "=", chat)
        .where("status", "=", "waiting")
        .execute();
    },

    async recover(now) {
      const { numUpdatedRows } = await db
        .updateTable("deliveries")
        .set({
          status: "uncertain",
          error: "the process ended while it was sending",
          changed_at: now,
          ...released,
        })
        .where("status", "=", "sending")
        .where("lease_until", "<=", now)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },

    async counts() {
      const rows = await db
        .selectFrom("deliveries")
        .select((eb) => ["status", eb.fn.countAll<number>().as("count")])
        .groupBy("status")
        .execute();
      return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
    },
  };
}

function toDelivery({ digest_id, due_at, ...row }: ClaimedRow): Delivery {
  return { ...row, digestId: digest_id, dueAt: due_at };
}
