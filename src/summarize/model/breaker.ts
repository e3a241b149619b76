import type { Clock } from "../../lib/clock.js";

export interface BreakerOptions {
  /** Failures in a row that open the breaker: fewer for a server that dies, more for one that stutters. */
  failures: number;
  /** How long it then stays open. */
  pauseMs: number;
}

/**
 * Stops asking a server that keeps failing, so that an ingest does not wait for every article's deadline. After the
 * pause a single call is let through; the others follow when it has succeeded.
 */
export function createBreaker(clock: Clock, { failures, pauseMs }: BreakerOptions) {
  let inARow = 0;
  let openUntil = 0;
  let onTrial = false;
  return {
    /** Whether a call may be made; each one that may must be followed by `succeeded`, `failed` or `dropped`. */
    admits(): boolean {
      if (clock.now() < openUntil) return false;
      if (openUntil === 0) return true;
      if (onTrial) return false;
      onTrial = true;
      return true;
    },
    succeeded(): void {
      inARow = 0;
      openUntil = 0;
      onTrial = false;
    },
    /** `retryAfterMs`: the server's own wish, obeyed from the first failure on. */
    failed(retryAfterMs = 0): void {
      inARow += 1;
      const pause = Math.max(retryAfterMs, inARow >= failures || onTrial ? pauseMs : 0);
      if (pause > 0) openUntil = Math.max(openUntil, clock.now() + pause);
      onTrial = false;
    },
    /** The call was given up before the server could answer. */
    dropped(): void {
      onTrial = false;
    },
  };
}

export type Breaker = ReturnType<typeof createBreaker>;
