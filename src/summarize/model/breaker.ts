import type { Clock } from "../../lib/clock.js";

export interface BreakerOptions {
  /** Failures in a row that open the breaker: fewer for a server that dies, more for one that stutters. */
  failures: number;
  /** How long it then stays open. */
  pauseMs: number;
}

/** Stops asking a server that keeps failing, so that an ingest does not wait for every article's deadline. */
export function createBreaker(clock: Clock, { failures, pauseMs }: BreakerOptions) {
  let inARow = 0;
  let openUntil = 0;
  return {
    isOpen: () => clock.now() < openUntil,
    succeeded(): void {
      inARow = 0;
    },
    failed(retryAfterMs = 0): void {
      inARow++;
      if (inARow >= failures || retryAfterMs > 0)
        openUntil = clock.now() + Math.max(retryAfterMs, inARow >= failures ? pauseMs : 0);
    },
  };
}

export type Breaker = ReturnType<typeof createBreaker>;
