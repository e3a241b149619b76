import { createTask, type RunCoordinator, type ScheduledTask } from "node-cron";
import { systemClock } from "./lib/clock.js";
import type { Log } from "./lib/log.js";
import type { LeaseRepository } from "./store/store.js";

export interface Job {
  name: string;
  /** A cron line. */
  at: string;
  /** On each replica, as what lives in a process's memory must be kept fresh in every one. */
  everywhere?: boolean;
  run(): Promise<void>;
}

export interface ScheduleParts {
  jobs: Job[];
  timezone: string;
  leases: LeaseRepository;
  /** Names this process among its replicas. */
  owner: string;
  log: Log;
}

/**
 * Runs each job at its times: never two runs of one job at once, on one replica a fire. Cron keeps no missed fires, so
 * every job runs once at the start and works from what the store says is due.
 */
export function createSchedule({ jobs, timezone, leases, owner, log }: ScheduleParts) {
  const inFlight = new Set<Promise<void>>();
  let stopping = false;

  async function run(job: Job): Promise<void> {
    if (stopping) return;
    const work = job.run().catch((error) => log.error({ err: error, job: job.name }, "job failed"));
    inFlight.add(work);
    await work.finally(() => inFlight.delete(work));
  }

  const coordinator: RunCoordinator = {
    shouldRun: (fire, ttlMs) => leases.acquire(`cron:${fire}`, owner, systemClock.now(), ttlMs),
  };

  const tasks: ScheduledTask[] = jobs.map((job) =>
    createTask(job.at, () => run(job), {
      name: job.name,
      timezone,
      noOverlap: true,
      distributed: job.everywhere !== true,
      runCoordinator: coordinator,
      suppressMissedWarning: true,
    }),
  );

  return {
    /** Resolves when every job has had its first run, in their order: digests after what is to be in them. */
    async start(): Promise<void> {
      for (const job of jobs) await run(job);
      if (stopping) return;
      for (const task of tasks) await task.start();
    },
    /** No fire from now on; waits for what is running. */
    async stop(): Promise<void> {
      stopping = true;
      await Promise.all(tasks.map((task) => task.destroy()));
      await Promise.all(inFlight);
    },
  };
}
