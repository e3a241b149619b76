import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/open.js";
import { subscriber } from "../store/records.js";
import { cli, objects, start } from "../support/process.js";

describe("the commands on the store", { timeout: 60_000 }, () => {
  let folder: string;
  let env: Record<string, string>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "yinxun-commands-"));
    env = { DATABASE_URL: `file:${folder}/yinxun.db` };
    const { stdout, code } = await cli(["ingest", "--json"], env);
    expect(code).toBe(0);
    expect(objects(stdout)).toMatchObject([{ seen: 20, new: 20, quarantined: 0, failed: 0 }]);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it("ingest reports nothing new the second time", async () => {
    const { stdout } = await cli(["ingest", "--json"], env);
    expect(objects(stdout)).toMatchObject([{ new: 0, changed: 0, merged: 0, quarantined: 0, failed: 0 }]);
  });

  it("ingest goes on at once where it was killed", async () => {
    const count = 300;
    const posts = join(folder, "posts");
    mkdirSync(posts);
    for (let i = 0; i < count; i++) {
      const post = `---\ntitle: "第${i}号公告"\ndate: 2022-06-02 10:00:00 +0800\n---\n第${i}号公告的正文。\n`;
      writeFileSync(join(posts, `2022-06-02-${i}.md`), post);
    }
    const list = join(folder, "posts.json");
    writeFileSync(list, JSON.stringify([{ id: "posts", kind: "jekyll", path: posts }]));
    const url = `file:${folder}/killed.db`;
    const settings = { DATABASE_URL: url, SOURCES_FILE: list };

    const store = await openStore(url);
    const killed = start("cli.ts", ["ingest"], settings);
    await expect
      .poll(async () => store.articles.count(), { timeout: 30_000, interval: 5 })
      .toBeGreaterThan(0);
    killed.child.kill("SIGKILL");
    await killed.finished;
    const articles = await store.articles.count();
    await store.close();
    expect(articles).toBeLessThan(count);

    const { stdout, code } = await cli(["ingest", "--json"], settings);
    expect(code).toBe(0);
    expect(objects(stdout)).toMatchObject([{ new: count - articles, failed: 0 }]);
  });

  it("ingest says so when it is given a source that is not in the list", async () => {
    const { code, stderr } = await cli(["ingest", "--source", "moon"], env);
    expect(code).toBe(1);
    expect(stderr).toContain('There is no source "moon"');
  });

  it("search answers one line an article, whatever is typed", async () => {
    const { stdout } = await cli(["search", "京萤计划", "--json"], env);
    const found = objects(stdout);
    expect(found).toHaveLength(3);
    expect(found[0]).toMatchObject({ banks: ["北京银行"], url: expect.stringMatching(/^http/) });
    const byTicker = await cli(["search", "bank:601169 since:2022-06-01", "--json", "--limit", "1"], env);
    expect(objects(byTicker.stdout)).toHaveLength(1);
    for (const odd of ['"', "(("]) expect((await cli(["search", odd, "--json"], env)).code).toBe(0);
  });

  it("digest prints a chat's parts as of a past time", async () => {
    const store = await openStore(String(env.DATABASE_URL));
    const reader = subscriber({ chat: 7, createdAt: 0 });
    await store.subscribers.add(reader);
    await store.subscribers.subscribe(reader, [{ kind: "bank", name: "北京银行" }], 0);
    await store.close();
    const at = "2022-06-02T21:00:00+08:00";
    const { code, stdout } = await cli(["digest", "--chat", "7", "--at", at, "--dry-run", "--json"], env);
    expect(code).toBe(0);
    expect(objects(stdout)).toMatchObject([
      { chat: 7, part: 0, text: expect.stringMatching(/^银讯日报[^\n]*6月2日[\s\S]*京萤计划/) },
    ]);
  });

  it("digest says so for a chat that nobody knows", async () => {
    const { code, stderr } = await cli(["digest", "--chat", "8"], env);
    expect(code).toBe(1);
    expect(stderr).toContain("has never written to the bot");
  });

  it("doctor tells what would be read, and fails for a source that cannot be", async () => {
    const list = join(folder, "sources.json");
    writeFileSync(list, JSON.stringify([{ id: "gone", kind: "jekyll", path: "nowhere" }]));
    const good = await cli(["doctor"], env);
    expect(good.code).toBe(0);
    expect(good.stdout).toMatch(/ok {4}source sample: would read 《/);
    const bad = await cli(["doctor"], { ...env, SOURCES_FILE: list });
    expect(bad.code).toBe(1);
    expect(bad.stdout).toMatch(/FAIL {2}source gone/);
  });

  it("doctor names what could not be read, and why", async () => {
    const posts = join(folder, "unreadable");
    mkdirSync(posts);
    writeFileSync(join(posts, "2022-06-02-1.md"), '---\ntitle: "空"\ndate: 2022-06-02 10:00:00 +0800\n---\n');
    writeFileSync(
      join(folder, "unreadable.json"),
      JSON.stringify([{ id: "empty", kind: "jekyll", path: posts }]),
    );
    const settings = {
      DATABASE_URL: `file:${folder}/unreadable.db`,
      SOURCES_FILE: join(folder, "unreadable.json"),
    };
    await cli(["ingest"], settings);
    const { stdout } = await cli(["doctor"], settings);
    expect(stdout).toMatch(
      /ok {4}database: sqlite, 0 articles, 1 items could not be read, lately empty 2022-06-02-1/,
    );
  });
});
