import type { Article, Instant } from "../news/article.js";
import type { Assurance, Delivery, DeliveryStatus, DigestKind, Settlement } from "../news/delivery.js";
import type { SearchQuery } from "../news/search.js";
import type { Source, SourceState } from "../news/source.js";
import type { Candidate, Joining } from "../news/story.js";
import type { ChatRef, ChatStatus, Interest, Standing, Subscriber } from "../news/subscriber.js";
import type { Summary } from "../news/summary.js";
import type { Tags } from "../news/tags.js";

/** An article with all that the stages found out about it, ready to be kept. */
export interface ProcessedArticle {
  article: Article;
  tags: Tags;
  joining: Joining;
  summary: Summary;
}

export interface StoredArticle extends Article {
  id: number;
  storyId: number;
  /** 1 for the first version; an edited article keeps its id and counts on. */
  revision: number;
  seenAt: Instant;
  tags: Tags;
  summary: Summary;
}

/** A story as digests choose and show it. */
export interface StoryView {
  id: number;
  lead: StoredArticle;
  /** Reports of the story, the lead included; the same medium twice counts once. */
  reports: number;
  firstSeenAt: Instant;
  /** Arrival of the newest article that told something new. */
  changedAt: Instant;
}

export interface SaveResult {
  outcome: "saved" | "revised" | "unchanged";
  articleId: number;
  storyId: number;
}

export interface SourceRepository {
  /** Makes the stored list equal to the given one: adds, updates, retires what is absent. */
  sync(sources: Source[], now: Instant): Promise<void>;
  list(): Promise<(Source & { state: SourceState })[]>;
  succeeded(id: string, at: Instant): Promise<void>;
  failed(id: string, at: Instant, error: string, retryAt: Instant): Promise<void>;
}

export interface ArticleRepository {
  /** One transaction: article, revision, tags, story, summary, search terms; lifts a quarantine of the item. */
  save(record: ProcessedArticle, seenAt: Instant): Promise<SaveResult>;
  /** Whether exactly this version of the article is stored (by a hash of what a reader would notice). */
  has(article: Article): Promise<boolean>;
  /** Which of these items of a source are stored or in quarantine, in any version. */
  known(source: string, externalIds: string[]): Promise<Set<string>>;
  get(id: number): Promise<StoredArticle | undefined>;
  /** Newest first by publication (arrival, where that is unknown), then id. */
  latest(filter: { interests?: Interest[]; limit: number; offset?: number }): Promise<StoredArticle[]>;
  replaceSummary(articleId: number, summary: Summary): Promise<void>;
  replaceTags(articleId: number, tags: Tags): Promise<void>;
  /** The whole archive in pages, by id. */
  page(afterId: number, limit: number): Promise<StoredArticle[]>;
  /** Earlier versions, oldest first. */
  revisions(articleId: number): Promise<{ revision: number; title: string; text: string; seenAt: Instant }[]>;
  count(): Promise<number>;
  /** Who reported the newest articles, `among` so many of them, the most frequent first. */
  media(among: number): Promise<string[]>;
  /** The latest publication time stored. */
  newest(): Promise<Instant | undefined>;
  /** The latest time at which an article arrived. */
  lastSeen(): Promise<Instant | undefined>;
}

export interface StoryRepository {
  /**
   * Articles sharing a key, published (or seen, where unknown) within `withinMs` of `around`; at most `limitPerKey` newest
   * a key.
   */
  candidates(query: {
    keys: number[];
    around: Instant;
    withinMs: number;
    limitPerKey: number;
  }): Promise<Candidate[]>;
  /**
   * Stories that changed (a new one or a follow-up arrived) in (after, until] and match one interest (bank, topic or
   * all) or one query by any of their articles, last changed first.
   */
  changed(query: {
    interests: Interest[];
    queries?: SearchQuery[];
    after?: Instant;
    until: Instant;
    limit: number;
  }): Promise<StoryView[]>;
  /**
   * Stories whose lead was published (arrived, where that is unknown) in [since, until) and match one interest (bank,
   * topic or all) or one query by any of their articles, newest first.
   */
  published(query: {
    interests: Interest[];
    queries?: SearchQuery[];
    since?: Instant;
    until: Instant;
    limit: number;
  }): Promise<StoryView[]>;
  get(id: number): Promise<StoryView | undefined>;
  /** The story's articles, lead first, then oldest first. */
  articles(storyId: number): Promise<StoredArticle[]>;
}

export interface SearchIndex {
  /**
   * Articles, or with `distinctStories` one article a story. Relevance: phrases in the title, then newest.
   * `total` counts what would come without limit and offset.
   */
  find(
    query: SearchQuery,
    page: { order: "relevance" | "newest"; limit: number; offset?: number; distinctStories?: boolean },
  ): Promise<{ total: number; hits: StoredArticle[] }>;
}

