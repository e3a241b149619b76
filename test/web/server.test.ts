import { request } from "node:http";
import { connect } from "node:net";
import { Hono } from "hono";
import { afterEach, expect, it } from "vitest";
import { createPreview, type Preview } from "../../src/preview/preview.js";
import type { Listening } from "../../src/web/listen.js";
import { createMetrics } from "../../src/web/metrics.js";
import { startWebServer, type WebOptions } from "../../src/web/server.js";

const running: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.stop();
});

async function start(options: Partial<WebOptions> = {}): Promise<Listening> {
  const server = await startWebServer({
    host: "127.0.0.1",
    port: 0,
    health: async () => ({ ok: true, detail: "sqlite" }),
    metrics: createMetrics().registry,
    ...options,
  });
  running.push(server);
  return server;
}

async function startPreview(): Promise<{ preview: Preview; url: string; port: number }> {
  const preview = await createPreview({ clock: { now: () => 0 } });
  running.push(preview);
  return { preview, ...(await start({ preview: preview.routes })) };
}

it("says that it is well while the store answers, and why not when it does not", async () => {
  const { url } = await start();
  const well = await fetch(`${url}/healthz`);
  expect(well.status).toBe(200);
  expect(await well.json()).toEqual({ ok: true, detail: "sqlite" });

  const errors: unknown[] = [];
  const gone = new Error("connect ECONNREFUSED postgres://user:secret@db");
  const ill = await start({
    health: () => Promise.reject(gone),
    onError: (error) => errors.push(error),
  });
  const answer = await fetch(`${ill.url}/healthz`);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({ ok: false, detail: "The store does not answer." });
  expect(errors).toEqual([gone]);
});

it("does not wait for ever for a store that hangs", async () => {
  const { url } = await start({ health: () => new Promise(() => {}), healthDeadlineMs: 1 });
  const answer = await fetch(`${url}/healthz`);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ detail: expect.stringContaining("in time") });
});

it("shows the figures that were counted, in a registry of their own", async () => {
  const metrics = createMetrics();
  createMetrics().articles.inc({ outcome: "new" }, 100);
  metrics.articles.inc({ outcome: "new" }, 3);
  metrics.ingestSeconds.observe(0.7);
  const { url } = await start({ metrics: metrics.registry });
  const answer = await fetch(`${url}/metrics`);
  expect(answer.headers.get("content-type")).toContain("text/plain");
  const text = await answer.text();
  expect(text).toContain('yinxun_articles_total{outcome="new"} 3');
  expect(text).toContain('yinxun_ingest_seconds_bucket{le="1"} 1');
});

it("hands a webhook's request on whole, and has no webhook when none was given", async () => {
  const { url } = await start({
    webhook: { path: "/webhook", handle: async (request) => Response.json({ text: await request.text() }) },
  });
  const text = "京萤".repeat(50_000);
  const answer = await fetch(`${url}/webhook`, { method: "POST", body: text });
  expect(await answer.json()).toEqual({ text });
  const without = await start();
  expect((await fetch(`${without.url}/webhook`, { method: "POST", body: "{}" })).status).toBe(404);
});

it("answers a failing webhook with 500, so that Telegram tries again", async () => {
  const errors: unknown[] = [];
  const { url } = await start({
    webhook: { path: "/webhook", handle: () => Promise.reject(new Error("disk full")) },
    onError: (error) => errors.push(error),
  });
  const answer = await fetch(`${url}/webhook`, { method: "POST", body: "{}" });
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain("disk full");
  expect(errors).toHaveLength(1);
});

it("tells the operator that the port is taken", async () => {
  const { port } = await start();
  await expect(start({ port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is already in use. Set PORT`);
});

it("stops although a client keeps its connection open", async () => {
  const hanging = new Hono().get("/hang", () => new Promise<Response>(() => {}));
  const server = await start({ preview: hanging });
  const socket = connect(server.port, "127.0.0.1");
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.on("error", () => undefined);
  socket.write("GET /hang HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  await fetch(`${server.url}/healthz`);
  await server.stop(1);
  await closed;
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
});

it("serves the chat page to local names only, so that a rebound name sees nothing", async () => {
  const { port } = await startPreview();
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, `192.168.1.5:${port}`]) {
    expect((await get(port, "/", { host })).status, host).toBe(200);
  }
  for (const host of ["evil.example", `evil.example:${port}`, "127.0.0.1.evil.example"]) {
    expect((await get(port, "/", { host })).status, host).toBe(421);
    expect((await get(port, "/preview/events", { host })).status, host).toBe(421);
  }
});

it("sends the page with headers that allow its own files alone", async () => {
  const { url } = await startPreview();
  const { headers } = await fetch(url);
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("access-control-allow-origin")).toBeNull();
});

it("lets no other site press or speak", async () => {
  const { preview, url } = await startPreview();
  const body = JSON.stringify({ person: preview.people.reader.id, text: "你好" });
  const say = (headers: Record<string, string>) =>
    fetch(`${url}/preview/say`, { method: "POST", headers, body });
  expect((await say({ "content-type": "text/plain" })).status).toBe(415);
  expect((await say({ "content-type": "application/json", origin: "http://evil.example" })).status).toBe(403);
  expect((await say({ "content-type": "application/json", origin: "http://127.0.0.1:1" })).status).toBe(403);
  expect(preview.messages(preview.people.reader.id)).toEqual([]);
  expect((await say({ "content-type": "application/json", origin: url })).status).toBe(200);
  expect(preview.messages(preview.people.reader.id)).toHaveLength(1);
});

it("serves the page's files and nothing else of the folder", async () => {
  const { port } = await startPreview();
  expect((await get(port, "/preview/page.css")).type).toContain("text/css");
  for (const path of ["/preview/index.html", "/preview/../preview.ts", "/preview/..%2fpreview.ts"]) {
    expect((await get(port, path)).status, path).toBe(404);
  }
});

it("does not wait for an open page when it stops", async () => {
  const preview = await createPreview({ clock: { now: () => 0 } });
  running.push(preview);
  const server = await start({ preview: preview.routes });
  const stream = await fetch(`${server.url}/preview/events`, { headers: { accept: "text/event-stream" } });
  const ended = stream.text().catch(() => "cut");
  // A grace beyond the test's own deadline: waiting for it would fail.
  await server.stop(60_000);
  expect(await ended).toBe("cut");
});

it("ends the page's stream when the preview stops", async () => {
  const { preview, url } = await startPreview();
  const stream = await fetch(`${url}/preview/events`);
  const text = stream.text();
  await preview.stop();
  expect(await text).toContain("event: snapshot");
});

/** fetch() sets Host and cleans paths itself, so this asks by hand. */
function get(port: number, path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number | undefined; type: string }>((resolve, reject) => {
    const asking = request({ port, host: "127.0.0.1", path, headers }, (response) => {
      response.destroy();
      resolve({ status: response.statusCode, type: response.headers["content-type"] ?? "" });
    });
    asking.on("error", reject);
    asking.end();
  });
}
