import { brotliCompressSync, deflateSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createHttp, type Http, type HttpOptions } from "../../src/lib/http.js";
import { openTestSite, type TestSite } from "../support/test-site.js";

const NOW = Date.UTC(2022, 5, 2, 12, 0);

let site: TestSite;
const opened: Http[] = [];

beforeAll(async () => {
  site = await openTestSite();
  site.add({
    id: "1",
    title: "甲",
    date: "2022-06-02 10:00:00",
    category: "emnews",
    tag: "东财滚动新闻",
    html: "<p>甲行</p>",
  });
});
afterAll(() => site.close());
afterEach(async () => {
  for (const http of opened.splice(0)) await http.close();
});

function open(options: Partial<HttpOptions> = {}): Http {
  const http = createHttp({
    clock: { now: () => NOW },
    allowPrivate: true,
    random: () => 0,
    pauseMs: { least: 0, most: 0 },
    deadlineMs: 5_000,
    ...options,
  });
  opened.push(http);
  return http;
}

const text = (body: Uint8Array) => new TextDecoder().decode(body);

describe("fetching a page", () => {
  it("brings the page, and asks for it again by its validators", async () => {
    const http = open();
    const first = await http.get(`${site.url}/feed.xml`);
    if (first.kind !== "fetched") throw new Error(first.kind);
    expect(text(first.body)).toContain("<feed");
    expect(first.contentType).toBe("application/xml");
    expect(await http.get(`${site.url}/feed.xml`, { validators: first.validators })).toEqual({
      kind: "unchanged",
    });
    const byDate = { lastModified: first.validators.lastModified };
    expect(await http.get(`${site.url}/feed.xml`, { validators: byDate })).toEqual({ kind: "unchanged" });
  });

  it("says honestly who it is", async () => {
    await open().get(`${site.url}/feed.xml`);
    expect(site.requests.at(-1)?.headers["user-agent"]).toMatch(/^yinxun/);
  });

  it.each([
    ["br", brotliCompressSync("银行")],
    ["deflate", deflateSync("银行")],
    ["identity", Buffer.from("银行")],
    ["deflate, br", brotliCompressSync(deflateSync("银行"))],
  ])("undoes the encoding %s", async (encoding, body) => {
    site.turn("/packed", { body, headers: { "content-encoding": encoding } });
    const outcome = await open().get(`${site.url}/packed`);
    expect(outcome.kind === "fetched" && text(outcome.body)).toBe("银行");
  });

  it("follows redirects and tells where they ended", async () => {
    site.turn("/moved", { redirect: "/feed.xml" });
    expect(await open().get(`${site.url}/moved`)).toMatchObject({
      kind: "fetched",
      url: `${site.url}/feed.xml`,
    });
  });

  it.each([404, 410])("tells a page that answers %i from one that fails", async (status) => {
    site.turn("/lost", { status });
    expect(await open().get(`${site.url}/lost`)).toMatchObject({ kind: "gone" });
  });
});

describe("what goes wrong for now", () => {
  it.each([
    ["120", NOW + 120_000],
    [new Date(NOW + 60_000).toUTCString(), NOW + 60_000],
  ])("obeys Retry-After %s and leaves the host alone until then", async (value, retryAt) => {
    site.turn("/busy", { status: 503, headers: { "retry-after": value } });
    const http = open();
    expect(await http.get(`${site.url}/busy`)).toMatchObject({ kind: "failed", retryAt });
    const before = site.requests.length;
    expect(await http.get(`${site.url}/feed.xml`)).toMatchObject({ kind: "failed", retryAt });
    expect(site.requests.length).toBe(before);
  });

  it("calls the host again when the time it asked for is over", async () => {
    let now = NOW;
    site.turn("/busy", { status: 429, headers: { "retry-after": "60" } });
    const http = open({ clock: { now: () => now } });
    await http.get(`${site.url}/busy`);
    now += 60_000;
    expect(await http.get(`${site.url}/feed.xml`)).toMatchObject({ kind: "fetched" });
  });

  it.each(["headers", "body"] as const)("gives up on %s that never end, at the deadline", async (stall) => {
    site.turn("/slow", { stall });
    const outcome = await open({ deadlineMs: 100 }).get(`${site.url}/slow`);
    expect(outcome).toMatchObject({ kind: "failed", reason: expect.stringContaining("did not answer") });
  });

  it("leaves a host alone that was silent three times in a row", async () => {
    let now = NOW;
    const silent = await openTestSite();
    silent.turn("/slow", { stall: "headers" });
    const http = open({ deadlineMs: 50, clock: { now: () => now } });
    const retryAt = NOW + 600_000;
    for (const expected of [undefined, undefined, retryAt])
      expect(await http.get(`${silent.url}/slow`)).toMatchObject({ kind: "failed", retryAt: expected });
    silent.requests.length = 0;
    expect(await http.get(`${silent.url}/feed.xml`)).toMatchObject({ kind: "failed", retryAt });
    expect(silent.requests).toEqual([]);
    now = retryAt;
    expect(await http.get(`${silent.url}/feed.xml`)).toMatchObject({ kind: "fetched" });
    expect(await http.get(`${silent.url}/slow`)).toMatchObject({ kind: "failed", retryAt: undefined });
    await silent.close();
  });

  it("throws what the caller aborted with, and no outcome", async () => {
    site.turn("/slow", { stall: "body" });
    const controller = new AbortController();
    const asked = open().get(`${site.url}/slow`, { signal: controller.signal });
    controller.abort(new Error("the service stops"));
    await expect(asked).rejects.toThrow("the service stops");
  });

  it("fails on a host that nobody is at", async () => {
    expect(await open().get("http://127.0.0.1:1/")).toMatchObject({ kind: "failed" });
  });

  it("fails on a body that is cut off or not what its encoding says", async () => {
    site.turn("/broken", { body: Buffer.from("no gzip"), headers: { "content-encoding": "gzip" } });
    expect(await open().get(`${site.url}/broken`)).toMatchObject({ kind: "failed" });
  });
});

