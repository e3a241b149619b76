import type { Clock } from "../lib/clock.js";
import { MINUTE, SECOND } from "../lib/duration.js";
import type { Wait } from "../lib/wait.js";
import { arrived, RateLimit } from "./rate-limit.js";

/** Telegram's chat ids are numbers, negative for groups and channels; names of public channels are text. */
export type ChatKey = number | string;

const isGroup = (chat: ChatKey): boolean => typeof chat === "string" || chat < 0;

/** A turn was not had in time, or the service stops. Nothing was sent. */
export class HeldBack extends Error {
  override readonly name = "HeldBack";

  constructor(readonly retryAfterMs: number) {
    super(`held back for ${Math.ceil(retryAfterMs)} ms`);
  }
}

export interface Turn {
  /** Urgent ones, the replies, go before all others. */
  urgent: boolean;
  /** Throw HeldBack instead of waiting longer. */
  patienceMs: number;
  signal?: AbortSignal;
}

/** How fast messages may leave. One pace serves every sender of a bot. */
export interface Pace {
  /**
   * Resolves when a message to `chat` (undefined: none that is known) may leave, with what is to be called when its
   * answer is there. Throws HeldBack.
   */
  take(chat: ChatKey | undefined, turn: Turn): Promise<Answered>;
  /** Resolves when digests may leave, as far as that does not depend on their chat, or when `signal` is aborted. */
  open(signal: AbortSignal): Promise<void>;
  /** Nobody sends anything for `ms`: Telegram's retry_after holds for the whole bot. */
  pause(ms: number): void;
}

export interface PaceOptions {
  /** Messages a second overall, a second per chat, a minute per group. */
  rates: { overall: number; perChat: number; perGroup: number };
  clock: Clock;
  wait: Wait;
}

type Answered = () => void;

interface Waiter extends Turn {
  chat: ChatKey | undefined;
  since: number;
  go(answered: Answered): void;
  giveUp(retryAfterMs: number): void;
}

/**
 * The server counts arrivals, not departures, and messages may come nearer to each other on their way. A message has
 * arrived when its answer is there; until then it is taken to be this late, which few are.
 */
const LATE_MS = { overall: 30, perChat: 250, perGroup: 1_800 };
/** Clocks of whole milliseconds, ours and the server's. */
const ROUNDING_MS = 2;
/** Evenly spaced but for this much, which makes up for timers that are late and leaves gaps for replies. */
const HURRY = 1.25;
/** Timers are no finer than a millisecond or two: above a hundred messages a second several leave together. */
const TOGETHER_FROM = 100;

export function createPace({ rates, clock, wait }: PaceOptions): Pace {
  const overall = RateLimit.perTime(rates.overall, SECOND + ROUNDING_MS, LATE_MS.overall);
  const together = Math.ceil(rates.overall / TOGETHER_FROM);
  const spacing = new RateLimit(together, (together * SECOND) / rates.overall / HURRY);
  const perChat = RateLimit.perTime(rates.perChat, SECOND + ROUNDING_MS, LATE_MS.perChat);
  const perGroup = RateLimit.perTime(rates.perGroup, MINUTE + ROUNDING_MS, LATE_MS.perGroup);
  const waiters: Waiter[] = [];
  let paused = { at: 0, ms: 0 };
  let sleep: AbortController | undefined;
  let running = false;

  const pauseLeft = (now: number): number =>
    // A clock that was set back must not prolong a pause.
    now < paused.at ? 0 : Math.max(0, paused.at + paused.ms - now);

  const commonDelay = (now: number): number =>
    Math.max(pauseLeft(now), overall.delay("", now), spacing.delay("", now));

  const delayOf = (chat: ChatKey | undefined, now: number): number => {
    const common = commonDelay(now);
    if (chat === undefined) return common;
    return Math.max(common, perChat.delay(chat, now), isGroup(chat) ? perGroup.delay(chat, now) : 0);
  };

  const count = (chat: ChatKey | undefined, now: number): Answered => {
    spacing.take("", now);
    const uses = [overall.take("", now)];
    if (chat !== undefined) {
      uses.push(perChat.take(chat, now));
      if (isGroup(chat)) uses.push(perGroup.take(chat, now));
    }
    return () => {
      for (const use of uses) arrived(use, clock.now());
    };
  };

  const leave = (waiter: Waiter): void => {
    waiters.splice(waiters.indexOf(waiter), 1);
  };

  /** Lets go who may; returns how long nobody else may, undefined when nobody waits. */
  const serve = (): number | undefined => {
    for (;;) {
      const now = clock.now();
      for (const waiter of [...waiters]) {
        const delay = delayOf(waiter.chat, now);
        if (delay > 0 && Math.max(0, now - waiter.since) + delay > waiter.patienceMs) {
          leave(waiter);
          waiter.giveUp(delay);
        }
      }
      const inOrder = [...waiters.filter(({ urgent }) => urgent), ...waiters.filter(({ urgent }) => !urgent)];
      const next = inOrder.find(({ chat }) => delayOf(chat, now) <= 0);
      if (next !== undefined) {
        leave(next);
        next.go(count(next.chat, now));
      } else if (waiters.length === 0) return undefined;
      else return Math.min(...waiters.map(({ chat }) => delayOf(chat, now)));
    }
  };

  const run = async (): Promise<void> => {
    if (running) return sleep?.abort();
    running = true;
    for (let delay = serve(); delay !== undefined; delay = serve()) {
      sleep = new AbortController();
      await wait(Math.ceil(delay), sleep.signal);
    }
    running = false;
  };

  const take = (chat: ChatKey | undefined, turn: Turn): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const stop = (): void => {
        leave(waiter);
        waiter.giveUp(0);
      };
      const waiter: Waiter = {
        ...turn,
        chat,
        since: clock.now(),
        go(answered) {
          turn.signal?.removeEventListener("abort", stop);
          resolve(answered);
        },
        giveUp(retryAfterMs) {
          turn.signal?.removeEventListener("abort", stop);
          reject(new HeldBack(retryAfterMs));
        },
      };
      if (turn.signal?.aborted) return waiter.giveUp(0);
      if (waiters.length === 0 && delayOf(chat, waiter.since) <= 0) {
        return resolve(count(chat, waiter.since));
      }
      turn.signal?.addEventListener("abort", stop, { once: true });
      waiters.push(waiter);
      void run();
    });

  return {
    take,
    async open(signal) {
      for (;;) {
        const now = clock.now();
        // Those who wait for their chat alone are in nobody's way.
        const others = waiters.some((waiter) => delayOf(waiter.chat, now) <= 0);
        const delay = commonDelay(now);
        if (signal.aborted || (delay <= 0 && !others)) return;
        await wait(Math.ceil(Math.max(1, delay)), signal);
      }
    },
    pause(ms) {
      const now = clock.now();
      if (ms > pauseLeft(now)) paused = { at: now, ms };
      void run();
    },
  };
}
