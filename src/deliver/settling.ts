import type { Clock } from "../lib/clock.js";
import { createGathering } from "../lib/gather.js";
import { insist } from "../lib/insist.js";
import type { Wait } from "../lib/wait.js";
import type { Settlement } from "../news/delivery.js";
import type { Ledger } from "../store/store.js";

/** Writes down how deliveries ended, those of one moment in one transaction. Resolves when it is on disk. */
export function createSettling(
  ledger: Pick<Ledger, "settle">,
  { clock, wait }: { clock: Clock; wait: Wait },
): (settlement: Settlement) => Promise<void> {
  return createGathering((settlements) => insist(() => ledger.settle(settlements, clock.now()), wait));
}
