import { z } from "zod";
import { decodeBody } from "../lib/http-decode.js";
import type { RawItem } from "../news/article.js";
import type { Source } from "../news/source.js";
import { readArticlePage } from "./article-page.js";
import { type FeedEntry, readFeedEntries } from "./feed-entries.js";
import {
  type Listed,
  LONGEST_READING_MS,
  type ReadDeps,
  type Reading,
  SourceUnavailable,
} from "./reading.js";
import { fetchSource, keep } from "./state.js";

/** Version of every entry as it was last stored, by id. */
const versions = z.record(z.string(), z.string()).catch(() => ({}));

/** A feed: entries that are new, or not what they were. An entry that tells only a summary is read from its page. */
export async function readFeed(source: Source & { kind: "feed" }, deps: ReadDeps): Promise<Reading> {
  const pageKey = `page:${source.id}:${source.url}`;
  const entriesKey = `entries:${source.id}`;
  const page = await fetchSource(source.url, pageKey, deps);
  if (!page) return { items: nothing(), commit: async () => {} };
  const entries = parse(decodeBody(page.body, page.contentType), page.url);
  const stored = versions.parse(await deps.validators.get(entriesKey));
  const changed = entries.filter((entry) => stored[entry.id] !== entry.version);
  const known = await deps.known(
    source.id,
    changed.map((entry) => entry.id),
  );
  const states = Object.fromEntries(entries.map((entry) => [entry.id, entry.version]));
  const startedAt = deps.clock.now();
  let complete = true;

  // Feeds put the newest first; a story is told in the order in which it happened.
  async function* items(): AsyncGenerator<Listed> {
    for (const entry of changed.toReversed()) {
      deps.signal.throwIfAborted();
      // Known but never seen here: the list of versions was lost, or the last run was cut short before it was kept.
      if (known.has(entry.id) && stored[entry.id] === undefined && !isWhole(entry)) continue;
      if (deps.clock.now() - startedAt > LONGEST_READING_MS) {
        postpone(entry);
        continue;
      }
      const listed = await readEntry(source, entry, deps);
      if (listed.kind === "failed") postpone(entry);
      yield listed;
    }
  }
  function postpone({ id }: FeedEntry): void {
    complete = false;
    delete states[id];
  }

  return {
    items: items(),
    commit: async () => {
      await keep(deps.validators, entriesKey, states);
      // Without its validators the feed is read again, and with it the entry that failed.
      await keep(deps.validators, pageKey, complete ? page.validators : {});
    },
  };
}

async function* nothing(): AsyncGenerator<Listed> {}

function parse(text: string, url: string): FeedEntry[] {
  try {
    return readFeedEntries(text, url);
  } catch (cause) {
    throw new SourceUnavailable(`${url} is not a feed that can be read.`, undefined, { cause });
  }
}

async function readEntry(source: Source, entry: FeedEntry, deps: ReadDeps): Promise<Listed> {
  const about: Omit<RawItem, "format" | "body"> = {
    source: source.id,
    externalId: entry.id,
    url: entry.url,
    title: entry.title,
    publishedAt: entry.publishedAt,
    medium: entry.medium ?? source.medium,
    labels: entry.labels,
  };
  const own = entry.content ?? entry.summary ?? "";
  const asItem: Listed = { kind: "item", item: { ...about, format: "fragment", body: own } };
  if (isWhole(entry) || entry.url === undefined) return asItem;
  const told = own.trim() === "" ? undefined : own;
  const page = await readArticlePage(entry.url, { ...about, told }, deps);
  if (page.kind === "listed") return page.listed;
  if (page.kind === "failed") return { kind: "failed", externalId: entry.id, reason: page.reason };
  // The page is lost for good: the summary is what is left of the article.
  return told === undefined && page.kind === "lost"
    ? { kind: "unreadable", externalId: entry.id, reason: page.reason, body: "" }
    : asItem;
}

/** A description of this length, or in paragraphs, is an article; many feeds have nothing but descriptions. */
const WHOLE = 300;
const CUT_OFF = /(?:…|\.{3}|\[…\]|\[\.{3}\]|(?:阅读全文|查看全文|查看更多|继续阅读|read more)[\]）)]?)$/i;

function isWhole(entry: FeedEntry): boolean {
  const text = plain(entry.content ?? entry.summary ?? "");
  if (text === "" || CUT_OFF.test(text)) return false;
  if (entry.content !== undefined)
    return entry.content.trim() !== entry.summary?.trim() || text.length >= WHOLE;
  return text.length >= WHOLE || (entry.summary?.match(/<p[\s>]/gi)?.length ?? 0) > 1;
}

/** Only for its length and end: what a reader gets is extracted elsewhere. */
function plain(html: string): string {
  return html
    .replace(/<[^<>]*>/g, "")
    .replaceAll("&nbsp;", " ")
    .trim();
}
