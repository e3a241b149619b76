import { randomBytes } from "node:crypto";
import type { Hono } from "hono";
import type { Clock } from "../lib/clock.js";
import { listen } from "../web/listen.js";
import { botApi, type Intercept } from "./bot-api.js";
import type { PreviewChat, PreviewMessage } from "./chats.js";
import type { Command } from "./commands.js";
import { chatPage } from "./page.js";
import { type Language, type People, setLanguage, twoPeople } from "./people.js";
import { type ButtonAnswer, type InlineAnswer, LocalTelegram } from "./telegram.js";
import type { NewUpdate } from "./updates.js";

export interface PreviewOptions {
  clock: Clock;
  people?: People;
  /** Answers calls in Telegram's stead: for tests of what goes wrong. */
  intercept?: Intercept;
  /** Called when a person switches their language, before the page shows it, for what the bot keeps of it. */
  onLanguage?(personId: number, language: Language): Promise<unknown> | undefined;
  /** Must be above every id that the bot's store has seen; the default grows from one start to the next. */
  firstUpdateId?: number;
}

/** A local Telegram with two people. Its Bot API listens on a loopback port of its own from the start. */
export interface Preview {
  readonly token: string;
  /** For Telegraf's `telegram.apiRoot`. */
  readonly apiRoot: string;
  readonly people: People;
  /** The chat page at `/` and what it needs under `/preview/`, to be mounted on the web server. */
  readonly routes: Hono;
  /** As if typed: the message is in the chat and its update waits for the bot. */
  say(personId: number, text: string): PreviewMessage;
  /** Presses the button with this label or data; resolves with the bot's answer to the press. */
  press(personId: number, messageId: number, button: string): Promise<ButtonAnswer>;
  inline(personId: number, query: string, offset?: string): Promise<InlineAnswer>;
  speak(personId: number, language: Language): Promise<void>;
  /** What the person sees when they type "/". */
  commands(personId: number): Command[];
  /** Opens a further chat, e.g. a group, so that the bot can write there. */
  open(chat: PreviewChat): void;
  /** Any other update, e.g. `{ my_chat_member: {…} }` or a message in a group. Returns its id. */
  receive(update: NewUpdate): number;
  /** Oldest first, those of the bot and of people. */
  messages(chatId: number): PreviewMessage[];
  /** The first message, there already or to come, new or edited, for which `wanted` holds. */
  waitFor(
    chatId: number,
    wanted: (message: PreviewMessage) => boolean,
    waitMs?: number,
  ): Promise<PreviewMessage>;
  stop(): Promise<void>;
}

export async function createPreview(options: PreviewOptions): Promise<Preview> {
  const { clock, people = twoPeople(), intercept = () => undefined } = options;
  const telegram = new LocalTelegram(clock, people, options.firstUpdateId ?? Math.floor(Date.now() / 1000));
  const token = `${telegram.me.id}:${randomBytes(24).toString("base64url")}`;
  const server = await listen(botApi(telegram, token, intercept).fetch, { host: "127.0.0.1", port: 0 });
  const closing = new AbortController();
  async function speak(personId: number, language: Language): Promise<void> {
    setLanguage(telegram.person(personId), language);
    await options.onLanguage?.(personId, language);
  }
  return {
    token,
    apiRoot: server.url,
    people,
    routes: chatPage(telegram, { clock, closing: closing.signal, speak }),
    say: (personId, text) => telegram.say(personId, text),
    press: (personId, messageId, button) => telegram.press(personId, messageId, button),
    inline: (personId, query, offset) => telegram.inline(personId, query, offset),
    speak,
    commands: (personId) => telegram.menus.seenBy(telegram.person(personId)),
    open: (chat) => telegram.chats.open(chat),
    receive: (update) => telegram.updates.push(update),
    messages: (chatId) => telegram.chats.messages(chatId),
    waitFor: (chatId, wanted, waitMs = 10_000) => waitFor(telegram, chatId, wanted, waitMs),
    async stop() {
      closing.abort();
      await telegram.setWebhook(undefined);
      // Nothing here is worth a grace: the bot's long poll is cut off.
      await server.stop(0);
    },
  };
}

function waitFor(
  { chats }: LocalTelegram,
  chatId: number,
  wanted: (message: PreviewMessage) => boolean,
  waitMs: number,
): Promise<PreviewMessage> {
  const there = chats.messages(chatId).find(wanted);
  if (there) return Promise.resolve(there);
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      stopListening();
      settle();
    };
    const timer = setTimeout(() => {
      const texts = chats.messages(chatId).map((message) => message.text.slice(0, 60));
      finish(() => reject(new Error(`No such message came. There are: ${JSON.stringify(texts)}`)));
    }, waitMs);
    const stopListening = chats.listen((event) => {
      if (!("message" in event) || event.chat !== chatId || !wanted(event.message)) return;
      finish(() => resolve(event.message));
    });
  });
}
