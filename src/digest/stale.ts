import { DateTime } from "luxon";
import { DAY } from "../lib/duration.js";
import { MEDIA_ZONE } from "../lib/zone.js";
import { type Article, articleText } from "../news/article.js";

/** News speaks of the last days; what speaks only of days longer ago was news then. */
const NEWS_WITHIN = 45 * DAY;
/** Where a report says of which day it is. */
const OPENING = 200;

/** A day on which something is counted (截至…, …止, 自…以来) is no day on which something happened. */
const WRITTEN = /(?<![截至自以年])(?:(\d{4})年)?(?<!\d)(\d{1,2})月(\d{1,2})日(?!止|以来|为基准|起)/gu;
const DATELINE = /月\d{1,2}日(?:电|讯|消息|报道)/u;
const PRESENT = /今日|今天|今晨|近日|日前|昨日|昨天|目前|现已|于近期/u;

/**
 * Whether an article's date of publication is far from the days that its text speaks of: old news put out again. Judged
 * by whole days alone, since a year or a quarter is spoken of long after; an opening without a day, or one that speaks
 * of today, is not judged.
 */
export function isStale(article: Pick<Article, "title" | "blocks" | "publishedAt">): boolean {
  const { publishedAt } = article;
  if (publishedAt === undefined) return false;
  const text = `${article.title}\n${articleText(article)}`.normalize("NFKC");
  const opening = text.slice(0, OPENING);
  if (PRESENT.test(opening) && !DATELINE.test(opening)) return false;
  if (daysIn(opening, publishedAt).length === 0) return false;
  return daysIn(text, publishedAt).every((day) => publishedAt - day > NEWS_WITHIN);
}

/** The days written in a text; one without a year is the nearest, before or after. */
function daysIn(text: string, publishedAt: number): number[] {
  const around = DateTime.fromMillis(publishedAt, { zone: MEDIA_ZONE });
  return [...text.matchAll(WRITTEN)].flatMap(([, year, month, day]) => {
    const years = year === undefined ? [-1, 0, 1].map((step) => around.year + step) : [Number(year)];
    const days = years
      .map((one) =>
        DateTime.fromObject({ year: one, month: Number(month), day: Number(day) }, { zone: MEDIA_ZONE }),
      )
      .filter((at) => at.isValid)
      .map((at) => at.toMillis());
    return days.sort((a, b) => Math.abs(a - publishedAt) - Math.abs(b - publishedAt)).slice(0, 1);
  });
}
