import { describe, expect, it } from "vitest";
import { BrokenTable } from "../../src/lib/table.js";
import { loadSummaryTables } from "../../src/summarize/tables.js";

describe("loadSummaryTables", () => {
  it("names the table that cannot be read", () => {
    expect(() => loadSummaryTables("/nowhere")).toThrow(BrokenTable);
    expect(() => loadSummaryTables("/nowhere")).toThrow(/summary-phrases\.json/u);
  });
});
