import { afterEach, beforeEach, expect, it } from "vitest";
import { createTelegraf } from "../../src/telegram/context.js";
import { TelegramFailure } from "../../src/telegram/failure.js";
import { MessageBuilder } from "../../src/telegram/message.js";
import { BotApi } from "../support/bot-api.js";
import { clientOf } from "../support/telegram.js";

let api: BotApi;

beforeEach(async () => {
  api = await BotApi.start();
  api.open(7);
});
afterEach(() => api.stop());

const from = { id: 7, is_bot: false, first_name: "李" };
const privateChat = { id: 7, type: "private", first_name: "李" } as const;

function command(text: string, more: object = {}) {
  return {
    update_id: 1,
    message: {
      message_id: 1,
      date: 1654128000,
      chat: privateChat,
      from,
      text,
      entities: [{ type: "bot_command" as const, offset: 0, length: text.split(" ")[0]?.length ?? 0 }],
      ...more,
    },
  };
}

it("lets handlers answer through the same client, with its deadline and its errors", async () => {
  api.trouble("sendMessage", { kind: "hang" });
  const { telegraf, handle } = createTelegraf(clientOf(api, { timeoutMs: 50 }));
  telegraf.command("hang", (ctx) => ctx.reply("…"));
  await expect(handle(command("/hang"))).rejects.toBeInstanceOf(TelegramFailure);
});

it("hands errors on, prints nothing and leaves the exit code alone", async () => {
  const { telegraf, handle } = createTelegraf(clientOf(api));
  telegraf.command("throw", () => {
    throw new Error("broken");
  });
  await expect(handle(command("/throw"))).rejects.toThrow("broken");
  expect(process.exitCode).toBeUndefined();
});

it("asks again who it is after that failed once", async () => {
  api.trouble("getMe", { kind: "html502" });
  const { telegraf, handle } = createTelegraf(clientOf(api));
  telegraf.command("start", (ctx) => ctx.say(new MessageBuilder().plain("你好").build()));
  await expect(handle(command("/start"))).rejects.toBeInstanceOf(TelegramFailure);
  await handle(command("/start@yinxun_bot"));
  expect(api.sent.map(({ text }) => text)).toEqual(["你好"]);
});

it("answers in the forum topic, but not in a chain of replies", async () => {
  api.open(-100, [5]);
  const group = { id: -100, type: "supergroup", title: "组" } as const;
  const { telegraf, handle } = createTelegraf(clientOf(api));
  telegraf.command("start", (ctx) => ctx.say(new MessageBuilder().plain("你好").build()));
  await handle(command("/start", { chat: group, message_thread_id: 5, is_topic_message: true }));
  await handle(command("/start", { chat: group, message_thread_id: 900 }));
  expect(api.sent.map(({ thread }) => thread)).toEqual([5, 0]);
});

it("revises the message whose button was pressed", async () => {
  const client = clientOf(api);
  const messageId = await client.send({ chat: 7, thread: 0 }, new MessageBuilder().plain("第1页").build());
  const { telegraf, handle } = createTelegraf(client);
  telegraf.on("callback_query", async (ctx) => {
    await ctx.revise(new MessageBuilder().plain("第2页").build());
    await ctx.acknowledge();
  });
  const message = { message_id: messageId, date: 1654128000, chat: privateChat, text: "第1页" };
  await handle({ update_id: 2, callback_query: { id: "9", from, chat_instance: "1", data: "x", message } });
  expect(api.sent.map(({ text }) => text)).toEqual(["第2页"]);
  expect(api.callsOf("answerCallbackQuery")).toHaveLength(1);
});
