import { backoff } from "../lib/backoff.js";
import type { Outcome } from "./outcome.js";

const PAUSE = { baseMs: 1_000, maxMs: 60_000 };
/** So many lost answers in a row are no accident. */
const LOST_IN_A_ROW = 8;

/** Tells how long to leave Telegram alone while it cannot be reached, or answers nothing that can be read. */
export class Outage {
  /** Pauses since something last got through. */
  times = 0;
  private until = 0;
  private lost = 0;

  constructor(private readonly random: () => number) {}

  /** Milliseconds until the next attempt may be made. */
  left(now: number): number {
    return Math.max(0, this.until - now);
  }

  note(kind: Outcome["kind"], now: number): void {
    this.lost = kind === "uncertain" ? this.lost + 1 : 0;
    if (kind === "unreachable" || this.lost >= LOST_IN_A_ROW) this.pause(now);
    else if (kind !== "uncertain") this.times = 0;
  }

  /** Attempts that were under way together end together: they make one pause, not one each. */
  private pause(now: number): void {
    if (now < this.until) return;
    this.times += 1;
    this.until = now + backoff(this.times, { ...PAUSE, random: this.random });
  }
}
