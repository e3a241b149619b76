import { type Insertable, sql } from "kysely";
import type { Instant } from "../news/article.js";
import { EVERYTHING, type Interest } from "../news/subscriber.js";
import type { Tags } from "../news/tags.js";
import type { Trx } from "./engine.js";
import { prepared } from "./prepared.js";
import type { Tables } from "./tables.js";

/** What the article interests: one row for each bank and topic, and one for those who follow all of them. */
export function tagRows({ banks, topics }: Pick<Tags, "banks" | "topics">): Interest[] {
  if (banks.length + topics.length === 0) return [];
  return [
    EVERYTHING,
    ...[...new Set(banks)].map((name) => ({ kind: "bank" as const, name })),
    ...[...new Set(topics)].map((name) => ({ kind: "topic" as const, name })),
  ];
}

export const insertArticleTags = prepared((trx, ...rows: Insertable<Tables["article_tags"]>[]) =>
  trx.insertInto("article_tags").values(rows),
);

const insertStory = prepared((trx, row: Insertable<Tables["stories"]>) =>
  trx.insertInto("stories").values(row).returning("id"),
);

const setLead = prepared((trx, { id, lead }: { id: number; lead: number }) =>
  trx.updateTable("stories").set({ lead_article_id: lead }).where("id", "=", id),
);

const insertStoryTags = prepared((trx, ...rows: Insertable<Tables["story_tags"]>[]) =>
  trx.insertInto("story_tags").values(rows),
);

/** A story as yet without its lead; `completeStory` follows when the article has its id. */
export async function openStory(trx: Trx, seenAt: Instant, leadAt: Instant): Promise<number> {
  const row = {
    lead_article_id: null,
    first_seen_at: seenAt,
    changed_at: seenAt,
    lead_at: leadAt,
    reports: 1,
  };
  const [story] = await insertStory(trx, row);
  if (!story) throw new Error("a new story has no id");
  return story.id;
}

export async function completeStory(
  trx: Trx,
  story: { id: number; lead: number; seenAt: Instant; leadAt: Instant; tags: Tags },
): Promise<void> {
  await setLead(trx, { id: story.id, lead: story.lead });
  const rows = tagRows(story.tags).map((tag) => ({
    story_id: story.id,
    ...tag,
    changed_at: story.seenAt,
    lead_at: story.leadAt,
  }));
  if (rows.length > 0) await insertStoryTags(trx, ...rows);
}

/**
 * Brings a story in line with its articles after one joined, changed or was tagged anew. A story never changes
 * earlier than it did: an article that comes late must not hide the story from a digest that is yet to come.
 */
export async function refreshStory(
  trx: Trx,
  id: number,
  change: { lead?: number; changedAt?: Instant } = {},
): Promise<void> {
  const ofStory = trx.selectFrom("articles").where("articles.story_id", "=", id);
  const { changed_at, lead_at } = await trx
    .updateTable("stories")
    .set({
      ...(change.lead !== undefined && { lead_article_id: change.lead }),
      ...(change.changedAt !== undefined && {
        changed_at: sql<number>`case when changed_at < ${change.changedAt} then ${change.changedAt} else changed_at end`,
      }),
      reports: ofStory.select(sql<number>`count(distinct coalesce(medium, source))`.as("reports")),
      lead_at: sql<number>`(
        select ordered_at from articles where articles.id = ${change.lead ?? sql.ref("stories.lead_article_id")})`,
    })
    .where("id", "=", id)
    .returning(["changed_at", "lead_at"])
    .executeTakeFirstOrThrow();
  await trx.deleteFrom("story_tags").where("story_id", "=", id).execute();
  await trx
    .insertInto("story_tags")
    .columns(["story_id", "kind", "name", "changed_at", "lead_at"])
    .expression(
      ofStory
        .innerJoin("article_tags", "article_tags.article_id", "articles.id")
        .select((eb) => [
          eb.ref("articles.story_id").as("story_id"),
          "article_tags.kind",
          "article_tags.name",
          sql<number>`cast(${changed_at} as bigint)`.as("changed_at"),
          sql<number>`cast(${lead_at} as bigint)`.as("lead_at"),
        ])
        .distinct(),
    )
    .execute();
}