export interface QuarantineRow {
  source: string;
  externalId: string;
  reason: string;
  at: Instant;
}

export interface QuarantineRepository {
  put(row: QuarantineRow & { body: string }): Promise<void>;
  list(page: { limit: number; offset?: number }): Promise<QuarantineRow[]>;
  count(): Promise<number>;
  /** Drops what was put there before `before`; an item that is still listed is tried once more. */
  prune(before: Instant): Promise<void>;
}

/** All of a chat, or one of its topics. */
export type Conversations = Pick<ChatRef, "chat"> & Partial<ChatRef>;

export interface SubscriberRepository {
  get(ref: ChatRef): Promise<Subscriber | undefined>;
  /** Keeps an existing row as it is. */
  add(subscriber: Subscriber): Promise<{ subscriber: Subscriber; added: boolean }>;
  /** A chat that is not active any more gets nothing of what was planned: its waiting deliveries fail. */
  update(
    ref: ChatRef,
    patch: Partial<Omit<Subscriber, "chat" | "thread" | "createdAt">>,
  ): Promise<Subscriber | undefined>;
  list(page: { status?: ChatStatus; limit: number; offset?: number }): Promise<Subscriber[]>;
  countByStatus(): Promise<Partial<Record<ChatStatus, number>>>;
  interests(ref: ChatRef): Promise<Interest[]>;
  /**
   * Of a chat that was added before. Returns those that were not there before. A name that is muted takes the place of the
   * same name wished for, and the other way round.
   */
  subscribe(ref: ChatRef, interests: Interest[], at: Instant): Promise<Interest[]>;
  /** Returns those that were there, wished for or muted. */
  unsubscribe(ref: ChatRef, interests: Interest[]): Promise<Interest[]>;
  /** Active chats in daily mode with a wish and `nextDigestAt` at or before `now`, the earliest first. */
  due(now: Instant, limit: number): Promise<Standing[]>;
  /**
   * Active chats in instant mode with a wish that were not offered everything up to `coveredUntil`, in the order of their
   * ids from behind `after` on.
   */
  instant(coveredUntil: Instant, limit: number, after?: ChatRef): Promise<Standing[]>;
  /** Active chats in daily mode with `nextDigestAt` later than `from`, or there and behind `after`; the earliest first. */
  ahead(from: Instant, limit: number, after?: ChatRef): Promise<Standing[]>;
  reschedule(chats: ChatRef[], nextDigestAt: Instant): Promise<void>;
  /** Nobody was offered what comes after `now`. */
  uncover(now: Instant): Promise<void>;
  /** Chats that may be written to, one conversation each, in the order of their ids from behind `after` on. */
  reachable(createdBefore: Instant, limit: number, after?: ChatRef): Promise<ChatRef[]>;
  /**
   * Telegram says that the bot may not write to this chat, or that there is none: its active conversations sleep, in one
   * topic or in all.
   */
  close(where: Conversations, status: "blocked" | "dead"): Promise<void>;
  /** A group became a supergroup: everything of the old id moves to the new one. */
  migrate(from: number, to: number): Promise<void>;
  /**
   * Erases all that is known of a chat id, in every table, key-values included; audit rows keep the act, not the person.
   * Of a banned conversation the bare number stays banned. The update being handled counts as handled.
   */
  forget(chat: number): Promise<void>;
}

/** Planned for chats that stand alike. */
export interface PlannedDigest {
  /** Equal keys are one digest, planned once. */
  key: string;
  kind: DigestKind;
  assurance: Assurance;
  /** Serialized messages, in order; may be empty: nothing to send, but the chats move on. */
  parts: string[];
  chats: ChatRef[];
  /** With the chat, unique: the same due time is planned once, whatever happens. */
  dueAt: Instant;
  /**
   * Up to when its chats had been served as it was composed, null before their first digest: a chat that another replica
   * has served since gets none. Undefined: however far it was served.
   */
  servedUntil?: Instant | null;
  /** Undefined: it tells nothing of the news. */
  coveredUntil?: Instant;
  nextDigestAt?: Instant;
}

