import { systemClock } from "../lib/clock.js";
import { systemWait } from "../lib/wait.js";
import { createLease, type Lease } from "./lease.js";
import type { LeaseRepository } from "./store.js";

/** Another service works on this file. The message is for the operator. */
export class AlreadyServed extends Error {
  override name = "AlreadyServed";

  constructor(holder: string) {
    super(
      `Another service works on this database file (process ${holder}). Stop it first, give this one a DATABASE_URL ` +
        "of its own, or use PostgreSQL, on which several may run.",
    );
  }
}

export interface SoleParts {
  leases: LeaseRepository;
  /** Names this process. */
  owner: string;
  /** Whether the process of that name is known to have ended: its lease is not waited for. */
  hasEnded(owner: string): boolean;
}

const NAME = "service";
/** So long after a holder died its lease is free. */
const LEASE_MS = 4_000;
const ASK_EVERY_MS = 250;

/** Takes the lease of the one service that may work on an SQLite file. Throws AlreadyServed. */
export async function becomeSole({ leases, owner, hasEnded }: SoleParts): Promise<Lease> {
  const lease = createLease({ leases, name: NAME, owner, ttlMs: LEASE_MS });
  const patientUntil = systemClock.now() + LEASE_MS + ASK_EVERY_MS;
  for (;;) {
    if (await lease.take()) return lease;
    const holder = (await leases.holder(NAME)) ?? "unknown";
    if (hasEnded(holder)) await leases.release(NAME, holder);
    else if (systemClock.now() >= patientUntil) throw new AlreadyServed(holder);
    else await systemWait(ASK_EVERY_MS);
  }
}
