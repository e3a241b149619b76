import type { User } from "telegraf/types";
import type { Bot } from "../telegram/context.js";
import { trimText } from "../telegram/trim.js";
import { type Admission, isLetIn } from "./admission.js";
import type { Words } from "./features/words.js";
import type { BotParts } from "./parts.js";
import { reply } from "./reply.js";
import type { Access, Command, Feature, Press, Turn } from "./turn.js";
import type { Turns } from "./turns.js";

/** Also without a blank before Chinese (/bank北京银行), and with a full-width slash; a bare slash is an unknown one. */
const COMMAND = /^[/／](\w{0,32})(?:@(\w{1,64}))?\s*([\s\S]*)$/u;
/** Words of a toast at most, by the Bot API. */
const LONGEST_TOAST = 200;

export interface Dispatch {
  features: Feature[];
  words: Words;
  admission: Admission;
  turns: Turns;
}

/**
 * Brings commands, presses and typed words to their features. Here alone it is decided who may do what, for every
 * message and press anew.
 */
export function dispatch(
  telegraf: Bot["telegraf"],
  { codec }: Pick<BotParts, "codec">,
  { features, words, admission, turns }: Dispatch,
): void {
  const commands = new Map<string, Command>();
  const presses = new Map<string, Press>();
  for (const feature of features) {
    for (const [name, command] of Object.entries(feature.commands ?? {})) commands.set(name, command);
    for (const [verb, press] of Object.entries(feature.presses ?? {})) presses.set(verb, press);
  }

  telegraf.on("message", async (ctx) => {
    const { message, chat } = ctx;
    if (!("text" in message) || message.from === undefined || isOtherBot(message.from)) return;
    // What a person chose in inline mode is an answer of the bot's own.
    if (message.via_bot?.id === ctx.botInfo.id) return;
    const found = COMMAND.exec(message.text);
    const addressed = found?.[2]?.toLowerCase() === ctx.me.toLowerCase();
    if (found?.[2] !== undefined && !addressed) return;
    // In a group only commands are meant for the bot; unknown ones may be another bot's.
    if (!found && chat.type !== "private") return;
    const command = found ? commands.get((found[1] ?? "").toLowerCase()) : undefined;
    const turn = await turns.of(ctx, message.from, chat);
    if (!found) {
      if (await mayDo(turn, "reader")) await words(turn, message.text);
    } else if (command && !isHidden(turn, command.access)) {
      if (await mayDo(turn, command.access)) await command.handle(turn, (found[3] ?? "").trim());
    } else if (chat.type === "private" || addressed) {
      await turn.reply(reply(turn.say("unknownCommand")));
    }
  });

  telegraf.on("callback_query", async (ctx) => {
    const query = ctx.callbackQuery;
    const chat = query.message?.chat;
    if (chat === undefined) return ctx.acknowledge();
    let toast: string | undefined;
    const turn = await turns.of(ctx, query.from, chat, (text) => {
      toast = trimText(text, LONGEST_TOAST);
    });
    const asked = "data" in query ? await codec.decode(chat.id, query.data) : undefined;
    const press = asked ? presses.get(asked.verb) : undefined;
    // Which topic of a group it stood in cannot be told of a message that Telegram no longer gives.
    const placeless = chat.type !== "private" && query.message?.date === 0;
    if (!asked || !press || placeless || isHidden(turn, press.access)) {
      turn.toast(turn.say("staleButton"));
    } else if (await mayDo(turn, press.access)) {
      await press.handle(turn, asked.args);
    }
    // A press whose feature throws is answered by the apology.
    await ctx.acknowledge(toast);
  });

  /** To all others there is no such command. */
  const isHidden = (turn: Turn, access: Access) =>
    access === "admin" && !(turn.admin && turn.chat.type === "private");

  /** Tells why, if not. */
  async function mayDo(turn: Turn, access: Access): Promise<boolean> {
    if (access === "reader" || access === "owner" || access === "admin") {
      const standing = await admission.mayRead(turn);
      if (!isLetIn(standing)) {
        await refuse(turn, turn.say(standing));
        return false;
      }
    }
    const forOwner = access === "entrance" || access === "owner";
    if (!forOwner || turn.chat.type === "private" || (await turns.isGroupAdmin(turn))) return true;
    await refuse(turn, turn.say("groupAdminsOnly"));
    return false;
  }

  async function refuse(turn: Turn, why: string): Promise<void> {
    if (turn.pressed) turn.toast(why);
    else await turn.reply(reply(why));
  }
}

const isOtherBot = (from: User) => from.is_bot && from.username !== "GroupAnonymousBot";
