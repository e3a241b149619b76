import type { Instant } from "./article.js";

/** One entry of the list of sources (`SOURCES_FILE`); the `path` of a folder is absolute. */
export type Source = { id: string; medium?: string } & (
  | { kind: "jekyll"; path: string }
  | { kind: "feed"; url: string }
  | { kind: "listing"; url: string; item: string; title?: string; date?: string; body?: string }
);

export interface SourceState {
  lastSuccessAt?: Instant;
  lastError?: string;
  /** Failures in a row. */
  failures: number;
  /** Back-off: not read before this. */
  retryAt?: Instant;
}
