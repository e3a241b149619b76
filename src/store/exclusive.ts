import { systemClock } from "../lib/clock.js";
import { systemWait } from "../lib/wait.js";
import { createLease, type Lease } from "./lease.js";
import type { LeaseRepository } from "./store.js";

const LEASE_MS = 4_000;
/** Of a lease's time: how much longer than that others wait for it, and how often they ask. */
const PATIENCE = 1.25;
const ASK_EVERY = 1 / 16;

/**
 * Runs a job that only one process at a time may run, on whichever machine. A holder that was killed keeps its lease
 * until it runs out, so others wait for as long; "taken" then means that a living process is at it. A job that lost its
 * lease (the machine slept) is told by its signal.
 */
export function createExclusive(leases: LeaseRepository, owner: string, leaseMs = LEASE_MS) {
  /** What runs in this process, which the leases cannot tell from itself. */
  const running = new Set<string>();

  async function begin(name: string, lease: Lease): Promise<boolean> {
    running.add(name);
    let taken = false;
    try {
      taken = await lease.take();
    } finally {
      if (!taken) running.delete(name);
    }
    return taken;
  }

  async function takePatiently(name: string, lease: Lease): Promise<boolean> {
    const patientUntil = systemClock.now() + leaseMs * PATIENCE;
    for (;;) {
      if (!running.has(name) && (await begin(name, lease))) return true;
      if (systemClock.now() >= patientUntil) return false;
      await systemWait(leaseMs * ASK_EVERY);
    }
  }

  return async function exclusive<T>(
    name: string,
    job: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | "taken"> {
    const lost = new AbortController();
    const lease = createLease({
      leases,
      name,
      owner,
      ttlMs: leaseMs,
      onLost: () => lost.abort(new Error(`the lease ${name} was lost`)),
    });
    if (!(await takePatiently(name, lease))) return "taken";
    try {
      return await job(lost.signal);
    } finally {
      await lease.release().finally(() => running.delete(name));
    }
  };
}

export type Exclusive = ReturnType<typeof createExclusive>;
