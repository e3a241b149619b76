import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createProgress } from "../../src/commands/retag.js";
import { openStore } from "../../src/store/open.js";
import { cli, objects } from "../support/process.js";

describe("retag", { timeout: 60_000 }, () => {
  let folder: string;
  let env: Record<string, string>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "yinxun-retag-"));
    env = { DATABASE_URL: `file:${folder}/yinxun.db` };
    await cli(["ingest"], env);
    const store = await openStore(String(env.DATABASE_URL));
    const [article] = await store.articles.page(0, 1);
    await store.articles.replaceTags(article?.id ?? 0, { banks: ["月球银行"], topics: [], evidence: [] });
    await store.close();
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it("counts what would change, writes it, and has nothing left to do", async () => {
    const dry = await cli(["retag", "--dry-run", "--json"], env);
    expect(dry.code).toBe(0);
    expect(objects(dry.stdout)).toEqual([{ seen: 20, changed: 1 }]);
    const { stdout, stderr } = await cli(["retag", "--json"], env);
    expect(objects(stdout)).toEqual([{ seen: 20, changed: 1 }]);
    expect(stderr).toContain("20/20 articles, 1 changed");
    const again = await cli(["retag"], env);
    expect(again.stdout).toMatch(/seen +20\nchanged +0\n/);
  });

  it("says how it is used when it is given what it does not know", async () => {
    const { code, stderr } = await cli(["retag", "--fast"], env);
    expect(code).toBe(2);
    expect(stderr).toContain("Usage: cli retag [--dry-run] [--json]");
  });
});

it("draws a bar for a person, over itself", () => {
  const screen = Object.assign(new PassThrough(), { isTTY: true });
  const show = createProgress(screen);
  show({ done: 500, total: 1000, changed: 3 });
  show({ done: 1000, total: 1000, changed: 4 });
  expect(String(screen.read())).toBe(
    `\r${"█".repeat(15)}${"░".repeat(15)} 50% 500/1000, 3 changed\r${"█".repeat(30)} 100% 1000/1000, 4 changed\n`,
  );
});

it("writes a line now and then for a file", () => {
  const file = new PassThrough();
  const show = createProgress(file);
  for (let done = 0; done <= 12_000; done += 500) show({ done, total: 12_000, changed: 1 });
  expect(String(file.read()).split("\n").slice(0, -1)).toEqual([
    "5000/12000 articles, 1 changed",
    "10000/12000 articles, 1 changed",
    "12000/12000 articles, 1 changed",
  ]);
});
