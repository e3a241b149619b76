import type { MessageEntity } from "telegraf/types";
import type { Instant } from "../news/article.js";
import type { ChatRef, Locale, Subscriber } from "../news/subscriber.js";
import type { Reply } from "./reply.js";
import type { Say } from "./say.js";

export interface Person {
  id: number;
  /** As an admin should see it: name and @username. */
  name: string;
  /** Speaks in the name of the group itself, which only its admins can. */
  anonymousAdmin: boolean;
}

/** One command, press or text of one person, with all that a feature needs to answer it. */
export interface Turn {
  ref: ChatRef;
  chat: Pick<Subscriber, "type" | "title">;
  person: Person;
  /** The text that this one answers to, when it does. */
  repliedTo: { text: string; entities: MessageEntity[] } | undefined;
  /** The person is an admin of this service. */
  admin: boolean;
  /** A button was pressed, not something written. */
  pressed: boolean;
  now: Instant;
  locale: Locale;
  timezone: string;
  say: Say;
  /** Answers with a new message in the same conversation; returns its id. */
  reply(reply: Reply): Promise<number>;
  /** After a press: changes the pressed message; otherwise like `reply`. */
  show(reply: Reply): Promise<void>;
  /** Changes a message that `reply` sent. */
  edit(messageId: number, reply: Reply): Promise<void>;
  /** After a press: the words that Telegram shows over the chat. */
  toast(text: string): void;
}

/**
 * anyone: also who waits, was refused or is unknown. entrance: anyone, in a group only its admins. reader: the
 * conversation may use the bot. owner: a reader who may change the conversation's settings, in a group only its admins.
 * admin: an admin of this service, in private.
 */
export type Access = "anyone" | "entrance" | "reader" | "owner" | "admin";

export interface Command {
  access: Access;
  handle(turn: Turn, payload: string): Promise<void>;
}

export interface Press {
  access: Access;
  /** The words of the button, as they were signed. */
  handle(turn: Turn, args: string[]): Promise<void>;
}

/** A thing the bot can do: its commands by name, its presses by verb. */
export interface Feature {
  commands?: Record<string, Command>;
  presses?: Record<string, Press>;
}
