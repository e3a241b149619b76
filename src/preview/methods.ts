import * as z from "zod";
import type { Content, PreviewMessage } from "./chats.js";
import { commandList, commandScope } from "./commands.js";
import { formatText } from "./entities.js";
import { BotApiError, badRequest } from "./errors.js";
import { inlineResult } from "./inline-result.js";
import { checkKeyboard, replyMarkup } from "./keyboard.js";
import { entityList, flag, integer, json, parse } from "./parameters.js";
import type { LocalTelegram } from "./telegram.js";

type Method = (parameters: Record<string, unknown>, signal: AbortSignal) => unknown;

const content = {
  text: z.string().default(""),
  entities: json(entityList).default([]),
  parse_mode: z.string().optional(),
  reply_markup: json(replyMarkup).optional(),
};

const place = { chat_id: z.union([z.string(), z.number()]).default("") };
const message = { ...place, message_id: integer };
const language = z.string().default("");
const scope = json(commandScope).default({ type: "default" });

/** The Bot API as far as this service and its tests speak it. A name that is not here is answered with 404. */
export function botMethods(telegram: LocalTelegram): Map<string, Method> {
  const { chats, updates, menus } = telegram;
  const methods = new Map<string, Method>();

  function method<S extends z.ZodType>(
    name: string,
    schema: S,
    run: (parameters: z.infer<S>, signal: AbortSignal) => unknown,
  ): void {
    methods.set(name.toLowerCase(), (parameters, signal) => run(parse(schema, parameters), signal));
  }

  function ownMessage(chat: number, id: number): PreviewMessage {
    chats.get(chat);
    const found = chats.find(chat, id);
    if (!found) throw badRequest("message to edit not found");
    if (found.from.id !== telegram.me.id) throw badRequest("message can't be edited");
    return found;
  }

  method("getMe", z.object({}), () => ({
    ...telegram.me,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: true,
  }));

  method(
    "getUpdates",
    z.object({
      offset: integer.default(0),
      limit: integer.min(1).max(100).catch(100).default(100),
      timeout: integer.min(0).max(50).catch(50).default(0),
      allowed_updates: json(z.array(z.string())).optional(),
    }),
    ({ offset, limit, timeout, allowed_updates }, signal) => {
      if (telegram.webhook) {
        throw new BotApiError(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      }
      updates.allow(allowed_updates);
      return updates.take({ offset, limit, waitMs: timeout * 1000, signal });
    },
  );

  method(
    "setWebhook",
    z.object({
      url: z.string().default(""),
      secret_token: z
        .string()
        .regex(/^[\w-]{1,256}$/)
        .optional(),
      allowed_updates: json(z.array(z.string())).optional(),
      drop_pending_updates: flag.default(false),
    }),
    async ({ url, secret_token: secret, allowed_updates, drop_pending_updates }) => {
      if (url !== "" && !/^https?:\/\//.test(url))
        throw badRequest("bad webhook: An HTTPS URL must be provided");
      updates.allow(allowed_updates);
      if (drop_pending_updates) updates.clear();
      await telegram.setWebhook(url === "" ? undefined : { url, secret });
      return true;
    },
  );

  method("deleteWebhook", z.object({ drop_pending_updates: flag.default(false) }), async (parameters) => {
    if (parameters.drop_pending_updates) updates.clear();
    await telegram.setWebhook(undefined);
    return true;
  });

  method("getWebhookInfo", z.object({}), () => ({
    url: telegram.webhook?.url ?? "",
    has_custom_certificate: false,
    pending_update_count: updates.length,
    ...(telegram.webhook?.lastError ? { last_error_message: telegram.webhook.lastError } : {}),
  }));

  method(
    "sendMessage",
    z.object({ ...place, ...content, message_thread_id: integer.default(0) }),
    ({ chat_id, message_thread_id: thread, ...what }) =>
      chats.post({ chat: chatId(chat_id), thread }, telegram.me, checkContent(what)),
  );

  method("editMessageText", z.object({ ...message, ...content }), ({ chat_id, message_id, ...what }) => {
    const old = ownMessage(chatId(chat_id), message_id);
    return chats.rewrite(old, changed(old, checkContent(what)));
  });

  method(
    "editMessageReplyMarkup",
    z.object({ ...message, reply_markup: content.reply_markup }),
    ({ chat_id, message_id, reply_markup }) => {
      const old = ownMessage(chatId(chat_id), message_id);
      const keyboard = checkKeyboard(reply_markup);
      return chats.rewrite(
        old,
        changed(old, {
          text: old.text,
          entities: old.entities ?? [],
          ...(keyboard ? { reply_markup: keyboard } : {}),
        }),
      );
    },
  );

  method("deleteMessage", z.object(message), ({ chat_id, message_id }) => {
    if (!chats.remove(chatId(chat_id), message_id)) throw badRequest("message to delete not found");
    return true;
  });

  method(
    "answerCallbackQuery",
    z.object({
      callback_query_id: z.string(),
      text: z.string().max(200).optional(),
      show_alert: flag.default(false),
      url: z.string().optional(),
    }),
    ({ callback_query_id: id, text, show_alert: alert, url }) => {
      const known = telegram.presses.answer(id, {
        alert,
        ...(text ? { text } : {}),
        ...(url ? { url } : {}),
      });
      if (!known) throw tooOld();
      return true;
    },
  );

  method(
    "answerInlineQuery",
    z.object({
      inline_query_id: z.string(),
      results: json(z.array(inlineResult).max(50)),
      next_offset: z.string().max(64).default(""),
    }),
    ({ inline_query_id: id, results, next_offset: nextOffset }) => {
      if (!telegram.inlineQueries.answer(id, { results, nextOffset })) throw tooOld();
      return true;
    },
  );

  method(
    "setMyCommands",
    z.object({ commands: json(commandList), scope, language_code: language }),
    (menu) => {
      menus.set(menu.commands, menu.scope, menu.language_code);
      chats.tell({ kind: "commands" });
      return true;
    },
  );
  method("getMyCommands", z.object({ scope, language_code: language }), (menu) =>
    menus.get(menu.scope, menu.language_code),
  );

  for (const [name, field] of PROFILE_TEXTS) {
    const slot = (code: string) => `${field}:${code}`;
    method(
      `setMy${name}`,
      z.object({ [field]: z.string().default(""), language_code: language }),
      (parameters) => {
        telegram.texts.set(slot(String(parameters.language_code)), String(parameters[field]));
        return true;
      },
    );
    method(`getMy${name}`, z.object({ language_code: language }), ({ language_code }) => ({
      [field]: telegram.texts.get(slot(language_code)) ?? telegram.texts.get(slot("")) ?? "",
    }));
  }

  method("getChatMember", z.object({ ...place, user_id: integer }), ({ chat_id, user_id: id }) => {
    chats.get(chatId(chat_id));
    const user = id === telegram.me.id ? telegram.me : { id, is_bot: false, first_name: String(id) };
    return { status: "member", user };
  });

  return methods;
}

const PROFILE_TEXTS = [
  ["Description", "description"],
  ["ShortDescription", "short_description"],
  ["Name", "name"],
] as const;

function chatId(id: string | number): number {
  if (id === "") throw badRequest("chat_id is empty");
  const number = Number(id);
  if (!Number.isSafeInteger(number)) throw badRequest("chat not found");
  return number;
}

/** The service writes entities; a parse mode would hide a mistake of its own, so it is refused. */
function checkContent(given: z.infer<z.ZodObject<typeof content>>): Content {
  if (given.parse_mode !== undefined) throw badRequest("parse_mode is not known here: send entities");
  const keyboard = checkKeyboard(given.reply_markup);
  return { ...formatText(given.text, given.entities), ...(keyboard ? { reply_markup: keyboard } : {}) };
}

/** Throws the Bot API's error for an edit that changes nothing. */
function changed(old: PreviewMessage, next: Content): Content {
  const face = ({ text, entities = [], reply_markup }: Partial<Content>) =>
    JSON.stringify([text, entities.map(sorted), reply_markup ?? null]);
  if (face(old) === face(next)) {
    throw badRequest(
      "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
    );
  }
  return next;
}

const sorted = (entity: object) => Object.entries(entity).sort(([a], [b]) => (a < b ? -1 : 1));

const tooOld = () => badRequest("query is too old and response timeout expired or query ID is invalid");
