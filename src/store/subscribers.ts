import type { Selectable } from "kysely";
import type { ChatRef, Interest, Subscriber } from "../news/subscriber.js";
import type { Engine } from "./engine.js";
import { forgetChat } from "./forget.js";
import { migrateChat } from "./migrate-chat.js";
import type { SubscriberRepository } from "./store.js";
import type { Tables } from "./tables.js";

type Row = Selectable<Tables["chats"]>;
type Patch = Partial<Omit<Subscriber, "chat" | "thread" | "createdAt">>;

export function createSubscribers(engine: Engine): SubscriberRepository {
  const { db } = engine;

  const find = (ref: ChatRef) =>
    db
      .selectFrom("chats")
      .selectAll()
      .where("chat", "=", ref.chat)
      .where("thread", "=", ref.thread)
      .executeTakeFirst();

  /** The chats that `wanted` selects, with their interests; those without any are left out. */
  async function withInterests(wanted: Row[]) {
    const byRef = new Map<string, Interest[]>();
    for (let start = 0; start < wanted.length; start += CHUNK) {
      const chats = [...new Set(wanted.slice(start, start + CHUNK).map((row) => row.chat))];
      const rows = await db
        .selectFrom("subscriptions")
        .selectAll()
        .where("chat", "in", chats)
        .orderBy("created_at")
        .orderBy("kind")
        .orderBy("name")
        .execute();
      for (const { chat, thread, kind, name } of rows) {
        const key = `${chat}:${thread}`;
        const interests = byRef.get(key) ?? [];
        if (!interests.some((known) => known.kind === kind && known.name === name))
          interests.push({ kind, name });
        byRef.set(key, interests);
      }
    }
    return wanted.flatMap((row) => {
      const interests = byRef.get(`${row.chat}:${row.thread}`);
      return interests ? [{ subscriber: toSubscriber(row), interests }] : [];
    });
  }

  const active = (mode: Subscriber["mode"]) =>
    db
      .selectFrom("chats")
      .selectAll("chats")
      .where("status", "=", "active")
      .where("mode", "=", mode)
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom("subscriptions")
            .select("subscriptions.chat")
            .whereRef("subscriptions.chat", "=", "chats.chat")
            .whereRef("subscriptions.thread", "=", "chats.thread"),
        ),
      );

  return {
    async get(ref) {
      const row = await find(ref);
      return row && toSubscriber(row);
    },

    async add(subscriber) {
      const { chat, thread, createdAt } = subscriber;
      const added = await db
        .insertInto("chats")
        .values({
          chat,
          thread,
          type: subscriber.type,
          title: subscriber.title,
          locale: subscriber.locale,
          timezone: subscriber.timezone,
          status: subscriber.status,
          mode: subscriber.mode,
          digest_at: subscriber.digestAt,
          next_digest_at: subscriber.nextDigestAt ?? null,
          covered_until: subscriber.coveredUntil ?? null,
          created_at: createdAt,
        })
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
            .where("status", "=", "waiting")
            .execute();
        }
        return trx
          .updateTable("chats")
          .set(columns)
          .where("chat", "=", ref.chat)
          .where("thread", "=", ref.thread)
          .returningAll()
          .executeTakeFirst();
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
      return db
        .selectFrom("subscriptions")
        .select(["kind", "name"])
        .where("chat", "=", ref.chat)
        .where("thread", "=", ref.thread)
        .orderBy("created_at")
        .orderBy("kind")
        .orderBy("name")
        .execute();
    },

    async subscribe(ref, interests, at) {
      if (interests.length === 0) return [];
      const added = await db
        .insertInto("subscriptions")
        .values(
          interests.map(({ kind, name }) => ({
            chat: ref.chat,
            thread: ref.thread,
            kind,
            name,
            created_at: at,
          })),
        )
        .onConflict((conflict) => conflict.doNothing())
        .returning(["kind", "name"])
        .execute();
      return inOrderOf(interests, added);
    },

    async unsubscribe(ref, interests) {
      if (interests.length === 0) return [];
      const removed = await db
        .deleteFrom("subscriptions")
        .where("chat", "=", ref.chat)
        .where("thread", "=", ref.thread)
        .where((eb) => eb.or(interests.map(({ kind, name }) => eb.and({ kind, name }))))
        .returning(["kind", "name"])
        .execute();
      return inOrderOf(interests, removed);
    },

    async due(now, limit) {
      const rows = await active("daily")
        .where("next_digest_at", "<=", now)
        .orderBy("next_digest_at")
        .orderBy("chat")
        .orderBy("thread")
        .limit(limit)
        .execute();
      return withInterests(rows);
    },

    async instant() {
      return withInterests(await active("instant").orderBy("chat").orderBy("thread").execute());
    },

    async block(chat) {
      await db
        .updateTable("chats")
        .set({ status: "blocked" })
        .where("chat", "=", chat)
        .where("status", "=", "active")
        .execute();
    },

    migrate: (from, to) => migrateChat(engine, from, to),
    forget: (chat) => forgetChat(engine, chat),
  };
}

const CHUNK = 500;

/** Of `asked`, each once, those that are among `found`. */
function inOrderOf(asked: Interest[], found: Interest[]): Interest[] {
  const left = new Set(found.map(({ kind, name }) => `${kind}:${name}`));
  return asked.filter(({ kind, name }) => left.delete(`${kind}:${name}`));
}

function toSubscriber(row: Row): Subscriber {
  return {
    chat: row.chat,
    thread: row.thread,
    type: row.type,
    title: row.title,
    locale: row.locale,
    timezone: row.timezone,
    status: row.status,
    mode: row.mode,
    digestAt: row.digest_at,
    ...(row.next_digest_at !== null && { nextDigestAt: row.next_digest_at }),
    ...(row.covered_until !== null && { coveredUntil: row.covered_until }),
    createdAt: row.created_at,
  };
}

/** A field that is handed in as undefined is taken away; one that is left out stays. */
function toColumns(patch: Patch): Partial<Row> {
  const { type, title, locale, timezone, status, mode, digestAt } = patch;
  return {
    ...(type !== undefined && { type }),
    ...(title !== undefined && { title }),
    ...(locale !== undefined && { locale }),
    ...(timezone !== undefined && { timezone }),
    ...(status !== undefined && { status }),
    ...(mode !== undefined && { mode }),
    ...(digestAt !== undefined && { digest_at: digestAt }),
    ...("nextDigestAt" in patch && { next_digest_at: patch.nextDigestAt ?? null }),
    ...("coveredUntil" in patch && { covered_until: patch.coveredUntil ?? null }),
  };
}
