import { createTask, type RunCoordinator, type ScheduledTask } from "node-cron";
import { systemClock } from "./lib/clock.js";
import type { Log } from "./lib/log.js";
import { systemWait } from "./lib/wait.js";
import type { LeaseRepository } from "./store/store.js";

export interface Job {
  name: string;
  /** A cron line. */
  at: string;
  /** On each replica, as what lives in a process's memory must be kept fresh in every one. */
  everywhere?: boolean;
  /** Knows itself what of an earlier run it must leave alone. */
  overlaps?: boolean;
  run(): Promise<void>;
}

export interface ScheduleParts {
  jobs: Job[];
  timezone: string;
  leases: Pick<LeaseRepository, "acquire">;
  /** Names this process among its replicas. */
  owner: string;
  log: Log;
  /** So long a job's first run is waited for before the next job's: a site that hangs must not hold up digests. */
  headStartMs?: number;
}

const HEAD_START_MS = 10_000;

/**
 * Runs each job at its times: never two runs of one job at once (unless it may overlap), on one replica a fire. Cron
 * keeps no missed fires, so every job runs once at the start and works from what the store says is due.
 */
export function createSchedule(parts: ScheduleParts) {
  const { jobs, timezone, leases, owner, log, headStartMs = HEAD_START_MS } = parts;
  const inFlight = new Map<Promise<void>, string>();
  let stopping = false;

  async function run(job: Job): Promise<void> {
    if (stopping || (!job.overlaps && [...inFlight.values()].includes(job.name))) return;
    const work = job.run().catch((error) => {
      if (stopping) log.info({ job: job.name }, "job cut off by the stop");
      else log.error({ err: error, job: job.name }, "job failed");
    });
    inFlight.set(work, job.name);
    await work.finally(() => inFlight.delete(work));
  }

  const coordinator: RunCoordinator = {
    shouldRun: (fire, ttlMs) => leases.acquire(`cron:${fire}`, owner, systemClock.now(), ttlMs),
  };

  const tasks: ScheduledTask[] = jobs.map((job) =>
    createTask(job.at, () => run(job), {
      name: job.name,
      timezone,
      noOverlap: job.overlaps !== true,
      distributed: job.everywhere !== true,
      runCoordinator: coordinator,
      suppressMissedWarning: true,
    }),
  );

  return {
    /**
     * Begins every job's first run, in their order: digests after what is to be in them, if it comes in time. Resolves
     * when all have ended.
     */
    async start(): Promise<void> {
      const firstRuns: Promise<void>[] = [];
      for (const job of jobs) {
        const firstRun = run(job);
        firstRuns.push(firstRun);
        await within(headStartMs, firstRun);
      }
      if (!stopping) for (const task of tasks) await task.start();
      await Promise.all(firstRuns);
    },
    /** No fire from now on; waits for what is running. */
    async stop(): Promise<void> {
      stopping = true;
      await Promise.all(tasks.map((task) => task.destroy()));
      await Promise.all(inFlight.keys());
    },
  };
}

/** Resolves when `work` ends, at the latest after `ms`. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  const ended = new AbortController();
  await Promise.race([work.finally(() => ended.abort()), systemWait(ms, ended.signal)]);
}
