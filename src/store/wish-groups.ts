import { type ExpressionBuilder, type SqlBool, sql } from "kysely";
import type { Subscriber, WishGroup } from "../news/subscriber.js";
import { type ChatRow, toSubscriber } from "./chat-rows.js";
import type { Db } from "./engine.js";
import { toInterest } from "./rekey.js";
import type { SubscriberRepository } from "./store.js";
import type { Tables } from "./tables.js";

/** Chats by their wishes. A group is found by the key of its wishes, and by where its chats stand in time. */
export function wishGroups(db: Db): Pick<SubscriberRepository, "due" | "instant" | "members"> {
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
      const groups: WishGroup[] = [];
      for (const { wish_key, covered_until, chat } of keys) {
        const row = await db
          .selectFrom("chats")
          .selectAll()
          .where("chat", "=", chat)
          .where("wish_key", "=", wish_key)
          .where(same("covered_until", covered_until))
          .executeTakeFirst();
        if (row) groups.push(await groupOf(row));
      }
      return groups;
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
