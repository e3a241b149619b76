import type { ChatRef, Interest } from "../news/subscriber.js";
import { toColumns, toRow, toSubscriber } from "./chat-rows.js";
import type { Engine } from "./engine.js";
import { forgetChat } from "./forget.js";
import { migrateChat } from "./migrate-chat.js";
import { rekeyChat, toInterest } from "./rekey.js";
import { standings } from "./standings.js";
import type { SubscriberRepository } from "./store.js";

export function createSubscribers(engine: Engine): SubscriberRepository {
  const { db } = engine;

  const find = (ref: ChatRef) =>
    db
      .selectFrom("chats")
      .selectAll()
      .where("chat", "=", ref.chat)
      .where("thread", "=", ref.thread)
      .executeTakeFirst();

  return {
    async get(ref) {
      const row = await find(ref);
      return row && toSubscriber(row);
    },

    async add(subscriber) {
      const added = await db
        .insertInto("chats")
        .values(toRow(subscriber))
        .onConflict((conflict) => conflict.columns(["chat", "thread"]).doNothing())
        .returningAll()
        .executeTakeFirst();
      const row = added ?? (await find(subscriber));
      return { subscriber: row ? toSubscriber(row) : subscriber, added: added !== undefined };
    },

    async update(ref, patch) {
      const columns = toColumns(patch);
      if (Object.keys(columns).length === 0) return this.get(ref);
      const row = await engine.durable(async (trx) => {
        if (patch.status !== undefined && patch.status !== "active") {
          await trx
            .updateTable("deliveries")
            .set({ status: "failed", error: `the chat is ${patch.status}` })
            .where("chat", "=", ref.chat)
            .where("thread", "=", ref.thread)
            .where("status", "=", "pending")
            .execute();
        }
        const updated = await trx
          .updateTable("chats")
          .set(columns)
          .where("chat", "=", ref.chat)
          .where("thread", "=", ref.thread)
          .returningAll()
          .executeTakeFirst();
        await rekeyChat(trx, ref);
        return updated;
      });
      return row && toSubscriber(row);
    },

    async list({ status, limit, offset = 0 }) {
      const rows = await db
        .selectFrom("chats")
        .selectAll()
        .$if(status !== undefined, (query) => query.where("status", "=", status ?? "active"))
        .orderBy("created_at", "desc")
        .orderBy("chat")
        .orderBy("thread")
        .limit(limit)
        .offset(offset)
        .execute();
      return rows.map(toSubscriber);
    },

    async countByStatus() {
      const rows = await db
        .selectFrom("chats")
        .select((eb) => ["status", eb.fn.countAll<number>().as("count")])
        .groupBy("status")
        .execute();
      return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
    },

    async interests(ref) {
      const rows = await db
        .selectFrom("subscriptions")
        .select(["kind", "name", "muted"])
        .where("chat", "=", ref.chat)
        .where("thread", "=", ref.thread)
        .orderBy("created_at")
        .orderBy("kind")
        .orderBy("name")
        .execute();
      return rows.map(toInterest);
    },

    async subscribe(ref, interests, at) {
      if (interests.length === 0) return [];
      return engine.durable(async (trx) => {
        // A name is wished for or muted: what is asked for now takes the place of the other.
        const added: Interest[] = [];
        for (const interest of interests) {
          const { kind, name, muted } = interest;
          const row = { ...refOf(ref), kind, name, muted: muted ? 1 : 0, created_at: at };
          const changed = await trx
            .insertInto("subscriptions")
            .values(row)
            .onConflict((conflict) =>
              conflict
                .columns(["chat", "thread", "kind", "name"])
                .doUpdateSet({ muted: row.muted, created_at: at })
                .where("subscriptions.muted", "<>", row.muted),
            )
            .returning("name")
            .executeTakeFirst();
          if (changed) added.push(interest);
        }
        await rekeyChat(trx, ref);
        return added;
      });
    },

    async unsubscribe(ref, interests) {
      if (interests.length === 0) return [];
      return engine.durable(async (trx) => {
        const removed = await trx
          .deleteFrom("subscriptions")
          .where("chat", "=", ref.chat)
          .where("thread", "=", ref.thread)
          .where((eb) => eb.or(interests.map(({ kind, name }) => eb.and({ kind, name }))))
          .returning(["kind", "name", "muted"])
          .execute();
        await rekeyChat(trx, ref);
        return inOrderOf(interests, removed.map(toInterest));
      });
    },

    ...standings(engine),

    async reachable(createdBefore, limit, after) {
      const rows = await db
        .selectFrom("chats")
        .select(["chat", (eb) => eb.fn.min("thread").as("thread")])
        .where("status", "=", "active")
        .where("created_at", "<=", createdBefore)
        .$if(after !== undefined, (query) => query.where("chat", ">", after?.chat ?? 0))
        .groupBy("chat")
        .orderBy("chat")
        .limit(limit)
        .execute();
      return rows;
    },

    async close({ chat, thread }, status) {
      await db
        .updateTable("chats")
        .set({ status })
        .where("chat", "=", chat)
        .$if(thread !== undefined, (query) => query.where("thread", "=", thread ?? 0))
        .where("status", "=", "active")
        .execute();
    },

    migrate: (from, to) => migrateChat(engine, from, to),
    forget: (chat) => forgetChat(engine, chat),
  };
}

const refOf = ({ chat, thread }: ChatRef) => ({ chat, thread });

/** Of `asked`, each once, those that are among `found`. */
function inOrderOf(asked: Interest[], found: Interest[]): Interest[] {
  const left = new Set(found.map(({ kind, name }) => `${kind}:${name}`));
  return asked.filter(({ kind, name }) => left.delete(`${kind}:${name}`));
}
