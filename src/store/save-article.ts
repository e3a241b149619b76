import { createHash } from "node:crypto";
import type { Insertable } from "kysely";
import { searchable } from "../lib/text.js";
import { type Article, articleText, type Instant } from "../news/article.js";
import type { Engine, Trx } from "./engine.js";
import { prepared } from "./prepared.js";
import type { ProcessedArticle, SaveResult } from "./store.js";
import { completeStory, insertArticleTags, openStory, refreshStory, tagRows } from "./story-rows.js";
import type { ArticleTable, Tables } from "./tables.js";

/** Another process saved the same article between the look and the write. */
class SavedMeanwhile extends Error {}

/** An article is asked for before it is read further, and saved a moment later. */
const hashes = new WeakMap<Article, string>();

/** Over what a reader would notice; a change in any of it is a new revision. */
export function versionHash(article: Article): string {
  const known = hashes.get(article);
  if (known !== undefined) return known;
  const { title, blocks, url, medium, publishedAt, labels, stocks } = article;
  const hash = createHash("sha256")
    .update(JSON.stringify([title, blocks, url, medium, publishedAt, labels, stocks]))
    .digest("base64");
  hashes.set(article, hash);
  return hash;
}

export async function saveArticle(
  engine: Engine,
  record: ProcessedArticle,
  seenAt: Instant,
): Promise<SaveResult> {
  const hash = versionHash(record.article);
  const attempt = () =>
    engine.relaxed(async (trx): Promise<SaveResult> => {
      const [known] = await findKnown(trx, keyOf(record.article));
      await liftQuarantine(trx, keyOf(record.article));
      if (!known) return insert(engine, trx, record, hash, seenAt);
      if (known.hash !== hash) return revise(engine, trx, record, hash, seenAt, known);
      return { outcome: "unchanged", articleId: known.id, storyId: known.story_id };
    });
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof SavedMeanwhile)) throw error;
    return attempt();
  }
}

type Known = Awaited<ReturnType<typeof findKnown>>[number];

const keyOf = ({ source, externalId }: Article) => ({ source, externalId });
type ArticleKey = ReturnType<typeof keyOf>;

const findKnown = prepared((trx, { source, externalId }: ArticleKey) =>
  trx
    .selectFrom("articles")
    .select(["id", "hash", "story_id", "revision", "seen_at", "revised_at", "title", "blocks"])
    .where("source", "=", source)
    .where("external_id", "=", externalId),
);

const liftQuarantine = prepared((trx, { source, externalId }: ArticleKey) =>
  trx.deleteFrom("quarantine").where("source", "=", source).where("external_id", "=", externalId),
);

const insertArticle = prepared((trx, row: Insertable<ArticleTable>) =>
  trx
    .insertInto("articles")
    .values(row)
    .onConflict((conflict) => conflict.columns(["source", "external_id"]).doNothing())
    .returning("id"),
);

const insertKeys = prepared((trx, ...rows: Insertable<Tables["story_keys"]>[]) =>
  trx
    .insertInto("story_keys")
    .values(rows)
    .onConflict((conflict) => conflict.doNothing()),
);

async function insert(
  engine: Engine,
  trx: Trx,
  record: ProcessedArticle,
  hash: string,
  seenAt: Instant,
): Promise<SaveResult> {
  const { relation, leads, storyId: joined } = record.joining;
  const orderedAt = record.article.publishedAt ?? seenAt;
  const isNew = relation === "new" || joined === undefined;
  const storyId = isNew ? await openStory(trx, seenAt, orderedAt) : joined;
  const [inserted] = await insertArticle(trx, {
    ...versionRow(record, hash, orderedAt, seenAt),
    story_id: storyId,
    seen_at: seenAt,
    revision: 1,
  });
  if (!inserted) throw new SavedMeanwhile();
  await writeParts(engine, trx, record, { id: inserted.id, storyId, orderedAt, revised: false });
  if (isNew) {
    await completeStory(trx, {
      id: storyId,
      lead: inserted.id,
      seenAt,
      leadAt: orderedAt,
      tags: record.tags,
    });
  } else {
    await refreshStory(trx, storyId, {
      ...(leads && { lead: inserted.id }),
      ...(relation === "follow-up" && { changedAt: seenAt }),
    });
  }
  return { outcome: "saved", articleId: inserted.id, storyId };
}

/** The article keeps its id and its story: an edit is no news, so the story did not change for its readers. */
async function revise(
  engine: Engine,
  trx: Trx,
  record: ProcessedArticle,
  hash: string,
  seenAt: Instant,
  known: Known,
): Promise<SaveResult> {
  const { id, revision, title, blocks } = known;
  const orderedAt = record.article.publishedAt ?? known.seen_at;
  await trx
    .insertInto("article_revisions")
    .values({ article_id: id, revision, seen_at: known.revised_at, title, blocks })
    .execute();
  await trx
    .updateTable("articles")
    .set({ ...versionRow(record, hash, orderedAt, seenAt), revision: revision + 1 })
    .where("id", "=", id)
    .execute();
  await trx.deleteFrom("article_tags").where("article_id", "=", id).execute();
  await writeParts(engine, trx, record, { id, storyId: known.story_id, orderedAt, revised: true });
  await refreshStory(trx, known.story_id);
  return { outcome: "revised", articleId: id, storyId: known.story_id };
}

function versionRow(
  { article, tags, summary, joining }: ProcessedArticle,
  hash: string,
  orderedAt: Instant,
  seenAt: Instant,
) {
  return {
    source: article.source,
    external_id: article.externalId,
    hash,
    revised_at: seenAt,
    published_at: article.publishedAt ?? null,
    ordered_at: orderedAt,
    url: article.url ?? null,
    title: article.title,
    medium: article.medium ?? null,
    labels: JSON.stringify(article.labels),
    stocks: JSON.stringify(article.stocks),
    tags: JSON.stringify(tags),
    summary: JSON.stringify(summary),
    features: joining.features,
    blocks: JSON.stringify(article.blocks),
  };
}

/** Everything that hangs on the article and is found by other means than its id. */
async function writeParts(
  engine: Engine,
  trx: Trx,
  { article, tags, joining }: ProcessedArticle,
  { id, storyId, orderedAt, revised }: { id: number; storyId: number; orderedAt: Instant; revised: boolean },
): Promise<void> {
  const tagged = tagRows(tags).map((tag) => ({ article_id: id, ...tag, ordered_at: orderedAt }));
  if (tagged.length > 0) await insertArticleTags(trx, ...tagged);
  const keys = [...new Set(joining.keys)].map((key) => ({ key, at: orderedAt, article_id: id }));
  if (keys.length > 0) await insertKeys(trx, ...keys);
  const entry = {
    articleId: id,
    storyId,
    orderedAt,
    title: searchable(article.title),
    medium: searchable(article.medium ?? ""),
    text: searchable(articleText(article)),
  };
  await engine.writeIndex(trx, entry, revised);
}
