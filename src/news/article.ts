/** An instant: milliseconds since 1970-01-01T00:00Z. Zones belong to the edges (`lib/zone.ts`). */
export type Instant = number;

export interface Block {
  kind: "heading" | "paragraph";
  text: string;
}

/** A listed company that the article's markup names, e.g. `{ market: "SH", code: "601169" }`. */
export interface Stock {
  market: "SH" | "SZ" | "HK" | "US" | "sector";
  code: string;
}

/** What a source hands over: one item as it was published, not yet read. */
export interface RawItem {
  source: string;
  /** Stable within its source: a file's path, a feed entry's id, a page's URL. */
  externalId: string;
  /** post: front matter and Markdown with HTML; page: a whole HTML document; fragment: HTML of a feed entry. */
  format: "post" | "page" | "fragment";
  body: string;
  /** HTML of what a feed itself told of a page: stands in for the page if that cannot be read. */
  told?: string;
  url?: string;
  title?: string;
  publishedAt?: Instant;
  medium?: string;
  labels?: string[];
  /** CSS selectors of a listing source for its article pages. */
  selectors?: { title?: string; date?: string; body?: string };
}

/** What a reader would call the article: clean text and the facts around it. */
export interface Article {
  source: string;
  externalId: string;
  url?: string;
  /** Never empty: an untitled flash is titled by its first sentence. */
  title: string;
  publishedAt?: Instant;
  /** Who reported it first, e.g. 华夏时报. */
  medium?: string;
  /** Tags as the source set them, e.g. 华夏时报新闻; not banks or topics. */
  labels: string[];
  blocks: Block[];
  stocks: Stock[];
}

/** The blocks as one text, a block a line. */
export function articleText(article: Pick<Article, "blocks">): string {
  return article.blocks.map((block) => block.text).join("\n");
}
