import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ModelServer, refuses, says } from "../../support/model-server.js";
import { KEY, openWorld } from "./world.js";

const EMPTY = { headline: null, bullets: [], insufficient: true };

describe("a model's server", () => {
  let server: ModelServer;
  beforeEach(async () => {
    server = await ModelServer.start();
    server.answers(says(EMPTY));
  });
  afterEach(() => server.stop());
  const formats = () => server.requests.map((request) => request.response_format?.type ?? "text");

  it("is asked for a strict schema in which every key is required", async () => {
    const reply = await openWorld(server).ask();
    expect(reply).toMatchObject({ kind: "answer", tokens: 100 });
    expect(server.requests[0]).toMatchObject({
      model: "tiny",
      temperature: 0,
      max_tokens: 200,
      response_format: {
        json_schema: { strict: true, schema: { required: ["headline", "bullets", "insufficient"] } },
      },
    });
  });

  it("that knows no schema is asked for an object, and from then on at once", async () => {
    server.formats = new Set(["json_object"]);
    const world = openWorld(server);
    await world.ask();
    await world.ask();
    expect(formats()).toEqual(["json_schema", "json_object", "json_object"]);
  });

  it.each([400, 404, 422, 501])("that answers %i to every format is asked for plain text", async (status) => {
    server.formats = new Set();
    server.formatRefusal = refuses(status, "unknown field response_format");
    const world = openWorld(server);
    expect(await world.ask()).toMatchObject({ kind: "answer" });
    await world.ask();
    expect(formats()).toEqual(["json_schema", "json_object", "text", "text"]);
  });

  it("that once says 400 for a reason of its own is asked for a schema again", async () => {
    const world = openWorld(server);
    server.next(refuses(400, "the moon is full"));
    expect(await world.ask()).toMatchObject({ kind: "answer" });
    await world.ask();
    expect(formats()).toEqual(["json_schema", "json_object", "json_schema"]);
  });

  it("that says 400 to everything is reported, and not taken for one without formats", async () => {
    server.next(...[1, 2, 3].map(() => refuses(400, "content policy")));
    const world = openWorld(server);
    expect(await world.ask()).toMatchObject({ kind: "failed", reason: expect.stringContaining("policy") });
    await world.ask();
    expect(formats().at(-1)).toBe("json_schema");
  });

  it("that knows neither max_tokens nor temperature is asked without them", async () => {
    server.refusedParts = new Set(["max_tokens", "temperature"]);
    const world = openWorld(server);
    expect(await world.ask()).toMatchObject({ kind: "answer" });
    await world.ask();
    const last = server.requests.at(-1);
    expect(last).toMatchObject({ max_completion_tokens: 200, response_format: { type: "json_schema" } });
    expect(last).not.toHaveProperty("temperature");
    expect(last).not.toHaveProperty("max_tokens");
  });

  it.each([false, true])("that stalls after its headers is given up (trickling: %s)", async (trickle) => {
    server.answers({ kind: "stall", trickle });
    const reply = await openWorld(server, { deadlineMs: 50 }).ask();
    expect(reply).toMatchObject({ kind: "failed", spent: true, reason: expect.stringContaining("0.05 s") });
    await server.callerLeft;
  });

  it("is left at once when the service stops", async () => {
    server.answers({ kind: "stall" });
    const stop = new AbortController();
    const asked = openWorld(server).ask(stop.signal);
    stop.abort(new Error("stopping"));
    await expect(asked).rejects.toThrow("stopping");
  });

  it.each([
    ["in seconds", () => "7"],
    ["as a date", () => new Date(Date.UTC(2022, 5, 2, 0, 30, 7)).toUTCString()],
  ])("that asks for patience %s gets it, and is asked once more", async (_, header) => {
    server.next(refuses(429, "slow down", { "retry-after": header() }));
    const world = openWorld(server);
    const before = world.clock.now();
    expect(await world.ask()).toMatchObject({ kind: "answer" });
    expect(world.clock.now() - before).toBe(7_000);
  });

  it("that asks for a long patience is left alone, with its wish", async () => {
    server.answers(refuses(429, "come back tomorrow", { "retry-after": "3600" }));
    const reply = await openWorld(server).ask();
    expect(reply).toMatchObject({ kind: "failed", retryAfterMs: 3_600_000, spent: false });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ["answers 500", refuses(500, "oops")],
    ["cuts the connection", { kind: "cut" } as const],
  ])("that %s once is asked once more", async (_, trouble) => {
    server.next(trouble);
    expect(await openWorld(server).ask()).toMatchObject({ kind: "answer" });
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    ["no choices", { kind: "raw", status: 200, body: '{"choices":[]}' } as const],
    ["nothing at all", { kind: "raw", status: 200, body: "{}" } as const],
    ["null", { kind: "content", content: null } as const],
    [
      "a refusal",
      {
        kind: "raw",
        status: 200,
        body: '{"choices":[{"message":{"content":"{}","refusal":"I will not"}}]}',
      } as const,
    ],
    ["half an answer", { kind: "content", content: '{"headline":', finish: "length" } as const],
    ["a page", { kind: "raw", status: 200, type: "text/html", body: "<html>welcome</html>" } as const],
  ])("that answers %s has declined", async (_, turn) => {
    server.answers(turn);
    expect(await openWorld(server).ask()).toMatchObject({ kind: "declined" });
  });

  it("that repeats the key does not bring it into the log", async () => {
    server.answers(refuses(401, `Incorrect API key provided: ${KEY}`));
    const reply = await openWorld(server).ask();
    expect(reply).toMatchObject({ kind: "failed", reason: expect.stringContaining("[key]") });
    expect(JSON.stringify(reply)).not.toContain("nobody-may-see");
  });
});
