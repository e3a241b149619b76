import type { InlineKeyboardMarkup, MessageEntity } from "telegraf/types";
import type { Clock } from "../lib/clock.js";
import type { ChatRef } from "../news/subscriber.js";
import { badRequest } from "./errors.js";

export interface PreviewUser {
  id: number;
  is_bot: boolean;
  first_name: string;
  username?: string;
  language_code?: string;
}

export interface PreviewChat {
  id: number;
  type: "private" | "group" | "supergroup" | "channel";
  title?: string;
  first_name?: string;
  username?: string;
}

/** A text message as the Bot API shows it; `date` and `edit_date` in seconds. */
export interface PreviewMessage {
  message_id: number;
  message_thread_id?: number;
  from: PreviewUser;
  chat: PreviewChat;
  date: number;
  edit_date?: number;
  text: string;
  entities?: MessageEntity[];
  reply_markup?: InlineKeyboardMarkup;
  /** Found through inline mode of this bot. */
  via_bot?: PreviewUser;
}

export interface Content {
  text: string;
  entities: MessageEntity[];
  reply_markup?: InlineKeyboardMarkup;
  via_bot?: PreviewUser;
}

export type ChatEvent =
  | { kind: "message" | "edited"; chat: number; message: PreviewMessage }
  | { kind: "deleted"; chat: number; messageId: number }
  | { kind: "commands" };

/** The chats and their messages, in memory. */
export class Chats {
  private readonly chats = new Map<number, { chat: PreviewChat; messages: PreviewMessage[] }>();
  private readonly listeners = new Set<(event: ChatEvent) => void>();
  private lastMessageId = 0;

  constructor(private readonly clock: Clock) {}

  open(chat: PreviewChat): void {
    const known = this.chats.get(chat.id);
    if (known) known.chat = chat;
    else this.chats.set(chat.id, { chat, messages: [] });
  }

  /** Throws the Bot API's error for a chat that nobody opened. */
  get(id: number): PreviewChat {
    return this.entry(id).chat;
  }

  messages(id: number): PreviewMessage[] {
    return structuredClone(this.chats.get(id)?.messages ?? []);
  }

  find(chat: number, messageId: number): PreviewMessage | undefined {
    return this.chats.get(chat)?.messages.find((message) => message.message_id === messageId);
  }

  post({ chat, thread }: ChatRef, from: PreviewUser, content: Content): PreviewMessage {
    const { chat: where, messages } = this.entry(chat);
    this.lastMessageId += 1;
    const message: PreviewMessage = {
      message_id: this.lastMessageId,
      ...(thread === 0 ? {} : { message_thread_id: thread }),
      from: { ...from },
      chat: where,
      date: this.seconds(),
      ...compact(content),
    };
    messages.push(message);
    this.tell({ kind: "message", chat, message });
    return structuredClone(message);
  }

  /** Replaces text and buttons, in place. */
  rewrite(message: PreviewMessage, content: Content): PreviewMessage {
    delete message.entities;
    delete message.reply_markup;
    Object.assign(message, compact(content), { edit_date: this.seconds() });
    this.tell({ kind: "edited", chat: message.chat.id, message });
    return structuredClone(message);
  }

  remove(chat: number, messageId: number): boolean {
    const { messages } = this.entry(chat);
    const at = messages.findIndex((message) => message.message_id === messageId);
    if (at < 0) return false;
    messages.splice(at, 1);
    this.tell({ kind: "deleted", chat, messageId });
    return true;
  }

  /** Copies, so that a listener sees the message as it was at that moment. Returns how to stop listening. */
  listen(listener: (event: ChatEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(event: ChatEvent): void {
    for (const listener of this.listeners) listener(structuredClone(event));
  }

  seconds(): number {
    return Math.floor(this.clock.now() / 1000);
  }

  private entry(id: number) {
    const entry = this.chats.get(id);
    if (!entry) throw badRequest("chat not found");
    return entry;
  }
}

/** The Bot API leaves out what is empty. */
function compact({ text, entities, reply_markup, via_bot }: Content): Content | Omit<Content, "entities"> {
  return {
    text,
    ...(entities.length > 0 ? { entities } : {}),
    ...(reply_markup && reply_markup.inline_keyboard.length > 0 ? { reply_markup } : {}),
    ...(via_bot ? { via_bot: { ...via_bot } } : {}),
  };
}
