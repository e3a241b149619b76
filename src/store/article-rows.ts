import type { Selectable } from "kysely";
import type { StoredArticle } from "./store.js";
import type { ArticleTable } from "./tables.js";

/** What a StoredArticle is read from. */
export const articleColumns = [
  "articles.id",
  "articles.source",
  "articles.external_id",
  "articles.revision",
  "articles.story_id",
  "articles.seen_at",
  "articles.published_at",
  "articles.url",
  "articles.title",
  "articles.medium",
  "articles.labels",
  "articles.stocks",
  "articles.tags",
  "articles.summary",
  "articles.blocks",
] as const;

type Row = Omit<Selectable<ArticleTable>, "hash" | "features" | "ordered_at" | "revised_at">;

export function toArticle(row: Row): StoredArticle {
  return {
    id: row.id,
    source: row.source,
    externalId: row.external_id,
    storyId: row.story_id,
    revision: row.revision,
    seenAt: row.seen_at,
    ...(row.published_at !== null && { publishedAt: row.published_at }),
    ...(row.url !== null && { url: row.url }),
    title: row.title,
    ...(row.medium !== null && { medium: row.medium }),
    labels: JSON.parse(row.labels),
    blocks: JSON.parse(row.blocks),
    stocks: JSON.parse(row.stocks),
    tags: JSON.parse(row.tags),
    summary: JSON.parse(row.summary),
  };
}
