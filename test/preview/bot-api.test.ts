import { Hono } from "hono";
import { Telegraf, TelegramError } from "telegraf";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BotCall } from "../../src/preview/bot-api.js";
import { createPreview, type Preview } from "../../src/preview/preview.js";
import { listen } from "../../src/web/listen.js";

const NOON = Date.parse("2022-06-02T04:00:00Z");
let preview: Preview;
let bot: Telegraf;
let instead: (call: BotCall) => Response | undefined | Promise<Response | undefined>;

beforeEach(async () => {
  instead = () => undefined;
  preview = await createPreview({ clock: { now: () => NOON }, intercept: (call) => instead(call) });
  bot = new Telegraf(preview.token, { telegram: { apiRoot: preview.apiRoot } });
});
afterEach(() => preview.stop());

const reader = () => preview.people.reader.id;

/** The error that Telegraf makes of a refusal. */
async function refusal(call: Promise<unknown>): Promise<{ code: number; description: string }> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TelegramError)) throw new Error(`not refused: ${String(error)}`);
  return { code: error.code, description: error.description };
}

async function takeUpdates(offset = 0) {
  return bot.telegram.callApi("getUpdates", { offset, timeout: 0, limit: 100 });
}

describe("updates", () => {
  it("carries what a person types, with its command as an entity", async () => {
    preview.say(reader(), "/subscribe 工行 #儿童金融");
    const [update] = await takeUpdates();
    expect(update).toMatchObject({
      message: {
        text: "/subscribe 工行 #儿童金融",
        date: NOON / 1000,
        chat: { id: reader(), type: "private" },
        from: { id: reader(), is_bot: false, language_code: "zh-hans" },
        entities: [
          { type: "bot_command", offset: 0, length: 10 },
          { type: "hashtag", offset: 14, length: 5 },
        ],
      },
    });
  });

  it("gives an update again until a higher offset confirms it", async () => {
    preview.say(reader(), "一");
    preview.say(reader(), "二");
    const first = await takeUpdates();
    expect(await takeUpdates()).toEqual(first);
    const rest = await takeUpdates((first[0]?.update_id ?? 0) + 1);
    expect(rest).toEqual(first.slice(1));
    expect(await takeUpdates((first[1]?.update_id ?? 0) + 1)).toEqual([]);
  });

  it("wakes a long poll when a message comes in", async () => {
    const poll = bot.telegram.callApi("getUpdates", { timeout: 50 });
    await bot.telegram.getMe();
    preview.say(reader(), "你好");
    expect(await poll).toHaveLength(1);
  });

  it("ends the earlier of two polls with 409 and serves the later", async () => {
    // Which of the two arrives first is the network's affair.
    const polls = [1, 2].map(() => bot.telegram.callApi("getUpdates", { timeout: 50 }));
    const refused = await Promise.any(polls.map(refusal));
    expect(refused.code).toBe(409);
    preview.say(reader(), "还在吗");
    const outcomes = await Promise.allSettled(polls);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("leaves out kinds that the bot did not ask for", async () => {
    await bot.telegram.callApi("getUpdates", { allowed_updates: ["callback_query"] });
    preview.say(reader(), "你好");
    expect(await takeUpdates()).toEqual([]);
  });

  it("posts updates to a webhook with its secret, again after a failure, and refuses polls meanwhile", async () => {
    const answers = [500, 200];
    const seen: { secret: string | undefined; body: unknown }[] = [];
    let arrived = () => {};
    const twice = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const app = new Hono().post("/hook", async (context) => {
      seen.push({
        secret: context.req.header("x-telegram-bot-api-secret-token"),
        body: await context.req.json(),
      });
      if (seen.length === 2) arrived();
      return new Response(null, { status: answers[seen.length - 1] ?? 200 });
    });
    const server = await listen(app.fetch, { host: "127.0.0.1", port: 0 });
    await bot.telegram.setWebhook(`${server.url}/hook`, { secret_token: "s3cret" });
    expect((await refusal(takeUpdates())).code).toBe(409);
    preview.say(reader(), "你好");
    await twice;
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[0]).toMatchObject({ secret: "s3cret", body: { message: { text: "你好" } } });
    await bot.telegram.deleteWebhook();
    expect(await bot.telegram.getWebhookInfo()).toMatchObject({ url: "", pending_update_count: 0 });
    await server.stop(0);
  });
});

describe("messages", () => {
  it("keeps the bot's entities and finds hashtags and commands on its own", async () => {
    const text = "京萤计划 #儿童金融 /help";
    const sent = await bot.telegram.sendMessage(reader(), text, {
      entities: [
        { type: "bold", offset: 0, length: 4 },
        { type: "text_link", offset: 0, length: 4, url: "https://example.org/a" },
      ],
    });
    expect(sent.entities).toEqual([
      { type: "bold", offset: 0, length: 4 },
      { type: "text_link", offset: 0, length: 4, url: "https://example.org/a" },
      { type: "hashtag", offset: 5, length: 5 },
      { type: "bot_command", offset: 11, length: 5 },
    ]);
    expect(preview.messages(reader())).toEqual([sent]);
  });

  it("drops a link that no browser should follow, and keeps its text", async () => {
    const sent = await bot.telegram.sendMessage(reader(), "点我", {
      entities: [{ type: "text_link", offset: 0, length: 2, url: "javascript:alert(1)" }],
    });
    expect(sent.entities).toBeUndefined();
    expect(sent.text).toBe("点我");
  });

  it("trims white space and moves the entities along", async () => {
    const sent = await bot.telegram.sendMessage(reader(), "\n 标题  \n", {
      entities: [{ type: "bold", offset: 0, length: 6 }],
    });
    expect(sent).toMatchObject({ text: "标题", entities: [{ type: "bold", offset: 0, length: 2 }] });
  });

  it("takes 4096 UTF-16 units and refuses one more", async () => {
    const sent = await bot.telegram.sendMessage(reader(), "银".repeat(4096));
    expect(sent.text).toHaveLength(4096);
    expect(await refusal(bot.telegram.sendMessage(reader(), "银".repeat(4097)))).toEqual({
      code: 400,
      description: "Bad Request: message is too long",
    });
  });

  it.each([
    ["an empty text", "  \n", {}, "message text is empty"],
    [
      "an entity past the end",
      "银讯",
      { entities: [{ type: "bold", offset: 1, length: 2 }] },
      "entity ends after",
    ],
    [
      "half a surrogate pair",
      "😀a",
      { entities: [{ type: "bold", offset: 1, length: 2 }] },
      "middle of a UTF-16",
    ],
    ["a parse mode", "<b>x</b>", { parse_mode: "HTML" }, "parse_mode is not known"],
    [
      "a bad entity",
      "银讯",
      { entities: [{ type: "text_link", offset: 0, length: 1 }] },
      "can't parse entities",
    ],
    [
      "no data",
      "银讯",
      { reply_markup: keyboard([{ text: "好", callback_data: "" }]) },
      "BUTTON_DATA_INVALID",
    ],
    [
      "65 bytes of data",
      "银讯",
      { reply_markup: keyboard([{ text: "好", callback_data: "x".repeat(65) }]) },
      "BUTTON_DATA_INVALID",
    ],
    [
      "a button without a label",
      "银讯",
      { reply_markup: keyboard([{ text: " ", callback_data: "x" }]) },
      "non-empty",
    ],
    [
      "a button to nowhere",
      "银讯",
      { reply_markup: keyboard([{ text: "好", url: "javascript:x" }]) },
      "is invalid",
    ],
    [
      "101 buttons",
      "银讯",
      { reply_markup: keyboard(Array.from({ length: 101 }, () => ({ text: "好", callback_data: "x" }))) },
      "reply markup is too long",
    ],
  ])("refuses %s", async (_what, text, extra, why) => {
    const response = await call("sendMessage", { chat_id: reader(), text, ...extra });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ ok: false, description: expect.stringContaining(why) });
  });

  it("takes 64 bytes of data and 100 buttons", async () => {
    const buttons = Array.from({ length: 100 }, () => ({ text: "好", callback_data: "x".repeat(64) }));
    const sent = await bot.telegram.sendMessage(reader(), "银讯", { reply_markup: keyboard(buttons) });
    expect(sent.reply_markup?.inline_keyboard.flat()).toHaveLength(100);
  });

  it("refuses to write to a chat that does not exist", async () => {
    expect((await refusal(bot.telegram.sendMessage(-5, "你好"))).description).toBe(
      "Bad Request: chat not found",
    );
    preview.open({ id: -5, type: "group", title: "金融群" });
    expect(await bot.telegram.sendMessage(-5, "你好")).toMatchObject({ chat: { title: "金融群" } });
  });

  it("edits text and buttons, and refuses an edit that changes nothing", async () => {
    const options = { reply_markup: keyboard([{ text: "下一页", callback_data: "2" }]) };
    const { message_id: id } = await bot.telegram.sendMessage(reader(), "第1页", options);
    await bot.telegram.editMessageText(reader(), id, undefined, "第2页", options);
    expect(
      await refusal(bot.telegram.editMessageText(reader(), id, undefined, "第2页", options)),
    ).toMatchObject({
      description: expect.stringContaining("message is not modified"),
    });
    await bot.telegram.editMessageReplyMarkup(reader(), id, undefined, undefined);
    const [message] = preview.messages(reader());
    expect(message).toMatchObject({ text: "第2页", edit_date: NOON / 1000 });
    expect(message?.reply_markup).toBeUndefined();
  });

  it("refuses to edit what a person wrote, and what is gone", async () => {
    const { message_id: own } = preview.say(reader(), "我写的");
    const edit = (id: number) => bot.telegram.editMessageText(reader(), id, undefined, "改了");
    expect((await refusal(edit(own))).description).toBe("Bad Request: message can't be edited");
    await bot.telegram.deleteMessage(reader(), own);
    expect((await refusal(edit(own))).description).toBe("Bad Request: message to edit not found");
  });
});

