import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Failure, TelegramFailure } from "../../src/telegram/failure.js";
import { MessageBuilder } from "../../src/telegram/message.js";
import { BotApi } from "../support/bot-api.js";
import { HandClock } from "../support/hand-clock.js";
import { clientOf, collectedLog } from "../support/telegram.js";

let api: BotApi;
const hello = new MessageBuilder().plain("你好").build();
const here = { chat: 7, thread: 0 };
const atOnce = { wait: async () => undefined };

beforeEach(async () => {
  api = await BotApi.start();
  api.open(7);
});
afterEach(() => api.stop());

async function failureOf(call: Promise<unknown>): Promise<Failure> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof TelegramFailure) return error.failure;
  throw new Error(`not a TelegramFailure: ${String(error)}`);
}

describe("a message", () => {
  it("arrives with entities and buttons, without a link preview", async () => {
    const text = new MessageBuilder().headline("不良率<1%", "https://example.org/a?b=1").build();
    const buttons = [
      [
        { text: "更多", data: "x" },
        { text: "原文", url: "https://example.org/" },
      ],
    ];
    expect(await clientOf(api).send(here, { ...text, buttons })).toBe(1);
    expect(api.sent[0]).toMatchObject({
      text: "不良率<1%",
      entities: [
        { type: "bold", offset: 0, length: 6 },
        { type: "text_link", offset: 0, length: 6, url: "https://example.org/a?b=1" },
      ],
      buttons: [
        [
          { text: "更多", callback_data: "x" },
          { text: "原文", url: "https://example.org/" },
        ],
      ],
    });
    expect(api.callsOf("sendMessage")[0]?.payload.link_preview_options).toEqual({ is_disabled: true });
  });

  it("goes into its forum topic, and names none where there is none", async () => {
    api.open(-100, [5]);
    const client = clientOf(api);
    await client.send({ chat: -100, thread: 5 }, hello);
    await client.send({ chat: -100, thread: 0 }, hello);
    expect(api.sent.map(({ thread }) => thread)).toEqual([5, 0]);
    expect(api.callsOf("sendMessage")[1]?.payload).not.toHaveProperty("message_thread_id");
  });

  it("is paid for only when it is a digest and the operator wants it so", async () => {
    const paying = clientOf(api, { paidBroadcast: true });
    await paying.send(here, hello, { priority: "digest" });
    await paying.send(here, hello);
    await clientOf(api).send(here, hello, { priority: "digest" });
    expect(api.sent.map(({ paid }) => paid)).toEqual([true, false, false]);
  });

  it("may be edited to what it is already", async () => {
    const client = clientOf(api);
    const messageId = await client.send(here, hello);
    await client.edit({ chat: 7, messageId }, hello);
    await client.edit({ chat: 7, messageId }, new MessageBuilder().plain("再见").build());
    expect(api.sent[0]?.text).toBe("再见");
  });
});

