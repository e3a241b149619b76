import type { Instant } from "../news/article.js";
import type { SubscriberRepository } from "../store/store.js";
import type { DigestRules } from "./rules.js";
import { nextDigestTime } from "./schedule.js";

/** Nearer ones lose a digest at most, and its news is in the next. */
const BEYOND_MS = 25 * 3_600_000;

/**
 * After a clock that had run ahead was set right: no chat waits longer for its digest than its schedule says, and what
 * comes from now on is news to everybody. Returns how many groups of chats were brought back.
 */
export async function turnBack(
  subscribers: SubscriberRepository,
  { isTradingDay }: DigestRules,
  now: Instant,
): Promise<number> {
  await subscribers.uncover(now);
  let broughtBack = 0;
  for (const group of await subscribers.ahead(now, BEYOND_MS)) {
    const next = nextDigestTime(group.sample, now, isTradingDay);
    if (group.sample.nextDigestAt === undefined || group.sample.nextDigestAt <= next) continue;
    await subscribers.reschedule(group, next);
    broughtBack += 1;
  }
  return broughtBack;
}
