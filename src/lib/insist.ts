import type { Wait } from "./wait.js";

const PAUSES_MS = [50, 250, 1000];

/**
 * Does it again a few times when it fails, for notes that must not get lost because a database was busy. Throws the last
 * error.
 */
export async function insist<T>(act: () => Promise<T>, wait: Wait): Promise<T> {
  for (const pause of PAUSES_MS) {
    try {
      return await act();
    } catch {
      await wait(pause);
    }
  }
  return act();
}
