import type { ChatMember } from "telegraf/types";
import type { Bot } from "../../telegram/context.js";
import { type Admission, isLetIn, resumed } from "../admission.js";
import type { BotParts } from "../parts.js";
import { type Key, reply } from "../reply.js";
import type { Turn } from "../turn.js";
import type { Turns } from "../turns.js";
import { greeting } from "./start.js";

/** The bot is added to a group or put out of it, blocked by a person or allowed again; a group becomes a supergroup. */
export function followMembership(
  telegraf: Bot["telegraf"],
  { store, clock, rules }: Pick<BotParts, "store" | "clock" | "rules">,
  admission: Admission,
  turns: Turns,
  suggestions: (turn: Turn) => Promise<Key[][]>,
): void {
  const { subscribers } = store;

  telegraf.on("my_chat_member", async (ctx) => {
    const { chat, from, old_chat_member, new_chat_member } = ctx.myChatMember;
    // Nobody talks to the bot in a channel, so there is nothing to set up.
    if (chat.type === "channel") return;
    const ref = { chat: chat.id, thread: 0 };
    const known = await subscribers.get(ref);
    if (!isIn(new_chat_member)) {
      if (known?.status === "active") await subscribers.update(ref, { status: "blocked" });
      return;
    }
    if (known?.status === "blocked")
      await subscribers.update(ref, resumed(known, clock.now(), rules.isTradingDay));
    // A person sends /start by themselves; a group is greeted when the bot comes in, not when its rights change.
    if (chat.type === "private" || isIn(old_chat_member)) return;
    const turn = await turns.of(ctx, from, chat);
    const standing = await admission.enter(turn, "");
    if (isLetIn(standing)) await turn.reply(greeting(turn, await suggestions(turn)));
    else await turn.reply(reply(turn.say(standing)));
  });

  telegraf.on("message", async (ctx, next) => {
    const { message } = ctx;
    if ("migrate_to_chat_id" in message) {
      await subscribers.migrate(message.chat.id, message.migrate_to_chat_id);
    } else {
      await next();
    }
  });
}

function isIn(member: ChatMember): boolean {
  if (member.status === "restricted") return member.is_member;
  return member.status !== "left" && member.status !== "kicked";
}
