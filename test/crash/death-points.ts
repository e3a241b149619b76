import type { Send } from "../../src/deliver/outcome.js";
import type { Ledger } from "../../src/store/store.js";

export const DEATH_POINTS = [
  "before claim",
  "after claim",
  "after send",
  "before mark",
  "after mark",
] as const;
export type DeathPoint = (typeof DEATH_POINTS)[number];

/** The sender's ledger and send function, which end this process when a point is passed for the nth time. */
export function mortal(
  ledger: Ledger,
  send: Send,
  death: { point: DeathPoint; passages: number } | undefined,
): { ledger: Ledger; send: Send } {
  let left = death?.passages;
  const pass = (point: DeathPoint): void => {
    if (left === undefined || point !== death?.point) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, "SIGKILL");
  };
  return {
    ledger: {
      ...ledger,
      async claim(...args) {
        pass("before claim");
        const claimed = await ledger.claim(...args);
        if (claimed.length > 0) pass("after claim");
        return claimed;
      },
      async settle(...args) {
        pass("before mark");
        await ledger.settle(...args);
        pass("after mark");
      },
    },
    async send(...args) {
      const outcome = await send(...args);
      pass("after send");
      return outcome;
    },
  };
}
