import type { Outcome, Send } from "../deliver/outcome.js";
import type { TelegramClient } from "./client.js";
import { TelegramFailure } from "./failure.js";
import { type Message, parseMessage } from "./message.js";

const WRONG_TOKEN_WAIT_MS = 300_000;

/** Sends deliveries of the ledger as Telegram messages. */
export function createDeliverySend(client: TelegramClient): Send {
  return async (to, payload, cut) => {
    let message: Message;
    try {
      message = parseMessage(payload);
    } catch (error) {
      return { kind: "failed", error: `unreadable payload: ${String(error)}` };
    }
    try {
      return { kind: "sent", messageId: await client.send(to, message, { priority: "digest", signal: cut }) };
    } catch (error) {
      if (error instanceof TelegramFailure) return outcomeOf(error);
      return { kind: "uncertain", error: String(error) };
    }
  };
}

function outcomeOf({ failure, message: error }: TelegramFailure): Outcome {
  switch (failure.kind) {
    case "flood":
      return { kind: "later", error, afterMs: failure.retryAfterMs };
    case "unauthorized":
      return { kind: "later", error, afterMs: WRONG_TOKEN_WAIT_MS };
    case "notReached":
      return { kind: "unreachable", error };
    case "blocked":
      return { kind: "blocked", error };
    case "migrated":
      return { kind: "migrated", to: failure.to };
    case "uncertain":
      return { kind: "uncertain", error };
    case "rejected":
    case "conflict":
      return { kind: "failed", error };
  }
}
