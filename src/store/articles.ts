import { sql } from "kysely";
import type { Block } from "../news/article.js";
import { articleText } from "../news/article.js";
import { articleColumns, toArticle } from "./article-rows.js";
import type { Engine } from "./engine.js";
import { unionOf } from "./interests.js";
import { prepared } from "./prepared.js";
import { saveArticle, versionHash } from "./save-article.js";
import type { ArticleRepository } from "./store.js";
import { insertArticleTags, refreshStory, tagRows } from "./story-rows.js";

/** Ids in one IN list; both engines take many more, but the texts of statements stay few. */
const CHUNK = 500;

const findHash = prepared((db, { source, externalId }: { source: string; externalId: string }) =>
  db.selectFrom("articles").select("hash").where("source", "=", source).where("external_id", "=", externalId),
);

export function createArticles(engine: Engine): ArticleRepository {
  const { db } = engine;
  return {
    save: (record, seenAt) => saveArticle(engine, record, seenAt),

    async has(article) {
      const [known] = await findHash(db, { source: article.source, externalId: article.externalId });
      return known?.hash === versionHash(article);
    },

    async known(source, externalIds) {
      const known = new Set<string>();
      for (let start = 0; start < externalIds.length; start += CHUNK) {
        const ids = externalIds.slice(start, start + CHUNK);
        const rows = await db
          .selectFrom("articles")
          .select("external_id")
          .where("source", "=", source)
          .where("external_id", "in", ids)
          .unionAll(
            db
              .selectFrom("quarantine")
              .select("external_id")
              .where("source", "=", source)
              .where("external_id", "in", ids),
          )
          .execute();
        for (const row of rows) known.add(row.external_id);
      }
      return known;
    },

    async get(id) {
      const row = await db
        .selectFrom("articles")
        .select(articleColumns)
        .where("id", "=", id)
        .executeTakeFirst();
      return row && toArticle(row);
    },

    async latest({ interests, limit, offset = 0 }) {
      const most = limit + offset;
      const newest = interests
        ? unionOf(
            interests,
            (kind, name) => sql`
              select article_id, ordered_at from article_tags where kind = ${kind} and name = ${name}
              order by ordered_at desc, article_id desc limit ${most}`,
          )
        : sql`select id as article_id, ordered_at from articles order by ordered_at desc, id desc limit ${most}`;
      if (!newest) return [];
      const rows = await db
        .selectFrom("articles")
        .innerJoin(sql<{ article_id: number }>`(${newest})`.as("newest"), "newest.article_id", "articles.id")
        .select(articleColumns)
        .orderBy("articles.ordered_at", "desc")
        .orderBy("articles.id", "desc")
        .limit(limit)
        .offset(offset)
        .execute();
      return rows.map(toArticle);
    },

    async replaceSummary(articleId, summary) {
      await db
        .updateTable("articles")
        .set({ summary: JSON.stringify(summary) })
        .where("id", "=", articleId)
        .execute();
    },

    async replaceTags(articleId, tags) {
      await engine.relaxed(async (trx) => {
        const article = await trx
          .updateTable("articles")
          .set({ tags: JSON.stringify(tags) })
          .where("id", "=", articleId)
          .returning(["story_id", "ordered_at"])
          .executeTakeFirst();
        if (!article) return;
        await trx.deleteFrom("article_tags").where("article_id", "=", articleId).execute();
        const rows = tagRows(tags).map((tag) => ({
          article_id: articleId,
          ...tag,
          ordered_at: article.ordered_at,
        }));
        if (rows.length > 0) await insertArticleTags(trx, ...rows);
        await refreshStory(trx, article.story_id);
      });
    },

    async page(afterId, limit) {
      const rows = await db
        .selectFrom("articles")
        .select(articleColumns)
        .where("id", ">", afterId)
        .orderBy("id")
        .limit(limit)
        .execute();
      return rows.map(toArticle);
    },

    async revisions(articleId) {
      const rows = await db
        .selectFrom("article_revisions")
        .selectAll()
        .where("article_id", "=", articleId)
        .orderBy("revision")
        .execute();
      return rows.map(({ revision, title, blocks, seen_at }) => {
        const parsed: Block[] = JSON.parse(blocks);
        return { revision, title, text: articleText({ blocks: parsed }), seenAt: seen_at };
      });
    },

    async count() {
      const row = await db
        .selectFrom("articles")
        .select((eb) => eb.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      return row.count;
    },

    async media(among) {
      const newest = db
        .selectFrom("articles")
        .select("medium")
        .orderBy("ordered_at", "desc")
        .orderBy("id", "desc")
        .limit(among)
        .as("newest");
      const rows = await db
        .selectFrom(newest)
        .select("medium")
        .where("medium", "is not", null)
        .groupBy("medium")
        .orderBy((eb) => eb.fn.countAll(), "desc")
        .orderBy("medium")
        .execute();
      return rows.flatMap(({ medium }) => medium ?? []);
    },

    // The order of arrival stands in for publication only where that is unknown, so its index serves here too.
    async newest() {
      const row = await db
        .selectFrom("articles")
        .select("published_at")
        .where("published_at", "is not", null)
        .orderBy("ordered_at", "desc")
        .limit(1)
        .executeTakeFirst();
      return row?.published_at ?? undefined;
    },

    // Asked once, when a preview starts: not worth an index that every article pays for.
    async lastSeen() {
      const row = await db
        .selectFrom("articles")
        .select((eb) => eb.fn.max("seen_at").as("at"))
        .executeTakeFirst();
      return row?.at ?? undefined;
    },
  };
}
