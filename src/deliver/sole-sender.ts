import type { Clock } from "../lib/clock.js";
import type { Wait } from "../lib/wait.js";
import type { LeaseRepository } from "../store/store.js";
import type { Pace } from "./pace.js";

const LEASE_MS = 30_000;
const RENEW_MS = 10_000;
const RETRY_MS = 5_000;

/**
 * A pace that opens in one process at a time. Telegram counts messages per bot, so of several replicas one sends the
 * digests; when it dies, another takes over as its lease ends.
 */
export function createSolePace(
  pace: Pick<Pace, "open">,
  { leases, owner, clock, wait }: { leases: LeaseRepository; owner: string; clock: Clock; wait: Wait },
): Pick<Pace, "open"> {
  let heldUntil = 0;
  return {
    async open(signal) {
      while (!signal.aborted && heldUntil - clock.now() < LEASE_MS - RENEW_MS) {
        if (await leases.acquire("telegram-sender", owner, clock.now(), LEASE_MS)) {
          heldUntil = clock.now() + LEASE_MS;
        } else {
          await wait(RETRY_MS, signal);
        }
      }
      await pace.open(signal);
    },
  };
}
