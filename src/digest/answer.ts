import type { Span } from "../lib/spans.js";
import type { Instant } from "../news/article.js";
import type { Digest } from "../news/digest.js";
import type { Interest, Subscriber } from "../news/subscriber.js";
import type { StoryRepository } from "../store/store.js";
import { chooseFresh, chooseLatest, choosePast } from "./choose.js";
import { composeDigest } from "./compose.js";

/** What is merely the latest is shown shorter than news. */
const LATEST_LIMIT = 10;

/**
 * The digest that a chat gets when it asks: of `span`, or what is new for it, or with nothing new the latest that fit.
 * It may be empty (no groups). The caller moves `coveredUntil` once a fresh one is delivered.
 */
export async function answerDigest(
  stories: StoryRepository,
  subscriber: Pick<Subscriber, "timezone" | "coveredUntil" | "maxItems">,
  interests: Interest[],
  asked: { now: Instant; span?: Span },
): Promise<Digest> {
  const zone = subscriber.timezone;
  if (asked.span) {
    return composeDigest(await choosePast(stories, interests, asked.span), interests, {
      zone,
      limit: subscriber.maxItems,
    });
  }
  const { coveredUntil } = subscriber;
  const fresh = await chooseFresh(stories, interests, {
    ...(coveredUntil === undefined ? {} : { coveredUntil }),
    now: asked.now,
  });
  if (fresh.stories.length > 0) return composeDigest(fresh, interests, { zone, limit: subscriber.maxItems });
  const latest = await chooseLatest(stories, interests, asked.now);
  return composeDigest(latest, interests, { zone, limit: LATEST_LIMIT });
}
