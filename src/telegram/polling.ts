import { backoff } from "../lib/backoff.js";
import type { Clock } from "../lib/clock.js";
import type { Log } from "../lib/log.js";
import type { Wait } from "../lib/wait.js";
import type { Lease } from "../store/lease.js";
import type { UpdateRepository } from "../store/store.js";
import type { TelegramClient } from "./client.js";
import { TelegramFailure } from "./failure.js";
import { ALLOWED_UPDATES, commitUpdates } from "./intake.js";

export interface PollingParts {
  client: TelegramClient;
  updates: UpdateRepository;
  /** Lets one process of several poll; undefined where there is only one. */
  lease?: Lease;
  /** New updates are stored. */
  onReceived(): void;
  clock: Clock;
  wait: Wait;
  random: () => number;
  log: Log;
  /** How long Telegram holds a request that has nothing to answer. */
  pollSeconds?: number;
  /** How long its answer may take beyond that. */
  answerWithinMs?: number;
}

export interface Polling {
  /** Polls until stopped. Throws only when the token is not accepted: nothing but a new token helps. */
  run(): Promise<void>;
  stop(): Promise<void>;
}

/** As many as Telegram gives at most. */
const BATCH = 100;
const POLL_SECONDS = 25;
const ANSWER_WITHIN_MS = 10_000;
const LEASE_RETRY_MS = 1_000;
const RETRY = { baseMs: 1_000, maxMs: 60_000 };

/** Long polling that loses nothing: each batch is committed before the next request confirms it. */
export function createPolling(parts: PollingParts): Polling {
  const { client, updates, lease, clock, wait, log } = parts;
  const pollSeconds = parts.pollSeconds ?? POLL_SECONDS;
  const timeoutMs = pollSeconds * 1000 + (parts.answerWithinMs ?? ANSWER_WITHIN_MS);
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  let offset: number | undefined;
  let failures = 0;

  /** Takes a webhook away, since Telegram serves one kind of intake at a time; what waits there stays waiting. */
  const begin = async (): Promise<void> => {
    await client.call("deleteWebhook", { drop_pending_updates: false }, { signal: stopping.signal });
    const lastId = await updates.lastId();
    offset = lastId === undefined ? undefined : lastId + 1;
    log.info({ offset }, "polling for updates");
  };

  const poll = async (): Promise<void> => {
    const batch = await client.call(
      "getUpdates",
      {
        offset,
        limit: BATCH,
        timeout: pollSeconds,
        allowed_updates: ALLOWED_UPDATES,
      },
      { signal: stopping.signal, timeoutMs },
    );
    if (!Array.isArray(batch)) {
      throw new TelegramFailure("getUpdates", { kind: "uncertain", detail: "an answer that is no list" });
    }
    const { committed, fresh, unreadable } = await commitUpdates(batch, updates, clock.now());
    if (unreadable.length > 0) log.warn({ count: unreadable.length }, "updates without an id were skipped");
    if (fresh > 0) parts.onReceived();
    if (committed.length > 0) offset = Math.max(...committed.map(({ updateId }) => updateId)) + 1;
    else if (unreadable.length > 0) await passBy(unreadable.length);
  };

  /**
   * Entries without an id cannot be confirmed; they go when an update behind them is. Only where they fill a batch, so
   * that nothing behind them comes through, is the first passed over: it has at least the id that was asked for.
   */
  const passBy = async (count: number): Promise<void> => {
    if (count >= BATCH && offset !== undefined) offset += 1;
    await wait(RETRY.baseMs, stopping.signal);
  };

  const holdsLease = async (): Promise<boolean> => lease === undefined || (await lease.take());

  const loop = async (): Promise<void> => {
    let begun = false;
    while (!stopping.signal.aborted) {
      try {
        if (!(await holdsLease())) {
          begun = false;
          await wait(LEASE_RETRY_MS, stopping.signal);
          continue;
        }
        if (!begun) await begin();
        begun = true;
        await poll();
        failures = 0;
      } catch (error) {
        if (stopping.signal.aborted) break;
        // A webhook that was set meanwhile is a conflict too, and stays one until it is taken away.
        if (error instanceof TelegramFailure && error.failure.kind === "conflict") begun = false;
        await recover(error);
      }
    }
    await lease
      ?.release()
      .catch((error: unknown) => log.warn({ err: error }, "the lease on polling ends by itself"));
  };

  const recover = async (error: unknown): Promise<void> => {
    const failure = error instanceof TelegramFailure ? error.failure : undefined;
    if (failure?.kind === "unauthorized") throw error;
    failures += 1;
    const delay = backoff(failures, { ...RETRY, random: parts.random });
    if (failure?.kind === "conflict") {
      log.warn({ delay, reason: failure.description }, "another program reads this bot's updates");
    } else {
      log.warn({ delay, err: error }, "updates could not be read");
    }
    await wait(failure?.kind === "flood" ? failure.retryAfterMs : delay, stopping.signal);
  };

  return {
    run() {
      running ??= loop();
      return running;
    },
    async stop() {
      stopping.abort();
      // Why it ended is told to whoever called run().
      await running?.catch(() => undefined);
    },
  };
}
