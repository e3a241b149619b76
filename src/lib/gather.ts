import { setImmediate as nextTurn } from "node:timers/promises";

interface Waiting<Item> {
  item: Item;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Does together what was asked for while the last lot was done, so that many small notes cost one sync of a slow disk.
 * Resolves, or rejects, with the lot that the item was part of.
 */
export function createGathering<Item>(act: (items: Item[]) => Promise<void>): (item: Item) => Promise<void> {
  let waiting: Waiting<Item>[] = [];
  let acting = false;

  async function work(): Promise<void> {
    if (acting) return;
    acting = true;
    while (waiting.length > 0) {
      // What the same turn of the event loop still brings goes along.
      await nextTurn();
      const lot = waiting;
      waiting = [];
      try {
        await act(lot.map(({ item }) => item));
        for (const { resolve } of lot) resolve();
      } catch (error) {
        for (const { reject } of lot) reject(error);
      }
    }
    acting = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      void work();
    });
}
