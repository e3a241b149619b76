import { HOUR } from "../lib/duration.js";
import { pages } from "../lib/pages.js";
import type { Instant } from "../news/article.js";
import { CHATS_AT_A_TIME } from "../news/delivery.js";
import type { ChatRef, Standing } from "../news/subscriber.js";
import type { SubscriberRepository } from "../store/store.js";
import type { DigestRules } from "./rules.js";
import { nextDigestTime } from "./schedule.js";

/** Nearer ones lose a digest at most, and its news is in the next. */
const BEYOND_MS = 25 * HOUR;

/**
 * After a clock that had run ahead was set right: no chat waits longer for its digest than its schedule says, and what
 * comes from now on is news to everybody. Returns how many chats were brought back.
 */
export async function turnBack(
  subscribers: SubscriberRepository,
  { isTradingDay }: DigestRules,
  now: Instant,
): Promise<number> {
  await subscribers.uncover(now);
  const nexts = new Map<string, Instant>();

  async function nextFor(chat: Standing): Promise<Instant | undefined> {
    const known = nexts.get(chat.wishKey);
    if (known !== undefined) return known;
    const subscriber = await subscribers.get(chat);
    if (!subscriber) return undefined;
    const next = nextDigestTime(subscriber, now, isTradingDay);
    nexts.set(chat.wishKey, next);
    return next;
  }

  let broughtBack = 0;
  const late = pages<Standing>(CHATS_AT_A_TIME, (size, after) =>
    subscribers.ahead(after?.dueAt ?? now + BEYOND_MS, size, after),
  );
  for await (const chats of late) {
    const early = new Map<Instant, ChatRef[]>();
    for (const chat of chats) {
      const next = await nextFor(chat);
      if (next === undefined || chat.dueAt === undefined || chat.dueAt <= next) continue;
      const refs = early.get(next) ?? [];
      refs.push({ chat: chat.chat, thread: chat.thread });
      early.set(next, refs);
      broughtBack += 1;
    }
    for (const [next, refs] of early) await subscribers.reschedule(refs, next);
  }
  return broughtBack;
}
