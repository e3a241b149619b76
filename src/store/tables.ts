import type { Generated } from "kysely";
import type { Assurance, DeliveryStatus, DigestKind } from "../news/delivery.js";
import type { ChatStatus, Interest, Locale, Subscriber } from "../news/subscriber.js";

/** Rows as they stand in the database; `migrations.ts` makes them. Instants are milliseconds, lists are JSON texts. */
export interface Tables {
  sources: {
    id: string;
    position: number;
    config: string;
    retired_at: number | null;
    last_success_at: number | null;
    last_error: string | null;
    failures: number;
    retry_at: number | null;
  };
  articles: ArticleTable;
  article_revisions: {
    article_id: number;
    revision: number;
    seen_at: number;
    title: string;
    blocks: string;
  };
  article_tags: { article_id: number; kind: Interest["kind"]; name: string; ordered_at: number };
  search_texts: {
    article_id: number;
    story_id: number;
    ordered_at: number;
    title: string;
    medium: string;
    text: string;
  };
  stories: {
    id: Generated<number>;
    lead_article_id: number | null;
    first_seen_at: number;
    changed_at: number;
    lead_at: number;
    reports: number;
  };
  story_tags: {
    story_id: number;
    kind: Interest["kind"];
    name: string;
    changed_at: number;
    lead_at: number;
  };
  story_keys: { key: number; at: number; article_id: number };
  quarantine: { source: string; external_id: string; reason: string; body: string; at: number };
  chats: {
    chat: number;
    thread: number;
    type: Subscriber["type"];
    title: string;
    locale: Locale;
    timezone: string;
    status: ChatStatus;
    mode: Subscriber["mode"];
    times: string;
    days: string;
    quiet: string | null;
    max_items: number;
    tell_empty: number;
    wish_key: string;
    next_digest_at: number | null;
    covered_until: number | null;
    created_at: number;
  };
  subscriptions: {
    chat: number;
    thread: number;
    kind: Interest["kind"];
    name: string;
    muted: number;
    created_at: number;
  };
  digests: {
    id: Generated<number>;
    key: string;
    kind: DigestKind;
    assurance: Assurance;
    created_at: number;
    /** Of a broadcast: when its last delivery was written; null while that goes on. */
    planned_at: number | null;
  };
  digest_parts: { digest_id: number; part: number; payload: string };
  digest_targets: { chat: number; thread: number; due_at: number; digest_id: number };
  deliveries: {
    id: Generated<number>;
    digest_id: number;
    chat: number;
    thread: number;
    part: number;
    status: DeliveryStatus;
    attempts: number;
    /** Keeps its place in the chat's line; a row that is tried again waits for `retry_at`. */
    due_at: number;
    retry_at: number | null;
    owner: string | null;
    lease_until: number | null;
    message_id: number | null;
    error: string | null;
    changed_at: number;
  };
  updates: {
    update_id: number;
    chat: number;
    payload: string;
    status: "waiting" | "handled" | "failed";
    attempts: number;
    received_at: number;
    owner: string | null;
    lease_until: number | null;
    handled_at: number | null;
    error: string | null;
  };
  audit: {
    id: Generated<number>;
    at: number;
    actor: number;
    action: string;
    chat: number | null;
    detail: string;
  };
  leases: { name: string; owner: string; until: number };
  key_values: { key: string; value: string; expires_at: number | null };
  counters: { name: string; value: number };
  migrations: { number: number; name: string; at: number };
}

export interface ArticleTable {
  id: Generated<number>;
  source: string;
  external_id: string;
  hash: string;
  revision: number;
  story_id: number;
  /** Arrival of the first version; `revised_at` of the current one. */
  seen_at: number;
  revised_at: number;
  published_at: number | null;
  /** Publication, or arrival where that is unknown: what "newest" means. */
  ordered_at: number;
  url: string | null;
  title: string;
  medium: string | null;
  labels: string;
  stocks: string;
  tags: string;
  summary: string;
  features: string;
  blocks: string;
}
