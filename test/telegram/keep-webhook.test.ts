import { afterEach, beforeEach, expect, it } from "vitest";
import { TelegramFailure } from "../../src/telegram/failure.js";
import { keepWebhook } from "../../src/telegram/keep-webhook.js";
import { BotApi } from "../support/bot-api.js";
import { HandClock } from "../support/hand-clock.js";
import { clientOf, collectedLog } from "../support/telegram.js";

const ours = { url: "http://127.0.0.1:9/hook", secret: "right" };
const clock = new HandClock();
let api: BotApi;
let stopping: AbortController;

beforeEach(async () => {
  api = await BotApi.start();
  stopping = new AbortController();
});
afterEach(() => api.stop());

const keep = (webhook = ours) =>
  keepWebhook(clientOf(api), webhook, {
    wait: clock.wait,
    random: () => 0.5,
    log: collectedLog().log,
    signal: stopping.signal,
  });
const settings = () => api.callsOf("setWebhook").map(({ payload }) => payload);

it("sets the webhook again and again until Telegram has heard it", async () => {
  api.trouble("setWebhook", { kind: "html502" }, { kind: "cut" });
  const kept = keep();
  await expect.poll(settings).toHaveLength(3);
  expect(settings()[2]).toMatchObject({
    url: ours.url,
    secret_token: "right",
    allowed_updates: expect.arrayContaining(["message", "callback_query", "my_chat_member"]),
  });
  stopping.abort();
  await kept;
});

it("sets it again when another program changed it, and lets it be otherwise", async () => {
  const kept = keep();
  await expect.poll(() => api.callsOf("getWebhookInfo").length).toBeGreaterThan(3);
  expect(settings()).toHaveLength(1);
  await clientOf(api).call("deleteWebhook", {});
  await expect.poll(settings).toHaveLength(2);
  stopping.abort();
  await kept;
});

it("looks again when it could not look", async () => {
  api.trouble("getWebhookInfo", { kind: "html502" }, { kind: "refuse", code: 400, description: "odd" });
  const kept = keep();
  await expect.poll(() => api.callsOf("getWebhookInfo").length).toBeGreaterThan(2);
  stopping.abort();
  await kept;
});

it("says so when the address is refused", async () => {
  const description = "Bad Request: bad webhook: HTTPS url must be provided for webhook";
  api.trouble("setWebhook", { kind: "refuse", code: 400, description });
  await expect(keep()).rejects.toBeInstanceOf(TelegramFailure);
});
