import type { Instant } from "../news/article.js";
import type { DigestItem } from "../news/digest.js";
import type { Locale } from "../news/subscriber.js";
import { digestTexts, momentInWords } from "./digest-texts.js";
import type { MessageBuilder } from "./message.js";
import { trimText } from "./trim.js";

export interface ItemOptions {
  locale: Locale;
  timezone: string;
  /** Items of this day show their time alone. */
  near: Instant;
  /** Every item shows its date. */
  dated?: boolean;
  /** What the heading above already says, not repeated as a tag. */
  under?: string;
  /** One sentence is enough. */
  compact?: boolean;
  /** Say which items a model summarized. */
  markModel?: boolean;
}

const MAX_HEADLINE = 256;
const MAX_TEXT = 1024;
const MAX_MEDIUM = 32;
const MAX_TAGS = 5;

/**
 * A headline that links, one or two sentences, and a line of tags, medium, time and further reports. Between 3 and 1,800
 * units long whatever the item holds. Leaves the builder at the end of the last line.
 */
export function appendItem(builder: MessageBuilder, item: DigestItem, options: ItemOptions): MessageBuilder {
  const texts = digestTexts[options.locale];
  if (item.followUp) builder.plain(texts.followUp);
  builder.headline(trimText(oneLine(item.headline), MAX_HEADLINE), item.url);
  const sentences = options.compact ? item.sentences.slice(0, 1) : item.sentences;
  const text = trimText(joined(sentences.map(oneLine)), MAX_TEXT);
  if (text !== "") builder.plain(`\n${text}`);
  const facts = [
    tags(item, options.under),
    source(item, options),
    item.others > 0 ? texts.others(item.others) : "",
    item.stale === true ? texts.stale : "",
    options.markModel && item.method === "model" ? texts.byModel : "",
  ].filter((fact) => fact !== "");
  if (facts.length > 0) builder.plain(`\n${facts.join(" · ")}`);
  return builder;
}

function source(item: DigestItem, { locale, timezone, near, dated = false }: ItemOptions): string {
  const texts = digestTexts[locale];
  const moment =
    item.publishedAt === undefined
      ? texts.undated
      : momentInWords(item.publishedAt, { near, dated, zone: timezone }, texts);
  return [trimText(oneLine(item.medium ?? ""), MAX_MEDIUM), moment].filter((part) => part !== "").join(" ");
}

function tags(item: DigestItem, under: string | undefined): string {
  const names = [...item.topics, ...item.banks].filter((name) => name !== under);
  return names
    .flatMap((name) => hashtag(name) ?? [])
    .slice(0, MAX_TAGS)
    .join(" ");
}

/** Letters, digits and underscores, at least one of them no digit: all else ends a hashtag. */
export function hashtag(name: string): string | undefined {
  const word = name.replace(/[^\p{L}\p{M}\p{N}_]/gu, "");
  return /[\p{L}_]/u.test(word) && word.length <= 64 ? `#${word}` : undefined;
}

const oneLine = (text: string): string => text.replace(/\s+/gu, " ").trim();

/** Chinese sentences stand side by side; after a Latin one comes a space. */
function joined(sentences: string[]): string {
  return sentences.reduce(
    (text, next) => text + (/[\w.!?]$/.test(text) && next !== "" ? " " : "") + next,
    "",
  );
}
