import { sql } from "kysely";
import { NEW_SUBSCRIBER } from "../news/subscriber.js";
import { toRow, toSubscriber } from "./chat-rows.js";
import type { Engine, Trx } from "./engine.js";

/**
 * Erases a chat id from every table. Subscriptions, targets and deliveries go with the chat's row. What others look
 * up stays as an empty shell: an update's number (or the same update would be taken for a new one) and an audited act.
 * Who is banned, in whichever topic, could come back by being forgotten: the bare number stays, and /privacy says so.
 */
export async function forgetChat(engine: Engine, chat: number): Promise<void> {
  await engine.durable(async (trx) => {
    await dropRows(trx, chat);
    await blankUpdates(trx, chat);
    await blankAudit(trx, chat);
    await dropKeyValues(trx, chat);
  });
  await engine.scrub();
}

async function dropRows(trx: Trx, chat: number): Promise<void> {
  const removed = await trx.deleteFrom("chats").where("chat", "=", chat).returningAll().execute();
  for (const row of removed.map(toSubscriber)) {
    if (row.status !== "banned") continue;
    const { thread, type, locale, timezone, times, createdAt, status } = row;
    const bare = { chat, thread, type, title: "", locale, timezone, times, createdAt, status };
    await trx
      .insertInto("chats")
      .values(toRow({ ...NEW_SUBSCRIBER, ...bare }))
      .execute();
  }
}

/**
 * Updates not yet begun stay: they came after the wish to be forgotten and start a new acquaintance. The one under a
 * lease is that wish itself; it must not come again after a crash.
 */
async function blankUpdates(trx: Trx, chat: number): Promise<void> {
  const blank = { chat: 0, payload: "", error: null, owner: null, lease_until: null };
  await trx
    .updateTable("updates")
    .set({ ...blank, status: sql`case when status = 'failed' then 'failed' else 'handled' end` })
    .set({ handled_at: sql`coalesce(handled_at, received_at)` })
    .where("chat", "=", chat)
    .where((eb) => eb.or([eb("status", "<>", "waiting"), eb("lease_until", "is not", null)]))
    .execute();
  // A person is also named in the updates of groups; only failed ones are kept with what they say.
  const failed = await trx
    .selectFrom("updates")
    .select(["update_id", "payload"])
    .where("status", "=", "failed")
    .where("payload", "like", `%${chat}%`)
    .execute();
  const names = mentions(chat);
  for (const { update_id, payload } of failed) {
    if (!names.test(payload)) continue;
    await trx.updateTable("updates").set({ payload: "" }).where("update_id", "=", update_id).execute();
  }
}

async function blankAudit(trx: Trx, chat: number): Promise<void> {
  await trx.updateTable("audit").set({ detail: "", chat: null }).where("chat", "=", chat).execute();
  await trx.updateTable("audit").set({ actor: 0 }).where("actor", "=", chat).execute();
  const names = mentions(chat);
  const rows = await trx
    .selectFrom("audit")
    .select(["id", "detail"])
    .where("detail", "like", `%${chat}%`)
    .execute();
  for (const { id, detail } of rows) {
    if (!names.test(detail)) continue;
    await trx.updateTable("audit").set({ detail: "" }).where("id", "=", id).execute();
  }
}

/**
 * Key-values can all be made again (caches, validators, the state of a conversation), so one too many does no harm;
 * but for the operators' dictionary, which names nobody and whose numbers are no chats.
 */
async function dropKeyValues(trx: Trx, chat: number): Promise<void> {
  const rows = await trx
    .selectFrom("key_values")
    .select(["key", "value"])
    .where("key", "not like", "dictionary:%")
    .where((eb) => eb.or([eb("key", "like", `%${chat}%`), eb("value", "like", `%${chat}%`)]))
    .execute();
  const names = mentions(chat);
  for (const { key, value } of rows) {
    if (!names.test(key) && !names.test(value)) continue;
    await trx.deleteFrom("key_values").where("key", "=", key).execute();
  }
}

/** The id as a whole number, not as a piece of a longer one or of a word. */
function mentions(chat: number): RegExp {
  return new RegExp(`(?<![\\w.-])${chat}(?![\\w.])`, "u");
}