describe("what it will not take", () => {
  it("drops a bomb at the cap", async () => {
    site.turn("/bomb", { bombBytes: 64 * 1024 * 1024 });
    expect(await open({ maxBytes: 1024 * 1024 }).get(`${site.url}/bomb`)).toEqual({
      kind: "refused",
      reason: "the body is larger than 1048576 bytes",
    });
  });

  it("does not read a body that is announced too large", async () => {
    site.turn("/large", { body: Buffer.alloc(2_000) });
    expect(await open({ maxBytes: 1_000 }).get(`${site.url}/large`)).toMatchObject({ kind: "refused" });
  });

  it("refuses more layers of encoding than anybody needs", async () => {
    site.turn("/layers", { body: Buffer.alloc(10), headers: { "content-encoding": "gzip, gzip, gzip" } });
    expect(await open().get(`${site.url}/layers`)).toMatchObject({ kind: "failed" });
  });

  it("stops in a circle of redirects", async () => {
    site.turn("/circle", { redirect: "/circle" });
    expect(await open().get(`${site.url}/circle`)).toEqual({
      kind: "refused",
      reason: "more than 5 redirects",
    });
  });

  it.each([
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fd00::1]/",
    "http://[fe80::1]/",
    "http://[ff02::1]/",
    "http://[::]/",
    "http://0.0.0.0/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://192.0.2.1/",
    "http://198.18.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://localhost/",
  ])("does not call %s", async (address) => {
    expect(await open({ allowPrivate: false }).get(address)).toMatchObject({ kind: "refused" });
  });

  it.each(["http://169.254.169.254/", "http://0.0.0.0/", "http://224.0.0.1/", "http://[fe80::1]/"])(
    "does not call %s even where private networks are allowed",
    async (address) => {
      expect(await open().get(address)).toMatchObject({ kind: "refused" });
    },
  );

  it.each([
    "file:///etc/passwd",
    "ftp://example.com/",
    "http://user:word@example.com/",
    "nonsense",
    "http://",
  ])("does not take %s for an address", async (address) => {
    expect(await open().get(address)).toMatchObject({ kind: "refused" });
  });

  it("checks what a name resolves to when it connects, and one bad address of several is enough", async () => {
    const http = open({
      allowPrivate: false,
      lookup: (_host, _options, callback) =>
        callback(null, [
          { address: "93.184.216.34", family: 4 },
          { address: "10.0.0.7", family: 4 },
        ]),
    });
    expect(await http.get("http://rebind.example/")).toEqual({
      kind: "refused",
      reason: "rebind.example is not a public address (private)",
    });
  });

  it("checks every redirect anew", async () => {
    const reached = { address: "127.0.0.1", family: 4 };
    const http = open({ lookup: (_host, _options, callback) => callback(null, [reached]) });
    site.turn("/inward", { redirect: "http://169.254.169.254/latest/meta-data/" });
    expect(await http.get(`${site.url.replace("127.0.0.1", "news.example")}/inward`)).toMatchObject({
      kind: "refused",
      reason: expect.stringContaining("linkLocal"),
    });
  });
});

describe("manners", () => {
  it("asks one host for one page at a time", async () => {
    const http = open();
    const paths = Array.from({ length: 8 }, (_, i) => `${site.url}/feed.xml?${i}`);
    await Promise.all(paths.map((path) => http.get(path)));
    expect(site.busiest()).toBe(1);
  });

  it("lets a caller leave the queue", async () => {
    site.turn("/slow", { stall: "headers" });
    const http = open();
    const first = new AbortController();
    const second = new AbortController();
    const slow = http.get(`${site.url}/slow`, { signal: first.signal });
    const waiting = http.get(`${site.url}/feed.xml`, { signal: second.signal });
    second.abort(new Error("no more need"));
    await expect(waiting).rejects.toThrow("no more need");
    first.abort(new Error("nor here"));
    await expect(slow).rejects.toThrow("nor here");
    expect(await http.get(`${site.url}/feed.xml`)).toMatchObject({ kind: "fetched" });
  });
});
