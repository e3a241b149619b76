import { BoundedMap } from "../lib/bounded-map.js";
import type { Delivery } from "../news/delivery.js";
import type { Ledger } from "../store/store.js";

/** A digest's parts go to many chats one after the other; a few digests are under way at a time. */
const REMEMBERED = 128;

/** What deliveries say, read once for all that say the same. */
export function createPayloads(ledger: Pick<Ledger, "payload">) {
  const known = new BoundedMap<string, Promise<string>>(REMEMBERED);
  return {
    of(delivery: Pick<Delivery, "digestId" | "part">): Promise<string> {
      const key = `${delivery.digestId}:${delivery.part}`;
      const found = known.get(key);
      if (found) return found;
      const read = ledger.payload(delivery);
      // A failed read is not remembered.
      read.catch(() => known.delete(key));
      known.set(key, read);
      return read;
    },
  };
}
