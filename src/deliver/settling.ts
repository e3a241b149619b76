import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "../lib/clock.js";
import { insist } from "../lib/insist.js";
import type { Wait } from "../lib/wait.js";
import type { Settlement } from "../news/delivery.js";
import type { Ledger } from "../store/store.js";

interface Note {
  settlement: Settlement;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Writes down how deliveries ended: whatever ended while the last ones were written goes together in one transaction, so
 * that a disk with slow syncs slows down nothing. Resolves when it is on disk.
 */
export function createSettling(
  ledger: Pick<Ledger, "settle">,
  { clock, wait }: { clock: Clock; wait: Wait },
): (settlement: Settlement) => Promise<void> {
  let waiting: Note[] = [];
  let writing = false;

  async function write(): Promise<void> {
    if (writing) return;
    writing = true;
    while (waiting.length > 0) {
      // The answers that have arrived in the meantime are heard first.
      await nextTurn();
      const notes = waiting;
      waiting = [];
      const settlements = notes.map(({ settlement }) => settlement);
      try {
        await insist(() => ledger.settle(settlements, clock.now()), wait);
        for (const { resolve } of notes) resolve();
      } catch (error) {
        for (const { reject } of notes) reject(error);
      }
    }
    writing = false;
  }

  return (settlement) =>
    new Promise((resolve, reject) => {
      waiting.push({ settlement, resolve, reject });
      void write();
    });
}
