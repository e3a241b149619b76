import { setImmediate as breathe } from "node:timers/promises";
import type { Clock } from "../lib/clock.js";
import type { Assurance } from "../news/delivery.js";
import type { ChatRef } from "../news/subscriber.js";
import type { Ledger, SubscriberRepository } from "../store/store.js";

/** Chats written to the ledger in one transaction. */
const CHATS = 1000;

export interface BroadcastParts {
  ledger: Ledger;
  subscribers: SubscriberRepository;
  clock: Clock;
}

export interface Broadcast {
  /** Equal keys are one broadcast. */
  key: string;
  assurance: Assurance;
  /** A serialized message. */
  payload: string;
}

/** Puts a broadcast into the ledger; who gets it is written by `fanOutBroadcasts`. */
export async function announce({ ledger, clock }: BroadcastParts, broadcast: Broadcast): Promise<void> {
  const { key, assurance, payload } = broadcast;
  const now = clock.now();
  await ledger.plan([{ key, kind: "broadcast", assurance, parts: [payload], chats: [], dueAt: now }], now);
}

/**
 * Writes the deliveries of every broadcast that was put in, to all chats that were active then. One that was cut short by
 * a crash is begun anew, which writes what is missing and nothing twice.
 */
export async function fanOutBroadcasts({ ledger, subscribers, clock }: BroadcastParts): Promise<void> {
  for (const { key, assurance, createdAt } of await ledger.unplanned()) {
    const broadcast = { key, kind: "broadcast" as const, assurance, parts: [], dueAt: createdAt };
    let last: ChatRef | undefined;
    for (;;) {
      const chats = await subscribers.reachable(createdAt, CHATS, last);
      if (chats.length > 0) await ledger.plan([{ ...broadcast, chats }], clock.now());
      last = chats.at(-1);
      if (chats.length < CHATS) break;
      await breathe();
    }
    await ledger.planned(key, clock.now());
  }
}
