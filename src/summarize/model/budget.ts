import type { Clock } from "../../lib/clock.js";
import { isoInZone, MEDIA_ZONE } from "../../lib/zone.js";

/** Adds to a counter unless that would pass the cap; atomic over all replicas. */
export type Reserve = (counter: string, amount: number, cap: number) => Promise<boolean>;

export interface Reservation {
  /** Gives back what was reserved and not used (or counts what was used beyond), on the day it was reserved. */
  settle(used: number): Promise<void>;
}

/**
 * The daily token cap. Tokens are reserved before a call, by an upper estimate, and settled afterwards, so that the cap
 * holds also while calls run side by side.
 */
export function createTokenBudget(reserve: Reserve, clock: Clock, dailyTokens: number) {
  return {
    /** Undefined when the day's tokens do not suffice. */
    async take(tokens: number): Promise<Reservation | undefined> {
      // One day for all replicas, wherever they run.
      const day = `tokens:${isoInZone(clock.now(), MEDIA_ZONE).slice(0, 10)}`;
      if (!(await reserve(day, tokens, dailyTokens))) return undefined;
      return {
        async settle(used) {
          if (used !== tokens) await reserve(day, used - tokens, Number.MAX_SAFE_INTEGER);
        },
      };
    },
  };
}

export type TokenBudget = ReturnType<typeof createTokenBudget>;

/** At most so many tokens: a Chinese character is rarely more than one and a half. */
export function estimateTokens(text: string, answerTokens: number): number {
  return Math.ceil(text.length * 1.5) + answerTokens;
}
