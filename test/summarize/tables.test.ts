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

  it.each([
    ["a cost that would speak for a bullet", "weights", { long: { strays: 1 } }],
    ["a weight of a name that means none", "weights", { headline: { centr: 1 } }],
    ["a list of a name that means none", "phrases", { rumourz: ["网传"] }],
  ])("refuses %s", (_, table, change) => {
    const folder = mkdtempSync(join(tmpdir(), "yinxun-tables-"));
    cpSync(join(ROOT, "data"), folder, { recursive: true });
    const path = join(folder, `summary-${table}.json`);
    const rows = JSON.parse(readFileSync(path, "utf8"));
    const changed = Object.entries(change).map(([name, part]) => [
      name,
      Array.isArray(part) ? part : { ...rows[name], ...part },
    ]);
    writeFileSync(path, JSON.stringify({ ...rows, ...Object.fromEntries(changed) }));
    expect(() => loadSummaryTables(folder)).toThrow(new RegExp(`summary-${table}\\.json`, "u"));
    rmSync(folder, { recursive: true });
  });
});
