import type { Instant } from "./article.js";

export type Locale = "zh" | "en";

/** A conversation: a private chat, group or channel, and the forum topic in it (0 where there is none). */
export interface ChatRef {
  chat: number;
  thread: number;
}

/** pending: waits for an admin; stopped: by /stop; blocked: Telegram says the bot may not write there. */
export type ChatStatus = "pending" | "active" | "stopped" | "refused" | "banned" | "blocked";

export interface Interest {
  kind: "bank" | "topic" | "all";
  /** Canonical name; 全部 for all. */
  name: string;
}

export const EVERYTHING: Interest = { kind: "all", name: "全部" };

export interface Subscriber extends ChatRef {
  type: "private" | "group" | "supergroup" | "channel";
  /** Name of the person or group, for admins. */
  title: string;
  locale: Locale;
  /** IANA name. */
  timezone: string;
  status: ChatStatus;
  /** daily: at `digestAt`; instant: after each ingest. */
  mode: "daily" | "instant";
  /** Local time HH:MM. */
  digestAt: string;
  /** When the next daily digest is due; undefined while none is. */
  nextDigestAt?: Instant;
  /** Everything that arrived up to here was offered to this chat; undefined before its first digest. */
  coveredUntil?: Instant;
  createdAt: Instant;
}
