import { type Clock, systemClock } from "../../src/lib/clock.js";
import { systemWait, type Wait } from "../../src/lib/wait.js";

/** The clock of the counting Bot API server and waiting by it: `speed` seconds in a real one. */
export function fastClock(speed: number): { clock: Clock; wait: Wait } {
  return {
    clock: { now: () => systemClock.now() * speed },
    wait: (ms, signal) => systemWait(ms / speed, signal),
  };
}
