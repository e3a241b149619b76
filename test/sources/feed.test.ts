import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { extractArticle } from "../../src/extract/article.js";
import type { Source } from "../../src/news/source.js";
import { encodeGbk } from "../support/gbk.js";
import { openTestSite, type SitePost, type TestSite } from "../support/test-site.js";
import { type Desk, itemsOf, openDesk } from "./reading.js";

let site: TestSite;
let desk: Desk;
let source: Source;

beforeEach(async () => {
  site = await openTestSite();
  desk = openDesk({ maxBytes: 500_000 });
  source = { id: "feed", kind: "feed", url: `${site.url}/feed.xml` };
});
afterEach(async () => {
  await desk.http.close();
  await site.close();
});

const post = (id: string, change: Partial<SitePost> = {}): SitePost => ({
  id,
  title: `${id}银行下调存款利率`,
  date: "2022-06-02 20:21:12",
  category: "huaxiashibao",
  tag: "华夏时报新闻",
  html: `<p>${id}银行今日起下调存款利率，<strong>降幅10个基点</strong>。</p><p>业内称净息差<1%的说法不实。</p>`,
  original: `http://finance.example/news/${id}.html`,
  ...change,
});

/** A feed in place of the site's own, at /other. */
function serve(body: string | Buffer, type = "application/rss+xml"): void {
  site.turn("/other", { body, headers: { "content-type": type } });
  source = { id: "other", kind: "feed", url: `${site.url}/other`, medium: "某报" };
}

describe("the source site's feed", () => {
  it("brings whole entries, oldest first, with all that the feed says of them", async () => {
    site.add(post("甲"), post("乙", { date: "2022-06-02 20:22:00" }));
    const items = itemsOf(await desk.read(source));
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({
      source: "feed",
      externalId: site.addressOf("甲").replace(/\.html$/, ""),
      format: "fragment",
      title: "甲银行下调存款利率",
      publishedAt: Date.UTC(2022, 5, 2, 12, 21, 12),
      labels: ["huaxiashibao", "华夏时报新闻"],
    });
    expect(items[0]?.body).toContain("<strong>降幅10个基点</strong>");
  });

  it("asks only whether it changed, and lists nothing twice", async () => {
    site.add(post("甲"));
    await desk.read(source);
    expect(await desk.read(source)).toEqual([]);
    expect(site.requests.at(-1)?.headers["if-none-match"]).toBeDefined();
  });

  it("lists a new post and an edited one, and leaves the rest", async () => {
    site.add(post("甲"), post("乙"), post("丙"));
    await desk.read(source);
    site.add(post("丁"));
    site.edit("乙", { html: "<p>更正：乙银行下调5个基点。</p>" });
    const titles = itemsOf(await desk.read(source)).map((item) => item.title);
    expect(titles.sort()).toEqual(["丁银行下调存款利率", "乙银行下调存款利率"]);
  });

  it("lists all again when the last run did not commit", async () => {
    site.add(post("甲"));
    await desk.peek(source);
    expect(await desk.peek(source)).toHaveLength(1);
  });
});

