import { describe, expect, it } from "vitest";
import { keyboard, refusal, useBotInPreview } from "./bot-in-preview.js";

const subject = useBotInPreview();

describe("buttons and inline queries", () => {
  it("brings a press to the bot and the bot's answer to the person", async () => {
    const { preview, bot, reader, takeUpdates } = subject();
    const sent = await bot.telegram.sendMessage(reader, "关注？", {
      reply_markup: keyboard([{ text: "关注", callback_data: "follow:工商银行" }]),
    });
    const pressed = preview.press(reader, sent.message_id, "关注");
    const [update] = await takeUpdates();
    if (!update || !("callback_query" in update)) throw new Error("no callback query");
    expect(update.callback_query).toMatchObject({
      data: "follow:工商银行",
      from: { id: reader },
      message: { text: "关注？" },
    });
    await bot.telegram.answerCbQuery(update.callback_query.id, "已关注", { show_alert: true });
    expect(await pressed).toEqual({ text: "已关注", alert: true });
    expect((await refusal(bot.telegram.answerCbQuery(update.callback_query.id))).description).toContain(
      "query is too old",
    );
  });

  it("finds no button that is not there", async () => {
    const { preview, bot, reader } = subject();
    const sent = await bot.telegram.sendMessage(reader, "无按钮");
    await expect(preview.press(reader, sent.message_id, "关注")).rejects.toThrow(RangeError);
  });

  it("brings an inline query and its results", async () => {
    const { preview, bot, reader, takeUpdates } = subject();
    const asked = preview.inline(reader, "京萤");
    const [update] = await takeUpdates();
    if (!update || !("inline_query" in update)) throw new Error("no inline query");
    expect(update.inline_query).toMatchObject({ query: "京萤", offset: "" });
    await bot.telegram.answerInlineQuery(update.inline_query.id, [
      { type: "article", id: "1", title: "京萤计划", input_message_content: { message_text: "京萤计划" } },
    ]);
    expect(await asked).toMatchObject({ results: [{ title: "京萤计划" }], nextOffset: "" });
  });
});
