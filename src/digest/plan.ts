import { DAY, HOUR } from "../lib/duration.js";
import { pages } from "../lib/pages.js";
import type { Instant } from "../news/article.js";
import { CHATS_AT_A_TIME } from "../news/delivery.js";
import type { Digest } from "../news/digest.js";
import { ANY_STORY } from "../news/search.js";
import type { Locale, Standing, Subscriber } from "../news/subscriber.js";
import type { Ledger, StoryRepository, SubscriberRepository } from "../store/store.js";
import { type Choice, chooseFresh, chooseInstant } from "./choose.js";
import { composeDigest } from "./compose.js";
import { createComposer, type Group, type GroupDigest, planPage } from "./fan-out.js";
import type { DigestRules } from "./rules.js";
import { isQuiet, nextDigestTime, quietEnd } from "./schedule.js";
import { type Wanted, wantedOf } from "./wanted.js";

/** Stories in one instant message, which comes unasked at any hour. */
const INSTANT_LIMIT = 8;

export interface PlanParts {
  stories: StoryRepository;
  subscribers: SubscriberRepository;
  ledger: Ledger;
  rules: DigestRules;
  /** A digest as the messages that carry it, serialized for the ledger. */
  serialize(digest: Digest, reader: { locale: Locale; timezone: string; compact: boolean }): string[];
}

/**
 * Plans a digest for every chat that is due. Those with equal wishes share one, composed once. Times missed while the
 * service was down are made good by one digest over the whole time, not by many; where that would disturb quiet hours,
 * when they are over.
 */
export async function planDaily(parts: PlanParts, now: Instant): Promise<void> {
  const compose = createComposer(parts, async (group) =>
    isQuiet(group.sample, now) ? held(group, now) : dailyFor(parts, group, now),
  );
  for (;;) {
    const chats = await parts.subscribers.due(now, CHATS_AT_A_TIME);
    if (chats.length === 0) return;
    await planPage(parts, chats, compose, now);
  }
}

function held({ key, sample }: Group, now: Instant): GroupDigest {
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

async function dailyFor(parts: PlanParts, group: Group, now: Instant): Promise<GroupDigest> {
  const { sample, interests } = group;
  const { coveredUntil } = sample;
  const wanted = wantedOf(interests, { now, timezone: sample.timezone }, parts.rules);
  const choice = await chooseFresh(parts.stories, wanted, { coveredUntil, now });
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
  const newest = await newestChange(parts, now);
  const compose = createComposer(parts, (group) => instantFor(parts, group, { newest, now }));
  const coveredUntil = Math.max(newest, now - HOUR + 1);
  const waiting = pages<Standing>(CHATS_AT_A_TIME, (size, after) =>
    parts.subscribers.instant(coveredUntil, size, after),
  );
  for await (const chats of waiting) await planPage(parts, chats, compose, now);
}

/** When something last changed in the time that instant chats are served from. */
async function newestChange({ stories }: PlanParts, now: Instant): Promise<Instant> {
  const window = { after: now - DAY, until: now };
  const [newest] = await stories.changed({ interests: [], queries: [ANY_STORY], ...window, limit: 1 });
  return newest?.changedAt ?? window.after;
}

/** A chat without a digest so far is served from its beginning, and nobody from further back than a day. */
function servedUntil({ coveredUntil, createdAt }: Subscriber, now: Instant): Instant {
  return Math.min(now, Math.max(coveredUntil ?? createdAt, now - DAY));
}

async function instantFor(
  parts: PlanParts,
  group: Group,
  { newest, now }: { newest: Instant; now: Instant },
): Promise<GroupDigest> {
  const { key, sample } = group;
  if (isQuiet(sample, now)) return undefined;
  const after = servedUntil(sample, now);
  const texts = newest > after ? await newsSince(parts, group, after, now) : [];
  if (texts.length === 0 && now - after < HOUR) return undefined;
  return {
    key: `instant:${key}:${after}:${now}`,
    kind: "instant",
    assurance: "at-most-once",
    parts: texts,
    dueAt: now,
    servedUntil: sample.coveredUntil ?? null,
    coveredUntil: now,
  };
}

async function newsSince(
  parts: PlanParts,
  { sample, interests }: Group,
  coveredUntil: Instant,
  now: Instant,
): Promise<string[]> {
  const wanted = wantedOf(interests, { now, timezone: sample.timezone }, parts.rules);
  const choice = await chooseInstant(parts.stories, wanted, { coveredUntil, now });
  return messages(parts, choice, sample, wanted, { compact: true });
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
