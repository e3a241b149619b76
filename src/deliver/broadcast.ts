import { setImmediate as breathe } from "node:timers/promises";
import type { Clock } from "../lib/clock.js";
import { pages } from "../lib/pages.js";
import { type Assurance, CHATS_AT_A_TIME } from "../news/delivery.js";
import type { ChatRef } from "../news/subscriber.js";
import type { Ledger, SubscriberRepository } from "../store/store.js";

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
    const readers = pages<ChatRef>(CHATS_AT_A_TIME, (size, after) =>
      subscribers.reachable(createdAt, size, after),
    );
    for await (const chats of readers) {
      await ledger.plan([{ ...broadcast, chats }], clock.now());
      await breathe();
    }
    await ledger.planned(key, clock.now());
  }
}
