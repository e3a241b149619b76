import type { Instant } from "./article.js";
import type { Summary } from "./summary.js";

/** One story as a subscriber reads it. */
export interface DigestItem {
  storyId: number;
  headline: string;
  url?: string;
  /** One or two sentences. */
  sentences: string[];
  banks: string[];
  topics: string[];
  medium?: string;
  publishedAt?: Instant;
  /** How many further reports of the story there are (另有 N 家报道). */
  others: number;
  /** The subscriber has had this story before and it went on (持续跟踪). */
  followUp: boolean;
  method: Summary["method"];
  /** Its text speaks of days long before it was published (旧闻). */
  stale?: boolean;
}

export interface DigestGroup {
  /** A bank's or a topic's name. */
  heading: string;
  items: DigestItem[];
}

/**
 * Where the stories beyond a digest's limit are found again: among what is new in (after, until], for an instant chat, or
 * of a past time [after, until), those from the `from`th on. `after` is undefined for a chat's first digest.
 */
export interface Rest {
  choice: "fresh" | "instant" | "past";
  after?: Instant;
  until: Instant;
  from: number;
}

/** fresh: new for this chat; latest: nothing is new, so the newest that fit; past: of an asked-for time. */
export interface Digest {
  kind: "fresh" | "latest" | "past";
  /** The day or span it stands for, by publication; `until` exclusive. */
  since?: Instant;
  until: Instant;
  groups: DigestGroup[];
  /** Stories that fit but are beyond the limit (还有 N 条). */
  more?: number;
  /** With `more`, where they are. */
  rest?: Rest;
}
