import { dateOfFileName, parseDate } from "../lib/dates.js";
import type { Article, RawItem } from "../news/article.js";
import { cleanBlocks } from "./clean.js";
import { readFrontMatter } from "./front-matter.js";
import { roughPost } from "./markdown.js";
import { mediumOfLabel } from "./medium.js";
import { distinctStocks } from "./stocks.js";
import { readTitle, titleFromText } from "./title.js";
import { Unreadable } from "./unreadable.js";

/** A Jekyll post: front matter, then Markdown or HTML of any period of the source site. */
export function extractPost(item: RawItem): Article {
  const { fields, body } = readFrontMatter(item.body);
  const labels = labelsOf(fields.get("tags") ?? fields.get("tag") ?? []);
  const written = fields.get("title")?.join(" ") ?? item.title;
  const title = readTitle(written);
  const rough = roughPost(body);
  const { blocks, medium, url } = cleanBlocks(rough.blocks, title);
  if (blocks.length === 0) throw new Unreadable("the post has no text");
  return {
    source: item.source,
    externalId: item.externalId,
    url: url ?? item.url,
    title: title ?? titleFromText(blocks),
    publishedAt:
      parseDate(fields.get("date")?.join(" ") ?? "") ?? dateOfFileName(item.externalId) ?? item.publishedAt,
    medium: labels.map(mediumOfLabel).find((name) => name !== undefined) ?? medium ?? item.medium,
    labels: labels.length > 0 ? labels : (item.labels ?? []),
    blocks,
    stocks: distinctStocks(rough.stocks),
  };
}

/** As Jekyll has it: a list, or words in a row. */
function labelsOf(values: string[]): string[] {
  return [...new Set(values.flatMap((value) => value.split(/[\s,，]+/)).filter((label) => label !== ""))];
}
