import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Source } from "../../src/news/source.js";
import { DEFAULT_ITEM } from "../../src/sources/sources-file.js";
import { encodeGbk } from "../support/gbk.js";
import { openTestSite, type SitePost, type TestSite } from "../support/test-site.js";
import { type Desk, itemsOf, openDesk } from "./reading.js";

const HOUR = 3_600_000;

let site: TestSite;
let desk: Desk;
let source: Source & { kind: "listing" };

beforeEach(async () => {
  site = await openTestSite();
  desk = openDesk({ deadlineMs: 1_500, maxBytes: 500_000 });
  source = { id: "list", kind: "listing", url: `${site.url}/category/huaxiashibao.html`, item: DEFAULT_ITEM };
});
afterEach(async () => {
  await desk.http.close();
  await site.close();
});

const post = (id: string, change: Partial<SitePost> = {}): SitePost => ({
  id,
  title: `${id}行下调存款利率`,
  date: "2022-06-02 20:21:12",
  category: "huaxiashibao",
  tag: "华夏时报新闻",
  html: `<p>${id}行今日起下调存款利率。</p>`,
  ...change,
});

const pathsAsked = () => site.requests.map((request) => request.path);

describe("a category page of the source site", () => {
  it("leads to its posts, oldest first, and to no other page", async () => {
    site.add(post("a"), post("b", { date: "2022-06-02 20:22:00" }), post("c", { category: "emnews" }));
    const items = itemsOf(await desk.read(source));
    expect(items.map((item) => item.externalId)).toEqual([site.addressOf("a"), site.addressOf("b")]);
    expect(items[0]).toMatchObject({
      source: "list",
      url: site.addressOf("a"),
      format: "page",
      title: "a行下调存款利率",
      body: expect.stringContaining("<h1>a行下调存款利率</h1>"),
    });
  });

  it("is read as a home page too, with each post once", async () => {
    site.add(post("a"), post("b", { category: "emnews", tag: "东财滚动新闻" }));
    expect(itemsOf(await desk.read({ ...source, url: `${site.url}/` }))).toHaveLength(2);
  });

  it("is asked only whether it changed, and known posts are not fetched again", async () => {
    site.add(post("a"));
    await desk.read(source);
    site.requests.length = 0;
    expect(await desk.read(source)).toEqual([]);
    expect(pathsAsked()).toEqual(["/category/huaxiashibao.html"]);
    site.add(post("b", { date: "2022-06-02 20:25:00" }));
    expect(itemsOf(await desk.read(source)).map((item) => item.url)).toEqual([site.addressOf("b")]);
  });

  it("is read anew after a run that did not commit", async () => {
    site.add(post("a"));
    await desk.peek(source);
    expect(await desk.peek(source)).toHaveLength(1);
  });
});

describe("articles that may still be edited", () => {
  it("are looked at again after an hour, and listed when they changed", async () => {
    site.add(post("a"), post("b"));
    await desk.read(source);
    desk.now += HOUR;
    expect(await desk.read(source)).toEqual([]);
    site.edit("a", { html: "<p>更正：a行下调5个基点。</p>" });
    desk.now += HOUR / 2;
    expect(await desk.read(source)).toEqual([]);
    desk.now += HOUR / 2;
    expect(itemsOf(await desk.read(source))).toMatchObject([
      { externalId: site.addressOf("a"), body: expect.stringContaining("更正") },
    ]);
  });

  it("are left alone after three days", async () => {
    site.add(post("a"));
    await desk.read(source);
    desk.now += 72 * HOUR;
    site.requests.length = 0;
    await desk.read(source);
    expect(pathsAsked()).toEqual(["/category/huaxiashibao.html"]);
  });

  it("stay as they were read when the site has dropped them", async () => {
    site.add(post("a"), post("b"));
    await desk.read(source);
    site.remove("a");
    desk.now += HOUR;
    expect(await desk.read(source)).toEqual([]);
  });
});

describe("an article page that cannot be read", () => {
  beforeEach(() => site.add(post("a"), post("b", { date: "2022-06-02 20:22:00" })));
  const path = () => site.addressOf("a").slice(site.url.length);

  it.each([404, 410])("is given up when it answers %i", async (status) => {
    site.turn(path(), { status });
    expect(await desk.read(source)).toMatchObject([
      {
        kind: "unreadable",
        externalId: site.addressOf("a"),
        reason: expect.stringContaining(String(status)),
      },
      { kind: "item" },
    ]);
  });

  it.each([
    ["a picture", { body: "x", headers: { "content-type": "image/png" } }, "not a page but image/png"],
    ["a way into the network", { redirect: "http://169.254.169.254/" }, "not a public address"],
    ["a bomb", { bombBytes: 2_000_000 }, "larger than"],
  ])("is given up when it is %s", async (_, knob, reason) => {
    site.turn(path(), knob);
    expect(await desk.read(source)).toMatchObject([
      { kind: "unreadable", reason: expect.stringContaining(reason) },
      { kind: "item" },
    ]);
  });

  it.each([
    ["answers 500", { status: 500, body: "no" }],
    ["never answers", { stall: "headers" as const }],
    ["never ends", { stall: "body" as const }],
  ])("is tried again next time when it %s, although the list is as it was", async (_, knob) => {
    site.turn(path(), knob);
    expect(await desk.read(source)).toMatchObject([
      { kind: "failed", externalId: site.addressOf("a") },
      { kind: "item" },
    ]);
    site.turn(path());
    expect(itemsOf(await desk.read(source)).map((item) => item.url)).toEqual([site.addressOf("a")]);
  });

  it("ends the round when its host wants to be left alone", async () => {
    site.turn(path(), { status: 429, headers: { "retry-after": "60" } });
    await expect(desk.read(source)).rejects.toMatchObject({ retryAt: desk.now + 60_000 });
    site.turn(path());
    desk.now += 60_000;
    expect(await desk.read(source)).toHaveLength(2);
  });
});

