import { afterEach, describe, expect, it } from "vitest";
import { createLog } from "../src/lib/log.js";
import { createSchedule, type Job } from "../src/schedule.js";

const NEVER = "0 0 29 2 *";
const log = createLog("silent", [], process.stderr);
const leases = { acquire: async () => true };

const opened: ReturnType<typeof createSchedule>[] = [];
const release: (() => void)[] = [];
afterEach(async () => {
  for (const finish of release.splice(0)) finish();
  for (const schedule of opened.splice(0)) await schedule.stop();
});

function open(jobs: Job[]) {
  const parts = { jobs, timezone: "Asia/Shanghai", leases, owner: "test", log, headStartMs: 50 };
  const schedule = createSchedule(parts);
  opened.push(schedule);
  return schedule;
}

describe("the first runs", () => {
  it("come one after the other", async () => {
    const done: string[] = [];
    const job = (name: string, ms: number): Job => ({
      name,
      at: NEVER,
      run: async () => {
        await new Promise((resolve) => setTimeout(resolve, ms));
        done.push(name);
      },
    });
    await open([job("ingest", 20), job("digests", 0)]).start();
    expect(done).toEqual(["ingest", "digests"]);
  });

  it("do not wait for one that hangs, nor does the next fire begin it again", async () => {
    let begun = 0;
    let digests = 0;
    const hanging: Job = {
      name: "ingest",
      at: "* * * * * *",
      run: () => {
        begun++;
        return new Promise((resolve) => release.push(resolve));
      },
    };
    const digest: Job = { name: "digests", at: "* * * * * *", run: async () => void digests++ };
    void open([hanging, digest]).start();
    await expect.poll(() => digests, { timeout: 5_000 }).toBeGreaterThan(1);
    expect(begun).toBe(1);
  });
});
