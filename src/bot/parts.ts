import type { Keyv } from "keyv";
import type { DictionaryDesk } from "../dictionary-desk.js";
import type { DigestRules } from "../digest/rules.js";
import type { IngestCounts } from "../ingest.js";
import type { Clock } from "../lib/clock.js";
import type { Log } from "../lib/log.js";
import type { Assurance } from "../news/delivery.js";
import type { Digest } from "../news/digest.js";
import type { SearchQuery } from "../news/search.js";
import type { Locale } from "../news/subscriber.js";
import type { Resolution } from "../news/tags.js";
import type { Store } from "../store/store.js";
import type { CallbackCodec } from "../telegram/callback-data.js";
import type { TelegramClient } from "../telegram/client.js";
import type { SharedMessage } from "../telegram/message.js";

export interface BotConfig {
  /** Telegram user ids. */
  adminIds: number[];
  access: "open" | "approval" | "invite";
  /** For a new chat. */
  defaults: { timezone: string; locale: Locale; digestAt: string };
}

/** Everything the bot is made of; nothing is reached but through here. */
export interface BotParts {
  store: Store;
  clock: Clock;
  log: Log;
  client: TelegramClient;
  codec: CallbackCodec;
  config: BotConfig;
  /** Signs invitations. */
  secret: string | Uint8Array;
  random(bytes: number): Uint8Array;
  /** What a conversation is in the middle of: the last list shown, a question asked. */
  conversation: Keyv;
  resolve(say: string): Resolution;
  /** Operators change it while the service runs: read it when it is needed. */
  dictionary: {
    /** Canonical names in the order in which a person would look for them. */
    banks: string[];
    topics: string[];
    /** Offered by /start. */
    suggested: string[];
  };
  /**
   * `unknown` holds what was said as a bank or topic and is none, `unreadDates` what was said as a date. Names among the
   * words are tags, unless `namesAreTags` is false.
   */
  parseQuery(
    text: string,
    at: { now: number; timezone: string; namesAreTags?: false },
  ): SearchQuery & { unknown: string[]; unreadDates: string[] };
  rules: DigestRules;
  renderDigest(digest: Digest, reader: { locale: Locale; timezone: string }): SharedMessage[];
  /** Reads all sources now; "taken" while a run goes on elsewhere. Rejects when a run could not be made. */
  runIngest(): Promise<IngestCounts | "taken">;
  /** Sends a message to every active chat; equal keys are one broadcast. Resolves when it cannot get lost any more. */
  broadcast(what: { key: string; assurance: Assurance; message: SharedMessage }): Promise<void>;
  desk: DictionaryDesk;
  /** Aborted when the service stops: long work of an admin ends early. */
  stopping: AbortSignal;
}
