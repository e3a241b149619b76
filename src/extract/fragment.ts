import { isHtmlTag } from "../lib/markup.js";
import type { Article, RawItem } from "../news/article.js";
import { cleanBlocks } from "./clean.js";
import { roughPost } from "./markdown.js";
import { mediumOfLabel } from "./medium.js";
import { roughMarkup } from "./rough.js";
import { distinctStocks } from "./stocks.js";
import { readTitle, titleFromText } from "./title.js";
import { Unreadable } from "./unreadable.js";

/** The content of a feed's entry: HTML, or plain text that must not meet an HTML parser. */
export function extractFragment(item: RawItem): Article {
  const title = readTitle(item.title);
  const rough = hasTags(item.body) ? roughMarkup(item.body) : roughPost(item.body);
  const { blocks, medium, url } = cleanBlocks(rough.blocks, title);
  if (blocks.length === 0) throw new Unreadable("the entry has no text");
  const labels = [...new Set(item.labels ?? [])];
  return {
    source: item.source,
    externalId: item.externalId,
    url: url ?? item.url,
    title: title ?? titleFromText(blocks),
    publishedAt: item.publishedAt,
    medium: labels.map(mediumOfLabel).find((name) => name !== undefined) ?? medium ?? item.medium,
    labels,
    blocks,
    stocks: distinctStocks(rough.stocks),
  };
}

function hasTags(body: string): boolean {
  for (const [, name = ""] of body.matchAll(/<\/?([a-z][a-z\d]{0,20})(?=[\s/>])/gi)) {
    if (isHtmlTag(name)) return true;
  }
  return false;
}
