import type { Log } from "../lib/log.js";
import type { Locale } from "../news/subscriber.js";
import type { TelegramClient } from "./client.js";

/**
 * A command as the menu of a Telegram client lists it: 1-32 small Latin letters, digits and underscores; 1-256
 * characters.
 */
export interface MenuCommand {
  command: string;
  description: Record<Locale, string>;
}

/** What a person sees before the first /start (at most 512 characters), and on the bot's profile (at most 120). */
export interface BotDescription {
  long: Record<Locale, string>;
  short: Record<Locale, string>;
}

/** Chinese for everybody whose language has no menu of its own. */
const LANGUAGES: { code: string; locale: Locale }[] = [
  { code: "", locale: "zh" },
  { code: "zh", locale: "zh" },
  { code: "en", locale: "en" },
];

/**
 * Fills the menus in both languages, and those of the admins' private chats with their commands too. Throws
 * TelegramFailure; an admin who never wrote to the bot is passed over.
 */
export async function registerMenu(
  client: TelegramClient,
  menu: { commands: MenuCommand[]; adminCommands: MenuCommand[]; adminIds: number[]; about?: BotDescription },
  log: Log,
): Promise<void> {
  for (const { code, locale } of LANGUAGES) {
    await client.setMyCommands(listed(menu.commands, locale), { language_code: code });
    if (menu.about) {
      await client.call("setMyDescription", { description: menu.about.long[locale], language_code: code });
      await client.call("setMyShortDescription", {
        short_description: menu.about.short[locale],
        language_code: code,
      });
    }
  }
  for (const admin of menu.adminIds) {
    try {
      await registerForAdmin(client, [...menu.commands, ...menu.adminCommands], admin);
    } catch (error) {
      log.info({ admin, err: error }, "this admin has no chat with the bot yet");
    }
  }
}

async function registerForAdmin(
  client: TelegramClient,
  commands: MenuCommand[],
  admin: number,
): Promise<void> {
  for (const { code, locale } of LANGUAGES) {
    await client.setMyCommands(listed(commands, locale), {
      scope: { type: "chat", chat_id: admin },
      language_code: code,
    });
  }
}

function listed(commands: MenuCommand[], locale: Locale): { command: string; description: string }[] {
  return commands.map(({ command, description }) => ({ command, description: description[locale] }));
}
