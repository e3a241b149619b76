import type { Delivery } from "../../../src/news/delivery.js";
import type { PlannedDigest, Store } from "../../../src/store/store.js";
import { minute, noon, planned, subscriber } from "../records.js";

export const lease = { owner: "one", leaseMs: minute, limit: 100 };

export async function addChats(store: Store, ...chats: number[]): Promise<void> {
  for (const chat of chats) await store.subscribers.add(subscriber({ chat }));
}

export function digest(key: string, chats: number[], say: Partial<PlannedDigest> = {}): PlannedDigest {
  const dueAt = say.dueAt ?? noon;
  const refs = chats.map((chat) => ({ chat, thread: 0 }));
  return planned(refs, { key, parts: ["first", "second"], coveredUntil: dueAt, ...say });
}

export const sent = ({ id, attempts }: Delivery) => ({ id, attempts, status: "sent" as const, messageId: 1 });
export const failed = ({ id, attempts }: Delivery, error = "400") => ({
  id,
  attempts,
  status: "failed" as const,
  error,
});
export const again = ({ id, attempts }: Delivery, retryAt: number) => ({
  id,
  attempts,
  status: "pending" as const,
  error: "429",
  retryAt,
});

export async function claimOne(store: Store, now = noon): Promise<Delivery> {
  const [delivery] = await store.ledger.claim(now, { ...lease, limit: 1 });
  if (!delivery) throw new Error("nothing to claim");
  return delivery;
}
