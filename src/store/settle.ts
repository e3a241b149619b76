import { type RawBuilder, sql } from "kysely";
import type { Settlement } from "../news/delivery.js";
import type { Engine, Trx } from "./engine.js";

export function settleDeliveries(engine: Engine, settlements: Settlement[], now: number): Promise<void> {
  return engine.durable(async (trx) => {
    const sent = settlements.flatMap((one) =>
      one.status === "sent" ? [{ id: one.id, attempts: one.attempts, message_id: one.messageId }] : [],
    );
    if (sent.length > 0) await noteSent(engine, trx, sent, now);
    for (const one of settlements) if (one.status !== "sent") await noteUnsent(trx, one, now);
  });
}

/** What Telegram confirmed is true whatever was thought meanwhile; but a row that another has begun to send is his. */
async function noteSent(
  engine: Engine,
  trx: Trx,
  sent: { id: number; attempts: number; message_id: number }[],
  now: number,
): Promise<void> {
  const column = (name: string): RawBuilder<unknown> => sql.ref(`note.${name}`);
  await sql`
    update deliveries set status = 'sent', message_id = ${column("message_id")}, error = null,
      changed_at = ${now}, owner = null, lease_until = null
    from ${engine.rows(sent)} as note
    where deliveries.id = ${column("id")}
      and (deliveries.attempts = ${column("attempts")} or deliveries.status in ('pending', 'uncertain'))`.execute(
    trx,
  );
}

async function noteUnsent(
  trx: Trx,
  one: Exclude<Settlement, { status: "sent" }>,
  now: number,
): Promise<void> {
  await trx
    .updateTable("deliveries")
    .set({
      status: one.status,
      error: one.error,
      changed_at: now,
      owner: null,
      lease_until: null,
      ...(one.status === "pending" && { retry_at: one.retryAt }),
    })
    .where("id", "=", one.id)
    .where("attempts", "=", one.attempts)
    .where("status", "=", "sending")
    .execute();
}
