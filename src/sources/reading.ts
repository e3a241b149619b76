import type Keyv from "keyv";
import { backoff } from "../lib/backoff.js";
import type { Clock } from "../lib/clock.js";
import { DAY, HOUR, MINUTE } from "../lib/duration.js";
import type { Http } from "../lib/http.js";
import type { Instant, RawItem } from "../news/article.js";

/** One entry of a source: an item to read, one that can never be read, or one that could not be read this time. */
export type Listed =
  | { kind: "item"; item: RawItem }
  | { kind: "unreadable"; externalId: string; reason: string; body: string }
  | { kind: "failed"; externalId: string; reason: string };

/**
 * What a source has to tell this time. The source remembers nothing of it before `commit()`, which the caller makes when
 * all items are stored: a crash in between costs a second reading, never an item. It throws SourceUnavailable when the
 * source fell silent in the middle.
 */
export interface Reading {
  items: AsyncIterable<Listed>;
  commit(): Promise<void>;
}

/** The source as a whole cannot be read now. The message is for the operator. */
export class SourceUnavailable extends Error {
  override name = "SourceUnavailable";

  constructor(
    message: string,
    /** The source asked not to be read before. */
    readonly retryAt?: Instant,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const PAUSE = { baseMs: MINUTE, maxMs: 6 * HOUR };
const LONGEST_ASKED = DAY;

/**
 * When to read a source again after `failures` in a row (1 or more): twice as late each time, spread by up to half, at
 * most six hours; later only if the source itself asked for it, and then at most a day. `random` gives 0 to 1.
 */
export function retryAt(failures: number, now: Instant, random: () => number, asked?: Instant): Instant {
  const own = now + backoff(failures, { ...PAUSE, random });
  return asked === undefined ? own : Math.max(own, Math.min(asked, now + LONGEST_ASKED));
}

/** A source that takes longer over its pages goes on with the next run, so that it cannot hold up the others. */
export const LONGEST_READING_MS = 4 * MINUTE;

/** What reading a source needs; all handed in. */
export interface ReadDeps {
  http: Http;
  /** Validators of pages and states of files, under keys of this folder's own; written by `commit()` only. */
  validators: Keyv;
  /** Which items of a source are stored or in quarantine already. */
  known(source: string, externalIds: string[]): Promise<Set<string>>;
  clock: Clock;
  signal: AbortSignal;
}
