import { type RawBuilder, sql } from "kysely";
import type { ChatRef } from "../news/subscriber.js";
import type { Engine, Trx } from "./engine.js";
import type { PlannedDigest } from "./store.js";

/** What is planned for one chat; null: stays as it is. */
interface Target extends ChatRef {
  due_at: number;
  digest_id: number;
  /** NEVER for a chat without a digest so far. */
  served_until: number | null;
  covered_until: number | null;
  next_digest_at: number | null;
}

const NEVER = -1;

export function planDigests(engine: Engine, digests: PlannedDigest[], now: number): Promise<number> {
  return engine.durable(async (trx) => {
    if (digests.length === 0) return 0;
    await holdChats(engine, trx, digests);
    const targetsOf = (some: PlannedDigest[], ids?: Map<string, number>) =>
      some.flatMap((digest) => digest.chats.map((chat) => targetOf(digest, ids?.get(digest.key) ?? 0, chat)));
    await moveSilently(engine, trx, targetsOf(digests.filter(isSilent)));
    const kept = digests.filter((digest) => !isSilent(digest));
    const targets = targetsOf(kept, await keepDigests(trx, kept, now));
    if (targets.length === 0) return 0;
    const planned = await keepTargets(engine, trx, targets);
    await moveOn(engine, trx, targets, planned);
    if (planned.length === 0) return 0;
    // What is stored under a key is the digest, also where this call brings other words for it.
    const { numAffectedRows } = await sql`
      insert into deliveries (digest_id, chat, thread, part, status, due_at, changed_at)
      select target.digest_id, target.chat, target.thread, digest_parts.part, 'pending', target.due_at,
        cast(${now} as bigint)
      from ${engine.rows(planned)} as target
      join digest_parts on digest_parts.digest_id = target.digest_id
      where true
      order by target.chat, target.thread, digest_parts.part
      on conflict (chat, thread, digest_id, part) do nothing`.execute(trx);
    return Number(numAffectedRows ?? 0);
  });
}

/** In one order everywhere: replicas that plan for the same chats wait for each other, and never in a circle. */
async function holdChats({ rows, holdRows }: Engine, trx: Trx, digests: PlannedDigest[]): Promise<void> {
  const chats = digests.flatMap((digest) => digest.chats.map(({ chat, thread }) => ({ chat, thread })));
  const hold = holdRows("chats");
  if (hold === undefined || chats.length === 0) return;
  await sql`select 1 from ${rows(chats)} as target
    join chats on chats.chat = target.chat and chats.thread = target.thread
    order by chats.chat, chats.thread ${hold}`.execute(trx);
}

/** Nothing to send to chats that are served as news comes, many times a day: nothing is kept of it. */
function isSilent({ parts, servedUntil }: PlannedDigest): boolean {
  return parts.length === 0 && servedUntil !== undefined;
}

async function moveSilently({ rows }: Engine, trx: Trx, targets: Target[]): Promise<void> {
  if (targets.length === 0) return;
  await sql`update chats set covered_until = target.covered_until from ${rows(targets)} as target
    where chats.chat = target.chat and chats.thread = target.thread
      and coalesce(chats.covered_until, ${sql.lit(NEVER)}) = target.served_until`.execute(trx);
}

function targetOf(digest: PlannedDigest, digestId: number, { chat, thread }: ChatRef): Target {
  return {
    chat,
    thread,
    due_at: digest.dueAt,
    digest_id: digestId,
    served_until: digest.servedUntil === undefined ? null : (digest.servedUntil ?? NEVER),
    covered_until: digest.coveredUntil ?? null,
    next_digest_at: digest.nextDigestAt ?? null,
  };
}

/** Returns the ids by key, of digests that were there as well as of new ones. */
async function keepDigests(trx: Trx, digests: PlannedDigest[], now: number): Promise<Map<string, number>> {
  if (digests.length === 0) return new Map();
  const byKey = new Map(digests.map((digest) => [digest.key, digest]));
  const ids = await idsOf(trx, [...byKey.keys()]);
  // In one order everywhere, so that replicas that plan the same do not wait for each other in a circle.
  const fresh = [...byKey.values()]
    .filter(({ key }) => !ids.has(key))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  if (fresh.length === 0) return ids;
  const made = await trx
    .insertInto("digests")
    .values(
      fresh.map(({ key, kind, assurance }) => ({
        key,
        kind,
        assurance,
        created_at: now,
        planned_at: kind === "broadcast" ? null : now,
      })),
    )
    .onConflict((conflict) => conflict.column("key").doNothing())
    .returning(["id", "key"])
    .execute();
  const parts = made.flatMap(({ id, key }) =>
    (byKey.get(key)?.parts ?? []).map((payload, part) => ({ digest_id: id, part, payload })),
  );
  if (parts.length > 0) await trx.insertInto("digest_parts").values(parts).execute();
  for (const { id, key } of made) ids.set(key, id);
  // Another replica may have planned some of them at the same moment.
  const theirs = fresh.map(({ key }) => key).filter((key) => !ids.has(key));
  return theirs.length === 0 ? ids : new Map([...ids, ...(await idsOf(trx, theirs))]);
}

async function idsOf(trx: Trx, keys: string[]): Promise<Map<string, number>> {
  const rows = await trx.selectFrom("digests").select(["id", "key"]).where("key", "in", keys).execute();
  return new Map(rows.map(({ id, key }) => [key, id]));
}

/**
 * Returns the targets whose due time was not planned before and whose chats stand as they did. A chat that was forgotten
 * while the digest was composed gets no row again.
 */
async function keepTargets({ rows }: Engine, trx: Trx, targets: Target[]): Promise<Target[]> {
  const added = await sql<ChatRef & { due_at: number }>`
    insert into digest_targets (chat, thread, due_at, digest_id)
    select chats.chat, chats.thread, target.due_at, target.digest_id
    from ${rows(targets)} as target
    join chats on chats.chat = target.chat and chats.thread = target.thread
    where target.served_until is null or target.served_until = coalesce(chats.covered_until, ${sql.lit(NEVER)})
    on conflict (chat, thread, due_at) do nothing
    returning chat, thread, due_at`.execute(trx);
  if (added.rows.length === targets.length) return targets;
  const kept = new Set(added.rows.map(({ chat, thread, due_at }) => `${chat}:${thread}:${due_at}`));
  return targets.filter(({ chat, thread, due_at }) => kept.delete(`${chat}:${thread}:${due_at}`));
}

/**
 * The next due time moves for every target, or a chat whose due time had been planned would be due for ever; but not
 * over a later one, which the person chose meanwhile. What is covered moves only where this digest is the one planned.
 */
async function moveOn(engine: Engine, trx: Trx, targets: Target[], planned: Target[]): Promise<void> {
  const next = sql`next_digest_at = case when target.next_digest_at is null or chats.next_digest_at > target.due_at
    then chats.next_digest_at else target.next_digest_at end`;
  const covered = sql`covered_until = case when target.covered_until is null or chats.covered_until > target.covered_until
    then chats.covered_until else target.covered_until end`;
  const set = async (changes: RawBuilder<unknown>[], of: Target[]): Promise<void> => {
    if (of.length === 0) return;
    await sql`update chats set ${sql.join(changes)} from ${engine.rows(of)} as target
      where chats.chat = target.chat and chats.thread = target.thread`.execute(trx);
  };
  if (planned === targets) return set([next, covered], targets);
  await set([next], targets);
  await set([covered], planned);
}
