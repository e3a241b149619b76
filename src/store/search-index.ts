import { type RawBuilder, sql } from "kysely";
import { searchable } from "../lib/text.js";
import { isOfEverything, type Phrase, type SearchQuery } from "../news/search.js";
import { EVERYTHING, type Interest } from "../news/subscriber.js";
import { articleColumns, toArticle } from "./article-rows.js";
import type { Engine } from "./engine.js";
import type { SearchIndex, StoredArticle } from "./store.js";

export function createSearchIndex(engine: Engine): SearchIndex {
  return {
    async find(query, { order, limit, offset = 0, distinctStories = false }) {
      if (distinctStories && isOfEverything(query)) return findNewest(engine, query, { limit, offset });
      const matching = matchingArticles(engine, query, order === "relevance");
      // An article stands for its story by the same order in which articles are shown.
      const shown = distinctStories
        ? sql`select id, score, ordered_at from (
            select *, row_number() over (partition by story_id order by score desc, ordered_at desc, id desc) as place
            from (${matching}) as matching
          ) as placed where place = 1`
        : matching;
      const { rows } = await sql<{ id: number; total: number }>`
        select id, count(*) over () as total from (${shown}) as shown
        order by score desc, ordered_at desc, id desc limit ${limit} offset ${offset}`.execute(engine.db);
      const first = rows[0];
      if (!first) {
        if (offset === 0) return { total: 0, hits: [] };
        const counted = await sql<{ total: number }>`
          select count(*) as total from (${shown}) as shown`.execute(engine.db);
        return { total: counted.rows[0]?.total ?? 0, hits: [] };
      }
      return {
        total: first.total,
        hits: await readArticles(
          engine,
          rows.map((row) => row.id),
        ),
      };
    },
  };
}

/** In the order of the ids. */
async function readArticles({ db }: Engine, ids: number[]): Promise<StoredArticle[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom("articles").select(articleColumns).where("id", "in", ids).execute();
  const byId = new Map(rows.map((row) => [row.id, toArticle(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/**
 * The newest article of each story, from the newest on, without a look at those behind the page: this is asked at every
 * keystroke of an inline query, and of an archive of any size.
 */
async function findNewest(
  engine: Engine,
  { taggedOnly = false }: SearchQuery,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ total: number; hits: StoredArticle[] }> {
  const counted = taggedOnly
    ? sql<{ total: number }>`select count(*) as total from story_tags
        where kind = ${EVERYTHING.kind} and name = ${EVERYTHING.name}`
    : sql<{ total: number }>`select count(*) as total from stories`;
  const total = (await counted.execute(engine.db)).rows[0]?.total ?? 0;
  const wanted = Math.min(offset + limit, total);
  // Asked of each article on the way: nearly all are tagged.
  const where = taggedOnly
    ? sql`where exists (select 1 from article_tags as tags where tags.article_id = texts.article_id
        and tags.kind = ${EVERYTHING.kind} and tags.name = ${EVERYTHING.name})`
    : sql``;
  const firstOf = new Map<number, number>();
  for (let size = READ_AT_FIRST * (wanted + 1); firstOf.size < wanted; size *= READ_AT_FIRST) {
    const { rows } = await sql<{ id: number; story_id: number }>`
      select article_id as id, story_id from search_texts as texts ${where}
      order by ordered_at desc, article_id desc limit ${size}`.execute(engine.db);
    for (const { id, story_id } of rows) if (!firstOf.has(story_id)) firstOf.set(story_id, id);
    if (rows.length < size) break;
  }
  return { total, hits: await readArticles(engine, [...firstOf.values()].slice(offset, offset + limit)) };
}

/** Few stories have more reports than this. */
const READ_AT_FIRST = 4;

/**
 * SELECT of id, story_id, ordered_at and score, of all articles or those `within` a condition on their `texts`. The
 * index only narrows: every phrase longer than a term is then looked for in the stored text, so that the answer is that
 * of a substring search, on both engines. Within a condition, which is to leave few articles, their texts alone are
 * looked into.
 */
export function matchingArticles(
  engine: Engine,
  query: SearchQuery,
  scored: boolean,
  within?: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const { position } = engine;
  const inTitle = (phrase: Phrase) => sql`${position}(texts.title, ${phrase.text}) > 0`;
  const inArticle = (phrase: Phrase) =>
    sql`(${inTitle(phrase)} or ${position}(texts.text, ${phrase.text}) > 0)`;
  const score =
    scored && query.all.length > 0
      ? sql.join(
          query.all.map((phrase) => sql`case when ${inTitle(phrase)} then 1 else 0 end`),
          sql` + `,
        )
      : sql`0`;

  const conditions = [
    ...(within ? [within] : []),
    ...query.all.filter((phrase) => within || !isTerm(phrase)).map(inArticle),
    ...query.none.map((phrase) => sql`not ${inArticle(phrase)}`),
    ...tagged("bank", query.banks),
    ...tagged("topic", query.topics),
    ...tagged("bank", query.without?.banks ?? []).map((condition) => sql`not ${condition}`),
    ...tagged("topic", query.without?.topics ?? []).map((condition) => sql`not ${condition}`),
    ...(query.taggedOnly ? tagged(EVERYTHING.kind, [EVERYTHING.name]) : []),
    ...fromMedia(position, query.media),
    ...(query.since === undefined ? [] : [sql`texts.ordered_at >= ${query.since}`]),
    ...(query.until === undefined ? [] : [sql`texts.ordered_at < ${query.until}`]),
  ];
  const narrowing = within ? [] : query.all.filter(({ terms }) => terms.length > 0);
  const from =
    narrowing.length > 0
      ? sql`(${engine.narrow(narrowing)}) as narrowed join search_texts as texts using (article_id)`
      : sql`search_texts as texts`;
  const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``;
  return sql`select texts.article_id as id, texts.story_id, texts.ordered_at, ${score} as score from ${from} ${where}`;
}

/** A phrase of one or two characters is a term itself, or its beginning: the index has the whole answer. */
function isTerm({ text, terms }: Phrase): boolean {
  return terms.length === 1 && terms[0] === text;
}

function tagged(kind: Interest["kind"], names: string[]): RawBuilder<unknown>[] {
  if (names.length === 0) return [];
  return [
    sql`texts.article_id in (
      select article_id from article_tags where kind = ${kind} and name in (${sql.join(names)}))`,
  ];
}

/** 新华 finds 新华社 and 新华网; a source is also found by its id. */
function fromMedia(position: RawBuilder<unknown>, media: string[]): RawBuilder<unknown>[] {
  if (media.length === 0) return [];
  const each = media.map(
    (name) => sql`(${position}(texts.medium, ${searchable(name)}) > 0
      or texts.article_id in (select id from articles where source = ${name}))`,
  );
  return [sql`(${sql.join(each, sql` or `)})`];
}
