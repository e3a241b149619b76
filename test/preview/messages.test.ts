import { describe, expect, it } from "vitest";
import { keyboard, NOON, refusal, useBotInPreview } from "./bot-in-preview.js";

const subject = useBotInPreview();

describe("messages", () => {
  it("keeps the bot's entities and finds hashtags and commands on its own", async () => {
    const { preview, bot, reader } = subject();
    const text = "京萤计划 #儿童金融 /help";
    const sent = await bot.telegram.sendMessage(reader, text, {
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
    expect(preview.messages(reader)).toEqual([sent]);
  });

  it("drops a link that no browser should follow, and keeps its text", async () => {
    const { bot, reader } = subject();
    const sent = await bot.telegram.sendMessage(reader, "点我", {
      entities: [{ type: "text_link", offset: 0, length: 2, url: "javascript:alert(1)" }],
    });
    expect(sent.entities).toBeUndefined();
    expect(sent.text).toBe("点我");
  });

  it("trims white space and moves the entities along", async () => {
    const { bot, reader } = subject();
    const sent = await bot.telegram.sendMessage(reader, "\n 标题  \n", {
      entities: [{ type: "bold", offset: 0, length: 6 }],
    });
    expect(sent).toMatchObject({ text: "标题", entities: [{ type: "bold", offset: 0, length: 2 }] });
  });

  it("takes 4096 UTF-16 units and refuses one more", async () => {
    const { bot, reader } = subject();
    const sent = await bot.telegram.sendMessage(reader, "银".repeat(4096));
    expect(sent.text).toHaveLength(4096);
    expect(await refusal(bot.telegram.sendMessage(reader, "银".repeat(4097)))).toEqual({
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
    const { reader, call } = subject();
    const response = await call("sendMessage", { chat_id: reader, text, ...extra });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ ok: false, description: expect.stringContaining(why) });
  });

  it("takes 64 bytes of data and 100 buttons", async () => {
    const { bot, reader } = subject();
    const buttons = Array.from({ length: 100 }, () => ({ text: "好", callback_data: "x".repeat(64) }));
    const sent = await bot.telegram.sendMessage(reader, "银讯", { reply_markup: keyboard(buttons) });
    expect(sent.reply_markup?.inline_keyboard.flat()).toHaveLength(100);
  });

  it("refuses to write to a chat that does not exist", async () => {
    const { preview, bot } = subject();
    expect((await refusal(bot.telegram.sendMessage(-5, "你好"))).description).toBe(
      "Bad Request: chat not found",
    );
    preview.open({ id: -5, type: "group", title: "金融群" });
    expect(await bot.telegram.sendMessage(-5, "你好")).toMatchObject({ chat: { title: "金融群" } });
  });

  it("edits text and buttons, and refuses an edit that changes nothing", async () => {
    const { preview, bot, reader } = subject();
    const options = { reply_markup: keyboard([{ text: "下一页", callback_data: "2" }]) };
    const { message_id: id } = await bot.telegram.sendMessage(reader, "第1页", options);
    await bot.telegram.editMessageText(reader, id, undefined, "第2页", options);
    expect(
      await refusal(bot.telegram.editMessageText(reader, id, undefined, "第2页", options)),
    ).toMatchObject({
      description: expect.stringContaining("message is not modified"),
    });
    await bot.telegram.editMessageReplyMarkup(reader, id, undefined, undefined);
    const [message] = preview.messages(reader);
    expect(message).toMatchObject({ text: "第2页", edit_date: NOON / 1000 });
    expect(message?.reply_markup).toBeUndefined();
  });

  it("refuses to edit what a person wrote, and what is gone", async () => {
    const { preview, bot, reader } = subject();
    const { message_id: own } = preview.say(reader, "我写的");
    const edit = (id: number) => bot.telegram.editMessageText(reader, id, undefined, "改了");
    expect((await refusal(edit(own))).description).toBe("Bad Request: message can't be edited");
    await bot.telegram.deleteMessage(reader, own);
    expect((await refusal(edit(own))).description).toBe("Bad Request: message to edit not found");
  });
});
