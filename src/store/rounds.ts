import type { Exclusive } from "./exclusive.js";

interface Session {
  /** Aborted when another process has the job. */
  lost: AbortSignal;
  end(): void;
}

/**
 * Rounds of a job that only one process at a time may do: a round may begin while an earlier one of this process goes on,
 * and other processes wait until all have ended. "taken" when another process is at it.
 */
export function createRounds(exclusive: Exclusive, name: string) {
  let session: Promise<Session | "taken"> | undefined;
  let rounds = 0;

  function open(): Promise<Session | "taken"> {
    return new Promise((resolve, reject) => {
      exclusive(name, (lost) => new Promise<void>((end) => resolve({ lost, end }))).then((outcome) => {
        if (outcome === "taken") resolve(outcome);
      }, reject);
    });
  }

  return async function round<T>(job: (lost: AbortSignal) => Promise<T>): Promise<T | "taken"> {
    session ??= open();
    rounds += 1;
    const joined = session;
    try {
      const opened = await joined;
      return opened === "taken" ? opened : await job(opened.lost);
    } finally {
      rounds -= 1;
      if (rounds === 0 && session === joined) {
        session = undefined;
        const opened = await joined.catch(() => undefined);
        if (opened !== undefined && opened !== "taken") opened.end();
      }
    }
  };
}
