import type { Update } from "telegraf/types";
import type { Locale } from "../news/subscriber.js";
import { closedBy, TelegramFailure } from "../telegram/failure.js";
import { localeOf } from "./admission.js";
import type { BotParts } from "./parts.js";
import type { Say } from "./say.js";

/**
 * A person who asked something is told that it did not work, or perhaps did not; others are left in peace, and so are
 * chats that cannot be written to, which the store learns from it. Never throws.
 */
export function createApology(
  { client, store, config, log }: Pick<BotParts, "client" | "store" | "config" | "log">,
  textsIn: (locale: Locale) => Say,
): (update: Update, because: unknown) => Promise<void> {
  async function apologize(update: Update, because: unknown): Promise<void> {
    const isUncertain = because instanceof TelegramFailure && because.failure.kind === "uncertain";
    const words = isUncertain ? "perhapsFailed" : "failed";
    if ("callback_query" in update) {
      const { id, from } = update.callback_query;
      const text = textsIn(await localeIn(from.id, from.language_code))(words);
      return client.answerPress(id, { text });
    }
    // The type vouches for what a server sent; a message of null is none.
    if (!("message" in update) || !update.message || !("text" in update.message)) return;
    const { chat, from, text } = update.message;
    // In a group most words are not for the bot.
    if (chat.type !== "private" && !text.startsWith("/")) return;
    const closed = closedBy(because);
    if (closed !== undefined) return store.subscribers.close({ chat: chat.id }, closed);
    const thread = update.message.is_topic_message === true ? (update.message.message_thread_id ?? 0) : 0;
    const say = textsIn(await localeIn(chat.id, from?.language_code));
    await client.send({ chat: chat.id, thread }, { text: say(words), entities: [] });
  }

  async function localeIn(chat: number, languageCode: string | undefined): Promise<Locale> {
    // What failed may have been the store itself.
    const known = await store.subscribers.get({ chat, thread: 0 }).catch(() => undefined);
    return known?.locale ?? localeOf(languageCode, config.defaults.locale);
  }

  return (update, because) =>
    apologize(update, because).catch((error: unknown) => {
      log.warn({ err: error, update: update.update_id }, "a failed update could not be apologized for");
    });
}
