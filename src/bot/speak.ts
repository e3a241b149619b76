import type { ChatRef } from "../news/subscriber.js";
import type { Button, Message } from "../telegram/message.js";
import type { BotParts } from "./parts.js";
import type { Key, Reply } from "./reply.js";

export interface Speaker {
  /** The reply with its buttons signed for this chat. */
  message(chat: number, reply: Reply): Promise<Message>;
  /** Sends to any conversation; returns the message's id. */
  tell(ref: ChatRef, reply: Reply): Promise<number>;
  edit(ref: ChatRef, messageId: number, reply: Reply): Promise<void>;
}

export function createSpeaker({ client, codec }: Pick<BotParts, "client" | "codec">): Speaker {
  async function button(chat: number, key: Key): Promise<Button> {
    if ("url" in key) return key;
    return { text: key.text, data: await codec.encode(chat, key.verb, key.args ?? []) };
  }

  async function message(chat: number, { text, entities, keys }: Reply): Promise<Message> {
    const rows = (keys ?? []).filter((row) => row.length > 0);
    const buttons = await Promise.all(rows.map((row) => Promise.all(row.map((key) => button(chat, key)))));
    return { text, entities, ...(buttons.length > 0 ? { buttons } : {}) };
  }

  return {
    message,
    tell: async (ref, reply) => client.send(ref, await message(ref.chat, reply)),
    async edit(ref, messageId, reply) {
      await client.edit({ chat: ref.chat, messageId }, await message(ref.chat, reply));
    },
  };
}