describe("a site whose pages hang", () => {
  it("costs three deadlines, then is left alone for a while", async () => {
    const impatient = openDesk({ deadlineMs: 100 });
    for (let number = 0; number < 30; number++) {
      site.add(post(`p${number}`));
      site.turn(site.addressOf(`p${number}`).slice(site.url.length), { stall: "headers" });
    }
    await expect(impatient.read(source)).rejects.toThrow("did not answer in 0.1 s");
    expect(site.requests).toHaveLength(1 + 3);
    await expect(impatient.read(source)).rejects.toThrow("is not to be called yet");
    await impatient.http.close();
  });

  it("is read on with the next run when its pages take minutes", async () => {
    site.add(post("a"), post("b"), post("c"));
    const threeMinutesPass = () => {
      desk.now += HOUR / 20;
    };
    expect(itemsOf(await desk.read(source, threeMinutesPass))).toHaveLength(2);
    expect(itemsOf(await desk.read(source))).toHaveLength(1);
  });
});

describe("list pages of other sites", () => {
  const serve = (html: string | Buffer, type = "text/html") => {
    site.turn("/list", { body: html, headers: { "content-type": type } });
    site.turn("/a.html", {
      body: "<article><p>甲行公告。</p></article>",
      headers: { "content-type": "text/html" },
    });
    source = { ...source, url: `${site.url}/list` };
  };

  it("are read as EastMoney's channels are built", async () => {
    serve(`<ul id="newsListContent"><li id="newsTr0"><div class="image"><a href="/a.html"><img></a></div>
      <div class="text"><p class="title"><a href="/a.html" target="_blank"> 甲行公告 </a></p>
      <p class="info" title="摘要">摘要</p><p class="time">06月02日 20:21</p></div></li></ul>`);
    expect(itemsOf(await desk.read(source))).toMatchObject([
      { url: `${site.url}/a.html`, title: "甲行公告" },
    ]);
  });

  it("are read with their own selectors, which go along to the article pages", async () => {
    serve(`<div class="row"><h3><a href="a.html">甲</a></h3></div>`);
    source = { ...source, item: ".row", title: "h1", date: ".when", body: ".text", medium: "某报" };
    expect(itemsOf(await desk.read(source))).toMatchObject([
      { medium: "某报", selectors: { title: "h1", date: ".when", body: ".text" } },
    ]);
  });

  it("give each article once, and nothing that is no web page", async () => {
    serve(`<base href="${site.url}/"><section><ul><li><a href="a.html#top">甲</a></li><li><a href="/a.html">甲</a></li>
      <li><a href="#top">回顶部</a></li><li><a href="list">本页</a></li><li><a href="javascript:void 0">更多</a></li>
      <li><a href="mailto:a@b.example">邮件</a></li><li><a>空</a></li><li><a href="http://[">坏</a></li></ul></section>`);
    expect(itemsOf(await desk.read(source)).map((item) => item.url)).toEqual([`${site.url}/a.html`]);
  });

  it("are read in GBK under a header that says otherwise", async () => {
    const html = `<meta charset="gb2312"><section><ul><li><a href="/a.html">兴业银行降息</a></li></ul></section>`;
    serve(encodeGbk(html), "text/html; charset=iso-8859-1");
    expect(itemsOf(await desk.read(source))).toMatchObject([{ title: "兴业银行降息" }]);
  });

  it("say that nothing matches, rather than fall silent", async () => {
    serve("<p>改版</p>");
    await expect(desk.read(source)).rejects.toThrow("has nothing that matches");
  });

  it("are refused when their tags are nested without end", async () => {
    serve(`<section><ul><li>${"<div>".repeat(50_000)}`);
    await expect(desk.read(source)).rejects.toThrow("nested more than 200 deep");
  });

  it("leave what is over a day's load for the next run", async () => {
    const links = Array.from({ length: 205 }, (_, i) => `<li><a href="/gone-${i}.html">${i}</a></li>`);
    serve(`<section><ul>${links.join("")}</ul></section>`);
    expect(await desk.read(source)).toHaveLength(200);
    expect(await desk.read(source)).toHaveLength(5);
    expect(await desk.read(source)).toEqual([]);
  });
});
