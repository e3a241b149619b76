import type { Instant } from "../../src/news/article.js";
import type { Assurance } from "../../src/news/delivery.js";
import type { Store } from "../../src/store/store.js";
import { MessageBuilder, serializeMessage } from "../../src/telegram/message.js";
import { subscriber } from "../store/records.js";

/** Chats that wait for a digest of these parts. */
export async function planFor(
  store: Store,
  chats: number[],
  parts: string[],
  now: Instant,
  assurance: Assurance = "at-most-once",
): Promise<void> {
  for (const chat of chats) {
    const type = chat < 0 ? "group" : "private";
    await store.subscribers.add(subscriber({ chat, type, createdAt: now }));
  }
  await store.ledger.plan(
    [
      {
        key: `digest for ${chats.join()} of ${parts.join()}`,
        kind: "daily",
        assurance,
        parts: parts.map((text) => serializeMessage(new MessageBuilder().plain(text).build())),
        chats: chats.map((chat) => ({ chat, thread: 0 })),
        dueAt: now,
        coveredUntil: now,
      },
    ],
    now,
  );
}
