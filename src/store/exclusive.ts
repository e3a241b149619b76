import { systemClock } from "../lib/clock.js";
import { systemWait } from "../lib/wait.js";
import type { LeaseRepository } from "./store.js";

const LEASE_MS = 4_000;
const RENEWALS = 4;

/**
 * Runs a job that only one process at a time may run, on whichever machine. A holder that was killed keeps its lease
 * until it runs out, so others wait for as long; "taken" then means that a living process is at it. The lease is renewed
 * while the job runs; a job that lost it (the machine slept) is told by its signal. Leases are about processes, so they
 * go by the machine's clock, also where the news has another.
 */
export function createExclusive(leases: LeaseRepository, owner: string, leaseMs = LEASE_MS) {
  async function acquire(name: string): Promise<boolean> {
    const patientUntil = systemClock.now() + leaseMs * (1 + 1 / RENEWALS);
    for (;;) {
      if (await leases.acquire(name, owner, systemClock.now(), leaseMs)) return true;
      if (systemClock.now() >= patientUntil) return false;
      await systemWait(leaseMs / RENEWALS / 4);
    }
  }

  return async function exclusive<T>(
    name: string,
    job: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | "taken"> {
    if (!(await acquire(name))) return "taken";
    const lost = new AbortController();
    const renewal = setInterval(async () => {
      const kept = await leases.acquire(name, owner, systemClock.now(), leaseMs).catch(() => false);
      if (!kept) lost.abort(new Error(`the lease ${name} was lost`));
    }, leaseMs / RENEWALS);
    try {
      return await job(lost.signal);
    } finally {
      clearInterval(renewal);
      await leases.release(name, owner);
    }
  };
}

export type Exclusive = ReturnType<typeof createExclusive>;
