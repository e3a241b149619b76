import { type ExpressionBuilder, type SqlBool, sql } from "kysely";
import type { Subscriber, WishGroup } from "../news/subscriber.js";
import { type ChatRow, toSubscriber } from "./chat-rows.js";
import type { Db } from "./engine.js";
import { toInterest } from "./rekey.js";
import type { SubscriberRepository } from "./store.js";
import type { Tables } from "./tables.js";

/** Chats by their wishes. A group is found by the key of its wishes, and by where its chats stand in time. */
export function wishGroups(
  db: Db,
): Pick<SubscriberRepository, "due" | "instant" | "members" | "ahead" | "reschedule" | "uncover"> {
  const wishing = (mode: Subscriber["mode"]) =>
    db
      .selectFrom("chats")
      .where("status", "=", "active")
      .where("mode", "=", mode)
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom("subscriptions")
            .select("subscriptions.chat")
            .whereRef("subscriptions.chat", "=", "chats.chat")
            .whereRef("subscriptions.thread", "=", "chats.thread")
            .where("subscriptions.muted", "=", 0),
        ),
      );

  async function groupOf(row: ChatRow): Promise<WishGroup> {
    const interests = await db
      .selectFrom("subscriptions")
      .select(["kind", "name", "muted"])
      .where("chat", "=", row.chat)
      .where("thread", "=", row.thread)
      .orderBy("created_at")
      .orderBy("kind")
      .orderBy("name")
      .execute();
    return { key: row.wish_key, sample: toSubscriber(row), interests: interests.map(toInterest) };
  }

  async function groupsOf<Key extends { wish_key: string; chat: number }>(
    keys: Key[],
    standing: (key: Key) => ReturnType<typeof same>,
  ): Promise<WishGroup[]> {
    const groups: WishGroup[] = [];
    for (const key of keys) {
      const row = await db
        .selectFrom("chats")
        .selectAll()
        .where("chat", "=", key.chat)
        .where("wish_key", "=", key.wish_key)
        .where(standing(key))
        .executeTakeFirst();
      if (row) groups.push(await groupOf(row));
    }
    return groups;
  }

  return {
    async due(now) {
      const first = await wishing("daily")
        .selectAll()
        .where("next_digest_at", "<=", now)
        .orderBy("next_digest_at")
        .orderBy("wish_key")
        .orderBy("chat")
        .orderBy("thread")
        .limit(1)
        .executeTakeFirst();
      return first && groupOf(first);
    },

    async instant() {
      const keys = await wishing("instant")
        .select(["wish_key", "covered_until", (eb) => eb.fn.min("chat").as("chat")])
        .groupBy(["wish_key", "covered_until"])
        .orderBy("chat")
        .execute();
      return groupsOf(keys, ({ covered_until }) => same("covered_until", covered_until));
    },

    async ahead(now, beyondMs) {
      // All chats of an index, wishing or not: it is asked every hour, of a million as of one.
      const keys = await db
        .selectFrom("chats")
        .where("status", "=", "active")
        .where("mode", "=", "daily")
        .select(["wish_key", "next_digest_at", (eb) => eb.fn.min("chat").as("chat")])
        .where("next_digest_at", ">", now + beyondMs)
        .groupBy(["wish_key", "next_digest_at"])
        .orderBy("chat")
        .execute();
      return groupsOf(keys, ({ next_digest_at }) => same("next_digest_at", next_digest_at));
    },

    async reschedule({ key, sample }, nextDigestAt) {
      await db
        .updateTable("chats")
        .set({ next_digest_at: nextDigestAt })
        .where("status", "=", "active")
        .where("mode", "=", "daily")
        .where(same("next_digest_at", sample.nextDigestAt))
        .where("wish_key", "=", key)
        .execute();
    },

    async uncover(now) {
      await db.updateTable("chats").set({ covered_until: now }).where("covered_until", ">", now).execute();
    },

    async members({ key, sample: { mode, nextDigestAt, coveredUntil } }, limit, after) {
      return db
        .selectFrom("chats")
        .select(["chat", "thread"])
        .where("status", "=", "active")
        .where("mode", "=", mode)
        .where(same("next_digest_at", nextDigestAt))
        .where("wish_key", "=", key)
        .where(same("covered_until", coveredUntil))
        .$if(after !== undefined, (query) =>
          query.where(sql<SqlBool>`(chat, thread) > (${after?.chat}, ${after?.thread})`),
        )
        .orderBy("chat")
        .orderBy("thread")
        .limit(limit)
        .execute();
    },
  };
}

function same(column: "covered_until" | "next_digest_at", value: number | null | undefined) {
  return (eb: ExpressionBuilder<Tables, "chats">) =>
    value === null || value === undefined ? eb(column, "is", null) : eb(column, "=", value);
}
