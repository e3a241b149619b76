import type { Span } from "../lib/spans.js";
import type { Instant } from "../news/article.js";
import type { Digest, Rest } from "../news/digest.js";
import type { Interest, Subscriber } from "../news/subscriber.js";
import type { StoryRepository } from "../store/store.js";
import { type Choice, chooseFresh, chooseInstant, chooseLatest, choosePast } from "./choose.js";
import { composeDigest } from "./compose.js";
import type { DigestRules } from "./rules.js";
import { type Wanted, wantedOf } from "./wanted.js";

/** What is merely the latest is shown shorter than news. */
const LATEST_LIMIT = 10;

type Reader = Pick<Subscriber, "timezone" | "coveredUntil" | "maxItems">;

export interface Answers {
  /**
   * The digest that a chat gets when it asks: of `span`, or what is new for it, or with nothing new the latest that
   * fit. It may be empty (no groups). The caller moves `coveredUntil` once a fresh one is delivered.
   */
  digest(reader: Reader, interests: Interest[], asked: { now: Instant; span?: Span }): Promise<Digest>;
  /** What did not fit into a digest, or the next part of it, by the interests as they are now. */
  rest(reader: Reader, interests: Interest[], rest: Rest): Promise<Digest>;
}

export function createAnswers(stories: StoryRepository, rules: DigestRules): Answers {
  const { weights } = rules;
  return {
    async digest({ timezone: zone, coveredUntil, maxItems: limit }, interests, { now, span }) {
      const wanted = wantedOf(interests, { now, timezone: zone }, rules);
      if (span)
        return composeDigest(await choosePast(stories, wanted, span), wanted, { zone, limit, weights });
      const fresh = await chooseFresh(stories, wanted, { coveredUntil, now });
      if (fresh.stories.length > 0) return composeDigest(fresh, wanted, { zone, limit, weights });
      const latest = await chooseLatest(stories, wanted, now);
      return composeDigest(latest, wanted, { zone, limit: Math.min(limit, LATEST_LIMIT), weights });
    },

    async rest({ timezone: zone, maxItems: limit }, interests, { from, ...rest }) {
      const wanted = wantedOf(interests, { now: rest.until, timezone: zone }, rules);
      const choice = await chosenAgain(stories, wanted, rest);
      return composeDigest(choice, wanted, { zone, limit, from, weights });
    },
  };
}

function chosenAgain(
  stories: StoryRepository,
  wanted: Wanted,
  { choice, after, until }: Omit<Rest, "from">,
): Promise<Choice> {
  if (choice === "past") return choosePast(stories, wanted, { since: after ?? until, until });
  const window = { coveredUntil: after, now: until };
  return choice === "instant" ? chooseInstant(stories, wanted, window) : chooseFresh(stories, wanted, window);
}
