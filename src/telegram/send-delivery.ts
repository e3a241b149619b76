import type { Outcome, Send } from "../deliver/outcome.js";
import { BoundedMap } from "../lib/bounded-map.js";
import type { CallbackCodec } from "./callback-data.js";
import type { SendOptions, TelegramClient } from "./client.js";
import { TelegramFailure } from "./failure.js";
import { type Button, type Message, parseMessage, type SharedButton, type SharedMessage } from "./message.js";

const WRONG_TOKEN_WAIT_MS = 300_000;
/** Messages read from their stored form; a digest goes to many chats one after the other. */
const REMEMBERED = 128;

/** Sends deliveries of the ledger as Telegram messages, their buttons signed for the chat. */
export function createDeliverySend(
  client: Pick<TelegramClient, "send">,
  codec: Pick<CallbackCodec, "encode">,
): Send {
  const known = new BoundedMap<string, SharedMessage>(REMEMBERED);

  function read(payload: string): SharedMessage {
    const found = known.get(payload);
    if (found) return found;
    const message = parseMessage(payload);
    known.set(payload, message);
    return message;
  }

  async function sign(chat: number, button: SharedButton): Promise<Button> {
    if ("url" in button) return button;
    return { text: button.text, data: await codec.encode(chat, button.verb, button.args) };
  }

  async function forChat(chat: number, { buttons, ...message }: SharedMessage): Promise<Message> {
    if (!buttons) return message;
    const rows = buttons.map((row) => Promise.all(row.map((button) => sign(chat, button))));
    return { ...message, buttons: await Promise.all(rows) };
  }

  return async (to, payload, { cut, allowed }) => {
    let message: Message;
    try {
      message = await forChat(to.chat, read(payload));
    } catch (error) {
      return { kind: "failed", error: `unreadable payload: ${String(error)}` };
    }
    const options: SendOptions = { priority: "digest", signal: cut, allowed };
    const attempt = async (form: Message): Promise<Outcome> => {
      try {
        return { kind: "sent", messageId: await client.send(to, form, options) };
      } catch (error) {
        if (error instanceof TelegramFailure) return outcomeOf(error);
        return { kind: "uncertain", error: String(error) };
      }
    };
    const outcome = await attempt(message);
    const isPlain = message.entities.length === 0 && message.buttons === undefined;
    // Better the bare words than nothing, when it is the marks or the buttons that Telegram does not like.
    if (outcome.kind !== "failed" || isPlain) return outcome;
    const bare = await attempt({ text: message.text, entities: [] });
    return bare.kind === "failed" ? outcome : bare;
  };
}

function outcomeOf({ failure, message: error }: TelegramFailure): Outcome {
  switch (failure.kind) {
    case "flood":
      return { kind: "later", error, afterMs: failure.retryAfterMs };
    case "withheld":
      return { kind: "later", error, afterMs: 0 };
    case "unauthorized":
      return { kind: "later", error, afterMs: WRONG_TOKEN_WAIT_MS };
    case "notReached":
      return { kind: "unreachable", error };
    case "blocked":
    case "dead":
      return { kind: "closed", error, status: failure.kind };
    case "topicGone":
      return { kind: "closed", error, status: "dead", topicOnly: true };
    case "migrated":
      return { kind: "migrated", to: failure.to };
    case "uncertain":
      return { kind: "uncertain", error };
    case "rejected":
    case "conflict":
      return { kind: "failed", error };
  }
}
