import { sql } from "kysely";
import type { ChatRef } from "../news/subscriber.js";
import type { Engine, Trx } from "./engine.js";
import type { PlannedDigest } from "./store.js";

export function planDigest(engine: Engine, digest: PlannedDigest, now: number): Promise<number> {
  return engine.durable(async (trx) => {
    const digestId = await keepDigest(trx, digest, now);
    if (digest.chats.length === 0) return 0;
    const planned = await planTargets(engine, trx, digestId, digest);
    await moveOn(engine, trx, digest, planned);
    if (planned.length === 0) return 0;
    // What is stored under the key is the digest, also where this call brings other words for it.
    const { numAffectedRows } = await sql`
      insert into deliveries (digest_id, chat, thread, part, status, due_at, changed_at)
      select ${digestId}, target.chat, target.thread, digest_parts.part, 'pending',
        cast(${digest.dueAt} as bigint), cast(${now} as bigint)
      from ${engine.rows(planned)} as target join digest_parts on digest_parts.digest_id = ${digestId}
      where true
      order by target.chat, target.thread, digest_parts.part
      on conflict (chat, thread, digest_id, part) do nothing`.execute(trx);
    return Number(numAffectedRows ?? 0);
  });
}

async function keepDigest(trx: Trx, digest: PlannedDigest, now: number): Promise<number> {
  const { key, kind, assurance, parts } = digest;
  const made = await trx
    .insertInto("digests")
    .values({ key, kind, assurance, created_at: now, planned_at: kind === "broadcast" ? null : now })
    .onConflict((conflict) => conflict.column("key").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!made) {
    const known = trx.selectFrom("digests").select("id").where("key", "=", key);
    return (await known.executeTakeFirstOrThrow()).id;
  }
  if (parts.length > 0) {
    const rows = parts.map((payload, part) => ({ digest_id: made.id, part, payload }));
    await trx.insertInto("digest_parts").values(rows).execute();
  }
  return made.id;
}

/**
 * Returns the chats whose due time was not planned before. A chat that was forgotten while the digest was composed gets
 * no row again.
 */
async function planTargets(
  { rows }: Engine,
  trx: Trx,
  digestId: number,
  { chats, dueAt }: PlannedDigest,
): Promise<ChatRef[]> {
  const added = await sql<ChatRef>`
    insert into digest_targets (chat, thread, due_at, digest_id)
    select chats.chat, chats.thread, cast(${dueAt} as bigint), ${digestId}
    from ${rows(chats)} as target
    join chats on chats.chat = target.chat and chats.thread = target.thread
    where true
    on conflict (chat, thread, due_at) do nothing
    returning chat, thread`.execute(trx);
  return added.rows;
}

/**
 * The next due time moves for every chat, or one whose due time had been planned would be due for ever; but not over a
 * later one, which the person chose meanwhile. What is covered moves only where this digest is the one planned.
 */
async function moveOn(engine: Engine, trx: Trx, digest: PlannedDigest, planned: ChatRef[]): Promise<void> {
  const { chats, dueAt, nextDigestAt, coveredUntil } = digest;
  const next =
    nextDigestAt !== undefined &&
    sql`next_digest_at = case when next_digest_at > ${dueAt} then next_digest_at
      else cast(${nextDigestAt} as bigint) end`;
  const covered =
    coveredUntil !== undefined &&
    sql`covered_until = case when covered_until > ${coveredUntil} then covered_until
      else cast(${coveredUntil} as bigint) end`;
  const set = async (changes: unknown[], of: ChatRef[]): Promise<void> => {
    const columns = changes.filter((change) => change !== false);
    if (columns.length === 0 || of.length === 0) return;
    await sql`update chats set ${sql.join(columns)} from ${engine.rows(of)} as target
      where chats.chat = target.chat and chats.thread = target.thread`.execute(trx);
  };
  if (planned.length === chats.length) return set([next, covered], chats);
  await set([next], chats);
  await set([covered], planned);
}
