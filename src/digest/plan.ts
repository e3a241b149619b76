import { setImmediate as breathe } from "node:timers/promises";
import type { Instant } from "../news/article.js";
import type { Digest } from "../news/digest.js";
import type { SearchQuery } from "../news/search.js";
import type { ChatRef, Locale, Subscriber, WishGroup } from "../news/subscriber.js";
import type { Ledger, PlannedDigest, StoryRepository, SubscriberRepository } from "../store/store.js";
import { type Choice, chooseFresh, chooseInstant } from "./choose.js";
import { composeDigest } from "./compose.js";
import type { DigestRules } from "./rules.js";
import { isQuiet, nextDigestTime, quietEnd } from "./schedule.js";
import { type Wanted, wantedOf } from "./wanted.js";

/** Stories in one instant message, which comes unasked at any hour. */
const INSTANT_LIMIT = 8;
/** Chats planned in one transaction: so many that it is quick, so few that nobody waits for its end. */
const CHATS = 1000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ANYTHING: SearchQuery = { all: [], none: [], banks: [], topics: [], media: [] };

export interface PlanParts {
  stories: StoryRepository;
  subscribers: SubscriberRepository;
  ledger: Ledger;
  rules: DigestRules;
  /** A digest as the messages that carry it, serialized for the ledger. */
  serialize(digest: Digest, reader: { locale: Locale; timezone: string; compact: boolean }): string[];
}

/** What a group of equal wishes gets, all but the chats. */
type GroupDigest = Omit<PlannedDigest, "chats">;

/**
 * Plans a digest for every chat that is due. Chats with equal wishes share one, composed once; a group that had to wait
 * is served first. Times missed while the service was down are made good by one digest over the whole time, not by many;
 * where that would disturb quiet hours, when they are over.
 */
export async function planDaily(parts: PlanParts, now: Instant): Promise<void> {
  for (;;) {
    const group = await parts.subscribers.due(now);
    if (!group) return;
    const digest = isQuiet(group.sample, now) ? held(group, now) : await dailyFor(parts, group, now);
    await planGroup(parts, group, digest, now);
  }
}

function held({ key, sample }: WishGroup, now: Instant): GroupDigest {
  const dueAt = sample.nextDigestAt ?? now;
  const nextDigestAt = quietEnd(sample, now);
  return {
    key: `held:${key}:${dueAt}:${nextDigestAt}`,
    kind: "daily",
    assurance: "at-least-once",
    parts: [],
    dueAt,
    nextDigestAt,
  };
}

async function dailyFor(parts: PlanParts, group: WishGroup, now: Instant): Promise<GroupDigest> {
  const { sample, interests } = group;
  const { coveredUntil } = sample;
  const wanted = wantedOf(interests, { now, timezone: sample.timezone }, parts.rules);
  const choice = await chooseFresh(parts.stories, wanted, {
    ...(coveredUntil === undefined ? {} : { coveredUntil }),
    now,
  });
  return {
    key: `daily:${group.key}:${coveredUntil ?? ""}:${now}`,
    kind: "daily",
    assurance: "at-least-once",
    parts: messages(parts, choice, sample, wanted, { compact: false }),
    dueAt: sample.nextDigestAt ?? now,
    coveredUntil: now,
    nextDigestAt: nextDigestTime(sample, now, parts.rules.isTradingDay),
  };
}

/**
 * What arrived since each instant chat was last served, told at once. Never old news, nor what has no date: it may be old.
 * Chats for which nothing came are moved on once an hour, so that a bank they add later does not bring a day's backlog.
 * What comes in quiet hours is held and told together when they are over.
 */
export async function planInstant(parts: PlanParts, now: Instant): Promise<void> {
  const groups = (await parts.subscribers.instant()).filter(({ sample }) => !isQuiet(sample, now));
  const afters = groups.map(({ sample }) => servedUntil(sample, now));
  const news = await parts.stories.changed({
    interests: [],
    queries: [ANYTHING],
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
  const wanted = wantedOf(interests, { now, timezone: sample.timezone }, parts.rules);
  const choice = await chooseInstant(parts.stories, wanted, { coveredUntil, now });
  return messages(parts, choice, sample, wanted, { compact: true });
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
  { locale, timezone, maxItems, tellEmpty }: Subscriber,
  wanted: Wanted,
  { compact }: { compact: boolean },
): string[] {
  if (choice.stories.length === 0 && (compact || !tellEmpty)) return [];
  const limit = compact ? Math.min(INSTANT_LIMIT, maxItems) : maxItems;
  const { weights } = parts.rules;
  const digest = composeDigest(choice, wanted, { zone: timezone, limit, weights });
  return parts.serialize(digest, { locale, timezone, compact });
}
