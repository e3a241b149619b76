import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { crashResult, crashWork } from "./crash-work.js";
import { availableEngines, type TestDatabase } from "./database.js";
import { seeded } from "./terms.js";

const child = fileURLToPath(new URL("crash-child.ts", import.meta.url));

/** Runs the work in a process and kills it after so many steps. Resolves to whether it had come to its end. */
function runAndKill(url: string, steps: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const process_ = spawn(process.execPath, ["--import", "tsx", child, url], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let seen = 0;
    let output = "";
    let errors = "";
    process_.stderr.on("data", (chunk) => {
      errors += chunk;
    });
    process_.stdout.on("data", (chunk) => {
      output += chunk;
      seen = output.split(".").length - 1;
      if (seen >= steps) process_.kill("SIGKILL");
    });
    process_.on("error", reject);
    process_.on("close", (code, signal) => {
      if (code !== 0 && signal !== "SIGKILL") reject(new Error(errors));
      else resolve(output.includes("done"));
    });
  });
}

describe.each(await availableEngines())("a process killed at work on %s", (_engine, create) => {
  const databases: TestDatabase[] = [];
  afterEach(async () => {
    await Promise.all(databases.splice(0).map((database) => database.drop()));
  });
  const database = async () => {
    const made = await create();
    databases.push(made);
    return made;
  };

  it("ends with the rows of an undisturbed run", { timeout: 240_000 }, async () => {
    const [calm, disturbed] = [await database(), await database()];
    const undisturbed = await calm.open();
    await crashWork(undisturbed, () => {});

    const random = seeded(7);
    let kills = 0;
    let ended = false;
    while (!ended) {
      ended = await runAndKill(disturbed.url, kills < 10 ? 10 + Math.floor(random() * 40) : 10_000);
      if (!ended) kills += 1;
    }
    expect(kills).toBeGreaterThanOrEqual(4);

    const store = await disturbed.open();
    expect(await crashResult(store)).toEqual(await crashResult(undisturbed));
    const rows = (tables: Record<string, unknown[]>) =>
      Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, table.length]));
    const [expected, found] = [rows(await calm.dump()), rows(await disturbed.dump())];
    expect(found).toEqual(expected);
    // What was on its way when the process died is uncertain: never sent twice, never lost.
    const { sent = 0, uncertain = 0, ...others } = await store.ledger.counts();
    expect(others).toEqual({});
    expect(sent + uncertain).toBe(expected.deliveries);
    expect(uncertain).toBeLessThanOrEqual(2 * kills);
  });
});
