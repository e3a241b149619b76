import { type RawBuilder, sql } from "kysely";
import { DAY } from "../lib/duration.js";
import type { Instant } from "../news/article.js";
import type { SearchQuery } from "../news/search.js";
import type { Interest } from "../news/subscriber.js";
import { articleColumns, toArticle } from "./article-rows.js";
import type { Engine } from "./engine.js";
import { unionOf } from "./interests.js";
import { prepared } from "./prepared.js";
import { matchingArticles } from "./search-index.js";
import type { StoryRepository, StoryView } from "./store.js";

interface KeyQuery {
  keys: string;
  since: Instant;
  until: Instant;
  limitPerKey: number;
}

export function createStories(engine: Engine): StoryRepository {
  const { db } = engine;

  const views = () =>
    db
      .selectFrom("stories")
      .innerJoin("articles", "articles.id", "stories.lead_article_id")
      .select(articleColumns)
      .select(["stories.reports", "stories.first_seen_at", "stories.changed_at"]);
  type Row = Awaited<ReturnType<ReturnType<typeof views>["execute"]>>[number];
  const toView = (row: Row): StoryView => ({
    id: row.story_id,
    lead: toArticle(row),
    reports: row.reports,
    firstSeenAt: row.first_seen_at,
    changedAt: row.changed_at,
  });

  const findCandidates = prepared((trx, { keys, since, until, limitPerKey }: KeyQuery) =>
    trx
      .selectFrom("articles")
      .innerJoin("stories", "stories.id", "articles.story_id")
      .select(["articles.id", "articles.story_id", "articles.published_at", "articles.features"])
      .select("stories.lead_article_id")
      .where("articles.id", "in", sql<number>`(${engine.withKeys(keys, since, until, limitPerKey)})`)
      .orderBy("articles.id"),
  );

  /** Stories whose `time` is in the range and that match an interest or a query, latest first. */
  async function inRange(
    time: "changed_at" | "lead_at",
    { since, until, range }: { since?: Instant | undefined; until: Instant; range: RawBuilder<unknown> },
    { interests, queries = [], limit }: { interests: Interest[]; queries?: SearchQuery[]; limit: number },
  ): Promise<StoryView[]> {
    const column = sql.ref(time);
    // The index knows no time: a common word of an archive of years is slower than all texts of a few days.
    const isShort = since !== undefined && until - since <= SHORT_MS;
    const within = !isShort
      ? undefined
      : sql`texts.article_id in (
            select id from articles where story_id in (select id from stories where ${range}))`;
    const found = queries.map(
      (query) => sql`
        select id as story_id from stories
        where id in (select story_id from (${matchingArticles(engine, query, false, within)}) as found)
          and ${range} order by ${column} desc, id desc limit ${limit}`,
    );
    const matching = unionOf(
      interests,
      (kind, name) => sql`
        select story_id from story_tags where kind = ${kind} and name = ${name} and ${range}
        order by ${column} desc, story_id desc limit ${limit}`,
      found,
    );
    if (!matching) return [];
    const rows = await views()
      .innerJoin(sql<{ story_id: number }>`(${matching})`.as("matching"), "matching.story_id", "stories.id")
      .orderBy(`stories.${time}`, "desc")
      .orderBy("stories.id", "desc")
      .limit(limit)
      .execute();
    return rows.map(toView);
  }

  return {
    async candidates({ keys, around, withinMs, limitPerKey }) {
      const [since, until] = [around - withinMs, around + withinMs];
      const rows = await findCandidates(db, { keys: JSON.stringify(keys), since, until, limitPerKey });
      return rows.map((row) => ({
        articleId: row.id,
        storyId: row.story_id,
        ...(row.published_at !== null && { publishedAt: row.published_at }),
        leads: row.lead_article_id === row.id,
        features: row.features,
      }));
    },

    changed: ({ after, until, ...wanted }) =>
      inRange(
        "changed_at",
        { since: after, until, range: sql`changed_at > ${after ?? EARLIEST} and changed_at <= ${until}` },
        wanted,
      ),

    published: ({ since, until, ...wanted }) =>
      inRange(
        "lead_at",
        { since, until, range: sql`lead_at >= ${since ?? EARLIEST} and lead_at < ${until}` },
        wanted,
      ),

    async get(id) {
      const row = await views().where("stories.id", "=", id).executeTakeFirst();
      return row && toView(row);
    },

    async articles(storyId) {
      const rows = await db
        .selectFrom("articles")
        .innerJoin("stories", "stories.id", "articles.story_id")
        .select(articleColumns)
        .where("articles.story_id", "=", storyId)
        .orderBy(sql`case when stories.lead_article_id = articles.id then 0 else 1 end`)
        .orderBy("articles.ordered_at")
        .orderBy("articles.id")
        .execute();
      return rows.map(toArticle);
    },
  };
}

/** A weekly digest, with a day for its delay. */
const SHORT_MS = 8 * DAY;
const EARLIEST: Instant = Number.MIN_SAFE_INTEGER;
