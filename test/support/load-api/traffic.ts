import { Limits } from "./limits.js";
import type { LoadCounts, LoadSettings } from "./settings.js";

/** A call that left before the 429 was heard is no fault of its sender. Real milliseconds. */
const HEARD_AFTER_MS = 100;

export type Verdict =
  | { kind: "arrived"; messageId: number; lose: boolean }
  | { kind: "flood"; seconds: number };

/** What happens to messages, and how often it did. */
export class Traffic {
  private readonly limits: Limits;
  private readonly arrivals = new Map<string, number>();
  private counted = { calls: 0, arrived: 0, floods: 0, whileWaiting: 0, lost: 0 };
  private first = 0;
  private last = 0;
  /** On the server's clock, and the real time from which on everybody knows of it. */
  private waiting = { until: 0, heardAt: 0 };

  constructor(private readonly settings: LoadSettings) {
    this.limits = new Limits(settings.rates);
  }

  message(chat: number, text: string): Verdict {
    this.counted.calls += 1;
    const real = performance.now();
    const now = Date.now() * this.settings.clockSpeed;
    const left = this.waiting.until - now;
    if (left > 0) {
      if (real > this.waiting.heardAt) this.counted.whileWaiting += 1;
      return this.flood(left, now, real);
    }
    if (Math.random() < this.settings.floodShare) {
      const [least, most] = this.settings.floodSeconds;
      return this.flood(1000 * (least + Math.random() * (most - least)), now, real);
    }
    const delay = this.limits.refuse(chat, now);
    if (delay > 0) return this.flood(delay, now, real);
    return this.arrive(`${chat} ${text}`, real);
  }

  counts(): LoadCounts {
    const distinct = this.arrivals.size;
    const twice = this.counted.arrived - distinct;
    return { ...this.counted, distinct, twice, spanMs: this.last - this.first };
  }

  private arrive(message: string, real: number): Verdict {
    this.first ||= real;
    this.last = real;
    this.counted.arrived += 1;
    this.arrivals.set(message, (this.arrivals.get(message) ?? 0) + 1);
    const lose = Math.random() < this.settings.loseShare;
    if (lose) this.counted.lost += 1;
    return { kind: "arrived", messageId: this.counted.arrived, lose };
  }

  /** Whole seconds, as Telegram says them; who keeps to them is never refused. */
  private flood(ms: number, now: number, real: number): Verdict {
    this.counted.floods += 1;
    const seconds = Math.ceil(ms / 1000);
    if (this.waiting.until <= now) {
      this.waiting = {
        until: now + seconds * 1000,
        heardAt: real + HEARD_AFTER_MS + this.settings.latencyMs,
      };
    }
    return { kind: "flood", seconds };
  }
}
