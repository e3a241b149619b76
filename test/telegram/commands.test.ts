import { afterEach, beforeEach, expect, it } from "vitest";
import { registerMenu } from "../../src/telegram/commands.js";
import { TelegramFailure } from "../../src/telegram/failure.js";
import { BotApi } from "../support/bot-api.js";
import { clientOf, collectedLog } from "../support/telegram.js";

let api: BotApi;
const { log } = collectedLog();
const menu = {
  commands: [{ command: "digest", description: { zh: "看看有什么新消息", en: "What is new" } }],
  adminCommands: [{ command: "admin", description: { zh: "管理", en: "Administer" } }],
  adminIds: [],
};

beforeEach(async () => {
  api = await BotApi.start();
});
afterEach(() => api.stop());

it("lists the commands in Chinese for everybody, and in English for who speaks it", async () => {
  await registerMenu(clientOf(api), menu, log);
  const lists = api.callsOf("setMyCommands").map(({ payload }) => [payload.language_code, payload.commands]);
  const zh = [{ command: "digest", description: "看看有什么新消息" }];
  const en = [{ command: "digest", description: "What is new" }];
  expect(lists).toEqual([
    ["", zh],
    ["zh", zh],
    ["en", en],
  ]);
});

it("shows admins their commands too, and passes over those who never wrote", async () => {
  api.open(8);
  await registerMenu(clientOf(api), { ...menu, adminIds: [7, 8] }, log);
  const scoped = api.callsOf("setMyCommands").filter(({ payload }) => payload.scope !== undefined);
  expect(scoped.map(({ payload }) => payload.scope)).toContainEqual({ type: "chat", chat_id: 7 });
  expect(scoped.at(-1)?.payload).toMatchObject({
    scope: { type: "chat", chat_id: 8 },
    commands: [{ command: "digest" }, { command: "admin" }],
  });
});

it("describes the bot in both languages where there is a description", async () => {
  const about = { long: { zh: "银行新闻", en: "Bank news" }, short: { zh: "新闻", en: "News" } };
  await registerMenu(clientOf(api), { ...menu, about }, log);
  expect(api.callsOf("setMyDescription").map(({ payload }) => payload.description)).toEqual([
    "银行新闻",
    "银行新闻",
    "Bank news",
  ]);
});

it("tells when Telegram does not take a command", async () => {
  const wrong = { ...menu, commands: [{ command: "银讯", description: { zh: "甲", en: "A" } }] };
  await expect(registerMenu(clientOf(api), wrong, log)).rejects.toBeInstanceOf(TelegramFailure);
});
