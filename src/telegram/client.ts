import { Telegram } from "telegraf";
import type { Telegram as Methods, Opts, UserFromGetMe } from "telegraf/types";
import { z } from "zod";
import { HeldBack, type Pace } from "../deliver/pace.js";
import { withDeadline } from "../lib/deadline.js";
import type { Log } from "../lib/log.js";
import type { Wait } from "../lib/wait.js";
import type { ChatRef } from "../news/subscriber.js";
import { type Failure, TelegramFailure } from "./failure.js";
import { type Message, wireMessage } from "./message.js";
import { createTransport, type Transport } from "./transport.js";

export interface CallOptions {
  /** Stops waiting for a place in the queue, and the request itself: what was sent then is uncertain. */
  signal?: AbortSignal;
  /** How long an answer may take; a long poll says its own. */
  timeoutMs?: number;
  /** Replies wait for their turn and try again after a failure that passes; digests leave that to their ledger. */
  priority?: "reply" | "digest";
  /** Asked right before the request leaves; if false, nothing is sent. */
  allowed?(): boolean;
}

export interface SendOptions extends CallOptions {
  /** Without a sound. */
  silent?: boolean;
}

/** A message of the bot: in a chat, or (inline mode) known by its inline id alone. */
export type Target = { chat: number; messageId: number } | { inlineMessageId: string };

export interface ClientOptions {
  token: string;
  /** Undefined: Telegram's own server. */
  apiRoot?: string;
  pace: Pace;
  log: Log;
  timeoutMs?: number;
  wait: Wait;
  /** Digests pay Telegram Stars for a rate above 30 a second. */
  paidBroadcast?: boolean;
}

const TELEGRAM = "https://api.telegram.org";
const TIMEOUT_MS = 30_000;
/** Methods that Telegram's limits on messages apply to. */
const PACED = /^(send(?!ChatAction)|copyMessage|forwardMessage|editMessage)/;
/**
 * A person who waited a minute for a reply has asked again. A digest must not sit in the queue while it is marked
 * `sending`.
 */
const PATIENCE_MS = { reply: 60_000, digest: 3_000 };
const REPLY_ATTEMPTS = 3;
const UNREACHED_PAUSE_MS = 500;

const sentShape = z.object({ message_id: z.number() });
const chatShape = z.object({ chat_id: z.union([z.number(), z.string()]).optional() });

/**
 * Telegraf's API object with what Telegraf leaves to the user: a deadline for every call, the pace of messages, a limited
 * number of new attempts when Telegram says to slow down, and errors that say what may be done and never hold the token.
 */
export class TelegramClient extends Telegram {
  private knownMe?: UserFromGetMe;
  private readonly transport: Transport;

  constructor(private readonly settings: ClientOptions) {
    super(settings.token, { apiRoot: settings.apiRoot ?? TELEGRAM });
    this.transport = createTransport({ token: settings.token, apiRoot: settings.apiRoot ?? TELEGRAM });
  }

  /** What all of Telegraf's own methods come down to, ctx.reply included. Options are taken by `call`. */
  override async callApi<M extends keyof Methods>(
    method: M,
    payload: Opts<M>,
  ): Promise<ReturnType<Methods[M]>> {
    // The Bot API vouches for the result's type; there is no second source to check it by.
    return (await this.call(method, payload)) as ReturnType<Methods[M]>;
  }

  /** Any method, also those newer than Telegraf's types. Throws TelegramFailure and nothing else. */
  async call(method: string, payload: object, options: CallOptions = {}): Promise<unknown> {
    const priority = options.priority ?? "reply";
    for (let attempt = 1; ; attempt++) {
      const answered = PACED.test(method)
        ? await this.takeTurn(method, payload, priority, options.signal)
        : undefined;
      const timeoutMs = options.timeoutMs ?? this.settings.timeoutMs ?? TIMEOUT_MS;
      const answer = await withDeadline(timeoutMs, options.signal, (signal) =>
        this.transport.post(method, payload, { signal, allowed: options.allowed }),
      );
      answered?.();
      if (answer.ok) return answer.result;
      if (answer.failure.kind === "flood") {
        this.settings.pace.pause(answer.failure.retryAfterMs);
        this.settings.log.warn({ method, ms: answer.failure.retryAfterMs }, "Telegram asks to slow down");
      }
      const mayRepeat = PACED.test(method) && priority === "reply" && attempt < REPLY_ATTEMPTS;
      const pauseMs = mayRepeat ? pauseBeforeRepeat(answer.failure) : undefined;
      if (pauseMs === undefined) throw new TelegramFailure(method, answer.failure);
      await this.settings.wait(pauseMs * attempt, options.signal);
    }
  }

