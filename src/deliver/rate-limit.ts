/** Below this many keys nothing is cleared. */
const CLEAR_FROM = 1_000;

/** One use of a limit, by the moment from which its period is counted. */
export interface Use {
  at: number;
}

/**
 * At most `count` uses of a key in any `periodMs`, as the other side counts them: a use is taken to arrive `lateMs` after
 * it was taken, until `arrived` tells that it came earlier. Keys that have been quiet for a period are forgotten, so that
 * memory holds as many as were used in one period, not as many as there ever were.
 */
export class RateLimit<Key extends string | number = string | number> {
  /** The latest uses, at most `count` of a key, oldest first. */
  private readonly uses = new Map<Key, Use[]>();
  private clearAt = CLEAR_FROM;

  constructor(
    private readonly count: number,
    private readonly periodMs: number,
    private readonly lateMs = 0,
  ) {}

  /** `rate` uses a period; fewer than one means one in a longer period, and a broken number is rounded down. */
  static perTime(rate: number, periodMs: number, lateMs = 0): RateLimit {
    return rate < 1
      ? new RateLimit(1, periodMs / rate, lateMs)
      : new RateLimit(Math.floor(rate), periodMs, lateMs);
  }

  /** Milliseconds until the key may be used. */
  delay(key: Key, now: number): number {
    const uses = this.known(key, now);
    const [oldest] = uses;
    if (oldest === undefined || uses.length < this.count) return 0;
    return Math.max(0, oldest.at + this.periodMs - now);
  }

  take(key: Key, now: number): Use {
    const uses = this.known(key, now);
    const use = { at: now + this.lateMs };
    uses.push(use);
    if (uses.length > this.count) uses.shift();
    this.uses.set(key, uses);
    if (this.uses.size > this.clearAt) this.clear(now);
    return use;
  }

  /** Keys remembered. */
  get size(): number {
    return this.uses.size;
  }

  /** Uses that lie ahead were made before the clock was set back, and no longer count. */
  private known(key: Key, now: number): Use[] {
    const uses = this.uses.get(key);
    return uses === undefined || isAfter(uses, now + this.lateMs) ? [] : uses;
  }

  private clear(now: number): void {
    for (const [key, uses] of this.uses) {
      if (isAfter(uses, now + this.lateMs) || !isAfter(uses, now - this.periodMs)) this.uses.delete(key);
    }
    this.clearAt = Math.max(CLEAR_FROM, this.uses.size * 2);
  }
}

/** It has arrived by now: an answer to it is there. */
export function arrived(use: Use, now: number): void {
  use.at = Math.min(use.at, now);
}

function isAfter(uses: Use[], instant: number): boolean {
  return (uses.at(-1)?.at ?? instant) > instant;
}