describe("feeds of other formats", () => {
  it("reads RSS: relative links, dates, categories, whole content", async () => {
    serve(`<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
      <title>某站</title><link>${site.url}/</link><item><title>净息差&lt;1% 与 R&amp;D</title><link>/a?x=1&amp;y=2</link>
      <guid isPermaLink="false">g1</guid><pubDate>Thu, 02 Jun 2022 12:21:12 GMT</pubDate><category>银行</category>
      <source url="http://x.example">华夏时报</source><description>摘要</description>
      <content:encoded><![CDATA[<p>全文甲。</p>]]></content:encoded></item></channel></rss>`);
    expect(itemsOf(await desk.read(source))).toEqual([
      {
        source: "other",
        externalId: "g1",
        url: `${site.url}/a?x=1&y=2`,
        title: "净息差<1% 与 R&D",
        publishedAt: Date.UTC(2022, 5, 2, 12, 21, 12),
        medium: "华夏时报",
        labels: ["银行"],
        format: "fragment",
        body: "<p>全文甲。</p>",
      },
    ]);
  });

  it("reads RDF", async () => {
    const long = "甲行公告全文。".repeat(60);
    serve(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="x"><title>t</title></channel><item rdf:about="https://x.example/1"><title>甲</title><link>https://x.example/1</link>
      <description>${long}</description><dc:date>2022-06-02T20:21:12+08:00</dc:date></item></rdf:RDF>`);
    expect(itemsOf(await desk.read(source))).toMatchObject([
      {
        externalId: "https://x.example/1",
        publishedAt: Date.UTC(2022, 5, 2, 12, 21, 12),
        body: long,
        medium: "某报",
      },
    ]);
  });

  it("reads JSON Feed", async () => {
    const items = [
      {
        id: 7,
        url: "/7",
        title: "甲",
        content_text: "净息差<1%。",
        date_published: "2022-06-02T20:21:12+08:00",
      },
    ];
    serve(
      JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "t", items }),
      "application/feed+json",
    );
    expect(itemsOf(await desk.read(source))).toMatchObject([
      {
        externalId: "7",
        url: `${site.url}/7`,
        body: "净息差<1%。",
        publishedAt: Date.UTC(2022, 5, 2, 12, 21, 12),
      },
    ]);
  });

  it("resolves links against xml:base", async () => {
    serve(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://base.example/news/"><id>f</id><title>t</title>
      <entry><id>tag:1</id><title>甲</title><link href="1.html"/><content type="html">&lt;p&gt;甲行。&lt;/p&gt;</content></entry></feed>`);
    expect(itemsOf(await desk.read(source))).toMatchObject([
      { externalId: "tag:1", url: "https://base.example/news/1.html" },
    ]);
  });

  it("gives an entry without id and link one that stays", async () => {
    const feed = (title: string) =>
      `<rss version="2.0"><channel><title>t</title><item><title>${title}</title><description>${"甲行公告。".repeat(80)}</description></item></channel></rss>`;
    serve(feed("甲"));
    const [first] = itemsOf(await desk.peek(source));
    const [again] = itemsOf(await desk.peek(source));
    expect(first?.externalId).toMatch(/^[\w-]{22}$/);
    expect(again?.externalId).toBe(first?.externalId);
    serve(feed("乙"));
    expect(itemsOf(await desk.peek(source))[0]?.externalId).not.toBe(first?.externalId);
  });

  it("takes the first of two entries with one id", async () => {
    const item = (title: string) =>
      `<item><guid>http://x.example/1</guid><title>${title}</title><description>${"甲".repeat(400)}</description></item>`;
    serve(`<rss version="2.0"><channel><title>t</title>${item("一")}${item("二")}</channel></rss>`);
    expect(itemsOf(await desk.read(source)).map((one) => one.title)).toEqual(["一"]);
  });

  it("reads what there is of a feed that breaks off", async () => {
    serve(
      `<rss version="2.0"><channel><title>t</title><item><guid>g1</guid><title>甲 & 乙</title><description>${"全文。".repeat(150)}</description></item><item><guid>g2</guid><title>丙`,
    );
    expect(itemsOf(await desk.read(source)).map((one) => one.title)).toEqual(["甲 & 乙"]);
  });

  it("keeps a title with a bare less-than", async () => {
    serve(
      `<rss version="2.0"><channel><title>t</title><item><guid>g1</guid><title>精度<1%的方案</title><description>${"全文。".repeat(150)}</description></item></channel></rss>`,
    );
    expect(itemsOf(await desk.read(source)).map((one) => one.title)).toEqual(["精度<1%的方案"]);
  });

  it("reads GBK under a header that says UTF-8", async () => {
    const xml = `<?xml version="1.0" encoding="GBK"?><rss version="2.0"><channel><title>某站</title><item><guid>g1</guid><title>兴业银行降息</title><description>${"全文。".repeat(150)}</description></item></channel></rss>`;
    serve(encodeGbk(xml), "application/xml; charset=utf-8");
    expect(itemsOf(await desk.read(source)).map((one) => one.title)).toEqual(["兴业银行降息"]);
  });

  it("does not unfold entities that a feed defines", async () => {
    serve(
      `<!DOCTYPE x [<!ENTITY a "${"甲".repeat(100)}"><!ENTITY b "&a;&a;&a;">]><rss version="2.0"><channel><title>t</title><item><guid>g</guid><title>&b;&b;&b;</title><description>${"全文。".repeat(150)}</description></item></channel></rss>`,
    );
    expect(itemsOf(await desk.read(source))[0]?.title?.length).toBeLessThan(20);
  });

  it.each(["<html><body>Not here</body></html>", "", `<rss version="2.0"><channel>${"<a>".repeat(100_000)}`])(
    "says of %.20s that it is not a feed",
    async (body) => {
      serve(body);
      await expect(desk.read(source)).rejects.toThrow("is not a feed");
    },
  );
});

