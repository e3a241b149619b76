import type { InlineKeyboardMarkup } from "telegraf/types";
import * as z from "zod";
import { badRequest } from "./errors.js";

const button = z.union([
  z.object({ text: z.string(), callback_data: z.string() }),
  z.object({ text: z.string(), url: z.string() }),
  z.object({ text: z.string(), switch_inline_query: z.string() }),
  z.object({ text: z.string(), switch_inline_query_current_chat: z.string() }),
]);

const inlineKeyboard = z.object({ inline_keyboard: z.array(z.array(button)) });

/** Keyboards below the input field are not shown in preview, only the ones below a message. */
export const replyMarkup = z.union([
  inlineKeyboard,
  z.object({ remove_keyboard: z.literal(true) }),
  z.object({ force_reply: z.literal(true) }),
]);

/** Limits: https://core.telegram.org/bots/api#inlinekeyboardbutton; 100 buttons as the server counts them. */
export function checkKeyboard(
  markup: z.infer<typeof replyMarkup> | undefined,
): InlineKeyboardMarkup | undefined {
  if (!markup || !("inline_keyboard" in markup)) return undefined;
  const rows = markup.inline_keyboard.filter((row) => row.length > 0);
  const buttons = rows.flat();
  if (buttons.length > 100) throw badRequest("reply markup is too long");
  for (const { text, ...action } of buttons) {
    if (text.trim() === "") throw badRequest("inline keyboard button text must be non-empty");
    if ("callback_data" in action) {
      const bytes = Buffer.byteLength(action.callback_data);
      if (bytes < 1 || bytes > 64) throw badRequest("BUTTON_DATA_INVALID");
    }
    if ("url" in action && !/^(https?|tg):\/\/[^\s/]+/i.test(action.url)) {
      throw badRequest(`inline keyboard button URL '${action.url}' is invalid: wrong HTTP URL`);
    }
  }
  return { inline_keyboard: rows };
}
