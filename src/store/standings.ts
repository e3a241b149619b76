import { type SqlBool, sql } from "kysely";
import type { ChatRef, Standing, Subscriber } from "../news/subscriber.js";
import type { Engine } from "./engine.js";
import type { SubscriberRepository } from "./store.js";

/** Chats to plan for, in the order of an index, so that a page of them lies together also in every other table. */
export function standings({
  db,
  rows,
}: Engine): Pick<SubscriberRepository, "due" | "instant" | "ahead" | "reschedule" | "uncover"> {
  const standing = (mode: Subscriber["mode"], limit: number) =>
    db
      .selectFrom("chats")
      .select(["chat", "thread", "wish_key", "next_digest_at", "covered_until"])
      .where("status", "=", "active")
      .where("mode", "=", mode)
      .orderBy("next_digest_at")
      .orderBy("chat")
      .orderBy("thread")
      .limit(limit);

  const wishing = (...which: Parameters<typeof standing>) =>
    standing(...which).where((eb) =>
      eb.exists(
        eb
          .selectFrom("subscriptions")
          .select("subscriptions.chat")
          .whereRef("subscriptions.chat", "=", "chats.chat")
          .whereRef("subscriptions.thread", "=", "chats.thread")
          .where("subscriptions.muted", "=", 0),
      ),
    );

  return {
    async due(now, limit) {
      const found = await wishing("daily", limit).where("next_digest_at", "<=", now).execute();
      return found.map(toStanding);
    },

    async instant(coveredUntil, limit, after) {
      const found = await wishing("instant", limit)
        .where("next_digest_at", "is", null)
        .where((eb) => eb.or([eb("covered_until", "is", null), eb("covered_until", "<", coveredUntil)]))
        .$if(after !== undefined, (query) =>
          query.where(sql<SqlBool>`(chat, thread) > (${after?.chat}, ${after?.thread})`),
        )
        .execute();
      return found.map(toStanding);
    },

    async ahead(from, limit, after) {
      const behind =
        after === undefined
          ? sql<SqlBool>`next_digest_at > ${from}`
          : sql<SqlBool>`(next_digest_at, chat, thread) > (${from}, ${after.chat}, ${after.thread})`;
      const found = await standing("daily", limit).where(behind).execute();
      return found.map(toStanding);
    },

    async reschedule(chats, nextDigestAt) {
      if (chats.length === 0) return;
      await sql`update chats set next_digest_at = ${nextDigestAt} from ${rows(chats)} as target
        where chats.chat = target.chat and chats.thread = target.thread and mode = 'daily'`.execute(db);
    },

    async uncover(now) {
      await db.updateTable("chats").set({ covered_until: now }).where("covered_until", ">", now).execute();
    },
  };
}

type Row = ChatRef & { wish_key: string; next_digest_at: number | null; covered_until: number | null };

function toStanding({ chat, thread, wish_key, next_digest_at, covered_until }: Row): Standing {
  return {
    chat,
    thread,
    wishKey: wish_key,
    ...(next_digest_at !== null && { dueAt: next_digest_at }),
    ...(covered_until !== null && { coveredUntil: covered_until }),
  };
}
