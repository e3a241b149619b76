import type { MessageEntity } from "telegraf/types";
import { z } from "zod";

/** Text with entities, never HTML, since titles hold things such as `<1%`. */
export interface MarkedText {
  text: string;
  /** Offsets and lengths in UTF-16 units, as the Bot API counts. */
  entities: MessageEntity[];
}

/** A button either sends signed data back to the bot (`callback-data.ts`) or opens a link. */
export type Button = { text: string; data: string } | { text: string; url: string };

/** A button of a message for many chats: it is signed for each when it is sent. */
export type SharedButton = { text: string; verb: string; args: string[] } | { text: string; url: string };

/** A message as the ledger keeps it, for any chat. */
export interface SharedMessage extends MarkedText {
  buttons?: SharedButton[][];
}

/** A message as it is sent. */
export interface Message extends MarkedText {
  buttons?: Button[][];
}

/** UTF-16 units of a message, https://core.telegram.org/bots/api#sendmessage. */
export const MAX_TEXT = 4096;
/** What goes beyond is silently not marked. */
export const MAX_ENTITIES = 100;

/** Builds a text and its entities side by side, so that no offset is ever computed by hand. */
export class MessageBuilder {
  private text = "";
  private readonly entities: MessageEntity[] = [];

  plain(text: string): this {
    this.text += sendable(text);
    return this;
  }

  bold(text: string): this {
    return this.mark(text, (at) => ({ type: "bold", ...at }));
  }

  italic(text: string): this {
    return this.mark(text, (at) => ({ type: "italic", ...at }));
  }

  /** A link in bold; plain bold where there is no address, or none that a reader may be sent to. */
  headline(text: string, url: string | undefined): this {
    const offset = this.text.length;
    this.bold(text);
    const length = this.text.length - offset;
    if (url !== undefined && isWebAddress(url) && length > 0) {
      this.entities.push({ type: "text_link", offset, length, url });
    }
    return this;
  }

  /** Another message's text and entities; its buttons stay behind. */
  append(other: MarkedText): this {
    const start = this.text.length;
    this.text += other.text;
    for (const entity of other.entities) this.entities.push({ ...entity, offset: entity.offset + start });
    return this;
  }

  get length(): number {
    return this.text.length;
  }

  build(): MarkedText {
    return { text: this.text, entities: [...this.entities] };
  }

  private mark(text: string, entity: (at: { offset: number; length: number }) => MessageEntity): this {
    const clean = sendable(text);
    if (clean.length > 0) this.entities.push(entity({ offset: this.text.length, length: clean.length }));
    this.text += clean;
    return this;
  }
}

/** Half surrogates make a request invalid; control characters are dropped by Telegram, which would shift entities. */
function sendable(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/\p{Cs}|(?!\n)\p{Cc}/gu, "");
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

/** The fields of sendMessage and editMessageText that hold a message. Previews stay off: a digest has many links. */
export function wireMessage(message: Message): object {
  return {
    // Texts that were not built above may still hold half surrogates; the sign for a broken character is as long.
    text: message.text.replace(/\p{Cs}/gu, "\ufffd"),
    entities: message.entities,
    link_preview_options: { is_disabled: true },
    ...(message.buttons && message.buttons.length > 0
      ? {
          reply_markup: {
            inline_keyboard: message.buttons.map((row) =>
              row.map((button) =>
                "data" in button
                  ? { text: button.text, callback_data: button.data }
                  : { text: button.text, url: button.url },
              ),
            ),
          },
        }
      : {}),
  };
}

const storedShape = z.object({
  text: z.string(),
  entities: z.array(
    z.discriminatedUnion("type", [
      z.object({ type: z.enum(["bold", "italic"]), offset: z.number(), length: z.number() }),
      z.object({ type: z.literal("text_link"), offset: z.number(), length: z.number(), url: z.string() }),
    ]),
  ),
  buttons: z
    .array(
      z.array(
        z.union([
          z.object({ text: z.string(), verb: z.string(), args: z.array(z.string()) }),
          z.object({ text: z.string(), url: z.string() }),
        ]),
      ),
    )
    .optional(),
});

/** As the ledger keeps it (`Delivery.payload`). */
export const serializeMessage = (message: SharedMessage): string => JSON.stringify(message);

/** Throws for anything that `serializeMessage` did not write. */
export function parseMessage(payload: string): SharedMessage {
  const { buttons, ...message } = storedShape.parse(JSON.parse(payload));
  return { ...message, ...(buttons ? { buttons } : {}) };
}
