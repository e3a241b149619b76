import { setImmediate as breathe } from "node:timers/promises";
import { type Article, articleText } from "./news/article.js";
import type { Tags } from "./news/tags.js";
import type { ArticleRepository, StoredArticle } from "./store/store.js";
import type { Tagger } from "./tag/tagger.js";

export interface RetagProgress {
  done: number;
  total: number;
  /** Articles whose banks or topics became others. */
  changed: number;
}

export interface Retagged {
  seen: number;
  changed: number;
}

export interface RetagParts {
  articles: Pick<ArticleRepository, "page" | "get" | "count" | "replaceTags">;
  tag: Tagger;
  /** Only counts. */
  dryRun?: boolean;
  onProgress?(progress: RetagProgress): void;
  signal?: AbortSignal;
}

const PAGE = 500;
/** Articles tagged without a pause: some ten milliseconds, in which the service answers nobody. */
const BREATH = 25;

/** An article as the tagger reads it. */
export const tagArticle = (tag: Tagger, article: Article): Tags =>
  tag({ ...article, text: articleText(article) });

/**
 * Tags the whole archive anew and writes the articles whose banks or topics changed. Each is written for itself, and
 * what is right is not written: killed in the middle, it leaves a sound archive, and the next run does the rest.
 */
export async function retagArchive(parts: RetagParts): Promise<Retagged> {
  const { articles, tag, dryRun = false, onProgress = () => {}, signal } = parts;
  const total = await articles.count();
  let seen = 0;
  let changed = 0;
  let after = 0;
  onProgress({ done: 0, total, changed });
  for (;;) {
    const page = await articles.page(after, PAGE);
    const last = page.at(-1);
    if (!last) return { seen, changed };
    for (const article of page) {
      if (seen % BREATH === 0) await breathe();
      signal?.throwIfAborted();
      seen++;
      if (sameTags(article.tags, tagArticle(tag, article))) continue;
      changed++;
      if (!dryRun) await write(article.id);
    }
    after = last.id;
    onProgress({ done: seen, total: Math.max(total, seen), changed });
  }

  /** Read anew: since the page was read, an ingest may have stored a newer version. */
  async function write(id: number): Promise<void> {
    const current = await articles.get(id);
    if (current) await articles.replaceTags(id, tagArticle(tag, current));
  }
}

export interface Weighed extends Retagged {
  /** Articles in the archive; more than `seen` when only the newest were looked at. */
  total: number;
}

/**
 * How many of the newest `newest` stored articles `after` would tag otherwise than `before`. Both are asked, not
 * what is stored, so that the answer is about the change alone.
 */
export async function countChanges(
  articles: Pick<ArticleRepository, "latest" | "count">,
  before: Tagger,
  after: Tagger,
  { newest, signal }: { newest: number; signal?: AbortSignal },
): Promise<Weighed> {
  const total = await articles.count();
  let seen = 0;
  let changed = 0;
  while (seen < newest) {
    const page: StoredArticle[] = await articles.latest({
      limit: Math.min(PAGE, newest - seen),
      offset: seen,
    });
    if (page.length === 0) break;
    for (const article of page) {
      if (seen % BREATH === 0) await breathe();
      signal?.throwIfAborted();
      seen++;
      if (!sameTags(tagArticle(before, article), tagArticle(after, article))) changed++;
    }
  }
  return { seen, changed, total };
}

function sameTags(one: Tags, other: Tags): boolean {
  return sameNames(one.banks, other.banks) && sameNames(one.topics, other.topics);
}

function sameNames(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((name) => other.includes(name));
}
