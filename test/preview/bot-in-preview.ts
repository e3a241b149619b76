import { Telegraf, TelegramError } from "telegraf";
import { afterEach, beforeEach } from "vitest";
import type { Intercept } from "../../src/preview/bot-api.js";
import { createPreview, type Preview } from "../../src/preview/preview.js";

export const NOON = Date.parse("2022-06-02T04:00:00Z");

/** A local Telegram that stands at noon, and a bot that speaks with it. */
export interface BotInPreview {
  preview: Preview;
  bot: Telegraf;
  /** The private chat of the reader has the same id. */
  reader: number;
  /** What the next calls are answered with in Telegram's stead. */
  intercept(instead: Intercept): void;
  takeUpdates(offset?: number): ReturnType<typeof getUpdates>;
  /** Any call, without Telegraf. */
  call(method: string, parameters: unknown): Promise<Response>;
}

/** New for every test of the file that asks for it; to be read within a test only. */
export function useBotInPreview(): () => BotInPreview {
  let current: BotInPreview | undefined;
  beforeEach(async () => {
    current = await openPreview();
  });
  afterEach(() => current?.preview.stop());
  return () => {
    if (!current) throw new Error("The preview is there within a test only.");
    return current;
  };
}

async function openPreview(): Promise<BotInPreview> {
  let instead: Intercept = () => undefined;
  const preview = await createPreview({ clock: { now: () => NOON }, intercept: (call) => instead(call) });
  const bot = new Telegraf(preview.token, { telegram: { apiRoot: preview.apiRoot } });
  return {
    preview,
    bot,
    reader: preview.people.reader.id,
    intercept(next) {
      instead = next;
    },
    takeUpdates: (offset = 0) => getUpdates(bot, offset),
    call: (method, parameters) =>
      fetch(`${preview.apiRoot}/bot${preview.token}/${method}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(parameters),
      }),
  };
}

function getUpdates(bot: Telegraf, offset: number) {
  return bot.telegram.callApi("getUpdates", { offset, timeout: 0, limit: 100 });
}

/** The error that Telegraf makes of a refusal. */
export async function refusal(call: Promise<unknown>): Promise<{ code: number; description: string }> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TelegramError)) throw new Error(`not refused: ${String(error)}`);
  return { code: error.code, description: error.description };
}

/** One row of buttons. */
export function keyboard<B>(buttons: B[]): { inline_keyboard: B[][] } {
  return { inline_keyboard: [buttons] };
}
