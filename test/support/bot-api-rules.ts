import type { TakenMessage } from "./bot-api.js";

/** A call that Telegram would answer with `ok: false`. */
export class Refused extends Error {
  constructor(
    readonly code: number,
    description: string,
    readonly parameters?: object,
  ) {
    super(description);
  }
}

type Content = Pick<TakenMessage, "text" | "entities" | "buttons">;
type Payload = Record<string, unknown>;

/** Rules of https://core.telegram.org/bots/api#sendmessage, stricter where Telegram would silently mend. */
export function checkMessage(payload: Payload): Content {
  const text = String(payload.text ?? "");
  const entities = (payload.entities ?? []) as TakenMessage["entities"];
  if (text.trim() === "") throw new Refused(400, "Bad Request: message text is empty");
  if (text.length > 4096) throw new Refused(400, "Bad Request: message is too long");
  if (/\p{Cs}/u.test(text)) throw new Refused(400, "Bad Request: strings must be encoded in UTF-8");
  if (payload.parse_mode !== undefined) throw new Refused(400, "Bad Request: entities are expected");
  if (entities.length > 100) throw new Refused(400, "Bad Request: too many entities");
  for (const entity of entities) checkEntity(text, entity);
  return { text, entities, buttons: checkKeyboard(payload) };
}

function checkEntity(text: string, { type, offset, length, url }: TakenMessage["entities"][number]): void {
  const end = offset + length;
  if (!(offset >= 0 && length > 0 && end <= text.length)) {
    throw new Refused(400, `Bad Request: entity ${type} at ${offset} is out of the text`);
  }
  if (isInsidePair(text, offset) || isInsidePair(text, end)) {
    throw new Refused(400, `Bad Request: entity ${type} at ${offset} cuts a character`);
  }
  if (type === "text_link" && !/^https?:\/\/[^\s]+$/.test(url ?? "")) {
    throw new Refused(400, "Bad Request: invalid URL of a link");
  }
}

function isInsidePair(text: string, at: number): boolean {
  return /^[\uDC00-\uDFFF]/.test(text.slice(at)) && /[\uD800-\uDBFF]$/.test(text.slice(0, at));
}

function checkKeyboard(payload: Payload): Content["buttons"] {
  const markup = payload.reply_markup as { inline_keyboard?: Content["buttons"] } | undefined;
  const rows = markup?.inline_keyboard ?? [];
  if (rows.flat().length > 100) throw new Refused(400, "Bad Request: too many buttons");
  for (const { text, callback_data: data, url } of rows.flat()) {
    if (text.trim() === "") throw new Refused(400, "Bad Request: text buttons are empty");
    const bytes = Buffer.byteLength(data ?? "");
    if (data !== undefined && (bytes < 1 || bytes > 64))
      throw new Refused(400, "Bad Request: BUTTON_DATA_INVALID");
    if (data === undefined && !/^https?:/.test(url ?? ""))
      throw new Refused(400, "Bad Request: BUTTON_URL_INVALID");
  }
  return rows;
}

/** Rules of https://core.telegram.org/bots/api#botcommand. */
export function checkCommands(payload: Payload): true {
  const commands = (payload.commands ?? []) as { command: string; description: string }[];
  if (commands.length > 100) throw new Refused(400, "Bad Request: too many commands");
  for (const { command, description } of commands) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) throw new Refused(400, "Bad Request: BOT_COMMAND_INVALID");
    if (description.length < 1 || description.length > 256) {
      throw new Refused(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID");
    }
  }
  return true;
}
