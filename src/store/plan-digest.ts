import { sql } from "kysely";
import type { Engine, Trx } from "./engine.js";
import type { PlannedDigest } from "./store.js";

type Target = PlannedDigest["targets"][number];

/** Rows of one INSERT: far below what either engine takes, and few texts of statements. */
const CHUNK = 500;

export function planDigest(engine: Engine, digest: PlannedDigest, now: number): Promise<number> {
  return engine.durable(async (trx) => {
    const digestId = await keepDigest(trx, digest, now);
    // What is stored under the key is the digest, also where this call brings other words for it.
    const parts = await trx
      .selectFrom("digest_parts")
      .select("part")
      .where("digest_id", "=", digestId)
      .orderBy("part")
      .execute();
    const targets = await stillKnown(trx, digest.targets);
    const planned = await planTargets(trx, digestId, targets);
    await moveOn(trx, targets, planned);
    const deliveries = planned.flatMap(({ ref, dueAt }) =>
      parts.map(({ part }) => ({
        digest_id: digestId,
        chat: ref.chat,
        thread: ref.thread,
        part,
        status: "waiting" as const,
        attempts: 0,
        due_at: dueAt,
        changed_at: now,
      })),
    );
    let written = 0;
    for (const rows of chunks(deliveries)) {
      const inserted = await trx
        .insertInto("deliveries")
        .values(rows)
        .onConflict((conflict) => conflict.columns(["digest_id", "chat", "thread", "part"]).doNothing())
        .executeTakeFirst();
      written += Number(inserted.numInsertedOrUpdatedRows ?? 0);
    }
    return written;
  });
}

async function keepDigest(trx: Trx, { key, kind, parts }: PlannedDigest, now: number): Promise<number> {
  const made = await trx
    .insertInto("digests")
    .values({ key, kind, created_at: now })
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

/** A chat that was forgotten while the digest was composed gets no row again. */
async function stillKnown(trx: Trx, targets: Target[]): Promise<Target[]> {
  const known = new Set<string>();
  for (const part of chunks(targets)) {
    const rows = await trx
      .selectFrom("chats")
      .select(["chat", "thread"])
      .where("chat", "in", [...new Set(part.map(({ ref }) => ref.chat))])
      .execute();
    for (const { chat, thread } of rows) known.add(`${chat}:${thread}`);
  }
  return targets.filter(({ ref }) => known.has(`${ref.chat}:${ref.thread}`));
}

/** Returns the targets whose due time was not planned before. */
async function planTargets(trx: Trx, digestId: number, targets: Target[]): Promise<Target[]> {
  const added = new Set<string>();
  for (const part of chunks(targets)) {
    const rows = await trx
      .insertInto("digest_targets")
      .values(
        part.map(({ ref, dueAt }) => ({
          chat: ref.chat,
          thread: ref.thread,
          due_at: dueAt,
          digest_id: digestId,
        })),
      )
      .onConflict((conflict) => conflict.columns(["chat", "thread", "due_at"]).doNothing())
      .returning(["chat", "thread", "due_at"])
      .execute();
    for (const { chat, thread, due_at } of rows) added.add(`${chat}:${thread}:${due_at}`);
  }
  return targets.filter(({ ref, dueAt }) => added.delete(`${ref.chat}:${ref.thread}:${dueAt}`));
}

/**
 * The next due time moves for every target, or a chat whose due time had been planned would be due for ever; but not
 * over a later one, which the person chose meanwhile. What is covered moves only where this digest is the one planned.
 */
async function moveOn(trx: Trx, targets: Target[], planned: Target[]): Promise<void> {
  const isPlanned = new Set(planned);
  const groups = new Map<string, Target[]>();
  for (const target of targets) {
    const { ref, dueAt, nextDigestAt, coveredUntil } = target;
    const key = [ref.thread, dueAt, nextDigestAt, isPlanned.has(target) && coveredUntil].join();
    groups.set(key, [...(groups.get(key) ?? []), target]);
  }
  for (const part of [...groups.values()].flatMap(chunks)) {
    const [first] = part;
    if (first) await moveGroup(trx, part, first, isPlanned.has(first));
  }
}

/** Targets alike in thread and times, `first` being one of them. */
async function moveGroup(trx: Trx, group: Target[], first: Target, covered: boolean): Promise<void> {
  const { dueAt, nextDigestAt, coveredUntil } = first;
  if (nextDigestAt === undefined && !covered) return;
  await trx
    .updateTable("chats")
    .set({
      ...(nextDigestAt !== undefined && {
        next_digest_at: sql<number>`case when next_digest_at > ${dueAt} then next_digest_at
          else cast(${nextDigestAt} as bigint) end`,
      }),
      ...(covered && {
        covered_until: sql<number>`case when covered_until > ${coveredUntil} then covered_until
          else cast(${coveredUntil} as bigint) end`,
      }),
    })
    .where("thread", "=", first.ref.thread)
    .where(
      "chat",
      "in",
      group.map(({ ref }) => ref.chat),
    )
    .execute();
}

function chunks<T>(items: T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, index) =>
    items.slice(index * CHUNK, (index + 1) * CHUNK),
  );
}
