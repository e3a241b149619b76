import type { Instant } from "./article.js";

/** How an article relates to what is already known. A follow-up tells something new of a known story. */
export type Relation = "new" | "same" | "follow-up";

/** Decided before saving, stored with the article. */
export interface Joining {
  relation: Relation;
  /** The story joined; undefined for a new one. */
  storyId?: number;
  /** Whether this article becomes the one that speaks for the story. */
  leads: boolean;
  /** Band keys of the article's signature, non-negative safe integers; near-equal texts share one. */
  keys: number[];
  /** What the final check compares, serialized by stories/; opaque to the store. */
  features: string;
}

/** A stored article that shares a band key. */
export interface Candidate {
  articleId: number;
  storyId: number;
  publishedAt?: Instant;
  /** Whether it leads its story. */
  leads: boolean;
  features: string;
}
