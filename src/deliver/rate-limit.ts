/** Below this many keys nothing is cleared. */
const CLEAR_FROM = 1_000;

/**
 * At most `count` takes of a key in any `periodMs`. Keys that have been quiet for a period are forgotten, so that memory
 * holds as many as were used in one period, not as many as there ever were.
 */
export class RateLimit<Key extends string | number = string | number> {
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
    const oldest = this.recent(key, now).at(-this.count);
    return oldest === undefined ? 0 : oldest + this.periodMs - now;
  }

  take(key: Key, now: number): void {
    this.takes.set(key, [...this.recent(key, now), now].slice(-this.count));
    if (this.takes.size > this.clearAt) this.clear(now);
  }

  /** Keys remembered. */
  get size(): number {
    return this.takes.size;
  }

  /** Takes within the period. One that lies ahead was made before the clock was set back, and no longer counts. */
  private recent(key: Key, now: number): number[] {
    return (this.takes.get(key) ?? []).filter((at) => at <= now && at + this.periodMs > now);
  }

  private clear(now: number): void {
    for (const key of [...this.takes.keys()]) if (this.recent(key, now).length === 0) this.takes.delete(key);
    this.clearAt = Math.max(CLEAR_FROM, this.takes.size * 2);
  }
}
