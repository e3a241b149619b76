import { DAY } from "./lib/duration.js";
import type { Article, Instant, RawItem } from "./news/article.js";
import type { Joining } from "./news/story.js";
import type { Summary } from "./news/summary.js";
import type { Tags } from "./news/tags.js";
import type { ArticleRepository, SaveResult } from "./store/store.js";

/** What happens to an item, each part a room of its own; the pipeline only joins them. */
export interface Stages {
  /** Throws Unreadable: the caller puts the item in quarantine. */
  extract(item: RawItem): Article;
  tag(article: Article): Tags;
  joinStory(article: Article, seenAt: Instant): Promise<Joining>;
  /** The summary that needs nobody else. A model may better it later (`refine.ts`), never hold up the news. */
  summarize(article: Article, tags: Tags): Summary;
  articles: Pick<ArticleRepository, "has" | "save">;
}

export type Outcome = SaveResult & { merged: boolean };

/**
 * One item through every stage. Tags come first, because the summary keeps the banks in sight; the summary comes
 * before saving, so that no reader ever meets an article without one.
 */
export async function processItem(
  item: RawItem,
  now: () => Instant,
  at: Stages,
): Promise<Outcome | "unchanged"> {
  const article = undatedIfAhead(at.extract(item), now());
  if (await at.articles.has(article)) return "unchanged";
  const tags = at.tag(article);
  const joining = await at.joinStory(article, now());
  const summary = at.summarize(article, tags);
  // Asked anew: digests take what was seen up to a moment ago, so no article may be seen long before it is stored.
  const saved = await at.articles.save({ article, tags, joining, summary }, now());
  return { ...saved, merged: saved.outcome === "saved" && joining.relation !== "new" };
}

/** No zone is a day ahead: such a date is the source's mistake, and would head every list until that day came. */
function undatedIfAhead(article: Article, now: Instant): Article {
  return (article.publishedAt ?? 0) > now + DAY ? { ...article, publishedAt: undefined } : article;
}
