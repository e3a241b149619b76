import { type Clock, systemClock } from "../lib/clock.js";
import type { LeaseRepository } from "./store.js";

export interface Lease {
  /** True if it is held: taken now, or kept since it was taken. */
  take(): Promise<boolean>;
  /** Certainly held at this very moment, also in a process that was asleep until just now. */
  held(): boolean;
  /** Counts how often it was gained, so that its holder notices that it was lost in between. */
  readonly term: number;
  release(): Promise<void>;
}

export interface LeaseOptions {
  leases: LeaseRepository;
  name: string;
  owner: string;
  /** So long after its holder died another may have it. */
  ttlMs: number;
  /** Leases are about processes, so they go by the machine's clock, also where the news has another. */
  clock?: Clock;
  /** Called when another has the lease, or it ran out because no renewal could be made. */
  onLost?(): void;
}

/** Of its time this part is kept free, for what was begun just before its end. */
const MARGIN = 0.1;
const RENEWALS = 5;

/** A lease that is renewed in the background for as long as it is held. */
export function createLease(options: LeaseOptions): Lease {
  const { leases, name, owner, ttlMs, clock = systemClock, onLost } = options;
  let heldUntil = 0;
  let term = 0;
  let renewal: NodeJS.Timeout | undefined;

  const held = (): boolean => clock.now() < heldUntil - ttlMs * MARGIN;

  const acquire = async (): Promise<boolean> => {
    const asked = clock.now();
    const mine = await leases.acquire(name, owner, asked, ttlMs);
    if (mine && !held()) term += 1;
    heldUntil = mine ? asked + ttlMs : 0;
    return mine;
  };

  // A renewal that fails is made up for by the next one, or the lease runs out.
  const renew = async (): Promise<void> => {
    const mine = await acquire().catch(held);
    if (!mine) onLost?.();
  };

  const letGo = (): void => {
    clearInterval(renewal);
    renewal = undefined;
    heldUntil = 0;
  };

  return {
    held,
    get term() {
      return term;
    },
    async take() {
      if (held()) return true;
      if (!(await acquire())) {
        letGo();
        return false;
      }
      renewal ??= setInterval(() => void renew(), ttlMs / RENEWALS).unref();
      return true;
    },
    async release() {
      letGo();
      await leases.release(name, owner);
    },
  };
}
