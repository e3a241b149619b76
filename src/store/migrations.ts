import type { Engine, Trx } from "./engine.js";
import { rekeyChats } from "./rekey.js";

/** One step of the schema. A released step is never edited: what changes is a new step at the end. */
export interface Migration {
  name: string;
  statements(engine: Engine): string[];
  /** What SQL alone cannot do, afterwards. */
  work?(trx: Trx): Promise<void>;
}

/** The number of a migration is its place in this list, from 1. */
export const migrations: Migration[] = [
  { name: "the first tables", statements: firstTables },
  { name: "schedules, choices and assurances", statements: schedules, work: rekeyChats },
  { name: "articles wait to be indexed together", statements: ({ searchBacklogDdl }) => searchBacklogDdl },
  { name: "terms are cut when they are indexed", statements: ({ searchBatchDdl }) => searchBatchDdl },
];

function firstTables({ types: { id, uniqueId, int, clustered }, searchIndexDdl }: Engine): string[] {
  return [
    `create table sources (
      id text primary key, position ${int} not null, config text not null, retired_at ${int},
      last_success_at ${int}, last_error text, failures ${int} not null default 0, retry_at ${int})`,

    `create table stories (
      id ${id}, lead_article_id ${int}, first_seen_at ${int} not null, changed_at ${int} not null,
      lead_at ${int} not null, reports ${int} not null)`,
    "create index stories_changed on stories (changed_at, id)",
    "create index stories_lead on stories (lead_at, id)",

    // Wide columns stand last: SQLite reads a row from its front and skips the pages behind it.
    `create table articles (
      id ${id}, source text not null, external_id text not null, hash text not null, revision ${int} not null,
      story_id ${int} not null references stories (id), seen_at ${int} not null, revised_at ${int} not null,
      published_at ${int}, ordered_at ${int} not null, url text, title text not null, medium text,
      labels text not null, stocks text not null, tags text not null, summary text not null,
      features text not null, blocks text not null,
      unique (source, external_id))`,
    "create index articles_story on articles (story_id)",
    "create index articles_ordered on articles (ordered_at, id)",

    `create table article_revisions (
      article_id ${int} not null references articles (id), revision ${int} not null, seen_at ${int} not null,
      title text not null, blocks text not null, primary key (article_id, revision))${clustered}`,

    `create table article_tags (
      article_id ${int} not null references articles (id), kind text not null, name text not null,
      ordered_at ${int} not null, primary key (article_id, kind, name))${clustered}`,
    "create index article_tags_newest on article_tags (kind, name, ordered_at, article_id)",

    // The union of the tags of a story's articles, with the two times that digests ask by, so that one range of one
    // index answers for one interest however large the archive is.
    `create table story_tags (
      story_id ${int} not null references stories (id), kind text not null, name text not null,
      changed_at ${int} not null, lead_at ${int} not null, primary key (story_id, kind, name))${clustered}`,
    "create index story_tags_changed on story_tags (kind, name, changed_at, story_id)",
    "create index story_tags_lead on story_tags (kind, name, lead_at, story_id)",

    // A revised article keeps the keys of its earlier versions: they still lead to it, and the final check decides.
    `create table story_keys (
      key ${int} not null, at ${int} not null, article_id ${int} not null references articles (id),
      primary key (key, at, article_id))${clustered}`,

    `create table quarantine (
      source text not null, external_id text not null, reason text not null, body text not null, at ${int} not null,
      primary key (source, external_id))`,

    `create table chats (
      chat ${int} not null, thread ${int} not null, type text not null, title text not null, locale text not null,
      timezone text not null, status text not null, mode text not null, digest_at text not null,
      next_digest_at ${int}, covered_until ${int}, created_at ${int} not null, primary key (chat, thread))`,
    "create index chats_due on chats (status, mode, next_digest_at)",

    `create table subscriptions (
      chat ${int} not null, thread ${int} not null, kind text not null, name text not null, created_at ${int} not null,
      primary key (chat, thread, kind, name),
      foreign key (chat, thread) references chats (chat, thread) on delete cascade)${clustered}`,

    `create table digests (id ${id}, key text not null unique, kind text not null, created_at ${int} not null)`,
    `create table digest_parts (
      digest_id ${int} not null references digests (id), part ${int} not null, payload text not null,
      primary key (digest_id, part))`,
    `create table digest_targets (
      chat ${int} not null, thread ${int} not null, due_at ${int} not null,
      digest_id ${int} not null references digests (id), primary key (chat, thread, due_at),
      foreign key (chat, thread) references chats (chat, thread) on delete cascade)${clustered}`,
    `create table deliveries (
      id ${uniqueId}, digest_id ${int} not null references digests (id), chat ${int} not null, thread ${int} not null,
      part ${int} not null, status text not null, attempts ${int} not null default 0, due_at ${int} not null,
      retry_at ${int}, owner text, lease_until ${int}, message_id ${int}, error text, changed_at ${int} not null,
      unique (digest_id, chat, thread, part),
      foreign key (chat, thread) references chats (chat, thread) on delete cascade)`,
    "create index deliveries_chat on deliveries (chat, thread)",
    // Finished rows are nearly all rows, so the queue has indexes of its own.
    "create index deliveries_waiting on deliveries (due_at, id) where status = 'waiting'",
    "create index deliveries_open on deliveries (chat, due_at, digest_id) where status in ('waiting', 'sending')",
    "create index deliveries_status on deliveries (status)",

    `create table updates (
      update_id ${int} primary key, chat ${int} not null, payload text not null, status text not null,
      attempts ${int} not null default 0, received_at ${int} not null, owner text, lease_until ${int},
      handled_at ${int}, error text)`,
    "create index updates_received on updates (received_at, update_id)",
    "create index updates_waiting on updates (received_at, update_id) where status = 'waiting'",
    "create index updates_chat on updates (chat, received_at, update_id) where status = 'waiting'",

    `create table audit (
      id ${id}, at ${int} not null, actor ${int} not null, action text not null, chat ${int}, detail text not null)`,

    `create table leases (name text primary key, owner text not null, until ${int} not null)`,
    `create table key_values (key text primary key, value text not null, expires_at ${int})`,
    "create index key_values_expiry on key_values (expires_at)",
    `create table counters (name text primary key, value ${int} not null)`,

    ...searchIndexDdl,
  ];
}

