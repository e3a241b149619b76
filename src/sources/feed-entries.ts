import { createHash } from "node:crypto";
import { type AnyFeed, MalformedError, parseFeed } from "feedsmith";
import { parseDate } from "../lib/dates.js";
import type { Instant } from "../news/article.js";
import { resolveLink } from "./links.js";

/** An entry of a feed of any format. */
export interface FeedEntry {
  /** As the feed has it; else the link; else made of what it says. */
  id: string;
  url?: string;
  title?: string;
  publishedAt?: Instant;
  medium?: string;
  labels: string[];
  /** HTML or plain text that the feed calls the content. */
  content?: string;
  /** What it calls summary or description; some feeds put the whole article there. */
  summary?: string;
  /** Changes when the feed changes the entry. */
  version: string;
}

interface RawEntry {
  id?: string;
  links: (string | undefined)[];
  base?: string;
  title?: string;
  dates: (string | undefined)[];
  medium?: string;
  labels: (string | undefined)[];
  content?: string;
  summary?: string;
}

/** The entries of RSS, Atom, RDF or JSON Feed, each id once. Throws Error when the text is no feed. */
export function readFeedEntries(text: string, feedUrl: string): FeedEntry[] {
  const byId = new Map<string, FeedEntry>();
  for (const raw of rawEntries(text)) {
    const entry = entryOf(raw, feedUrl);
    if (!byId.has(entry.id)) byId.set(entry.id, entry);
  }
  return [...byId.values()];
}

function entryOf(raw: RawEntry, feedUrl: string): FeedEntry {
  const base = resolveLink(raw.base, feedUrl) ?? feedUrl;
  const url = raw.links.map((link) => resolveLink(link, base)).find((link) => link !== undefined);
  const said = hash([raw.title, raw.content, raw.summary]);
  return {
    id: raw.id?.trim() || url || said,
    url,
    title: raw.title,
    publishedAt: raw.dates.map((date) => parseDate(date ?? "")).find((date) => date !== undefined),
    medium: raw.medium,
    labels: raw.labels.map((label) => label?.trim() ?? "").filter((label) => label !== ""),
    content: raw.content,
    summary: raw.summary,
    version: hash([said, url, ...raw.dates]),
  };
}

function hash(parts: (string | undefined)[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);
}

function rawEntries(text: string): RawEntry[] {
  const parsed = parseForgivingly(text);
  switch (parsed.format) {
    case "atom":
      return (parsed.feed.entries ?? []).map((entry) => ({
        id: entry.id,
        links: [
          entry.links?.find((link) => (link.rel ?? "alternate") === "alternate")?.href,
          /^https?:/.test(entry.id ?? "") ? entry.id : undefined,
        ],
        base: entry.xml?.base ?? parsed.feed.xml?.base,
        title: entry.title?.value,
        dates: [entry.published, entry.updated],
        medium: entry.source?.title?.value,
        labels: entry.categories?.map((category) => category.label ?? category.term) ?? [],
        content: entry.content?.value,
        summary: entry.summary?.value,
      }));
    case "rss":
      return (parsed.feed.items ?? []).map((item) => ({
        id: item.guid?.value,
        links: [item.link, item.guid?.isPermaLink === false ? undefined : item.guid?.value],
        base: parsed.feed.link,
        title: item.title,
        dates: [item.pubDate, item.dc?.dates?.[0]],
        medium: item.source?.title,
        labels: item.categories?.map((category) => category.name) ?? [],
        content: item.content?.encoded,
        summary: item.description,
      }));
    case "rdf":
      return (parsed.feed.items ?? []).map((item) => ({
        id: item.rdf?.about,
        links: [item.link],
        base: parsed.feed.link,
        title: item.title,
        dates: [item.dc?.dates?.[0]],
        labels: item.dc?.subjects ?? [],
        content: item.content?.encoded,
        summary: item.description,
      }));
    case "json":
      return (parsed.feed.items ?? []).map((item) => ({
        id: item.id,
        links: [item.url, item.external_url],
        base: parsed.feed.home_page_url,
        title: item.title,
        dates: [item.date_published, item.date_modified],
        labels: item.tags ?? [],
        content: item.content_html ?? item.content_text,
        summary: item.summary,
      }));
  }
}

/** A feed that breaks off, or breaks in its last entries, still tells the ones before. */
function parseForgivingly(text: string): AnyFeed {
  const clean = withoutBareLessThan(text);
  try {
    return parseFeed(clean);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    const mended = mend(clean);
    if (mended === undefined) throw error;
    return parseFeed(mended);
  }
}

/** `<1%` in a title that nobody escaped; XML has no tag that begins so. */
function withoutBareLessThan(text: string): string {
  if (/^\s*[{[]/.test(text)) return text;
  return text.replace(/<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<(?![a-zA-Z_/!?])/g, (found) =>
    found === "<" ? "&lt;" : found,
  );
}

const ENDS = [
  { entry: "</entry>", rest: "</feed>" },
  { entry: "</item>", rest: "</channel></rss>", start: /<rss[\s>]/i },
  { entry: "</item>", rest: "</rdf:RDF>", start: /<rdf:RDF[\s>]/ },
];

function mend(text: string): string | undefined {
  for (const { entry, rest, start } of ENDS) {
    const end = text.lastIndexOf(entry);
    if (end >= 0 && (start === undefined || start.test(text.slice(0, 2_000)))) {
      return text.slice(0, end + entry.length) + rest;
    }
  }
  return undefined;
}
