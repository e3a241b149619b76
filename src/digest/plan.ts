import { nextLocalTime } from "../lib/zone.js";
import type { Instant } from "../news/article.js";
import type { Digest } from "../news/digest.js";
import { EVERYTHING, type Interest, type Locale, type Subscriber } from "../news/subscriber.js";
import type { PlannedDigest, StoryRepository, SubscriberRepository } from "../store/store.js";
import { type Choice, chooseFresh } from "./choose.js";
import { composeDigest } from "./compose.js";
import { digestKey } from "./key.js";
import { isStale } from "./stale.js";

/** Stories in one digest; the rest is told as a number. */
export const DIGEST_LIMIT = 20;
/** Stories in one instant message, which comes unasked at any hour. */
const INSTANT_LIMIT = 8;
/** Chats planned in one run; the caller runs again until nothing is due. */
const CHATS = 500;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface PlanParts {
  stories: StoryRepository;
  subscribers: SubscriberRepository;
  /** A digest as the messages that carry it, serialized for the ledger. */
  serialize(digest: Digest, reader: { locale: Locale; timezone: string; compact: boolean }): string[];
}

interface Wishing {
  subscriber: Subscriber;
  interests: Interest[];
}

/**
 * Digests for the chats that are due, at most 500 of them: plan each in the ledger, then call again until it returns
 * none. Times missed while the service was down are made good by one digest over the whole time, not by many.
 */
export async function planDaily(parts: PlanParts, now: Instant): Promise<PlannedDigest[]> {
  const due = await parts.subscribers.due(now, CHATS);
  return Promise.all(
    sharing(due, now, ({ coveredUntil }) => coveredUntil).map(async (group) => {
      const choice = await chooseFresh(parts.stories, group.interests, {
        ...(group.after === undefined ? {} : { coveredUntil: group.after }),
        now,
      });
      return {
        key: `daily:${group.key}`,
        kind: "daily" as const,
        parts: messages(parts, choice, group, { limit: DIGEST_LIMIT, compact: false }),
        targets: group.subscribers.map((subscriber) => ({
          ref: { chat: subscriber.chat, thread: subscriber.thread },
          dueAt: subscriber.nextDigestAt ?? now,
          coveredUntil: now,
          nextDigestAt: nextLocalTime(now, subscriber.timezone, subscriber.digestAt),
        })),
      };
    }),
  );
}

/**
 * What arrived since each instant chat was last served, told at once. Never old news, nor what has no date: it may be old.
 * A chat for which nothing came is moved on once an hour, so that a bank it adds later does not bring a day's backlog.
 */
export async function planInstant(parts: PlanParts, now: Instant): Promise<PlannedDigest[]> {
  const waiting = await parts.subscribers.instant();
  const afters = waiting.map(({ subscriber }) => servedUntil(subscriber, now));
  const news = await parts.stories.changed({
    interests: [EVERYTHING],
    after: Math.min(now, ...afters),
    until: now,
    limit: 1,
  });
  const quiet = news.length === 0;
  const plans: PlannedDigest[] = [];
  for (const group of sharing(waiting, now, (subscriber) => servedUntil(subscriber, now))) {
    const after = group.after ?? now;
    const choice = quiet
      ? undefined
      : await chooseInstant(parts, group.interests, { coveredUntil: after, now });
    const texts = choice ? messages(parts, choice, group, { limit: INSTANT_LIMIT, compact: true }) : [];
    if (texts.length === 0 && now - after < HOUR) continue;
    plans.push({
      key: `instant:${group.key}`,
      kind: "instant",
      parts: texts,
      targets: group.subscribers.map(({ chat, thread }) => ({
        ref: { chat, thread },
        dueAt: now,
        coveredUntil: now,
      })),
    });
  }
  return plans;
}

/** A chat without a digest so far is served from its beginning, and nobody from further back than a day. */
function servedUntil({ coveredUntil, createdAt }: Subscriber, now: Instant): Instant {
  return Math.min(now, Math.max(coveredUntil ?? createdAt, now - DAY));
}

async function chooseInstant(
  { stories }: PlanParts,
  interests: Interest[],
  window: { coveredUntil: Instant; now: Instant },
): Promise<Choice> {
  const choice = await chooseFresh(stories, interests, window);
  return {
    ...choice,
    stories: choice.stories.filter(({ article }) => article.publishedAt !== undefined && !isStale(article)),
  };
}

interface Sharing {
  key: string;
  interests: Interest[];
  after: Instant | undefined;
  locale: Locale;
  timezone: string;
  subscribers: Subscriber[];
}

function sharing(
  chats: Wishing[],
  until: Instant,
  afterOf: (subscriber: Subscriber) => Instant | undefined,
): Sharing[] {
  const groups = new Map<string, Sharing>();
  for (const { subscriber, interests } of chats) {
    const { locale, timezone } = subscriber;
    const after = afterOf(subscriber);
    const window = after === undefined ? { until } : { after, until };
    const key = digestKey({ interests, window, locale, timezone });
    const group = groups.get(key) ?? { key, interests, after, locale, timezone, subscribers: [] };
    group.subscribers.push(subscriber);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function messages(
  parts: PlanParts,
  choice: Choice,
  { interests, locale, timezone }: Sharing,
  { limit, compact }: { limit: number; compact: boolean },
): string[] {
  if (choice.stories.length === 0) return [];
  const digest = composeDigest(choice, interests, { zone: timezone, limit });
  return parts.serialize(digest, { locale, timezone, compact });
}
