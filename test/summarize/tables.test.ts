import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../../src/config.js";
import { BrokenTable } from "../../src/lib/table.js";
import { loadSummaryTables } from "../../src/summarize/tables.js";

describe("loadSummaryTables", () => {
  it("names the table that cannot be read", () => {
    expect(() => loadSummaryTables("/nowhere")).toThrow(BrokenTable);
    expect(() => loadSummaryTables("/nowhere")).toThrow(/summary-phrases\.json/u);
  });

  it("refuses a cost that would speak for a bullet", () => {
    const folder = mkdtempSync(join(tmpdir(), "yinxun-tables-"));
    cpSync(join(ROOT, "data"), folder, { recursive: true });
    const path = join(folder, "summary-weights.json");
    const weights = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, JSON.stringify({ ...weights, long: { ...weights.long, strays: 1 } }));
    expect(() => loadSummaryTables(folder)).toThrow(/summary-weights\.json/u);
    rmSync(folder, { recursive: true });
  });
});
