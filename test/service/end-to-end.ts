import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ROOT } from "../../src/config.js";
import type { CreateDatabase, TestDatabase } from "../store/database.js";
import { openTestSite, type TestSite } from "../support/test-site.js";
import { type Running, startService } from "./running.js";

const READER = 501;
const ADMIN = 900;
const SAMPLES = { id: "samples", kind: "jekyll", path: join(ROOT, "data/sample/_posts") };

/** One script for both engines: from sources to what a subscriber reads. */
export function endToEnd(newDatabase: CreateDatabase): void {
  let database: TestDatabase;
  let folder: string;
  let running: Running | undefined;
  let site: TestSite | undefined;

  beforeEach(async () => {
    database = await newDatabase();
    folder = mkdtempSync(join(tmpdir(), "yinxun-service-"));
  });
  afterEach(async () => {
    await running?.stop();
    await site?.close();
    await database.drop();
    rmSync(folder, { recursive: true });
    running = site = undefined;
  });

  async function start(sources: object[], env: Record<string, string> = {}): Promise<Running> {
    const sourcesFile = join(folder, "sources.json");
    writeFileSync(sourcesFile, JSON.stringify(sources));
    running = await startService({ DATABASE_URL: database.url, SOURCES_FILE: sourcesFile, ...env });
    await running.app.caughtUp;
    return running;
  }

  it("a new person subscribes, reads a digest and searches", async () => {
    const { say, heard } = await start([SAMPLES]);
    say(READER, "/start");
    await heard(READER, (text) => text.includes("银讯"));
    say(READER, "/subscribe 工行 北京银行 #儿童金融");
    const subscribed = await heard(READER, (text) => text.includes("中国工商银行"));
    expect(subscribed.text).toContain("北京银行");
    expect(subscribed.text).toContain("儿童金融");

    say(READER, "/digest");
    const digest = await heard(READER, (text) => text.includes("京萤计划"));
    expect(digest.text).toContain("另有2家报道");
    expect(digest.text).toMatch(/8844\.7亿元|小京卡/);
    expect(digest.entities.some(({ type, url }) => type === "text_link" && url?.startsWith("http"))).toBe(
      true,
    );

    say(READER, "/search 京萤计划");
    expect((await heard(READER, (text) => text.includes("京萤计划"))).text).toContain("北京银行");
    say(READER, "/search bank:601169 since:2022-06-01");
    await heard(READER, (text) => text.includes("京萤计划"));
    say(READER, "/search 加息");
    await heard(READER, (text) => text.includes("加拿大央行加息50个基点"));
    for (const odd of ['"', "((", "*", "bank:", "-", "'; drop table articles; --"]) {
      const answers = running?.api.sent.length ?? 0;
      say(READER, `/search ${odd}`);
      await expect.poll(() => running?.api.sent.length, { timeout: 10_000 }).toBeGreaterThan(answers);
    }
    expect(running?.logged.join("")).not.toContain("could not be handled");
  });

  it("a post that appears on a site reaches an instant subscriber through the cron job", async () => {
    site = await openTestSite();
    const now = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
    const post = { category: "emnews", tag: "东财滚动新闻", date: now };
    site.add({
      ...post,
      id: "1",
      title: "中信银行发行金融债",
      html: "<p>中信银行今日发行金融债券，规模300亿元。</p>",
    });
    const { say, press, heard, app } = await start(
      [{ id: "site", kind: "feed", url: `${site.url}/feed.xml` }],
      { INGEST_CRON: "* * * * * *", ALLOW_PRIVATE_HOSTS: "on" },
    );
    say(READER, "/subscribe 招行");
    await heard(READER, (text) => text.includes("招商银行"));
    say(READER, "/settings");
    press(await heard(READER, (text) => text.includes("设置")), "即时");
    await expect
      .poll(async () => (await app.store.subscribers.get({ chat: READER, thread: 0 }))?.mode)
      .toBe("instant");

    site.add({
      ...post,
      id: "2",
      title: "招商银行上线新版App",
      html: "<p>招商银行今日宣布，新版App正式上线，新增12项功能。</p>",
    });
    const pushed = await heard(READER, (text) => text.includes("新版App"));
    expect(pushed.text).not.toContain("中信银行");
  });

  it("takes updates by webhook from whoever knows the secret, and from nobody else", async () => {
    const { api, app, heard } = await start([SAMPLES], {
      WEBHOOK_URL: "https://bank.example/hook",
      WEBHOOK_SECRET: "the-secret",
    });
    api.open(READER);
    await expect.poll(() => api.callsOf("setWebhook")[0]?.payload.url).toBe("https://bank.example/hook");
    const person = { id: READER, is_bot: false, first_name: "P", language_code: "zh-hans" };
    const message = {
      message_id: 1,
      date: 1,
      text: "京萤计划",
      from: person,
      chat: { ...person, type: "private" },
    };
    const post = (secret: string) =>
      fetch(`${app.url}/hook`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": secret },
        body: JSON.stringify({ update_id: 7, message }),
      });
    expect((await post("a guess")).status).toBe(401);
    expect((await post("the-secret")).status).toBe(200);
    expect((await post("the-secret")).status).toBe(200);
    await heard(READER, (text) => text.includes("北京银行"));
    expect(api.sent).toHaveLength(1);
  });

  it("a newcomer waits for an admin, who is asked and whose answer both sides are told", async () => {
    const { api, say, press, heard, app } = await start([SAMPLES], {
      ACCESS: "approval",
      ADMIN_IDS: String(ADMIN),
    });
    api.open(ADMIN);
    say(READER, "/start");
    await heard(READER, () => true);
    const card = await heard(ADMIN, (text) => text.includes(`P${READER}`));
    press(card, "批准");
    await heard(READER, (text) => /批准|通过|欢迎/.test(text));
    const reader = await app.store.subscribers.get({ chat: READER, thread: 0 });
    expect(reader?.status).toBe("active");
    expect((await app.store.audit.list({ limit: 10 })).length).toBeGreaterThan(0);
  });

  it("reads its sources once: a second run finds nothing new", async () => {
    const { app } = await start([SAMPLES]);
    const before = await database.dump();
    await app.ingest();
    const after = await database.dump();
    expect(after.articles).toEqual(before.articles);
    expect(after.article_revisions).toEqual(before.article_revisions);
    expect(after.stories).toEqual(before.stories);
  });
}
