import type { Instant } from "./article.js";

/** A piece of text to find, already normalized, and the index terms that every text holding it has. */
export interface Phrase {
  text: string;
  terms: string[];
  /** The last term is only the start of one (a phrase of one character). */
  prefix?: boolean;
}

/** Parsed /search: all phrases must occur, none of the excluded; lists of one kind are joined by OR. */
export interface SearchQuery {
  all: Phrase[];
  none: Phrase[];
  banks: string[];
  topics: string[];
  /** Nothing that is about one of these. */
  without?: { banks: string[]; topics: string[] };
  /** Only what is about a bank or a topic at all. */
  taggedOnly?: boolean;
  media: string[];
  /** Inclusive, on publishedAt (arrival, where that is unknown). */
  since?: Instant;
  /** Exclusive, likewise. */
  until?: Instant;
}

/** Narrowed down by nothing: what a query begins as. */
export const ANY_STORY: SearchQuery = { all: [], none: [], banks: [], topics: [], media: [] };

/** Whether a query narrows nothing down, but for what is tagged at all. */
export function isOfEverything(query: SearchQuery): boolean {
  const { all, none, banks, topics, media, without, since, until } = query;
  const asked = [all, none, banks, topics, media, without?.banks ?? [], without?.topics ?? []];
  return asked.every((some) => some.length === 0) && since === undefined && until === undefined;
}
