import { setImmediate as breathe } from "node:timers/promises";
import type { DictionaryDesk } from "./dictionary-desk.js";
import type { DigestRules } from "./digest/rules.js";
import { turnBack } from "./digest/turn-back.js";
import { type Clock, systemClock } from "./lib/clock.js";
import { DAY } from "./lib/duration.js";
import type { Log } from "./lib/log.js";
import type { Store } from "./store/store.js";

export interface HousekeepingParts {
  store: Store;
  desk: DictionaryDesk;
  rules: DigestRules;
  clock: Clock;
  log: Log;
  stopping: AbortSignal;
}

const KEEP_UPDATES_MS = 7 * DAY;
const KEEP_DELIVERIES_MS = 60 * DAY;
const KEEP_QUARANTINE_MS = 60 * DAY;
const PRUNED_AT_A_TIME = 1_000;

/** Sets right what a wrong clock did, clears away what is over, and ends what was cut off. */
export async function keepHouse({
  store,
  desk,
  rules,
  clock,
  log,
  stopping,
}: HousekeepingParts): Promise<void> {
  const broughtBack = await turnBack(store.subscribers, rules, clock.now());
  if (broughtBack > 0) log.warn({ chats: broughtBack }, "the clock had run ahead; digests were due too late");
  await store.keyValues.sweep(clock.now());
  await store.leases.sweep(systemClock.now());
  await store.updates.prune(clock.now() - KEEP_UPDATES_MS);
  while ((await store.ledger.prune(clock.now() - KEEP_DELIVERIES_MS, PRUNED_AT_A_TIME)) > 0) await breathe();
  await store.ledger.pruneDigests(clock.now() - KEEP_DELIVERIES_MS);
  await store.quarantine.prune(clock.now() - KEEP_QUARANTINE_MS);
  await desk.finishRetagging(stopping);
}
