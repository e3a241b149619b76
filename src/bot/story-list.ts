import { isStale } from "../digest/stale.js";
import type { Phrase } from "../news/search.js";
import type { StoredArticle } from "../store/store.js";
import { digestTexts, momentInWords } from "../telegram/digest-texts.js";
import { MessageBuilder } from "../telegram/message.js";
import { hashtag } from "../telegram/render-item.js";
import { trimText } from "../telegram/trim.js";
import { foundSentences } from "./found-sentences.js";
import { listed } from "./names.js";
import type { Turn } from "./turn.js";

/** Six with a sentence or two stay below 4096 units and on two screens of a phone. */
export const PER_PAGE = 6;
const LONGEST_HEADLINE = 160;
const LONGEST_TEXT = 240;
const MOST_TAGS = 4;

/**
 * A page of articles, with the places of what was searched for, numbered on through the pages so that /why can be asked
 * for one.
 */
export function storyList(
  turn: Turn,
  heading: string,
  articles: StoredArticle[],
  { total, from, phrases }: { total: number; from: number; phrases: Phrase[] },
): MessageBuilder {
  const { say } = turn;
  const text = new MessageBuilder().bold(heading).plain(` · ${say("total", { count: total })}`);
  for (const [at, article] of articles.entries()) {
    const { headline } = article.summary;
    text.plain(`\n\n${from + at + 1}. `).headline(trimText(headline, LONGEST_HEADLINE), article.url);
    const sentences = foundSentences(article, phrases);
    if (sentences.length > 0) text.plain(`\n${trimText(sentences.join(""), LONGEST_TEXT)}`);
    text.plain(`\n${factsOf(article, turn)}`);
  }
  return text.plain("\n\n").italic(say("whyHint", { number: from + 1 }));
}

/** 北京银行 #儿童金融 · 华夏时报 20:21 */
export function factsOf(
  article: StoredArticle,
  { locale, timezone, now }: Pick<Turn, "locale" | "timezone" | "now">,
): string {
  const { tags, medium, publishedAt } = article;
  const texts = digestTexts[locale];
  const moment =
    publishedAt === undefined
      ? texts.undated
      : momentInWords(publishedAt, { near: now, dated: false, zone: timezone }, texts);
  const banks = listed(tags.banks.slice(0, MOST_TAGS), locale);
  const topics = tags.topics.flatMap((topic) => hashtag(topic) ?? []);
  return [joined([banks, ...topics]), joined([medium ?? "", moment]), isStale(article) ? texts.stale : ""]
    .filter((part) => part !== "")
    .join(" · ");
}

const joined = (parts: string[]): string => parts.filter((part) => part !== "").join(" ");
