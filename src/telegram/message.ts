import type { MessageEntity } from "telegraf/types";

/** A button either sends signed data back to the bot (`callback-data.ts`) or opens a link. */
export type Button = { text: string; data: string } | { text: string; url: string };

/** A message as it is sent: text with entities, never HTML, since titles hold things such as `<1%`. */
export interface Message {
  text: string;
  /** Offsets and lengths in UTF-16 units, as the Bot API counts. */
  entities: MessageEntity[];
  buttons?: Button[][];
}

/** Builds a text and its entities side by side, so that no offset is ever computed by hand. */
export class MessageBuilder {
  private text = "";
  private readonly entities: MessageEntity[] = [];

  plain(text: string): this {
    this.text += text;
    return this;
  }

  bold(text: string): this {
    return this.mark(text, (at) => ({ type: "bold", ...at }));
  }

  italic(text: string): this {
    return this.mark(text, (at) => ({ type: "italic", ...at }));
  }

  /** A link in bold; plain bold where there is no address. */
  headline(text: string, url: string | undefined): this {
    const start = this.text.length;
    this.bold(text);
    if (url !== undefined && text.length > 0) {
      this.entities.push({ type: "text_link", offset: start, length: text.length, url });
    }
    return this;
  }

  get length(): number {
    return this.text.length;
  }

  build(buttons?: Button[][]): Message {
    return { text: this.text, entities: [...this.entities], ...(buttons ? { buttons } : {}) };
  }

  private mark(text: string, entity: (at: { offset: number; length: number }) => MessageEntity): this {
    if (text.length > 0) this.entities.push(entity({ offset: this.text.length, length: text.length }));
    this.text += text;
    return this;
  }
}

/** The fields of sendMessage and editMessageText that hold a message. Previews stay off: a digest has many links. */
export function wireMessage(message: Message): object {
  return {
    text: message.text,
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
