import type { Instant } from "../../src/news/article.js";
import type { Store } from "../../src/store/store.js";
import { MessageBuilder, serializeMessage } from "../../src/telegram/message.js";

/** Chats that wait for a digest of these parts. */
export async function planFor(store: Store, chats: number[], parts: string[], now: Instant): Promise<void> {
  for (const chat of chats) {
    await store.subscribers.add({
      chat,
      thread: 0,
      type: chat < 0 ? "group" : "private",
      title: `chat ${chat}`,
      locale: "zh",
      timezone: "Asia/Shanghai",
      status: "active",
      mode: "daily",
      digestAt: "08:30",
      createdAt: now,
    });
  }
  await store.ledger.plan(
    {
      key: `digest for ${chats.join()} of ${parts.join()}`,
      kind: "daily",
      parts: parts.map((text) => serializeMessage(new MessageBuilder().plain(text).build())),
      targets: chats.map((chat) => ({ ref: { chat, thread: 0 }, dueAt: now, coveredUntil: now })),
    },
    now,
  );
}
