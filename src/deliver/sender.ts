import { randomUUID } from "node:crypto";
import { backoff } from "../lib/backoff.js";
import type { Clock } from "../lib/clock.js";
import { DAY } from "../lib/duration.js";
import type { Log } from "../lib/log.js";
import type { Wait } from "../lib/wait.js";
import { WorkLoop } from "../lib/work-loop.js";
import type { Delivery, Settlement } from "../news/delivery.js";
import type { Lease } from "../store/lease.js";
import type { Conversations, Ledger } from "../store/store.js";
import { Outage } from "./outage.js";
import type { Outcome, Send } from "./outcome.js";
import type { Pace } from "./pace.js";
import { createPayloads } from "./payloads.js";
import { createSettling } from "./settling.js";

export interface SenderParts {
  ledger: Ledger;
  send: Send;
  /** Rows are taken only when their messages may leave at once, so that few are in doubt after a crash. */
  pace: Pick<Pace, "open">;
  /** Telegram counts messages per bot, so of several replicas the holder of this lease sends the digests. */
  lease: Lease;
  /** These conversations cannot be written to any more, or are none. */
  onClosed(where: Conversations, status: "blocked" | "dead"): Promise<void>;
  /** The group `from` is now the supergroup `to`; its pending deliveries must move along. */
  onMigrated(from: number, to: number): Promise<void>;
  onOutcome?(kind: Outcome["kind"]): void;
  clock: Clock;
  wait: Wait;
  random: () => number;
  log: Log;
  /** Messages under way at a time. */
  concurrency: number;
  /** Rows taken at a time. */
  batch: number;
}

export interface Sender {
  start(): void;
  /** There may be something to send. */
  wake(): void;
  /** Sends all that is due now. */
  drain(): Promise<void>;
  /** Takes nothing more; what is under way has `graceMs` to end, then it is cut and marked. */
  stop(graceMs: number): Promise<void>;
}

/** Longer than any attempt takes: waiting for a turn, the call's deadline, the ledger's note. */
const ROW_LEASE_MS = 90_000;
const IDLE_MS = 500;
const RECOVER_EVERY_MS = 30_000;
/** A lost answer is followed by the next attempt after this time, growing. */
const AGAIN = { baseMs: 2_000, maxMs: 600_000 };
/** News of yesterday is not worth a third attempt at sending it. */
const KEEP_TRYING_MS = DAY;

/**
 * For messages a second: enough under way to reach the rate over a slow line, taken in pieces of a twentieth of a second;
 * of no more than a hundred, since what is taken is in doubt when the process dies. Pieces of 40 cost PostgreSQL a third
 * of its speed.
 */
export function sizesFor(rate: number): Pick<SenderParts, "concurrency" | "batch"> {
  return {
    concurrency: Math.min(400, Math.max(32, Math.ceil(rate / 3))),
    batch: Math.min(100, Math.ceil(rate / 20)),
  };
}

/**
 * Carries out what the ledger says: one chat in order, chats side by side. A row is marked `sending` on disk before the
 * call and its outcome after it. What certainly was not sent is tried again; what is in doubt by the assurance of its
 * digest.
 */
