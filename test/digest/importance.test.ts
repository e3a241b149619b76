import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "../../src/config.js";
import { loadImportance } from "../../src/digest/importance.js";
import { BrokenTable } from "../../src/lib/table.js";
import { loadDictionary } from "../../src/tag/dictionary.js";

const DATA = join(ROOT, "data");

it("weighs only topics that there are", () => {
  const known = loadDictionary(DATA).topics.map(({ name }) => name);
  expect(known).toEqual(expect.arrayContaining(Object.keys(loadImportance(DATA).topics)));
});

it("refuses a broken table by name", async () => {
  const folder = await mkdtemp(join(tmpdir(), "yinxun-importance-"));
  await writeFile(join(folder, "importance.json"), '{"size": -1}');
  expect(() => loadImportance(folder)).toThrow(BrokenTable);
  expect(() => loadImportance(folder)).toThrow(/importance\.json is not a valid table/);
  await rm(folder, { recursive: true });
});
