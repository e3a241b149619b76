import type { Update } from "telegraf/types";
import type { Clock } from "../lib/clock.js";
import { createGathering } from "../lib/gather.js";
import { insist } from "../lib/insist.js";
import type { Log } from "../lib/log.js";
import type { Wait } from "../lib/wait.js";
import { WorkLoop } from "../lib/work-loop.js";
import type { StoredUpdate, UpdateRepository } from "../store/store.js";
import { closedBy } from "./failure.js";

export interface DispatcherParts {
  updates: UpdateRepository;
  handle(update: Update): Promise<void>;
  /** Tells the person in a plain sentence that it did not work. */
  apologize(update: Update, because: unknown): Promise<void>;
  clock: Clock;
  wait: Wait;
  log: Log;
  owner: string;
  /** No other process handles updates of this database: leases found at the start were a dead one's. */
  alone: boolean;
  /** Chats served at a time. */
  concurrency?: number;
  handlerTimeoutMs?: number;
}

export interface Dispatcher {
  start(): void;
  /** An update was stored. */
  wake(): void;
  /** Handles all that is stored. */
  drain(): Promise<void>;
  /** Waits `graceMs` for handlers under way; what is not done by then is done at the next start. */
  stop(graceMs: number): Promise<void>;
}

const HANDLER_TIMEOUT_MS = 30_000;
/** So many chats must hang at once before another has to wait for one of them to be given up. */
const CONCURRENCY = 64;
/** Looking for one update costs as much as looking for several. */
const CLAIM_FROM = 8;
/** Longer than a handler may take, with its note. */
const LEASE_MARGIN_MS = 10_000;
const IDLE_MS = 1_000;
/** An update that was begun this often and never ended takes the process down with it. */
const MAX_ATTEMPTS = 3;

class HandlerTimeout extends Error {
  override readonly name = "HandlerTimeout";

  constructor(ms: number) {
    super(`not done after ${ms / 1000} s`);
  }
}

/** Handles stored updates: one chat in order, chats side by side. One that throws or hangs costs itself alone. */
export function createDispatcher(parts: DispatcherParts): Dispatcher {
  const { updates, clock, wait, log } = parts;
  const handlerTimeoutMs = parts.handlerTimeoutMs ?? HANDLER_TIMEOUT_MS;
  const leaseMs = handlerTimeoutMs + LEASE_MARGIN_MS;
  let released = !parts.alone;

  /** The first time, what a killed process had begun is made free. */
  const claim = async (room: number): Promise<StoredUpdate[]> => {
    if (!released) await updates.release();
    released = true;
    return updates.claim(clock.now(), { owner: parts.owner, leaseMs, limit: room });
  };

  const noteHandled = createGathering<number>((ids) => insist(() => updates.handled(ids, clock.now()), wait));

  const work = async (stored: StoredUpdate, cut: AbortSignal): Promise<void> => {
    const error = await attempt(stored, cut);
    if (error === CUT) return;
    if (error === undefined) return noteHandled(stored.updateId);
    // The person blocked the bot or is gone: news of the chat, no fault of the service.
    if (closedBy(error) !== undefined)
      log.info({ update: stored.updateId, chat: stored.chat }, "the chat cannot be written to");
    else
      log.error({ update: stored.updateId, chat: stored.chat, err: error }, "an update could not be handled");
    await insist(() => updates.failed(stored.updateId, String(error), clock.now()), wait);
    await parts.apologize(JSON.parse(stored.payload), error);
  };

  /** Undefined: done. CUT: the service stops, and the update stays for the next start. */
  const attempt = async (stored: StoredUpdate, cut: AbortSignal): Promise<unknown> => {
    if (stored.attempts > MAX_ATTEMPTS) return new Error(`begun ${MAX_ATTEMPTS} times and never ended`);
    const over = new AbortController();
    const stop = (): void => over.abort();
    cut.addEventListener("abort", stop, { once: true });
    const handled = Promise.resolve()
      .then(() => parts.handle(JSON.parse(stored.payload)))
      .then(
        () => undefined,
        (error: unknown) => error ?? new Error("thrown without a reason"),
      );
    const deadline = wait(handlerTimeoutMs, over.signal).then(() =>
      cut.aborted ? CUT : new HandlerTimeout(handlerTimeoutMs),
    );
    const result = await Promise.race([handled, deadline]);
    cut.removeEventListener("abort", stop);
    over.abort();
    return result;
  };

  const loop = new WorkLoop<StoredUpdate>({
    claim,
    work,
    concurrency: parts.concurrency ?? CONCURRENCY,
    chunk: CLAIM_FROM,
    idleMs: IDLE_MS,
    wait,
    onError: (error) => log.error({ err: error }, "the dispatcher met an error"),
  });
  return {
    start: () => loop.start(),
    wake: () => loop.wake(),
    drain: () => loop.drain(),
    stop: (graceMs) => loop.stop(graceMs),
  };
}

const CUT = Symbol("cut");
