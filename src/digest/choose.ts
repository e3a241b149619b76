import type { Instant } from "../news/article.js";
import type { Digest } from "../news/digest.js";
import type { Interest } from "../news/subscriber.js";
import type { StoredArticle, StoryRepository, StoryView } from "../store/store.js";

const DAY = 86_400_000;

/** An article published longer than this before it arrived is archive, not news. */
const FRESH_WITHIN = 3 * DAY;

/** Read from the store at most; what a digest shows is capped later, by `composeDigest`. */
const READ_LIMIT = 500;

/** A story and the report that speaks for it: its lead, or for a story that went on, what is new in it. */
export interface ChosenStory {
  story: StoryView;
  article: StoredArticle;
  /** The chat could have read of this story before, and it went on. */
  followUp: boolean;
}

export interface Choice {
  kind: Digest["kind"];
  since?: Instant;
  until: Instant;
  stories: ChosenStory[];
}

/**
 * What is new for chats that were offered everything up to `coveredUntil`: stories that changed since then and are
 * news. A chat that never had a digest (undefined) gets the last day, by arrival and by publication.
 */
export async function chooseFresh(
  stories: StoryRepository,
  interests: Interest[],
  window: { coveredUntil?: Instant; now: Instant },
): Promise<Choice> {
  const { coveredUntil, now } = window;
  const after = coveredUntil ?? now - DAY;
  const changed = await stories.changed({ interests, after, until: now, limit: READ_LIMIT });
  const chosen: ChosenStory[] = [];
  for (const story of changed) {
    const candidate = await speaker(stories, story, after);
    const published = candidate.article.publishedAt;
    const inFirstDay = coveredUntil !== undefined || published === undefined || published > after;
    if (isFresh(candidate.article) && inFirstDay) chosen.push(candidate);
  }
  return { kind: "fresh", since: after, until: now, stories: chosen };
}

/** With nothing new: the newest stories that fit, however old. */
export async function chooseLatest(
  stories: StoryRepository,
  interests: Interest[],
  now: Instant,
): Promise<Choice> {
  const newest = await stories.published({ interests, until: now + 1, limit: READ_LIMIT });
  return { kind: "latest", until: now + 1, stories: newest.map(ledByItself) };
}

/** Stories published in [since, until). */
export async function choosePast(
  stories: StoryRepository,
  interests: Interest[],
  span: { since: Instant; until: Instant },
): Promise<Choice> {
  const found = await stories.published({ interests, ...span, limit: READ_LIMIT });
  return { kind: "past", ...span, stories: found.map(ledByItself) };
}

/** An article whose date is unknown counts as fresh: it may be shown in a digest, but see `planInstant`. */
function isFresh(article: StoredArticle): boolean {
  return article.publishedAt === undefined || article.seenAt - article.publishedAt <= FRESH_WITHIN;
}

function ledByItself(story: StoryView): ChosenStory {
  return { story, article: story.lead, followUp: false };
}

/** A story known before `after` is told by the report that changed it, since its lead is what the reader has had. */
async function speaker(stories: StoryRepository, story: StoryView, after: Instant): Promise<ChosenStory> {
  if (story.firstSeenAt > after) return ledByItself(story);
  const reports = await stories.articles(story.id);
  const news = reports.filter((report) => report.seenAt === story.changedAt);
  return { story, article: news.at(-1) ?? story.lead, followUp: true };
}
