import type { Chat, User } from "telegraf/types";
import type { ChatRef, Subscriber } from "../news/subscriber.js";
import type { BotContext } from "../telegram/context.js";
import { TelegramFailure } from "../telegram/failure.js";
import { localeOf } from "./admission.js";
import type { BotParts } from "./parts.js";
import type { Say } from "./say.js";
import type { Speaker } from "./speak.js";
import type { Turn } from "./turn.js";

export interface Turns {
  /** `toast` takes the words shown over the chat after a press. */
  of(ctx: BotContext, from: User, chat: Chat, toast?: (text: string) => void): Promise<Turn>;
  isGroupAdmin(turn: Turn): Promise<boolean>;
}

/** Makes the turn of a feature out of an update of Telegram. */
export function createTurns(
  { store, clock, client, config }: BotParts,
  speaker: Speaker,
  textsIn: (locale: Subscriber["locale"]) => Say,
): Turns {
  return {
    async of(ctx, from, chat, toast) {
      const ref: ChatRef = ctx.ref ?? { chat: chat.id, thread: 0 };
      const known = await knownAs(ref);
      const first =
        chat.type === "private" ? localeOf(from.language_code, config.defaults.locale) : undefined;
      const locale = known?.locale ?? first ?? config.defaults.locale;
      const reply: Turn["reply"] = (reply) => speaker.tell(ref, reply);
      return {
        ref,
        chat: { type: chat.type, title: titleOf(chat, from) },
        repliedTo: repliedTo(ctx),
        person: { id: from.id, name: nameOf(from), anonymousAdmin: isAnonymousAdmin(ctx, chat) },
        admin: config.adminIds.includes(from.id),
        pressed: ctx.callbackQuery !== undefined,
        now: clock.now(),
        locale,
        timezone: known?.timezone ?? config.defaults.timezone,
        say: textsIn(locale),
        reply,
        async show(shown) {
          if (ctx.callbackQuery === undefined) return void (await reply(shown));
          try {
            await ctx.revise(await speaker.message(ref.chat, shown));
          } catch (error) {
            // A message that is gone or too old to be changed is answered by a new one.
            if (!(error instanceof TelegramFailure) || error.failure.kind !== "rejected") throw error;
            await reply(shown);
          }
        },
        edit: (messageId, shown) => speaker.edit(ref, messageId, shown),
        toast: (text) => toast?.(text),
      };
    },

    async isGroupAdmin({ ref, person }) {
      if (person.anonymousAdmin) return true;
      try {
        const member = await client.getChatMember(ref.chat, person.id);
        return member.status === "creator" || member.status === "administrator";
      } catch (error) {
        // Telegram promises this look-up to admins only, and the list of admins to every bot.
        if (!(error instanceof TelegramFailure) || error.failure.kind !== "rejected") throw error;
        const admins = await client.getChatAdministrators(ref.chat);
        return admins.some(({ user }) => user.id === person.id);
      }
    },
  };

  async function knownAs(ref: ChatRef): Promise<Subscriber | undefined> {
    const own = await store.subscribers.get(ref);
    return own ?? (ref.thread === 0 ? undefined : store.subscribers.get({ chat: ref.chat, thread: 0 }));
  }
}

function nameOf({ first_name, last_name, username }: User): string {
  const name = [first_name, last_name].filter((part) => part !== undefined && part !== "").join(" ");
  return username === undefined ? name : `${name} @${username}`;
}

function titleOf(chat: Chat, from: User): string {
  return chat.type === "private" ? nameOf(from) : chat.title;
}

/** Admins who hide write in the name of the group. */
function isAnonymousAdmin({ message }: BotContext, chat: Chat): boolean {
  return message !== undefined && "sender_chat" in message && message.sender_chat?.id === chat.id;
}

function repliedTo({ message }: BotContext): Turn["repliedTo"] {
  if (message === undefined || !("reply_to_message" in message)) return undefined;
  const original = message.reply_to_message;
  if (original === undefined || !("text" in original)) return undefined;
  return { text: original.text, entities: original.entities ?? [] };
}