describe("a feed that tells only summaries", () => {
  const summary = (path: string, text = "甲行今日宣布下调存款利率，详情见正文…") =>
    serve(
      `<rss version="2.0"><channel><title>t</title><item><guid>g1</guid><title>甲行降息</title><link>${path}</link><pubDate>Thu, 02 Jun 2022 12:21:12 +0000</pubDate><description>${text}</description></item></channel></rss>`,
    );

  it("is read from the articles' pages", async () => {
    site.add(post("甲"));
    summary(site.addressOf("甲"));
    expect(itemsOf(await desk.read(source))).toMatchObject([
      {
        externalId: "g1",
        format: "page",
        title: "甲行降息",
        publishedAt: Date.UTC(2022, 5, 2, 12, 21, 12),
        body: expect.stringContaining("<h1>甲银行下调存款利率</h1>"),
      },
    ]);
  });

  it("fetches no page of an article that is known", async () => {
    site.add(post("甲"));
    summary(site.addressOf("甲"));
    desk.stored.add("g1");
    expect(await desk.read(source)).toEqual([]);
    expect(site.requests.map((request) => request.path)).toEqual(["/other"]);
  });

  it("falls back on the summary when the page is gone", async () => {
    summary("/gone.html");
    expect(itemsOf(await desk.read(source))).toMatchObject([
      { format: "fragment", body: expect.stringContaining("下调") },
    ]);
  });

  it("hands the summary along, for a page that turns out to be unreadable", async () => {
    site.turn("/deep.html", {
      body: "<p>".repeat(60_000),
      headers: { "content-type": "text/html" },
    });
    summary("/deep.html");
    const articles = itemsOf(await desk.read(source)).map(extractArticle);
    expect(articles).toMatchObject([
      { title: "甲行降息", blocks: [{ text: expect.stringContaining("下调存款利率") }] },
    ]);
  });

  it("gives up an entry whose page is gone and that says nothing itself", async () => {
    summary("/gone.html", "");
    expect(await desk.read(source)).toMatchObject([{ kind: "unreadable", externalId: "g1" }]);
  });

  it("tries again next time when the page fails, although the feed is as it was", async () => {
    site.turn("/a.html", { status: 502, body: "<html>bad gateway</html>" });
    summary("/a.html");
    expect(await desk.read(source)).toMatchObject([{ kind: "failed", externalId: "g1" }]);
    site.turn("/a.html", {
      body: "<html><body><article><p>甲行今日下调存款利率。</p></article></body></html>",
    });
    expect(itemsOf(await desk.read(source))).toMatchObject([{ externalId: "g1", format: "page" }]);
  });
});

describe("a feed that cannot be read", () => {
  it("says when to come back, if the server did", async () => {
    site.turn("/feed.xml", { status: 429, headers: { "retry-after": "600" } });
    await expect(desk.read(source)).rejects.toMatchObject({
      name: "SourceUnavailable",
      message: expect.stringContaining("answered 429"),
      retryAt: desk.now + 600_000,
    });
  });

  it.each([
    [{ status: 404 }, "answered 404"],
    [{ status: 502, body: "<html>" }, "answered 502"],
    [{ redirect: "http://169.254.169.254/" }, "not a public address"],
    [{ bombBytes: 2_000_000 }, "larger than"],
  ])("says why: %j", async (knob, reason) => {
    site.turn("/feed.xml", knob);
    await expect(desk.read(source)).rejects.toThrow(reason);
  });
});
