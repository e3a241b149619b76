import { Context, Telegraf } from "telegraf";
import type { Update, UserFromGetMe } from "telegraf/types";
import type { ChatRef } from "../news/subscriber.js";
import type { SendOptions, TelegramClient } from "./client.js";
import type { Message } from "./message.js";

/** What a feature of the bot gets for an update: Telegraf's context, speaking in our messages. */
export class BotContext extends Context {
  constructor(
    update: Update,
    readonly client: TelegramClient,
    me: UserFromGetMe,
  ) {
    super(update, client, me);
  }

  /** Where the update happened, with the forum topic; undefined for updates without a chat, such as inline queries. */
  get ref(): ChatRef | undefined {
    const chat = this.chat?.id;
    if (chat === undefined) return undefined;
    const message = this.msg;
    // In a group without topics a message_thread_id is only a chain of replies, which nothing can be sent into.
    const inTopic = message?.isAccessible() === true && message.is_topic_message === true;
    return { chat, thread: inTopic ? (message.message_thread_id ?? 0) : 0 };
  }

  /** Sends into the conversation that the update came from. Returns the id of the message. */
  async say(message: Message, options?: SendOptions): Promise<number> {
    if (this.ref === undefined) throw new Error("This update has no chat to answer in");
    return this.client.send(this.ref, message, options);
  }

  /** Puts `message` in the place of the one whose button was pressed. */
  async revise(message: Message): Promise<void> {
    const press = this.callbackQuery;
    if (press?.inline_message_id !== undefined) {
      return this.client.edit({ inlineMessageId: press.inline_message_id }, message);
    }
    if (press?.message === undefined) throw new Error("This update has no message to revise");
    return this.client.edit({ chat: press.message.chat.id, messageId: press.message.message_id }, message);
  }

  /** Ends the waiting of the pressed button, with a note if there is something to say. */
  async acknowledge(text?: string, alert = false): Promise<void> {
    if (this.callbackQuery === undefined) return;
    await this.client.answerPress(this.callbackQuery.id, text === undefined ? undefined : { text, alert });
  }
}

export interface Bot {
  telegraf: Telegraf<BotContext>;
  /** Runs the features; throws what they throw. The deadline is the dispatcher's. */
  handle(update: Update): Promise<void>;
}

/**
 * A Telegraf whose handlers speak through `client`. Left alone, `handleUpdate` makes a bare Telegram for every update, stops
 * waiting after 90 s, prints errors with the update, and keeps a failed getMe for ever.
 */
export function createTelegraf(client: TelegramClient): Bot {
  class OwnContext extends BotContext {
    constructor(...[update, , me]: ConstructorParameters<typeof Context>) {
      super(update, client, me);
    }
  }
  const telegraf = new Telegraf<BotContext>(client.token, {
    contextType: OwnContext,
    handlerTimeout: Number.POSITIVE_INFINITY,
  });
  telegraf.telegram = client;
  telegraf.catch((error) => {
    throw error;
  });
  return {
    telegraf,
    async handle(update) {
      telegraf.botInfo ??= await client.me();
      await telegraf.handleUpdate(update);
    },
  };
}
