import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/open.js";
import { sqliteDatabase } from "../store/database.js";
import { cli, start } from "../support/process.js";

describe("the service as a process", { timeout: 120_000 }, () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "yinxun-process-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("starts in preview with no settings, prints a digest and an address, and stops in order", async () => {
    const service = start("main.ts", [], { DATABASE_URL: `file:${folder}/yinxun.db`, PORT: "0" });
    await expect.poll(service.stdout, { timeout: 60_000 }).toContain("聊天页");
    expect(service.stdout()).toContain("银讯日报 · 6月2日 周四");
    expect(service.stdout()).toContain("京萤计划");
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(service.stdout())?.[0];
    const health = await fetch(`${url}/healthz`);
    expect(health.status).toBe(200);
    const page = await (await fetch(`${url}/`)).text();
    expect(page).toContain("银讯");
    service.child.kill("SIGTERM");
    expect(await service.finished).toMatchObject({ code: 0, signal: null });
  });

  it("starts in preview also where no source has news", async () => {
    writeFileSync(join(folder, "none.json"), "[]");
    const service = start("main.ts", [], {
      DATABASE_URL: `file:${folder}/yinxun.db`,
      SOURCES_FILE: join(folder, "none.json"),
      PORT: "0",
    });
    await expect.poll(service.stdout, { timeout: 60_000 }).toContain("聊天页");
    expect(service.stdout()).toContain("暂无新消息");
    service.child.kill("SIGTERM");
    expect(await service.finished).toMatchObject({ code: 0, signal: null });
  });

  it("stops in order also while it still starts", async () => {
    const { child, finished } = start("main.ts", [], { DATABASE_URL: `file:${folder}/yinxun.db`, PORT: "0" });
    child.stdout?.once("data", () => child.kill("SIGTERM"));
    expect(await finished).toMatchObject({ code: 0, signal: null });
  });

  it("is the only one on its file, also after it was killed", async () => {
    const settings = { DATABASE_URL: `file:${folder}/yinxun.db`, PORT: "0" };
    const first = start("main.ts", [], settings);
    await expect.poll(first.stdout, { timeout: 60_000 }).toContain("聊天页");
    const { code, stderr } = await start("main.ts", [], settings).finished;
    expect(code).toBe(2);
    expect(stderr).toContain("Another service works on this database file");
    first.child.kill("SIGKILL");
    await first.finished;
    const third = start("main.ts", [], settings);
    await expect.poll(third.stdout, { timeout: 60_000 }).toContain("聊天页");
    third.child.kill("SIGTERM");
    expect(await third.finished).toMatchObject({ code: 0 });
  });

  it("tells every wrong setting at once and ends with 2", async () => {
    const { finished } = start("main.ts", [], { PORT: "many", ACCESS: "all", BOT_TOKEN: "secret-thing" });
    const { code, stderr } = await finished;
    expect(code).toBe(2);
    expect(stderr).toMatch(/BOT_TOKEN[\s\S]*ACCESS[\s\S]*PORT/);
    expect(stderr).not.toContain("secret-thing");
  });

  it("tells what is wrong with the list of sources and ends with 2", async () => {
    const list = join(folder, "sources.json");
    writeFileSync(
      list,
      JSON.stringify([
        { id: "a", kind: "carrier pigeon" },
        { id: "b", kind: "feed", url: "x" },
      ]),
    );
    const { code, stderr } = await start("main.ts", [], { SOURCES_FILE: list }).finished;
    expect(code).toBe(2);
    expect(stderr).toMatch(/source 1 \(a\)[\s\S]*source 2 \(b\)/);
  });

  it("reads the same rows after being killed in the middle of an ingest", async () => {
    const posts = join(folder, "_posts");
    mkdirSync(posts);
    for (let number = 1; number <= 400; number++)
      writeFileSync(join(posts, `2022-06-02-${number}.md`), post(number));
    const list = join(folder, "sources.json");
    writeFileSync(list, JSON.stringify([{ id: "many", kind: "jekyll", path: "_posts" }]));
    const killed = await sqliteDatabase();
    const undisturbed = await sqliteDatabase();
    try {
      for (const atLeast of [40, 150]) {
        const ingest = start("cli.ts", ["ingest"], { DATABASE_URL: killed.url, SOURCES_FILE: list });
        const store = await killed.open();
        await expect
          .poll(() => store.articles.count(), { timeout: 60_000, interval: 5 })
          .toBeGreaterThan(atLeast);
        ingest.child.kill("SIGKILL");
        expect(await ingest.finished).toMatchObject({ signal: "SIGKILL" });
        // The dead process cannot give its lease back; nobody waits a minute for it here.
        await killed.run("delete from leases");
      }
      expect((await cli(["ingest"], { DATABASE_URL: killed.url, SOURCES_FILE: list })).code).toBe(0);
      expect((await cli(["ingest"], { DATABASE_URL: undisturbed.url, SOURCES_FILE: list })).code).toBe(0);
      expect(await contents(killed.url)).toEqual(await contents(undisturbed.url));
    } finally {
      await killed.drop();
      await undisturbed.drop();
    }
  });
});

function post(number: number): string {
  const banks = ["中国工商银行", "北京银行", "招商银行", "宁波银行"];
  const bank = banks[number % banks.length];
  return `---
layout: post
title: "${bank}第${number}家社区支行开业"
date: 2022-06-02 ${String(8 + (number % 12)).padStart(2, "0")}:00:00 +0800
categories: emnews
tags: 东财滚动新闻
---

${bank}6月2日公告，其第${number}家社区支行正式开业，首日办理业务${number * 7}笔，存款余额${number * 3}万元。

<http://finance.example.com/${number}.html>
`;
}

/** All that a reader could find in a store; when it was first seen is not part of it. */
async function contents(url: string): Promise<unknown[]> {
  const store = await openStore(url);
  const articles = await store.articles.page(0, 10_000);
  await store.close();
  return articles
    .map(({ id, storyId, seenAt, ...rest }) => rest)
    .sort((a, b) => a.externalId.localeCompare(b.externalId));
}
