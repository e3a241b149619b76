import { setImmediate as breathe } from "node:timers/promises";
import { nextLocalTime } from "../lib/zone.js";
import type { Instant } from "../news/article.js";
import type { Digest } from "../news/digest.js";
import {
  type ChatRef,
  EVERYTHING,
  type Interest,
  type Locale,
  type Subscriber,
  type WishGroup,
} from "../news/subscriber.js";
import type { Ledger, PlannedDigest, StoryRepository, SubscriberRepository } from "../store/store.js";
import { type Choice, chooseFresh } from "./choose.js";
import { composeDigest } from "./compose.js";
import { isStale } from "./stale.js";

/** Stories in one instant message, which comes unasked at any hour. */
const INSTANT_LIMIT = 8;
/** Chats planned in one transaction: so many that it is quick, so few that nobody waits for its end. */
const CHATS = 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface PlanParts {
  stories: StoryRepository;
  subscribers: SubscriberRepository;
  ledger: Ledger;
  /** A digest as the messages that carry it, serialized for the ledger. */
  serialize(digest: Digest, reader: { locale: Locale; timezone: string; compact: boolean }): string[];
}

/** What a group of equal wishes gets, all but the chats. */
type GroupDigest = Omit<PlannedDigest, "chats">;

/**
 * Plans a digest for every chat that is due. Chats with equal wishes share one, composed once; a group that had to wait
 * is served first. Times missed while the service was down are made good by one digest over the whole time, not by many.
 */
export async function planDaily(parts: PlanParts, now: Instant): Promise<void> {
  for (;;) {
    const group = await parts.subscribers.due(now);
    if (!group) return;
    await planGroup(parts, group, await dailyFor(parts, group, now), now);
  }
}

async function dailyFor(parts: PlanParts, group: WishGroup, now: Instant): Promise<GroupDigest> {
  const { sample, interests } = group;
  const { coveredUntil } = sample;
  const choice = await chooseFresh(parts.stories, interests, {
    ...(coveredUntil === undefined ? {} : { coveredUntil }),
    now,
  });
  return {
    key: `daily:${group.key}:${coveredUntil ?? ""}:${now}`,
    kind: "daily",
    assurance: "at-least-once",
    parts: messages(parts, choice, sample, interests, { limit: sample.maxItems, compact: false }),
    dueAt: sample.nextDigestAt ?? now,
    coveredUntil: now,
    nextDigestAt: nextLocalTime(now, sample.timezone, sample.times[0] ?? "08:30"),
  };
}

/**
 * What arrived since each instant chat was last served, told at once. Never old news, nor what has no date: it may be old.
 * Chats for which nothing came are moved on once an hour, so that a bank they add later does not bring a day's backlog.
 */
export async function planInstant(parts: PlanParts, now: Instant): Promise<void> {
  const groups = await parts.subscribers.instant();
  const afters = groups.map(({ sample }) => servedUntil(sample, now));
  const news = await parts.stories.changed({
    interests: [EVERYTHING],
    after: Math.min(now, ...afters),
    until: now,
    limit: 1,
  });
  for (const group of groups) {
    const after = servedUntil(group.sample, now);
    const texts = news.length === 0 ? [] : await instantFor(parts, group, after, now);
    if (texts.length === 0 && now - after < HOUR) continue;
    await planGroup(
      parts,
      group,
      {
        key: `instant:${group.key}:${after}:${now}`,
        kind: "instant",
        assurance: "at-most-once",
        parts: texts,
        dueAt: now,
        coveredUntil: now,
      },
      now,
    );
  }
}

/** A chat without a digest so far is served from its beginning, and nobody from further back than a day. */
function servedUntil({ coveredUntil, createdAt }: Subscriber, now: Instant): Instant {
  return Math.min(now, Math.max(coveredUntil ?? createdAt, now - DAY));
}

async function instantFor(
  parts: PlanParts,
  { sample, interests }: WishGroup,
  coveredUntil: Instant,
  now: Instant,
): Promise<string[]> {
  const choice = await chooseFresh(parts.stories, interests, { coveredUntil, now });
  const news = {
    ...choice,
    stories: choice.stories.filter(({ article }) => article.publishedAt !== undefined && !isStale(article)),
  };
  return messages(parts, news, sample, interests, { limit: INSTANT_LIMIT, compact: true });
}

/** In batches, so that memory stays flat and whoever talks to the bot meanwhile is heard in between. */
async function planGroup(
  { subscribers, ledger }: PlanParts,
  group: WishGroup,
  digest: GroupDigest,
  now: Instant,
): Promise<void> {
  let last: ChatRef | undefined;
  for (;;) {
    const chats = await subscribers.members(group, CHATS, last);
    await ledger.plan({ ...digest, chats }, now);
    if (chats.length < CHATS) return;
    last = chats.at(-1);
    await breathe();
  }
}

function messages(
  parts: PlanParts,
  choice: Choice,
  { locale, timezone }: Subscriber,
  interests: Interest[],
  { limit, compact }: { limit: number; compact: boolean },
): string[] {
  if (choice.stories.length === 0) return [];
  const digest = composeDigest(choice, interests, { zone: timezone, limit });
  return parts.serialize(digest, { locale, timezone, compact });
}
