import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { createAdditions } from "../../src/additions.js";
import { installFeatures } from "../../src/bot/index.js";
import type { BotConfig, BotParts } from "../../src/bot/parts.js";
import { announce, fanOutBroadcasts } from "../../src/deliver/broadcast.js";
import { openDictionaryDesk } from "../../src/dictionary-desk.js";
import { openDigestRules } from "../../src/digest-rules.js";
import type { BotCall } from "../../src/preview/bot-api.js";
import type { PreviewMessage } from "../../src/preview/chats.js";
import { createPreview, type Preview } from "../../src/preview/preview.js";
import { parseQuery } from "../../src/search/query.js";
import { createExclusive } from "../../src/store/exclusive.js";
import { createKeyv } from "../../src/store/keyv.js";
import { openStore } from "../../src/store/open.js";
import type { Store } from "../../src/store/store.js";
import { createCallbackCodec } from "../../src/telegram/callback-data.js";
import { createTelegraf } from "../../src/telegram/context.js";
import { serializeMessage } from "../../src/telegram/message.js";
import { renderDigest } from "../../src/telegram/render-digest.js";
import { holdTools, namesOf, openTools } from "../../src/tools.js";
import { HandClock } from "../support/hand-clock.js";
import { clientOf, collectedLog } from "../support/telegram.js";

/** Half past nine in the evening of the day on which the seed article appeared. */
const EVENING = Date.parse("2022-06-02T21:30:00+08:00");

const fromTables = openTools();

export interface World {
  store: Store;
  clock: HandClock;
  preview: Preview;
  reader: number;
  admin: number;
  logLines: string[];
  parts: BotParts;
  /** Types, lets the bot handle it, and returns what the bot has said in that chat since. */
  say(person: number, text: string): Promise<PreviewMessage[]>;
  /** Presses; the toast comes back, what is said or changed stands in `messages`. */
  press(person: number, message: PreviewMessage | undefined, label: string): Promise<string | undefined>;
  /** Presses with data that the bot never signed for it. */
  forge(person: number, message: PreviewMessage | undefined, data: string): Promise<void>;
  /** Lets the bot handle any other update. */
  receive(update: Record<string, unknown>): Promise<void>;
  inline(
    person: number,
    query: string,
    offset?: string,
  ): Promise<{ results: Record<string, unknown>[]; nextOffset: string }>;
  /** The bot's messages in a chat, oldest first, as they stand now. */
  messages(chat: number): PreviewMessage[];
  last(chat: number): PreviewMessage;
  idle(): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  access?: BotConfig["access"];
  runIngest?: BotParts["runIngest"];
  /** Answers the Bot API in Telegram's stead. */
  intercept?: (call: BotCall) => Response | undefined;
  now?: number;
  /** Articles looked at to tell what an addition to the dictionary would change. */
  newest?: number;
}

/** The bot over a real store and a local Telegram, spoken to through HTTP; updates are handled one after another. */
export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), "yinxun-bot-"));
  const clock = new HandClock(options.now ?? EVENING);
  const store = await openStore(`file:${join(folder, "bot.db")}`, { now: clock.now() });
  const preview = await createPreview({
    clock,
    firstUpdateId: 1,
    intercept: (call) => options.intercept?.(call),
  });
  const { log, lines } = collectedLog();
  const held = holdTools(fromTables);
  const { tools } = held;
  const exclusive = createExclusive(store.leases, "bot");
  const client = clientOf({ root: preview.apiRoot, token: preview.token }, { log });
  const parts: BotParts = {
    store,
    clock,
    log,
    client,
    codec: createCallbackCodec({
      secret: "buttons",
      keyValues: createKeyv(store.keyValues, { namespace: "callback", clock }),
    }),
    config: {
      adminIds: [preview.people.admin.id],
      access: options.access ?? "open",
      defaults: { timezone: "Asia/Shanghai", locale: "zh", digestAt: "08:30" },
    },
    secret: "invitations",
    random: randomBytes,
    conversation: createKeyv(store.keyValues, { namespace: "conversation", clock }),
    resolve: tools.resolve,
    dictionary: namesOf(tools),
    parseQuery: (text, at) => parseQuery(text, { namesAreTags: true, ...at, resolve: tools.resolve }),
    rules: openDigestRules(tools, log),
    renderDigest,
    runIngest:
      options.runIngest ??
      (async () => ({ seen: 0, new: 0, changed: 0, merged: 0, quarantined: 0, failed: 0, seconds: 0 })),
    async broadcast({ message, ...what }) {
      const parts = { ledger: store.ledger, subscribers: store.subscribers, clock };
      await announce(parts, { ...what, payload: serializeMessage(message) });
      await fanOutBroadcasts(parts);
    },
    desk: await openDictionaryDesk({
      articles: store.articles,
      additions: createAdditions(store.keyValues, exclusive, clock),
      held,
      exclusive,
      log,
      newest: options.newest,
    }),
    stopping: new AbortController().signal,
  };
  const { telegraf, handle } = createTelegraf(client);
  const features = installFeatures(telegraf, parts);
  let offset = 0;

  /** What the dispatcher does, in order and in the open. */
  async function handleAll(): Promise<void> {
    const updates = await client.getUpdates(0, 100, offset, undefined);
    for (const update of updates) {
      offset = update.update_id + 1;
      await handle(update).catch(async (error: unknown) => {
        log.error({ err: error }, "update failed");
        await features.apologize(update, error);
      });
    }
  }

  const messages = (chat: number) => preview.messages(chat).filter(({ from }) => from.is_bot);

  async function press(person: number, message: PreviewMessage | undefined, label: string) {
    expect(message, `a message with the button ${label}`).toBeDefined();
    const answer = preview.press(person, message?.message_id ?? 0, label);
    await handleAll();
    return (await answer).text;
  }

  return {
    store,
    clock,
    preview,
    parts,
    logLines: lines,
    reader: preview.people.reader.id,
    admin: preview.people.admin.id,
    messages,
    last(chat) {
      const message = messages(chat).at(-1);
      if (!message) throw new Error(`the bot has said nothing in ${chat}`);
      return message;
    },
    async say(person, text) {
      const before = messages(person).length;
      preview.say(person, text);
      await handleAll();
      return messages(person).slice(before);
    },
    press,
    async forge(person, message, data) {
      preview.receive({
        callback_query: {
          id: "1",
          from: { id: person, is_bot: false, first_name: "读者", language_code: "zh-hans" },
          message,
          chat_instance: String(person),
          data,
        },
      });
      await handleAll();
    },
    async receive(update) {
      preview.receive(update);
      await handleAll();
    },
    async inline(person, query, from) {
      const answer = preview.inline(person, query, from);
      await handleAll();
      return answer;
    },
    idle: () => features.idle(),
    async close() {
      await features.idle();
      await client.disconnect();
      await preview.stop();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The labels of all buttons of a message. */
export function labels(message: PreviewMessage | undefined): string[] {
  return (message?.reply_markup?.inline_keyboard ?? []).flat().map(({ text }) => text);
}
