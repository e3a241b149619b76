import { z } from "zod";
import { DAY, HOUR } from "../lib/duration.js";
import { decodeBody } from "../lib/http-decode.js";
import type { Instant, RawItem } from "../news/article.js";
import type { Source } from "../news/source.js";
import { readArticlePage } from "./article-page.js";
import { type ListedLink, readLinks } from "./listing-links.js";
import {
  type Listed,
  LONGEST_READING_MS,
  type ReadDeps,
  type Reading,
  SourceUnavailable,
} from "./reading.js";
import { fetchSource, keep, validatorsSchema } from "./state.js";

/** What is remembered of an article page, while it may still be edited. */
const pagesSchema = z
  .record(
    z.string(),
    z.object({
      seenAt: z.number(),
      checkedAt: z.number(),
      validators: validatorsSchema,
      title: z.string().optional(),
    }),
  )
  .catch(() => ({}));
type Pages = z.infer<typeof pagesSchema>;

const EDITABLE_MS = 3 * DAY;
const REVISIT_MS = HOUR;
/** A day of a busy category; the rest waits for the next run, so that one long list cannot hold up the others. */
const MOST_NEW = 200;
const MOST_REVISITS = 20;

/**
 * A list page: the articles it links to that are not known yet, and those of the last three days again, at most hourly,
 * since what is corrected is corrected then.
 */
export async function readListing(source: Source & { kind: "listing" }, deps: ReadDeps): Promise<Reading> {
  const pageKey = `page:${source.id}:${source.url}`;
  const pagesKey = `pages:${source.id}`;
  const now = deps.clock.now();
  const list = await fetchSource(source.url, pageKey, deps);
  const pages = pagesSchema.parse(await deps.validators.get(pagesKey));
  const links = list ? readLinks(decodeBody(list.body, list.contentType), list.url, source.item) : [];
  if (list && links.length === 0) {
    throw new SourceUnavailable(`${source.url} has nothing that matches ${source.item}.`);
  }
  const known = await deps.known(
    source.id,
    links.map((link) => link.url),
  );
  const unread = links.filter((link) => !known.has(link.url));
  const fresh = unread.slice(0, MOST_NEW).toReversed();
  const revisits = dueForRevisit(pages, now);
  let complete = unread.length <= MOST_NEW;
  let closed: SourceUnavailable | undefined;

  async function* items(): AsyncGenerator<Listed> {
    for (const link of [...fresh, ...revisits]) {
      deps.signal.throwIfAborted();
      if (deps.clock.now() - now > LONGEST_READING_MS) {
        complete = false;
        return;
      }
      const before = pages[link.url];
      const page = await readArticlePage(link.url, about(source, link), deps, before?.validators);
      if (page.kind === "failed") {
        complete = false;
        yield { kind: "failed", externalId: link.url, reason: page.reason };
        if (page.retryAt === undefined) continue;
        closed = new SourceUnavailable(`${link.url} cannot be read: ${page.reason}.`, page.retryAt);
        return;
      }
      const validators = page.kind === "listed" ? page.validators : (before?.validators ?? {});
      pages[link.url] = { seenAt: before?.seenAt ?? now, checkedAt: now, validators, title: link.title };
      if (page.kind === "listed") yield page.listed;
      // A page that was read once and is gone now stays as it was read.
      if (page.kind === "lost" && !before) {
        yield { kind: "unreadable", externalId: link.url, reason: page.reason, body: "" };
      }
    }
  }
  return {
    items: items(),
    commit: async () => {
      const young = Object.entries(pages).filter(([, page]) => now - page.seenAt < EDITABLE_MS);
      await keep(deps.validators, pagesKey, Object.fromEntries(young));
      if (list) await keep(deps.validators, pageKey, complete ? list.validators : {});
      if (closed) throw closed;
    },
  };
}

function dueForRevisit(pages: Pages, now: Instant): ListedLink[] {
  return Object.entries(pages)
    .filter(([, page]) => now - page.seenAt < EDITABLE_MS && now - page.checkedAt >= REVISIT_MS)
    .sort(([, a], [, b]) => a.checkedAt - b.checkedAt)
    .slice(0, MOST_REVISITS)
    .map(([url, page]) => ({ url, title: page.title }));
}

function about(source: Source & { kind: "listing" }, link: ListedLink): Omit<RawItem, "format" | "body"> {
  const { title, date, body } = source;
  return {
    source: source.id,
    externalId: link.url,
    url: link.url,
    title: link.title,
    medium: source.medium,
    selectors: { title, date, body },
  };
}