describe("a failure", () => {
  it("is certain not to have sent anything where nobody listens", async () => {
    const gone = { root: api.root, token: api.token };
    await api.stop();
    expect(await failureOf(clientOf(gone, atOnce).send(here, hello))).toMatchObject({ kind: "notReached" });
    api = await BotApi.start();
  });

  it("is certain not to have sent anything where the name is unknown", async () => {
    const nowhere = { root: "http://bot-api.invalid", token: api.token };
    expect(await failureOf(clientOf(nowhere, atOnce).send(here, hello))).toMatchObject({
      kind: "notReached",
    });
  });

  it("is certain not to have sent anything where the secure connection fails", async () => {
    const plain = { root: api.root.replace("http:", "https:"), token: api.token };
    expect(await failureOf(clientOf(plain, atOnce).send(here, hello))).toMatchObject({ kind: "notReached" });
  });

  it("is uncertain where the deadline passes without an answer", async () => {
    api.trouble("sendMessage", { kind: "hang" });
    const failure = await failureOf(clientOf(api, { timeoutMs: 50 }).send(here, hello));
    expect(failure).toMatchObject({ kind: "uncertain" });
  });

  it("is uncertain where a gateway answers with a page", async () => {
    api.trouble("sendMessage", { kind: "html502" });
    expect(await failureOf(clientOf(api).send(here, hello, { priority: "digest" }))).toEqual({
      kind: "uncertain",
      detail: "502, not the Bot API's",
      status: 502,
    });
    expect(api.sent).toEqual([]);
  });

  it("of a gateway does not cost a person the reply", async () => {
    api.trouble("sendMessage", { kind: "html502" }, { kind: "refuse", code: 504, description: "Timeout" });
    await clientOf(api, atOnce).send(here, hello);
    expect(api.sent).toHaveLength(1);
  });

  it("of a gateway that stays ends the reply", async () => {
    api.trouble("sendMessage", { kind: "html502" }, { kind: "html502" }, { kind: "html502" });
    const client = clientOf(api, atOnce);
    expect(await failureOf(client.send(here, hello))).toMatchObject({ kind: "uncertain" });
    expect(api.callsOf("sendMessage")).toHaveLength(3);
  });

  it("is uncertain where the connection was cut after the message went through, and nothing is sent again", async () => {
    api.trouble("sendMessage", { kind: "cutAfter" });
    expect(await failureOf(clientOf(api).send(here, hello))).toMatchObject({ kind: "uncertain" });
    expect(api.sent).toHaveLength(1);
  });

  it("tells a blocked bot", async () => {
    api.block(8);
    expect(await failureOf(clientOf(api).send({ chat: 8, thread: 0 }, hello))).toMatchObject({
      kind: "blocked",
    });
  });

  it("tells a chat that is gone", async () => {
    expect(await failureOf(clientOf(api).send({ chat: 9, thread: 0 }, hello))).toMatchObject({
      kind: "dead",
    });
  });

  it("tells where a group moved to", async () => {
    api.move(-5, -1005);
    const failure = await failureOf(clientOf(api).send({ chat: -5, thread: 0 }, hello));
    expect(failure).toEqual({ kind: "migrated", to: -1005 });
  });

  it("tells a message that is at fault", async () => {
    const failure = await failureOf(clientOf(api).send(here, { text: " ", entities: [] }));
    expect(failure).toEqual({
      kind: "rejected",
      code: 400,
      description: "Bad Request: message text is empty",
    });
  });

  it("tells a token that is not accepted, and a second poller", async () => {
    const stranger = clientOf({ root: api.root, token: "1:wrong" });
    expect(await failureOf(stranger.call("getMe", {}))).toEqual({ kind: "unauthorized" });
    api.trouble("getUpdates", { kind: "refuse", code: 409, description: "Conflict: terminated" });
    expect(await failureOf(clientOf(api).call("getUpdates", {}))).toMatchObject({ kind: "conflict" });
  });

  it("never holds the token, whatever the way to fail", async () => {
    const { log, lines } = collectedLog();
    const gone = clientOf({ root: "http://127.0.0.1:1", token: api.token }, atOnce);
    api.trouble("sendMessage", { kind: "html502" }, { kind: "cut" }, { kind: "hang" });
    const calls = [
      () => clientOf(api).send(here, hello, { priority: "digest" }),
      () => clientOf(api).send(here, hello),
      () => clientOf(api, { timeoutMs: 50 }).send(here, hello),
      () => gone.send(here, hello),
      () => clientOf({ root: "http://[bad", token: api.token }).send(here, hello),
      () => clientOf(api).call("noSuchMethod", {}),
    ];
    for (const call of calls) {
      await call().catch((err: unknown) => log.error({ err }, "failed"));
    }
    expect(lines).toHaveLength(calls.length);
    expect(lines.join("")).not.toContain(api.token.split(":")[1]);
  });
});

describe("a flood", () => {
  const flood = {
    kind: "refuse",
    code: 429,
    description: "Too Many Requests: retry after 20",
    parameters: { retry_after: 20 },
  } as const;

  it("makes a reply wait as long as Telegram says, and then go", async () => {
    const clock = new HandClock();
    const start = clock.now();
    api.trouble("sendMessage", flood);
    await clientOf(api, { clock, wait: clock.wait }).send(here, hello);
    expect(api.sent).toHaveLength(1);
    expect(clock.now() - start).toBeGreaterThanOrEqual(20_000);
  });

  it("makes everybody wait, not only the chat that met it", async () => {
    const clock = new HandClock();
    const client = clientOf(api, { clock, wait: clock.wait });
    api.open(8);
    api.trouble("sendMessage", flood);
    const start = clock.now();
    await failureOf(client.send(here, hello, { priority: "digest" }));
    await client.send({ chat: 8, thread: 0 }, hello);
    expect(clock.now() - start).toBeGreaterThanOrEqual(20_000);
  });

  it("is left to the ledger for digests", async () => {
    api.trouble("sendMessage", flood);
    const failure = await failureOf(clientOf(api).send(here, hello, { priority: "digest" }));
    expect(failure).toEqual({ kind: "flood", retryAfterMs: 20_000 });
    expect(api.callsOf("sendMessage")).toHaveLength(1);
  });

  it("ends a reply after three attempts", async () => {
    const clock = new HandClock();
    api.trouble("sendMessage", flood, flood, flood, flood);
    const failure = await failureOf(clientOf(api, { clock, wait: clock.wait }).send(here, hello));
    expect(failure).toMatchObject({ kind: "flood" });
    expect(api.callsOf("sendMessage")).toHaveLength(3);
  });
});

it("asks for the bot's own name once", async () => {
  const client = clientOf(api);
  expect((await client.me()).username).toBe("yinxun_bot");
  await client.me();
  expect(api.callsOf("getMe")).toHaveLength(1);
});

it("leaves a press that is too old to be answered as it is", async () => {
  const description = "Bad Request: query is too old and response timeout expired or query ID is invalid";
  api.trouble("answerCallbackQuery", { kind: "refuse", code: 400, description });
  await clientOf(api).answerPress("1", { text: "好了" });
  expect(api.callsOf("answerCallbackQuery")[0]?.payload).toMatchObject({ text: "好了" });
});
