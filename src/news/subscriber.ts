import type { Instant } from "./article.js";

export type Locale = "zh" | "en";

/** A conversation: a private chat, group or channel, and the forum topic in it (0 where there is none). */
export interface ChatRef {
  chat: number;
  thread: number;
}

/** How operators read and write a conversation: CHAT, or CHAT/TOPIC. */
export function writeRef({ chat, thread }: ChatRef): string {
  return thread === 0 ? String(chat) : `${chat}/${thread}`;
}

/**
 * pending: waits for an admin; stopped: by /stop; blocked: Telegram says the bot may not write there, until /start; dead:
 * Telegram says there is no such chat.
 */
export type ChatStatus = "pending" | "active" | "stopped" | "refused" | "banned" | "blocked" | "dead";

export interface Interest {
  kind: "bank" | "topic" | "bankType" | "medium" | "keyword" | "all";
  /** Canonical name; 全部 for all; of a keyword the query as it was typed, in the language of /search. */
  name: string;
  /** Not wished for but to be left out; of banks and topics only. */
  muted?: true;
}

export const EVERYTHING: Interest = { kind: "all", name: "全部" };

/** On which local days digests come; a number is a weekday of ISO 8601, 1 for Monday. */
export type DigestDays = "every" | "weekdays" | "trading" | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Local times HH:MM between which nothing is pushed; `to` at or before `from` is on the next day. */
export interface QuietHours {
  from: string;
  to: string;
}

/** When a conversation gets digests. */
export interface Schedule {
  /** IANA name. */
  timezone: string;
  /** daily: at `times` of `days`; instant: after each ingest. */
  mode: "daily" | "instant";
  /** Local times HH:MM, 1 to 4, ascending. */
  times: string[];
  days: DigestDays;
  quiet?: QuietHours;
}

export interface Subscriber extends ChatRef, Schedule {
  type: "private" | "group" | "supergroup" | "channel";
  /** Name of the person or group, for admins. */
  title: string;
  locale: Locale;
  status: ChatStatus;
  /** Stories shown in one digest. */
  maxItems: number;
  /** Wants a message also when nothing is new. */
  tellEmpty: boolean;
  /** When the next daily digest is due; undefined while none is, and in instant mode. */
  nextDigestAt?: Instant;
  /** Everything that arrived up to here was offered to this chat; undefined before its first digest. */
  coveredUntil?: Instant;
  createdAt: Instant;
}

/** What a new conversation starts with, besides the operator's defaults. */
export const NEW_SUBSCRIBER = {
  mode: "daily",
  days: "every",
  maxItems: 20,
  tellEmpty: false,
} as const satisfies Partial<Subscriber>;

/** Where a conversation stands in time. Those with equal wishes that stand alike get the same digest. */
export interface Standing extends ChatRef {
  /** Equal for equal wishes; opaque. */
  wishKey: string;
  dueAt?: Instant;
  coveredUntil?: Instant;
}
