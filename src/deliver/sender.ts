import { backoff } from "../lib/backoff.js";
import type { Clock } from "../lib/clock.js";
import { insist } from "../lib/insist.js";
import type { Log } from "../lib/log.js";
import type { Wait } from "../lib/wait.js";
import { WorkLoop } from "../lib/work-loop.js";
import type { Delivery } from "../news/delivery.js";
import type { Ledger } from "../store/store.js";
import type { Outcome, Send } from "./outcome.js";
import type { Pace } from "./pace.js";

export interface SenderParts {
  ledger: Ledger;
  send: Send;
  /** Rows are taken only when their messages may leave at once, so that few are in doubt after a crash. */
  pace: Pick<Pace, "open">;
  /** The chat cannot be written to any more. */
  onBlocked(chat: number, error: string): Promise<void>;
  /** The group `from` is now the supergroup `to`; its waiting deliveries must move along. */
  onMigrated(from: number, to: number): Promise<void>;
  onOutcome?(kind: Outcome["kind"]): void;
  clock: Clock;
  wait: Wait;
  random: () => number;
  log: Log;
  /** Who holds the leases. */
  owner: string;
  /** No other process sends from this database: whatever is found in `sending` at the start was left by a dead one. */
  alone: boolean;
  /** Messages under way at a time. */
  concurrency?: number;
  /** Rows taken at a time: about what the rate allows in a twentieth of a second. */
  batch?: number;
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
const LEASE_MS = 90_000;
const IDLE_MS = 1_000;
const RECOVER_EVERY_MS = 30_000;
const UNREACHABLE = { baseMs: 1_000, maxMs: 60_000 };

/**
 * Carries out what the ledger says: one chat in order, chats side by side. At most once where it is in doubt whether a
 * message arrived, exactly once otherwise: a row is marked `sending` on disk before the call and its outcome after it,
 * and only an outcome that is certain not to have sent anything leads to another attempt.
 */
export function createSender(parts: SenderParts): Sender {
  const { ledger, clock, wait, log } = parts;
  let recoveredAt: number | undefined;
  let unreachable = { times: 0, until: 0 };

  const recover = async (): Promise<void> => {
    const now = clock.now();
    if (recoveredAt !== undefined && now - recoveredAt < RECOVER_EVERY_MS) return;
    const count = await ledger.recover(recoveredAt === undefined && parts.alone ? now + LEASE_MS : now);
    recoveredAt = now;
    if (count > 0) log.warn({ count }, "deliveries were cut off while sending and are uncertain");
  };

  const claim = async (room: number, stopping: AbortSignal): Promise<Delivery[]> => {
    await recover();
    const hold = unreachable.until - clock.now();
    if (hold > 0) await wait(Math.min(hold, UNREACHABLE.maxMs), stopping);
    await parts.pace.open(stopping);
    if (stopping.aborted) return [];
    const limit = Math.min(room, parts.batch ?? 2);
    return ledger.claim(clock.now(), { owner: parts.owner, leaseMs: LEASE_MS, limit });
  };

  const work = async (delivery: Delivery, cut: AbortSignal): Promise<void> => {
    const outcome = await parts.send(delivery, delivery.payload, cut);
    if (outcome.kind !== "unreachable") unreachable = { times: 0, until: 0 };
    parts.onOutcome?.(outcome.kind);
    // Without this note the row stays `sending` until its lease ends, and then counts as uncertain.
    await insist(() => settle(delivery, outcome), wait);
  };

  const settle = async ({ id, chat }: Delivery, outcome: Outcome): Promise<void> => {
    const now = clock.now();
    switch (outcome.kind) {
      case "sent":
        return ledger.sent(id, outcome.messageId, now);
      case "failed":
        log.warn({ chat, delivery: id, error: outcome.error }, "a message was refused");
        return ledger.failed(id, outcome.error, now);
      case "uncertain":
        log.warn({ chat, delivery: id, error: outcome.error }, "a message may or may not have arrived");
        return ledger.uncertain(id, outcome.error, now);
      case "later":
        return ledger.retry(id, outcome.error, now + outcome.afterMs);
      case "unreachable": {
        const times = unreachable.until > now ? unreachable.times : unreachable.times + 1;
        unreachable = { times, until: now + backoff(times, { ...UNREACHABLE, random: parts.random }) };
        log.warn({ error: outcome.error, times }, "Telegram cannot be reached");
        return ledger.retry(id, outcome.error, unreachable.until);
      }
      case "blocked":
        log.info({ chat, error: outcome.error }, "the chat cannot be written to");
        await ledger.failed(id, outcome.error, now);
        await ledger.failChat(chat, outcome.error, now);
        return parts.onBlocked(chat, outcome.error);
      case "migrated":
        log.info({ chat, to: outcome.to }, "the group became a supergroup");
        await parts.onMigrated(chat, outcome.to);
        return ledger.retry(id, "the group became a supergroup", now);
    }
  };

  const loop = new WorkLoop<Delivery>({
    claim,
    work,
    concurrency: parts.concurrency ?? 32,
    idleMs: IDLE_MS,
    wait,
    onError: (error) => log.error({ err: error }, "the sender met an error"),
  });
  return {
    start: () => loop.start(),
    wake: () => loop.wake(),
    drain: () => loop.drain(),
    stop: (graceMs) => loop.stop(graceMs),
  };
}