describe("buttons and inline queries", () => {
  it("brings a press to the bot and the bot's answer to the person", async () => {
    const sent = await bot.telegram.sendMessage(reader(), "关注？", {
      reply_markup: keyboard([{ text: "关注", callback_data: "follow:工商银行" }]),
    });
    const pressed = preview.press(reader(), sent.message_id, "关注");
    const [update] = await takeUpdates();
    if (!update || !("callback_query" in update)) throw new Error("no callback query");
    expect(update.callback_query).toMatchObject({
      data: "follow:工商银行",
      from: { id: reader() },
      message: { text: "关注？" },
    });
    await bot.telegram.answerCbQuery(update.callback_query.id, "已关注", { show_alert: true });
    expect(await pressed).toEqual({ text: "已关注", alert: true });
    expect((await refusal(bot.telegram.answerCbQuery(update.callback_query.id))).description).toContain(
      "query is too old",
    );
  });

  it("finds no button that is not there", async () => {
    const sent = await bot.telegram.sendMessage(reader(), "无按钮");
    await expect(preview.press(reader(), sent.message_id, "关注")).rejects.toThrow(RangeError);
  });

  it("brings an inline query and its results", async () => {
    const asked = preview.inline(reader(), "京萤");
    const [update] = await takeUpdates();
    if (!update || !("inline_query" in update)) throw new Error("no inline query");
    expect(update.inline_query).toMatchObject({ query: "京萤", offset: "" });
    await bot.telegram.answerInlineQuery(update.inline_query.id, [
      { type: "article", id: "1", title: "京萤计划", input_message_content: { message_text: "京萤计划" } },
    ]);
    expect(await asked).toMatchObject({ results: [{ title: "京萤计划" }], nextOffset: "" });
  });
});

