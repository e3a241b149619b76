/** Below this many keys nothing is cleared. */
const CLEAR_FROM = 1_000;

/**
 * At most `count` takes of a key in any `periodMs`. Keys that have been quiet for a period are forgotten, so that memory
 * holds as many as were used in one period, not as many as there ever were.
 */
export class RateLimit<Key extends string | number = string | number> {
  /** The latest takes, at most `count` of a key, oldest first. */
  private readonly takes = new Map<Key, number[]>();
  private clearAt = CLEAR_FROM;

  constructor(
    private readonly count: number,
    private readonly periodMs: number,
  ) {}

  /** `rate` takes a period; fewer than one means one in a longer period, and a broken number is rounded down. */
  static perTime(rate: number, periodMs: number): RateLimit {
    return rate < 1 ? new RateLimit(1, periodMs / rate) : new RateLimit(Math.floor(rate), periodMs);
  }

  /** Milliseconds until the key may be taken. */
  delay(key: Key, now: number): number {
    const takes = this.known(key, now);
    const [oldest] = takes;
    if (oldest === undefined || takes.length < this.count) return 0;
    return Math.max(0, oldest + this.periodMs - now);
  }

  take(key: Key, now: number): void {
    const takes = this.known(key, now);
    takes.push(now);
    if (takes.length > this.count) takes.shift();
    this.takes.set(key, takes);
    if (this.takes.size > this.clearAt) this.clear(now);
  }

  /** Keys remembered. */
  get size(): number {
    return this.takes.size;
  }

  /** Takes that lie ahead were made before the clock was set back, and no longer count. */
  private known(key: Key, now: number): number[] {
    const takes = this.takes.get(key);
    return takes === undefined || isAfter(takes, now) ? [] : takes;
  }

  private clear(now: number): void {
    for (const [key, takes] of this.takes) {
      if (isAfter(takes, now) || !isAfter(takes, now - this.periodMs)) this.takes.delete(key);
    }
    this.clearAt = Math.max(CLEAR_FROM, this.takes.size * 2);
  }
}

function isAfter(takes: number[], instant: number): boolean {
  return (takes.at(-1) ?? instant) > instant;
}