  /** The bot itself, asked for once. */
  async me(): Promise<UserFromGetMe> {
    this.knownMe ??= await this.getMe();
    return this.knownMe;
  }

  /** Returns the id of the message sent. */
  async send(to: ChatRef, message: Message, options: SendOptions = {}): Promise<number> {
    const paid = options.priority === "digest" && this.settings.paidBroadcast === true;
    const result = await this.call(
      "sendMessage",
      {
        chat_id: to.chat,
        ...(to.thread === 0 ? {} : { message_thread_id: to.thread }),
        ...wireMessage(message),
        ...(options.silent ? { disable_notification: true } : {}),
        ...(paid ? { allow_paid_broadcast: true } : {}),
      },
      options,
    );
    const sent = sentShape.safeParse(result);
    if (!sent.success) {
      throw new TelegramFailure("sendMessage", { kind: "uncertain", detail: "an answer without a message" });
    }
    return sent.data.message_id;
  }

  /** Text and buttons become those of `message`. That they were so already is no failure. */
  async edit(target: Target, message: Message, options: CallOptions = {}): Promise<void> {
    const where =
      "chat" in target
        ? { chat_id: target.chat, message_id: target.messageId }
        : { inline_message_id: target.inlineMessageId };
    await this.unlessRefused(/message is not modified/, () =>
      this.call("editMessageText", { ...where, ...wireMessage(message) }, options),
    );
  }

  /**
   * Ends the waiting of a pressed button, with a short note (at most 200 characters). A press too old to be answered is
   * no failure.
   */
  async answerPress(
    id: string,
    note?: { text: string; alert?: boolean },
    options: CallOptions = {},
  ): Promise<void> {
    await this.unlessRefused(/query is too old|query ID is invalid/i, () =>
      this.call(
        "answerCallbackQuery",
        { callback_query_id: id, ...(note ? { text: note.text, show_alert: note.alert === true } : {}) },
        options,
      ),
    );
  }

  /** Cuts what is in flight; sends among it end uncertain. */
  disconnect(): Promise<void> {
    return this.transport.close();
  }

  private async takeTurn(
    method: string,
    payload: object,
    priority: "reply" | "digest",
    signal: AbortSignal | undefined,
  ): Promise<() => void> {
    const chat = chatShape.safeParse(payload).data?.chat_id;
    try {
      return await this.settings.pace.take(chat, {
        urgent: priority === "reply",
        patienceMs: PATIENCE_MS[priority],
        signal,
      });
    } catch (error) {
      if (!(error instanceof HeldBack)) throw error;
      throw new TelegramFailure(method, { kind: "flood", retryAfterMs: error.retryAfterMs });
    }
  }

  private async unlessRefused(because: RegExp, act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      const failure: Failure | undefined = error instanceof TelegramFailure ? error.failure : undefined;
      if (failure?.kind !== "rejected" || !because.test(failure.description)) throw error;
    }
  }
}

/**
 * Undefined: not again. With no connection nothing was sent, and a gateway's 5xx means hardly ever that something was: a
 * reply that comes twice costs its reader less than none.
 */
function pauseBeforeRepeat(failure: Failure): number | undefined {
  if (failure.kind === "flood") return 0; // the pace waits
  const unreached =
    failure.kind === "notReached" || (failure.kind === "uncertain" && (failure.status ?? 0) >= 500);
  return unreached ? UNREACHED_PAUSE_MS : undefined;
}

export const createTelegramClient = (options: ClientOptions): TelegramClient => new TelegramClient(options);
