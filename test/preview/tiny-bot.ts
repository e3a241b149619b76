import { Telegraf } from "telegraf";
import type { MessageEntity } from "telegraf/types";
import type { Preview } from "../../src/preview/preview.js";

/** A bot of a few lines, so that the page can be tried without the service. It ends with the preview. */
export function runTinyBot(preview: Preview): { bot: Telegraf; done: Promise<void> } {
  const bot = new Telegraf(preview.token, { telegram: { apiRoot: preview.apiRoot } });
  const pages = (page: number) => ({
    inline_keyboard: [
      [
        { text: "‹ 上一页", callback_data: `page:${page - 1}` },
        { text: "下一页 ›", callback_data: `page:${page + 1}` },
      ],
    ],
  });
  bot.start((context) => context.reply(`你好，${context.from.first_name}。/help 看命令。`));
  bot.command("search", (context) => context.reply(`第1页：${context.payload}`, { reply_markup: pages(1) }));
  bot.action(/^page:(\d+)$/, async (context) => {
    await context.editMessageText(`第${context.match[1]}页`, {
      reply_markup: pages(Number(context.match[1])),
    });
    await context.answerCbQuery(`翻到第${context.match[1]}页`);
  });
  bot.command("digest", (context) => context.reply(DIGEST.text, { entities: DIGEST.entities }));
  bot.on("inline_query", (context) =>
    context.answerInlineQuery([
      {
        type: "article",
        id: "1",
        title: `找到${context.inlineQuery.query}`,
        description: "华夏时报",
        input_message_content: {
          message_text: "京萤计划",
          entities: [{ type: "text_link", offset: 0, length: 4, url: "https://example.org/jingying" }],
        },
      },
    ]),
  );
  bot.on("text", (context) => context.reply(`收到：${context.message.text}`));

  return { bot, done: poll(bot) };
}

/** Until the preview is gone. */
async function poll(bot: Telegraf): Promise<void> {
  let offset = 0;
  for (;;) {
    const updates = await bot.telegram.callApi("getUpdates", { offset, timeout: 50 }).catch(() => undefined);
    if (!updates) return;
    for (const update of updates) {
      offset = update.update_id + 1;
      await bot.handleUpdate(update);
    }
  }
}

const DIGEST = mark([
  ["银讯日报 · 6月2日 周四", "bold"],
  ["\n\n"],
  ["北京银行", "bold"],
  ["\n"],
  ["推出“京萤计划”儿童综合金融服务方案", "link"],
  ["\n2022年6月1日正式推出，含小京卡（免收7项费用）、小京压岁宝、小京保贝计划与京苗俱乐部。"],
  ["\n"],
  ["原文摘录", "italic"],
  [" · #儿童金融 #零售金融 · 华夏时报 20:21 · 另有 2 家报道"],
]);

function mark(parts: [text: string, style?: "bold" | "italic" | "link"][]) {
  let text = "";
  const entities: MessageEntity[] = [];
  for (const [piece, style] of parts) {
    const at = { offset: text.length, length: piece.length };
    text += piece;
    if (style === "italic") entities.push({ type: "italic", ...at });
    if (style === "bold" || style === "link") entities.push({ type: "bold", ...at });
    if (style === "link") entities.push({ type: "text_link", url: "https://example.org/jingying", ...at });
  }
  return { text, entities };
}
