import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import type { Telegram } from "telegraf";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPreview, type Preview } from "../../src/preview/preview.js";
import { createMetrics } from "../../src/web/metrics.js";
import { startWebServer } from "../../src/web/server.js";
import { runTinyBot } from "./tiny-bot.js";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  existsSync,
);
const required = process.env.REQUIRE_BROWSER === "1";
if (CHROMIUM === undefined && !required) {
  console.warn(
    "The chat page is not tried in a browser: no chromium found (REQUIRE_BROWSER=1 makes this an error).",
  );
}

// A browser is slow to start on a busy machine.
describe.skipIf(CHROMIUM === undefined && !required)(
  "the chat page in a browser",
  { timeout: 60_000 },
  () => {
    let browser: Browser;
    let page: Page;
    let preview: Preview;
    let url: string;
    let problems: string[];
    let telegram: Telegram;
    let spoken: [person: number, language: string][];
    const patient = { timeout: 20_000 };
    const running: { stop(): Promise<void> }[] = [];

    beforeAll(async () => {
      if (CHROMIUM === undefined) throw new Error("REQUIRE_BROWSER=1, but no chromium was found.");
      browser = await chromium.launch({
        executablePath: CHROMIUM,
        args: [
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
        ],
      });
    });
    afterAll(() => browser?.close());

    beforeEach(async () => {
      spoken = [];
      preview = await createPreview({
        clock: { now: () => Date.parse("2022-06-02T00:30:00Z") },
        async onLanguage(person, language) {
          spoken.push([person, language]);
        },
      });
      const bot = runTinyBot(preview);
      const server = await startWebServer({
        host: "127.0.0.1",
        port: 0,
        health: async () => ({ ok: true, detail: "" }),
        metrics: createMetrics().registry,
        preview: preview.routes,
      });
      running.push({ stop: () => bot.done }, server, preview);
      url = server.url;
      telegram = bot.bot.telegram;
      await telegram.setMyCommands([
        { command: "start", description: "开始" },
        { command: "search", description: "搜索" },
        { command: "settings", description: "设置" },
      ]);
      page = await (await browser.newContext({ viewport: { width: 1100, height: 800 } })).newPage();
      page.setDefaultTimeout(patient.timeout);
      problems = [];
      page.on("pageerror", (error) => problems.push(String(error)));
      page.on("console", (line) => {
        if (line.type() === "error") problems.push(line.text());
      });
      page.on("request", (request) => {
        if (!request.url().startsWith(url)) problems.push(`asks elsewhere: ${request.url()}`);
      });
    });
    afterEach(async () => {
      await page.context().close();
      for (const one of running.splice(0).reverse()) await one.stop();
      // No script error, nothing against the content policy, no request to another host, in every test.
      expect(problems).toEqual([]);
    });

    const input = () => page.locator("#input");
    const bubble = (text: string) => page.locator(".bubble", { hasText: text });

    /** Where the newest bubble with this text stands in the window of the conversation. */
    async function place(text: string): Promise<string> {
      const seen = await page.locator("main").boundingBox();
      const box = await bubble(text).last().boundingBox();
      if (!seen || !box) return "nowhere";
      const top = box.y - seen.y;
      if (top >= 0 && top + box.height <= seen.height) return "inside";
      return top >= 0 && top < 60 ? "from its top" : `from ${top}`;
    }

    it("says what it is, and offers quick words", async () => {
      await page.goto(url);
      await page.getByText("预览：未连接 Telegram").waitFor();
      expect(await page.locator("#quick button").allTextContents()).toEqual([
        "开始",
        "帮助",
        "今日摘要",
        "搜索京萤计划",
      ]);
      await page.getByRole("button", { name: "搜索京萤计划" }).click();
      await bubble("第1页：京萤计划").waitFor();
    });

    it("keeps what stands in the input when a quick word is pressed", async () => {
      await page.goto(url);
      await input().fill("写到一半");
      await page.getByRole("button", { name: "帮助" }).click();
      await bubble("收到：/help").waitFor();
      expect(await input().inputValue()).toBe("写到一半");
    });

    it("answers a typed command with the digest, its headline a link to a new tab", async () => {
      await page.goto(url);
      await input().fill("/digest");
      await input().press("Enter");
      const link = page.getByRole("link", { name: "推出“京萤计划”儿童综合金融服务方案" });
      await link.waitFor();
      expect(await link.getAttribute("href")).toBe("https://example.org/jingying");
      expect(await link.getAttribute("target")).toBe("_blank");
      expect(await link.getAttribute("rel")).toContain("noopener");
      expect(
        await link.locator("xpath=ancestor-or-self::*/descendant-or-self::strong").count(),
      ).toBeGreaterThan(0);
      expect(await page.locator(".hashtag").allTextContents()).toEqual(["#儿童金融", "#零售金融"]);
      expect(await page.locator(".bubble em").textContent()).toBe("原文摘录");
    });

    it("shows messages that were there before it was opened", async () => {
      preview.say(preview.people.reader.id, "/start");
      await preview.waitFor(preview.people.reader.id, ({ text }) => text.startsWith("你好"));
      await page.goto(url);
      await bubble("你好，读者。").waitFor();
      expect(await page.locator(".day").textContent()).toContain("6月2日");
    });

    it("follows the newest, shows a long message from its top, and stays where somebody reads", async () => {
      const { id } = preview.people.reader;
      for (const count of Array(30).keys()) preview.say(id, `第${count}句`);
      await preview.waitFor(id, ({ text }) => text === "收到：第29句");
      await page.goto(url);
      await input().fill("最新");
      await input().press("Enter");
      await bubble("收到：最新").waitFor();
      await expect.poll(() => place("收到：最新"), patient).toBe("inside");

      await input().fill(`长文${"\n行".repeat(100)}`);
      await input().press("Enter");
      await bubble("收到：长文").waitFor();
      await expect.poll(() => place("收到：长文"), patient).toBe("from its top");

      await telegram.sendMessage(id, "推送");
      await bubble("推送").waitFor();
      await expect.poll(() => place("收到：长文"), patient).toBe("from its top");
      await page.locator("#latest").click();
      await expect.poll(() => place("推送"), patient).toBe("inside");
    });

    it("turns the page of a message at a press, in place, and keeps the cursor in the input", async () => {
      await page.goto(url);
      await input().fill("/search 加息");
      await input().press("Enter");
      await page.getByRole("button", { name: "下一页 ›" }).click();
      await bubble("第2页").waitFor();
      expect(await page.locator(".message").count()).toBe(2);
      expect(await page.locator("#toast").textContent()).toBe("翻到第2页");
      expect(await bubble("第2页").locator("time").textContent()).toContain("已编辑");
      expect(await page.locator(":focus").getAttribute("id")).toBe("input");
    });

    it("keeps the keyboard's place on a button when its message changes", async () => {
      await page.goto(url);
      await input().fill("/search 加息");
      await input().press("Enter");
      await page.getByRole("button", { name: "下一页 ›" }).focus();
      await page.keyboard.press("Enter");
      await bubble("第2页").waitFor();
      expect(await page.locator(":focus").textContent()).toBe("下一页 ›");
    });

    it("sends a command that is pressed in a text", async () => {
      await page.goto(url);
      await page.getByRole("button", { name: "开始", exact: true }).click();
      await page.locator(".bubble .command", { hasText: "/help" }).click();
      await bubble("收到：/help").waitFor();
    });

    it("lists the commands that begin as typed, and sends the one that is chosen", async () => {
      await page.goto(url);
      await input().pressSequentially("/s");
      const options = page.getByRole("option");
      await options.first().waitFor();
      expect(await options.allTextContents()).toEqual(["/start开始", "/search搜索", "/settings设置"]);
      await input().press("ArrowDown");
      await input().press("Tab");
      expect(await input().inputValue()).toBe("/search ");
      await input().fill("/se");
      await input().press("ArrowDown");
      await input().press("Enter");
      await bubble("收到：/settings").waitFor();
      expect(await options.count()).toBe(0);
    });

    it("finds articles inline and sends the chosen one", async () => {
      await page.goto(url);
      await input().fill("@yinxun_preview_bot 京萤");
      await page.getByRole("option", { name: "找到京萤" }).click();
      await page.locator(".message.mine").getByRole("link", { name: "京萤计划" }).waitFor();
      expect(await input().inputValue()).toBe("");
      expect(preview.messages(preview.people.reader.id)[0]).toMatchObject({
        via_bot: { username: "yinxun_preview_bot" },
      });
    });

    it("shows markup in a message as the text that it is", async () => {
      await page.goto(url);
      const attack = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
      await input().fill(attack);
      await input().press("Enter");
      await bubble(`收到：${attack}`).waitFor();
      expect(await page.locator(".bubble img, .bubble script").count()).toBe(0);
      expect(await page.title()).toBe("银讯");
    });

    it("leaves Enter to the input method while it composes", async () => {
      await page.goto(url);
      await input().fill("jing");
      await input().dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
      expect(await input().inputValue()).toBe("jing");
      await input().press("Enter");
      await bubble("收到：jing").waitFor();
      expect(await page.locator(".message.mine").count()).toBe(1);
    });

    it("switches between the two people and counts what the other has not read", async () => {
      await page.goto(url);
      await page.getByRole("button", { name: "管理员" }).click();
      await page.getByRole("button", { name: "管理", exact: true }).waitFor();
      preview.say(preview.people.reader.id, "在吗");
      await page.locator("#people .badge", { hasText: "1" }).waitFor();
      expect(await page.locator(".message").count()).toBe(0);
      await page.getByRole("button", { name: "读者" }).click();
      await bubble("收到：在吗").waitFor();
      expect(await page.locator("#people .badge").count()).toBe(0);
    });

    it("switches the language of the person and of the page", async () => {
      await page.goto(url);
      await page.getByRole("button", { name: "English" }).click();
      await page.getByText("Preview: not connected to Telegram").waitFor();
      expect(preview.people.reader.language_code).toBe("en");
      expect(spoken).toEqual([[preview.people.reader.id, "en"]]);
      expect(await page.locator("html").getAttribute("lang")).toBe("en");
    });

    it("fits a phone without sideways scrolling, in both languages", async () => {
      await page.setViewportSize({ width: 375, height: 700 });
      await page.goto(url);
      await input().fill(
        `/search ${"很长的词".repeat(60)}${"x".repeat(300)} https://example.org/${"y".repeat(200)}`,
      );
      await input().press("Enter");
      await page.getByRole("button", { name: "下一页 ›" }).waitFor();
      for (const language of ["English", "中文"]) {
        await page.getByRole("button", { name: language }).click();
        await page.locator(`html[lang^=${language === "English" ? "en" : "zh"}]`).waitFor();
        const parts = page.locator("html, body, main, .bar *, .note, .bubble, .button, .composer *");
        const tooWide = await parts.evaluateAll((elements) =>
          elements
            .filter(
              (one) =>
                one.getBoundingClientRect().right > 375.5 || (one.id !== "quick" && one.scrollWidth > 375),
            )
            .map((one) => `${one.tagName} ${one.className} ${one.id}`),
        );
        expect(tooWide).toEqual([]);
      }
    });
  },
);
