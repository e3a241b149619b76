import { DAY } from "../lib/duration.js";
import type { Instant } from "../news/article.js";
import type { Digest, Rest } from "../news/digest.js";
import type { StoredArticle, StoryRepository, StoryView } from "../store/store.js";
import { isStale } from "./stale.js";
import { isMuted, type Wanted } from "./wanted.js";

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
  /** How the same stories are chosen once more; undefined where nobody would ask. */
  again?: Omit<Rest, "from">;
}

/**
 * What is new for chats that were offered everything up to `coveredUntil`: stories that changed since then and are
 * news. A chat that never had a digest (undefined) gets the last day, by arrival and by publication.
 */
export async function chooseFresh(
  stories: StoryRepository,
  wanted: Wanted,
  window: { coveredUntil?: Instant; now: Instant },
): Promise<Choice> {
  const { coveredUntil, now } = window;
  const after = coveredUntil ?? now - DAY;
  const changed = await stories.changed({ ...stated(wanted), after, until: now, limit: READ_LIMIT });
  const chosen: ChosenStory[] = [];
  for (const story of changed) {
    const candidate = await speaker(stories, story, after);
    const published = candidate.article.publishedAt;
    const inFirstDay = coveredUntil !== undefined || published === undefined || published > after;
    if (isFresh(candidate.article) && inFirstDay) chosen.push(candidate);
  }
  const again = { choice: "fresh" as const, after: coveredUntil, until: now };
  return { kind: "fresh", since: after, until: now, stories: unmuted(chosen, wanted), again };
}

/** What may be told at once: never old news, nor what has no date, since it may be old. */
export async function chooseInstant(
  stories: StoryRepository,
  wanted: Wanted,
  window: { coveredUntil?: Instant; now: Instant },
): Promise<Choice> {
  const choice = await chooseFresh(stories, wanted, window);
  return {
    ...choice,
    stories: choice.stories.filter(({ article }) => article.publishedAt !== undefined && !isStale(article)),
    ...(choice.again ? { again: { ...choice.again, choice: "instant" } } : {}),
  };
}

/** With nothing new: the newest stories that fit, however old. */
export async function chooseLatest(stories: StoryRepository, wanted: Wanted, now: Instant): Promise<Choice> {
  const newest = await stories.published({ ...stated(wanted), until: now + 1, limit: READ_LIMIT });
  return { kind: "latest", until: now + 1, stories: unmuted(newest.map(ledByItself), wanted) };
}

/** Stories published in [since, until). */
export async function choosePast(
  stories: StoryRepository,
  wanted: Wanted,
  span: { since: Instant; until: Instant },
): Promise<Choice> {
  const found = await stories.published({ ...stated(wanted), ...span, limit: READ_LIMIT });
  const again = { choice: "past" as const, after: span.since, until: span.until };
  return { kind: "past", ...span, stories: unmuted(found.map(ledByItself), wanted), again };
}

const stated = ({ tags, queries }: Wanted) => ({ interests: tags, queries });

const unmuted = (stories: ChosenStory[], wanted: Wanted): ChosenStory[] =>
  stories.filter(({ article, story }) => !isMuted(article, story, wanted));

/** An article whose date is unknown counts as fresh: it may be shown in a digest, but see `chooseInstant`. */
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