describe("the commands' menu", () => {
  it("follows scope and language of the person", async () => {
    const { admin } = preview.people;
    await bot.telegram.setMyCommands([{ command: "help", description: "Help" }]);
    await bot.telegram.setMyCommands([{ command: "help", description: "帮助" }], { language_code: "zh" });
    await bot.telegram.setMyCommands([{ command: "admin", description: "管理" }], {
      scope: { type: "chat", chat_id: admin.id },
    });
    expect(preview.commands(reader())).toEqual([{ command: "help", description: "帮助" }]);
    expect(preview.commands(admin.id)).toEqual([{ command: "admin", description: "管理" }]);
    await preview.speak(reader(), "en");
    expect(preview.commands(reader())).toEqual([{ command: "help", description: "Help" }]);
    expect(await bot.telegram.getMyCommands({ language_code: "zh" })).toEqual([
      { command: "help", description: "帮助" },
    ]);
  });

  it("refuses a command with capital letters", async () => {
    expect(
      (await refusal(bot.telegram.setMyCommands([{ command: "Help", description: "x" }]))).description,
    ).toBe("Bad Request: BOT_COMMAND_INVALID");
  });
});

describe("the protocol", () => {
  it("knows itself", async () => {
    expect(await bot.telegram.getMe()).toMatchObject({ is_bot: true, username: "yinxun_preview_bot" });
  });

  it("refuses a wrong token with 401 and an unknown method with 404", async () => {
    const wrong = await fetch(`${preview.apiRoot}/bot1:wrong/getMe`);
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toEqual({ ok: false, error_code: 401, description: "Unauthorized" });
    const unknown = await call("makeCoffee", {});
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toEqual({ ok: false, error_code: 404, description: "Not Found" });
  });

  it("takes forms as well as JSON", async () => {
    const form = {
      chat_id: String(reader()),
      text: "粗体",
      entities: '[{"type":"bold","offset":0,"length":2}]',
    };
    const multipart = new FormData();
    for (const [name, value] of Object.entries(form)) multipart.set(name, value);
    for (const body of [new URLSearchParams(form), multipart]) {
      const response = await fetch(`${preview.apiRoot}/bot${preview.token}/sendMessage`, {
        method: "POST",
        body,
      });
      expect(await response.json()).toMatchObject({
        ok: true,
        result: { text: "粗体", entities: [{ type: "bold", offset: 0, length: 2 }] },
      });
    }
  });

  it("refuses a body that is no JSON", async () => {
    const response = await fetch(`${preview.apiRoot}/bot${preview.token}/sendMessage`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{",
    });
    expect(await response.json()).toMatchObject({ ok: false, error_code: 400 });
  });

  it("lets a test answer in its stead", async () => {
    instead = ({ method }) =>
      method === "sendMessage"
        ? Response.json(
            { ok: false, error_code: 429, description: "Too Many Requests", parameters: { retry_after: 3 } },
            { status: 429 },
          )
        : undefined;
    expect(await refusal(bot.telegram.sendMessage(reader(), "快"))).toMatchObject({ code: 429 });
    expect(preview.messages(reader())).toEqual([]);
  });

  it("waits for a message that is still to come", async () => {
    const coming = preview.waitFor(reader(), (message) => message.text === "来了");
    await bot.telegram.sendMessage(reader(), "来了");
    expect(await coming).toMatchObject({ text: "来了" });
  });
});

function keyboard<B>(buttons: B[]): { inline_keyboard: B[][] } {
  return { inline_keyboard: [buttons] };
}

function call(method: string, parameters: unknown): Promise<Response> {
  return fetch(`${preview.apiRoot}/bot${preview.token}/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(parameters),
  });
}
