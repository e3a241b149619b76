import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Trx } from "../../src/store/engine.js";
import { openSqlite } from "../../src/store/sqlite.js";

const NORMAL = 1;
const FULL = 2;

it("waits for the disk where something was promised, and for articles each time does not", async () => {
  const folder = mkdtempSync(join(tmpdir(), "yinxun-sync-"));
  const engine = await openSqlite(join(folder, "sync.db"));
  const level = async (trx: Trx) =>
    (await sql<{ synchronous: number }>`select synchronous from pragma_synchronous`.execute(trx)).rows[0]
      ?.synchronous;
  try {
    for (let round = 0; round < 3; round += 1) {
      expect(await engine.relaxed(level)).toBe(NORMAL);
      expect(await engine.durable(level)).toBe(FULL);
    }
    await expect(engine.relaxed(() => Promise.reject(new Error("no disk")))).rejects.toThrow("no disk");
    expect(await engine.durable(level)).toBe(FULL);
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true });
  }
});
