import { chmod, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Source } from "../../src/news/source.js";
import { encodeGbk } from "../support/gbk.js";
import { type Desk, itemsOf, openDesk } from "./reading.js";

let folder: string;
let desk: Desk;
let source: Source;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "yinxun-jekyll-"));
  desk = openDesk();
  source = { id: "posts", kind: "jekyll", path: folder };
});
afterEach(async () => {
  await desk.http.close();
  await rm(folder, { recursive: true });
});

async function write(path: string, text: string | Buffer = "---\ntitle: 甲\n---\n甲行。"): Promise<void> {
  await mkdir(join(folder, path, ".."), { recursive: true });
  await writeFile(join(folder, path), text);
}

const ids = async () => itemsOf(await desk.read(source)).map((item) => item.externalId);

describe("a folder of posts", () => {
  it("lists its posts by date, and nothing the second time", async () => {
    await write("2022-10-01-c.md");
    await write("2022-6-2-b.md");
    await write("2021-12-08-a.markdown");
    await write("note.txt");
    await write("README.md");
    expect(await ids()).toEqual(["2021-12-08-a.markdown", "2022-6-2-b.md", "2022-10-01-c.md"]);
    expect(await desk.read(source)).toEqual([]);
  });

  it("lists a post again when it was edited, and new ones", async () => {
    await write("2022-06-02-a.md");
    await write("2022-06-02-b.md");
    await desk.read(source);
    await write("2022-06-02-b.md", "---\ntitle: 乙\n---\n更正：乙行。");
    await write("2022-06-03-c.md");
    expect(await ids()).toEqual(["2022-06-02-b.md", "2022-06-03-c.md"]);
  });

  it("notices an edit that keeps the size, by the time of the change", async () => {
    await write("2022-06-02-a.md");
    await desk.read(source);
    await utimes(join(folder, "2022-06-02-a.md"), new Date(), new Date(Date.UTC(2030, 0)));
    expect(await ids()).toEqual(["2022-06-02-a.md"]);
  });

  it("lists everything again when nothing was committed", async () => {
    await write("2022-06-02-a.md");
    expect(await desk.peek(source)).toHaveLength(1);
    expect(await desk.peek(source)).toHaveLength(1);
  });

  it("takes posts of _posts and old_post, wherever they are, and leaves pages and drafts alone", async () => {
    await write("_posts/2022-06-02-a.md");
    await write("old_post/2022-05-01-b.md");
    await write("emnews/_posts/2022-06-01-c.md");
    await write("index.md");
    await write("category/emnews.md");
    await write("_drafts/d.md");
    await write("_site/_posts/2022-06-02-a.html");
    expect(await ids()).toEqual(["2022-05-01-b.md", "2022-06-01-c.md", "2022-06-02-a.md"]);
  });

  it("knows a post that was moved from _posts to old_post", async () => {
    await write("_posts/2022-06-02-a.md");
    const [before] = await ids();
    await rm(join(folder, "_posts/2022-06-02-a.md"));
    await write("old_post/2022-06-02-a.md", "---\ntitle: 甲\n---\n甲行。\n");
    expect(await ids()).toEqual([before]);
  });

  it("takes a post that the site itself would not take, for its name has no date", async () => {
    await write("_posts/-202205262391921712.md");
    expect(await ids()).toEqual(["-202205262391921712.md"]);
  });

  it("reads GBK and marks of byte order", async () => {
    await write("2022-06-02-a.md", encodeGbk("---\ntitle: 兴业银行\n---\n兴业银行降息。"));
    await write("2022-06-02-b.md", "\ufeff---\ntitle: 乙\n---\n乙行。");
    const [first, second] = itemsOf(await desk.read(source));
    expect(first?.body).toContain("兴业银行降息");
    expect(second?.body).toMatch(/^---/);
  });

  it("tells a saved page from a post in HTML", async () => {
    await write("2022-06-02-a.html", "---\ntitle: 甲\n---\n<p>甲行。</p>");
    await write("2022-06-02-b.html", "<!DOCTYPE html><html><body><p>乙行。</p></body></html>");
    expect(itemsOf(await desk.read(source)).map((item) => item.format)).toEqual(["post", "page"]);
  });
});

describe("a folder with traps", () => {
  it("does not follow a link out of the folder, and says so", async () => {
    const outside = await mkdtemp(join(tmpdir(), "yinxun-outside-"));
    await writeFile(join(outside, "secret.md"), "secret");
    await write("2022-06-02-a.md");
    await symlink(join(outside, "secret.md"), join(folder, "2022-06-02-b.md"));
    await symlink(outside, join(folder, "_posts"));
    expect(await desk.read(source)).toMatchObject([
      { kind: "item" },
      {
        kind: "unreadable",
        externalId: "2022-06-02-b.md",
        reason: "a link that leads out of the folder",
        body: "",
      },
    ]);
    await rm(outside, { recursive: true });
  });

  it("does not read a file of many megabytes", async () => {
    await write("2022-06-02-a.md", Buffer.alloc(5 * 1024 * 1024, 0x61));
    expect(await desk.read(source)).toMatchObject([
      { kind: "unreadable", reason: expect.stringContaining("more than") },
    ]);
    expect(await desk.read(source)).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)("tries a file again that could not be read", async () => {
    await write("2022-06-02-a.md");
    await chmod(join(folder, "2022-06-02-a.md"), 0o000);
    expect(await desk.read(source)).toMatchObject([{ kind: "failed" }]);
    await chmod(join(folder, "2022-06-02-a.md"), 0o600);
    expect(await ids()).toEqual(["2022-06-02-a.md"]);
  });

  it("says which folder is not there", async () => {
    await expect(desk.read({ ...source, path: join(folder, "nowhere") } as Source)).rejects.toThrow(
      `The folder ${folder}/nowhere cannot be read.`,
    );
  });
});