export interface Ledger {
  /**
   * One durable transaction: digests, deliveries, and the chats' `coveredUntil` and `nextDigestAt`. Chats that are not
   * known (any more) get none. Returns deliveries written. A thousand chats a call keep the others' waiting short.
   */
  plan(digests: PlannedDigest[], now: Instant): Promise<number>;
  /** Broadcasts whose fan-out has not ended: the process that wrote their deliveries was stopped. */
  unplanned(): Promise<UnplannedBroadcast[]>;
  /** Every delivery of the broadcast is written. */
  planned(key: string, at: Instant): Promise<void>;
  /**
   * Takes deliveries that are pending and due, oldest first, at most one a chat, never part n before part n-1 ended,
   * and marks them `sending` under a lease, durably, before they are returned.
   */
  claim(now: Instant, options: { owner: string; leaseMs: number; limit: number }): Promise<Delivery[]>;
  /** What a delivery says. */
  payload(delivery: Pick<Delivery, "digestId" | "part">): Promise<string>;
  /**
   * Notes how deliveries ended, in one durable transaction. Of a row that was taken again since then only that it was
   * sent is still believed, and only while its new taker has not begun.
   */
  settle(settlements: Settlement[], now: Instant): Promise<void>;
  /** What cannot be written to: its pending deliveries fail. */
  failChat(where: Conversations, error: string, at: Instant): Promise<void>;
  /**
   * Ends what dead processes left in `sending`: rows whose lease is over, and, when `sole` is the only process that may
   * send, all that others took. By their assurance they are pending again or uncertain. Returns how many.
   */
  recover(now: Instant, sole?: string): Promise<number>;
  counts(): Promise<Partial<Record<DeliveryStatus, number>>>;
  /** Drops deliveries that ended before `before`, at most `limit` of them; returns how many. */
  prune(before: Instant, limit: number): Promise<number>;
  /** Drops what was said in digests of before `before` that have no delivery left, and to whom. */
  pruneDigests(before: Instant): Promise<void>;
}

export interface UnplannedBroadcast {
  key: string;
  assurance: Assurance;
  createdAt: Instant;
}

export interface StoredUpdate {
  updateId: number;
  /** 0 for updates without a chat. */
  chat: number;
  payload: string;
  attempts: number;
}

export interface UpdateRepository {
  /** Durable when it returns; an id seen before is dropped. Returns how many were new. */
  receive(updates: { updateId: number; chat: number; payload: string }[], at: Instant): Promise<number>;
  /** Unhandled updates in order of arrival, at most one a chat, none of a chat whose earlier update is under a lease. */
  claim(now: Instant, options: { owner: string; leaseMs: number; limit: number }): Promise<StoredUpdate[]>;
  /** Ends every lease: for a process that is alone, of what one before it had begun. */
  release(): Promise<void>;
  /** Their payloads are dropped; their numbers stay known. */
  handled(updateIds: number[], at: Instant): Promise<void>;
  /** It threw: kept with its error, not tried again. */
  failed(updateId: number, error: string, at: Instant): Promise<void>;
  lastId(): Promise<number | undefined>;
  /** Drops updates that ended before `before`, all but the last to arrive. */
  prune(before: Instant): Promise<void>;
}

export interface AuditRow {
  at: Instant;
  /** Telegram user id of the admin; 0 for the service itself. */
  actor: number;
  action: string;
  chat?: number;
  detail: string;
}

export interface AuditRepository {
  add(row: AuditRow): Promise<void>;
  list(page: { limit: number; offset?: number }): Promise<AuditRow[]>;
}

export interface LeaseRepository {
  /** True if `owner` holds the lease until now + ttlMs: it was free, over, or already the owner's. */
  acquire(name: string, owner: string, now: Instant, ttlMs: number): Promise<boolean>;
  release(name: string, owner: string): Promise<void>;
  /** The owner on record, also if the time is over. */
  holder(name: string): Promise<string | undefined>;
  /** Removes leases that are over. */
  sweep(now: Instant): Promise<void>;
}

export interface KeyValueRepository {
  get(key: string, now: Instant): Promise<string | undefined>;
  set(key: string, value: string, expiresAt?: Instant): Promise<void>;
  delete(key: string): Promise<boolean>;
  clear(prefix: string): Promise<void>;
  /** Removes expired rows. */
  sweep(now: Instant): Promise<number>;
  /** Adds to a counter unless that would pass `cap`; atomic across processes. */
  reserve(counter: string, amount: number, cap: number): Promise<boolean>;
}

/** Everything the service remembers. SQLite and PostgreSQL keep the same promises: test/store/contract.ts. */
export interface Store {
  readonly engine: "sqlite" | "postgres";
  readonly sources: SourceRepository;
  readonly articles: ArticleRepository;
  readonly stories: StoryRepository;
  readonly search: SearchIndex;
  readonly quarantine: QuarantineRepository;
  readonly subscribers: SubscriberRepository;
  readonly ledger: Ledger;
  readonly updates: UpdateRepository;
  readonly audit: AuditRepository;
  readonly leases: LeaseRepository;
  readonly keyValues: KeyValueRepository;
  /** The database could not work just then; what it was asked for may succeed another time. */
  isPassing(error: unknown): boolean;
  close(): Promise<void>;
}
