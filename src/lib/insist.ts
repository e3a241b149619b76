import type { Wait } from "./wait.js";

const PAUSES_MS = [50, 250, 1000];

/**
 * Does it again a few times when it fails, for what must not get lost because a database was busy. Throws the last error,
 * and at once one that is not worth another attempt.
 */
export async function insist<T>(
  act: () => Promise<T>,
  wait: Wait,
  isWorthIt: (error: unknown) => boolean = () => true,
): Promise<T> {
  for (const pause of PAUSES_MS) {
    try {
      return await act();
    } catch (error) {
      if (!isWorthIt(error)) throw error;
      await wait(pause);
    }
  }
  return act();
}
