import type { HttpOutcome, Validators } from "../lib/http.js";
import { decodeBody } from "../lib/http-decode.js";
import type { Instant, RawItem } from "../news/article.js";
import type { Listed, ReadDeps } from "./reading.js";

/** What came of asking for an article's page; `retryAt`: its host is to be left alone until then. */
export type PageRead =
  | { kind: "listed"; listed: Listed; validators: Validators }
  | { kind: "unchanged" }
  | { kind: "lost"; reason: string }
  | { kind: "failed"; reason: string; retryAt?: Instant };

const PAGE_TYPE = /^\s*(?:text\/|application\/(?:xhtml|xml))/i;

/** Fetches the page of an article. `about` is what the list or feed said of it; the page itself may know better. */
export async function readArticlePage(
  url: string,
  about: Omit<RawItem, "format" | "body">,
  deps: ReadDeps,
  validators?: Validators,
): Promise<PageRead> {
  const outcome: HttpOutcome = await deps.http.get(url, { validators, signal: deps.signal });
  switch (outcome.kind) {
    case "fetched": {
      const { contentType = "text/html" } = outcome;
      if (!PAGE_TYPE.test(contentType)) return { kind: "lost", reason: `not a page but ${contentType}` };
      const body = decodeBody(outcome.body, contentType);
      const item: RawItem = { ...about, format: "page", body };
      return { kind: "listed", listed: { kind: "item", item }, validators: outcome.validators };
    }
    case "unchanged":
      return { kind: "unchanged" };
    case "failed":
      return { kind: "failed", reason: outcome.reason, retryAt: outcome.retryAt };
    default:
      return { kind: "lost", reason: outcome.reason };
  }
}