function schedules({ types: { int, uniqueId } }: Engine): string[] {
  return [
    "alter table chats rename column digest_at to times",
    `update chats set times = '["' || times || '"]'`,
    "alter table chats add column days text not null default 'every'",
    "alter table chats add column quiet text",
    `alter table chats add column max_items ${int} not null default 20`,
    `alter table chats add column tell_empty ${int} not null default 0`,
    "alter table chats add column wish_key text not null default ''",
    "update chats set next_digest_at = null where mode = 'instant'",
    "drop index chats_due",
    // Who is due together is planned in the order in which it lies in all other tables.
    "create index chats_due on chats (status, mode, next_digest_at, chat, thread, covered_until)",

    `alter table subscriptions add column muted ${int} not null default 0`,

    "alter table digests add column assurance text not null default 'at-least-once'",
    "update digests set assurance = 'at-most-once' where kind = 'instant'",
    `alter table digests add column planned_at ${int}`,

    // A new table, since its unique key stands in another order: by chat first, it serves as the index of a chat's rows.
    "alter table deliveries rename to deliveries_before",
    `create table deliveries (
      id ${uniqueId}, digest_id ${int} not null references digests (id), chat ${int} not null, thread ${int} not null,
      part ${int} not null, status text not null, attempts ${int} not null default 0, due_at ${int} not null,
      retry_at ${int}, owner text, lease_until ${int}, message_id ${int}, error text, changed_at ${int} not null,
      unique (chat, thread, digest_id, part),
      foreign key (chat, thread) references chats (chat, thread) on delete cascade)`,
    `insert into deliveries (digest_id, chat, thread, part, status, attempts, due_at, retry_at, owner, lease_until,
        message_id, error, changed_at)
      select digest_id, chat, thread, part, case status when 'waiting' then 'pending' else status end, attempts, due_at,
        retry_at, owner, lease_until, message_id, error, changed_at from deliveries_before order by id`,
    "drop table deliveries_before",
    "create index deliveries_pending on deliveries (due_at, id) where status = 'pending'",
    "create index deliveries_open on deliveries (chat, due_at, digest_id) where status in ('pending', 'sending')",
  ];
}
