import { setTimeout as sleep } from "node:timers/promises";

/**
 * One task at a time per host, with a pause of varying length between two, so that no site feels more of this service
 * than of one person reading.
 */
export function createTurns(pauseMs: { least: number; most: number }, random: () => number) {
  const tails = new Map<string, Promise<void>>();
  const lastEnds = new Map<string, number>();

  return async function inTurn<T>(
    host: string,
    signal: AbortSignal | undefined,
    task: () => Promise<T>,
  ): Promise<T> {
    const before = tails.get(host) ?? Promise.resolve();
    let done = (): void => {};
    const mine = new Promise<void>((resolve) => {
      done = resolve;
    });
    const tail = before.then(() => mine);
    tails.set(host, tail);
    try {
      await untilAborted(before, signal);
      const pause = pauseMs.least + (pauseMs.most - pauseMs.least) * random();
      const wait = (lastEnds.get(host) ?? Number.NEGATIVE_INFINITY) + pause - performance.now();
      if (wait > 0) await sleep(wait, undefined, { signal });
      return await task();
    } finally {
      lastEnds.set(host, performance.now());
      done();
      if (tails.get(host) === tail) tails.delete(host);
    }
  };
}

async function untilAborted(promise: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  if (!signal) return promise;
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
