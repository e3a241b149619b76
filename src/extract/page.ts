import type { CheerioAPI } from "cheerio/slim";
import { parseDate } from "../lib/dates.js";
import type { Article, Instant, RawItem } from "../news/article.js";
import { tidy } from "./characters.js";
import { cleanBlocks } from "./clean.js";
import { readLinkedData } from "./linked-data.js";
import { locateBody } from "./locate.js";
import { roughPost } from "./markdown.js";
import { mediumOfLabel } from "./medium.js";
import { type Node, parseMarkup, type Rough, type RoughBlock, roughNodes } from "./rough.js";
import { distinctStocks } from "./stocks.js";
import { readTitle, titleFromText } from "./title.js";
import { Unreadable } from "./unreadable.js";

const TITLES = ["#topbox .title", ".newsContent h1", "article h1", "section h1", "main h1", "h1"];
const TITLE_METAS = ["og:title", "twitter:title"];
const DATE_METAS = [
  "article:published_time",
  "datePublished",
  "publishdate",
  "pubdate",
  "publish_time",
  "_pubtime",
];
const DATES = [
  "time",
  "small",
  "#topbox .infos",
  ".infos .time",
  ".time",
  ".date",
  ".pubtime",
  "#pubtime_baidu",
  ".meta",
];
const SOURCES = [".source", "#topbox .infos", ".infos", ".meta", "#source_baidu"];

/** A line under a headline that holds the date and perhaps source and author, and nothing else. */
const DATELINE =
  /^(?:发布时间|更新时间|时间|日期)?\s*[：:]?\s*(?:\d{4}\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?\s*(?:\d{1,2}:\d{2}(?::\d{2})?)?\s*(?:$|[|｜]|来源|作者|文章|阅读|编辑|责任)/;

/** A whole page: the source site's, EastMoney's, one that a listing's selectors describe, or any other. */
export function extractPage(item: RawItem): Article {
  const $ = parseMarkup(item.body);
  // The facts first: looking for the body removes what stands beside it.
  const linked = readLinkedData($);
  const title = titleOf($, item, linked.headline);
  const publishedAt = dateOf($, item) ?? parseDate(linked.datePublished ?? "");
  const labels = labelsOf($);
  const named = sourceNoteOf($);
  const address = $("link[rel=canonical]").attr("href") ?? metaOf($, "og:url");

  const rough = bodyOf($, item, linked.articleBody);
  const { blocks, medium, url } = cleanBlocks(rough.blocks, title);
  if (blocks.length === 0) throw new Unreadable("no article text found on the page");
  return {
    source: item.source,
    externalId: item.externalId,
    url: url ?? item.url ?? webAddress(address),
    title: title ?? titleFromText(blocks),
    publishedAt: publishedAt ?? item.publishedAt,
    medium: labels.map(mediumOfLabel).find((name) => name !== undefined) ?? medium ?? named ?? item.medium,
    labels: labels.length > 0 ? labels : (item.labels ?? []),
    blocks,
    stocks: distinctStocks(rough.stocks),
  };
}

function titleOf($: CheerioAPI, item: RawItem, headline: string | undefined): string | undefined {
  const chosen = item.selectors?.title;
  if (chosen !== undefined) {
    const title = readTitle(select($, chosen).first().text());
    if (title !== undefined) return title;
  }
  for (const selector of TITLES) {
    // A site's own name is a heading too, in its header.
    const heading = $(selector).filter(
      (_, element) => $(element).closest("header, .header, nav").length === 0,
    );
    const title = readTitle(heading.first().text());
    if (title !== undefined) return title;
  }
  const meta = TITLE_METAS.map((name) => metaOf($, name)).find((value) => value !== undefined);
  const whole = $("title").first().text();
  return readTitle(meta ?? headline ?? item.title ?? whole.split(/\s*[_|｜]\s*|\s+[-–—]\s+/)[0]);
}

function dateOf($: CheerioAPI, item: RawItem): Instant | undefined {
  const chosen = item.selectors?.date;
  const written = chosen === undefined ? undefined : select($, chosen).first();
  const date = written && parseDate(`${written.attr("datetime") ?? ""} ${written.text()}`);
  if (date !== undefined) return date;
  if (item.publishedAt !== undefined) return item.publishedAt;
  for (const name of DATE_METAS) {
    const found = parseDate(metaOf($, name) ?? "");
    if (found !== undefined) return found;
  }
  for (const selector of DATES) {
    for (const element of $(selector).slice(0, 5).toArray()) {
      const found = parseDate(`${$(element).attr("datetime") ?? ""} ${$(element).text()}`);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function labelsOf($: CheerioAPI): string[] {
  const tags = $("small")
    .toArray()
    .map((element) => tidy($(element).text()))
    .find((text) => /^tags\s*[:：]/i.test(text));
  const labels = tags?.replace(/^tags\s*[:：]/i, "").split(/[\s,，]+/) ?? [];
  return [...new Set(labels.filter((label) => label !== ""))];
}

function sourceNoteOf($: CheerioAPI): string | undefined {
  for (const selector of SOURCES) {
    const text = tidy($(selector).first().text());
    const found = /来源\s*[：:]\s*([^\s|｜]{2,20})/.exec(text)?.[1];
    if (found !== undefined) return found;
    if (selector === ".source" && text.length >= 2 && text.length <= 20) return text;
  }
  return undefined;
}

function bodyOf($: CheerioAPI, item: RawItem, articleBody: string | undefined): Rough {
  const chosen = item.selectors?.body;
  let nodes: readonly Node[] | undefined;
  if (chosen !== undefined) {
    nodes = select($, chosen).toArray();
    if (nodes.length === 0) throw new Unreadable(`nothing on the page matches the body selector ${chosen}`);
  } else {
    nodes = locateBody($);
  }
  const rough = roughNodes(nodes ?? []);
  if (rough.blocks.length === 0 && articleBody !== undefined) return roughPost(articleBody);
  return { blocks: withoutDatelines(rough.blocks), stocks: rough.stocks };
}

function withoutDatelines(blocks: RoughBlock[]): RoughBlock[] {
  return blocks.filter((block, i) => i > 5 || block.text.length > 80 || !DATELINE.test(block.text));
}

function metaOf($: CheerioAPI, name: string): string | undefined {
  return $(`meta[property="${name}"], meta[name="${name}"], meta[itemprop="${name}"]`)
    .first()
    .attr("content");
}

function webAddress(address: string | undefined): string | undefined {
  return address !== undefined && /^https?:\/\//.test(address) ? address : undefined;
}

/** Selectors are checked when the list of sources is read, so one that does not compile here is a broken row. */
function select($: CheerioAPI, selector: string) {
  try {
    return $(selector);
  } catch (error) {
    throw new Unreadable(`the selector ${selector} does not compile`, { cause: error });
  }
}
