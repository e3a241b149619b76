import type { Instant } from "../../src/news/article.js";
import type { Assurance } from "../../src/news/delivery.js";
import type { Store } from "../../src/store/store.js";
import { MessageBuilder, serializeMessage } from "../../src/telegram/message.js";
import type { TestDatabase } from "../store/database.js";

const CHATS_A_CALL = 1_000;

/** Subscribers 1 to `count`, in one statement: through the front door a million would take an hour. */
export function addChats(database: TestDatabase, count: number): Promise<void> {
  return database.run(`
    insert into chats (chat, thread, type, title, locale, timezone, status, mode, times, created_at)
    with recursive counted (chat) as (select 1 union all select chat + 1 from counted where chat < ${count})
    select chat, 0, 'private', '', 'zh', 'Asia/Shanghai', 'active', 'daily', '["08:30"]', 0 from counted`);
}

/** One digest of one text for the chats 1 to `count`. */
export async function planForAll(
  store: Store,
  count: number,
  { text, assurance, now }: { text: string; assurance: Assurance; now: Instant },
): Promise<void> {
  const digest = {
    key: text,
    kind: "daily" as const,
    assurance,
    parts: [serializeMessage(new MessageBuilder().plain(text).build())],
    dueAt: now,
    coveredUntil: now,
  };
  for (let first = 1; first <= count; first += CHATS_A_CALL) {
    const size = Math.min(CHATS_A_CALL, count + 1 - first);
    const chats = Array.from({ length: size }, (_, at) => ({ chat: first + at, thread: 0 }));
    await store.ledger.plan([{ ...digest, chats }], now);
  }
}
