import type { ChatRef, Interest } from "../news/subscriber.js";
import type { Trx } from "./engine.js";
import { wishKey } from "./wish-key.js";

/** To be done whenever settings or interests of a chat changed, in the same transaction. */
export async function rekeyChat(trx: Trx, { chat, thread }: ChatRef): Promise<void> {
  const row = await trx
    .selectFrom("chats")
    .select(["locale", "timezone", "mode", "times", "days", "quiet", "max_items", "tell_empty"])
    .where("chat", "=", chat)
    .where("thread", "=", thread)
    .executeTakeFirst();
  if (!row) return;
  const interests = await trx
    .selectFrom("subscriptions")
    .select(["kind", "name", "muted"])
    .where("chat", "=", chat)
    .where("thread", "=", thread)
    .execute();
  await trx
    .updateTable("chats")
    .set({ wish_key: wishKey(row, interests.map(toInterest)) })
    .where("chat", "=", chat)
    .where("thread", "=", thread)
    .execute();
}

/** Every chat's key anew, for a migration that changes what the key is made of. */
export async function rekeyChats(trx: Trx): Promise<void> {
  for (const ref of await trx.selectFrom("chats").select(["chat", "thread"]).execute()) {
    await rekeyChat(trx, ref);
  }
}

export function toInterest({ kind, name, muted }: Omit<Interest, "muted"> & { muted: number }): Interest {
  return { kind, name, ...(muted === 1 && { muted: true as const }) };
}
