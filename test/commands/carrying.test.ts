import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "../../src/store/open.js";
import { availableEngines } from "../store/database.js";
import { subscriber } from "../store/records.js";
import { cli, objects, start } from "../support/process.js";

const reader = subscriber({
  chat: 700100200,
  title: "读者",
  times: ["07:15", "18:00"],
  days: "trading",
  quiet: { from: "22:00", to: "07:00" },
});
const topic = subscriber({
  chat: -1009001,
  thread: 7,
  type: "supergroup",
  mode: "instant",
  status: "stopped",
});

describe("carrying a database elsewhere", { timeout: 60_000 }, async () => {
  let folder: string;
  let env: Record<string, string>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "yinxun-carrying-"));
    env = { DATABASE_URL: `file:${folder}/yinxun.db` };
    const store = await openStore(env.DATABASE_URL ?? "");
    for (const one of [reader, topic]) await store.subscribers.add(one);
    await store.subscribers.subscribe(reader, [{ kind: "bank", name: "北京银行" }], 1);
    await store.subscribers.subscribe(reader, [{ kind: "topic", name: "行情评级", muted: true }], 1);
    await store.close();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("chats lists who follows what", async () => {
    const { stdout } = await cli(["chats"], env);
    expect(stdout).toContain("700100200  active  07:15 18:00  读者  北京银行 -行情评级");
    expect(stdout).toContain("-1009001/7  stopped  instant");
  });

  it.each(await availableEngines())("export and import carry conversations to %s", async (_, newDatabase) => {
    const exported = (await cli(["export"], env)).stdout;
    const target = await newDatabase();
    try {
      const there = { DATABASE_URL: target.url };
      const first = await cli(["import"], there, exported);
      expect(first.code).toBe(0);
      expect(objects(first.stdout).map(({ outcome }) => outcome)).toEqual(["added", "added"]);
      const again = await cli(["import"], there, exported);
      expect(objects(again.stdout).map(({ outcome }) => outcome)).toEqual(["known", "known"]);
      expect((await cli(["export"], there)).stdout).toBe(exported);
      const store = await target.open();
      const found = await store.subscribers.get(reader);
      expect(found?.nextDigestAt).toBeGreaterThan(found?.coveredUntil ?? Number.POSITIVE_INFINITY);
    } finally {
      await target.drop();
    }
  });

  it("import says what is wrong with a line and goes on", async () => {
    const [line = ""] = (await cli(["export"], env)).stdout.split("\n");
    const wrong = JSON.stringify({ ...JSON.parse(line), times: ["25:00"] });
    const elsewhere = { DATABASE_URL: `file:${folder}/other.db` };
    const { code, stdout } = await cli(["import"], elsewhere, `${wrong}\n{}\n${line}\n`);
    expect(code).toBe(1);
    const id = JSON.parse(line).id;
    expect(objects(stdout)).toEqual([
      { id, error: "times.0: a time is HH:MM" },
      { id: null, error: expect.stringContaining("id") },
      { id, outcome: "added" },
    ]);
  });

  it("backup copies the database while the service runs; restore waits until it has ended", async () => {
    const copy = join(folder, "copy.db");
    const service = start("main.ts", [], { ...env, PORT: "0" });
    await expect.poll(service.stdout, { timeout: 60_000 }).toContain("聊天页");
    expect(await cli(["backup", copy], env)).toMatchObject({ code: 0 });
    expect((await cli(["backup", copy], env)).code).toBe(2);
    const refused = await cli(["restore", copy], env);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("Another service works on this database file");
    service.child.kill("SIGTERM");
    await service.finished;

    const store = await openStore(env.DATABASE_URL ?? "");
    await store.subscribers.forget(reader.chat);
    await store.close();
    expect((await cli(["restore", copy], env)).code).toBe(0);
    expect((await cli(["chats"], env)).stdout).toContain("读者");
    expect(readdirSync(folder).sort()).toEqual(["copy.db", "yinxun.db", "yinxun.db.replaced"]);
  });

  it("restore keeps what every earlier restore has kept", async () => {
    const copies = [join(folder, "one.db"), join(folder, "two.db")] as const;
    for (const copy of copies) expect((await cli(["backup", copy], env)).code).toBe(0);
    const store = await openStore(env.DATABASE_URL ?? "");
    await store.subscribers.add(subscriber({ chat: 700100400, title: "后来的人" }));
    await store.close();
    for (const copy of copies) expect((await cli(["restore", copy], env)).code).toBe(0);
    const { stdout } = await cli(["chats"], { DATABASE_URL: `file:${folder}/yinxun.db.replaced` });
    expect(stdout).toContain("后来的人");
    expect(readdirSync(folder)).toContain("yinxun.db.replaced-2");
  });

  it("import tells of names that the dictionary does not know", async () => {
    const [line = ""] = (await cli(["export"], env)).stdout.split("\n");
    const strange = { ...JSON.parse(line), id: "99", interests: [{ kind: "bank", name: "没有的银行" }] };
    const { stdout } = await cli(["import"], env, JSON.stringify(strange));
    expect(objects(stdout)).toEqual([{ id: "99", outcome: "added", unknown: ["没有的银行"] }]);
  });

  it("says where a database is that cannot be used, and what arguments are too many", async () => {
    const dir = join(folder, "taken");
    writeFileSync(dir, "a file, no folder");
    const { code, stderr } = await cli(["chats"], { DATABASE_URL: `file:${dir}/yinxun.db` });
    expect(code).toBe(1);
    expect(stderr).toContain(`The database ${dir}/yinxun.db cannot be used`);
    expect((await cli(["export", "out.ndjson"], env)).code).toBe(2);
  });

  it("restore takes nothing that is no database of the service", async () => {
    const file = join(folder, "note.txt");
    writeFileSync(file, "no database ".repeat(100));
    const { code, stderr } = await cli(["restore", file], env);
    expect(code).toBe(1);
    expect(stderr).toContain("is no database of this program");
    expect((await cli(["restore", join(folder, "nothing")], env)).code).toBe(2);
    expect((await cli(["chats"], env)).stdout).toContain("读者");
  });
});
