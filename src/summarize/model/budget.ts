import type { Clock } from "../../lib/clock.js";

/** Adds to a counter unless that would pass the cap; atomic over all replicas. */
export type Reserve = (counter: string, amount: number, cap: number) => Promise<boolean>;

/**
 * The daily token cap. Tokens are reserved before a call, by an upper estimate, and settled afterwards, so that the cap
 * holds also while calls run side by side.
 */
export function createTokenBudget(reserve: Reserve, clock: Clock, dailyTokens: number) {
  const today = () => `tokens:${new Date(clock.now()).toISOString().slice(0, 10)}`;
  return {
    take: (tokens: number) => reserve(today(), tokens, dailyTokens),
    /** Gives back what was reserved and not used (or counts what was used beyond). */
    settle: async (reserved: number, used: number): Promise<void> => {
      if (used !== reserved) await reserve(today(), used - reserved, Number.MAX_SAFE_INTEGER);
    },
  };
}

export type TokenBudget = ReturnType<typeof createTokenBudget>;

/** At most so many tokens: a Chinese character is rarely more than one and a half. */
export function estimateTokens(text: string, answerTokens: number): number {
  return Math.ceil(text.length * 1.5) + answerTokens;
}
