import { systemClock } from "../lib/clock.js";
import type { LeaseRepository } from "./store.js";

const LEASE_MS = 60_000;

/**
 * Runs a job that only one process at a time may run, on whichever machine. Answers "taken" where another holds it.
 * The lease is renewed while the job runs; a job that lost it (the machine slept) is told by its signal. Leases are
 * about processes, so they go by the machine's clock, also where the news has another.
 */
export function createExclusive(leases: LeaseRepository, owner: string) {
  return async function exclusive<T>(
    name: string,
    job: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | "taken"> {
    if (!(await leases.acquire(name, owner, systemClock.now(), LEASE_MS))) return "taken";
    const lost = new AbortController();
    const renewal = setInterval(async () => {
      const kept = await leases.acquire(name, owner, systemClock.now(), LEASE_MS).catch(() => false);
      if (!kept) lost.abort(new Error(`the lease ${name} was lost`));
    }, LEASE_MS / 3);
    try {
      return await job(lost.signal);
    } finally {
      clearInterval(renewal);
      await leases.release(name, owner);
    }
  };
}

export type Exclusive = ReturnType<typeof createExclusive>;
