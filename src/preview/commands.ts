import * as z from "zod";
import { badRequest } from "./errors.js";
import { languageOf, type Person } from "./people.js";

export interface Command {
  command: string;
  description: string;
}

export const commandList = z.array(z.object({ command: z.string(), description: z.string() }));

export const commandScope = z.object({
  type: z.enum([
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
  ]),
  chat_id: z.coerce.string().optional(),
  user_id: z.coerce.string().optional(),
});

type Scope = z.infer<typeof commandScope>;

/** The lists of setMyCommands, one for each scope and language. */
export class CommandMenus {
  private readonly menus = new Map<string, Command[]>();

  set(commands: Command[], scope: Scope, language: string): void {
    if (commands.length > 100) throw badRequest("BOT_COMMANDS_TOO_MUCH");
    for (const { command, description } of commands) {
      if (!/^\/?[a-z0-9_]{1,32}$/.test(command)) throw badRequest("BOT_COMMAND_INVALID");
      if (description.length < 1 || description.length > 256) {
        throw badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
      }
    }
    const plain = commands.map((entry) => ({ ...entry, command: entry.command.replace("/", "") }));
    this.menus.set(key(scope, language), plain);
  }

  get(scope: Scope, language: string): Command[] {
    return this.menus.get(key(scope, language)) ?? [];
  }

  /** What a person sees in their private chat: https://core.telegram.org/bots/api#determining-list-of-commands */
  seenBy(person: Person): Command[] {
    const scopes: Scope[] = [
      { type: "chat", chat_id: String(person.id) },
      { type: "all_private_chats" },
      { type: "default" },
    ];
    for (const scope of scopes) {
      for (const language of [languageOf(person), ""]) {
        const menu = this.get(scope, language);
        if (menu.length > 0) return menu;
      }
    }
    return [];
  }
}

const key = ({ type, chat_id, user_id }: Scope, language: string) =>
  JSON.stringify([type, chat_id ?? "", user_id ?? "", language]);
