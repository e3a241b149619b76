import type { Clock } from "../../src/lib/clock.js";
import type { Wait } from "../../src/lib/wait.js";

/** Time that only moves when somebody waits: waiting for a minute takes no time and makes it a minute later. */
export class HandClock implements Clock {
  constructor(private at = Date.UTC(2022, 5, 2, 0, 30)) {}

  now(): number {
    return this.at;
  }

  advance(ms: number): void {
    this.at += ms;
  }

  /** Lets everything else that is ready run first, as a real timer would. */
  readonly wait: Wait = async (ms, signal) => {
    await new Promise((resolve) => setImmediate(resolve));
    if (!signal?.aborted) this.at += ms;
  };
}