export function createSender(parts: SenderParts): Sender {
  const { ledger, lease, clock, wait, log } = parts;
  const taker = randomUUID();
  const outage = new Outage(parts.random);
  const payloads = createPayloads(ledger);
  const settle = createSettling(ledger, { clock, wait });
  let recovered = { term: 0, at: 0 };

  const holdLease = async (stopping: AbortSignal): Promise<boolean> => {
    while (!stopping.aborted) {
      if (await lease.take()) return true;
      await wait(IDLE_MS, stopping);
    }
    return false;
  };

  /** Whoever sent before is not allowed to any more, so its open rows are nobody's. */
  const recover = async (): Promise<void> => {
    const now = clock.now();
    if (recovered.term === lease.term && now - recovered.at < RECOVER_EVERY_MS) return;
    const count = await ledger.recover(now, taker);
    recovered = { term: lease.term, at: now };
    if (count > 0) log.warn({ count }, "deliveries were cut off while sending");
  };

  const claim = async (room: number, stopping: AbortSignal): Promise<Delivery[]> => {
    if (!(await holdLease(stopping))) return [];
    await recover();
    const hold = outage.left(clock.now());
    if (hold > 0) await wait(hold, stopping);
    await parts.pace.open(stopping);
    if (stopping.aborted) return [];
    const limit = Math.min(room, parts.batch);
    return ledger.claim(clock.now(), { owner: taker, leaseMs: ROW_LEASE_MS, limit });
  };

  const work = async (delivery: Delivery, cut: AbortSignal): Promise<void> => {
    const payload = await payloads.of(delivery);
    const outcome = await parts.send(delivery, payload, { cut, allowed: lease.held });
    outage.note(outcome.kind, clock.now());
    parts.onOutcome?.(outcome.kind);
    await conclude(delivery, outcome);
  };

  const conclude = async (delivery: Delivery, outcome: Outcome): Promise<void> => {
    const { id, attempts, chat, thread } = delivery;
    if (outcome.kind === "migrated") {
      log.info({ chat, to: outcome.to }, "the group became a supergroup");
      await parts.onMigrated(chat, outcome.to);
    }
    // Without this note the row stays `sending` until its lease ends, and then counts as cut off.
    await settle({ id, attempts, ...statusAfter(delivery, outcome) });
    if (outcome.kind === "closed") {
      const where = outcome.topicOnly ? { chat, thread } : { chat };
      log.info({ ...where, error: outcome.error }, "the chat cannot be written to");
      await ledger.failChat(where, outcome.error, clock.now());
      await parts.onClosed(where, outcome.status);
    }
  };

  const statusAfter = (delivery: Delivery, outcome: Outcome): StatusOf<Settlement> => {
    const { id, chat, attempts, assurance, dueAt } = delivery;
    const now = clock.now();
    switch (outcome.kind) {
      case "sent":
        return { status: "sent", messageId: outcome.messageId };
      case "failed":
        log.warn({ chat, delivery: id, error: outcome.error }, "a message was refused");
        return { status: "failed", error: outcome.error };
      case "closed":
        return { status: "failed", error: outcome.error };
      case "uncertain": {
        log.warn({ chat, delivery: id, error: outcome.error }, "a message may or may not have arrived");
        const again = assurance === "at-least-once" && now - dueAt < KEEP_TRYING_MS;
        if (!again) return { status: "uncertain", error: outcome.error };
        const afterMs = backoff(attempts, { ...AGAIN, random: parts.random });
        return { status: "pending", error: outcome.error, retryAt: now + afterMs };
      }
      case "later":
        return { status: "pending", error: outcome.error, retryAt: now + outcome.afterMs };
      case "unreachable":
        log.warn({ error: outcome.error, times: outage.times }, "Telegram cannot be reached");
        return { status: "pending", error: outcome.error, retryAt: now + outage.left(now) };
      case "migrated":
        return { status: "pending", error: "the group became a supergroup", retryAt: now };
    }
  };

  const loop = new WorkLoop<Delivery>({
    claim,
    work,
    concurrency: parts.concurrency,
    chunk: Math.min(parts.batch, Math.ceil(parts.concurrency / 2)),
    idleMs: IDLE_MS,
    wait,
    onError: (error) => log.error({ err: error }, "the sender met an error"),
  });
  return {
    start: () => loop.start(),
    wake: () => loop.wake(),
    drain: () => loop.drain(),
    async stop(graceMs) {
      await loop.stop(graceMs);
      await lease.release();
    },
  };
}

/** What a settlement says, without the row that it is about. */
type StatusOf<Any> = Any extends unknown ? Omit<Any, "id" | "attempts"> : never;
