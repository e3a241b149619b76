import { validate } from "node-cron";
import { type App, createApp } from "../../src/app.js";
import { parseConfig } from "../../src/config.js";
import { systemClock } from "../../src/lib/clock.js";
import { createLog } from "../../src/lib/log.js";
import { readSourcesFile } from "../../src/newsroom.js";
import { BotApi, type TakenMessage } from "../support/bot-api.js";

/** The whole service as `npm start` makes it, on a strict Bot API server, and what its log said. */
export interface Running {
  app: App;
  api: BotApi;
  logged: string[];
  /** As typed by a person in their private chat. */
  say(person: number, text: string): void;
  /** Presses the button with this label under a message. */
  press(message: TakenMessage, label: string): void;
  /** The first message to a chat, there already or to come, for which `wanted` holds; not one returned before. */
  heard(chat: number, wanted: (text: string) => boolean): Promise<TakenMessage>;
  stop(): Promise<void>;
}

const WITHIN_MS = 20_000;

export async function startService(env: Record<string, string>, api?: BotApi): Promise<Running> {
  const server = api ?? (await BotApi.start());
  const config = parseConfig(
    {
      BOT_TOKEN: server.token,
      TELEGRAM_API_ROOT: server.root,
      PORT: "0",
      SEND_RATE: "1000",
      SEND_RATE_CHAT: "100",
      ...env,
    },
    validate,
  );
  const logged: string[] = [];
  const log = createLog("debug", [server.token], { write: (line) => void logged.push(line) });
  const sources = await readSourcesFile(config, log);
  if (config.telegram === undefined) throw new Error("these tests run with a token");
  const app = await createApp(config, { clock: systemClock, log, sources, telegram: config.telegram });
  const heardAlready = new Set<TakenMessage>();
  const from = (id: number) => ({ id, is_bot: false, first_name: `P${id}`, language_code: "zh-hans" });
  const privately = (id: number) => ({ id, type: "private", first_name: `P${id}` });
  let messages = 1;
  return {
    app,
    api: server,
    logged,
    say(person, text) {
      server.open(person);
      const length = /^\/\w+/.exec(text)?.[0].length ?? 0;
      const entities = length > 0 ? [{ type: "bot_command", offset: 0, length }] : [];
      const message = {
        message_id: messages++,
        date: 1,
        text,
        entities,
        from: from(person),
        chat: privately(person),
      };
      server.push({ message });
    },
    press(message, label) {
      const data = message.buttons.flat().find(({ text }) => text.includes(label))?.callback_data;
      if (data === undefined) throw new Error(`no button ${label} under ${message.text}`);
      const { chat, messageId, text } = message;
      server.push({
        callback_query: {
          id: `press-${messages++}`,
          from: from(chat),
          chat_instance: "1",
          data,
          message: { message_id: messageId, date: 1, text, chat: privately(chat) },
        },
      });
    },
    async heard(chat, wanted) {
      const start = Date.now();
      for (;;) {
        const found = server.sent.find(
          (message) => message.chat === chat && !heardAlready.has(message) && wanted(message.text),
        );
        if (found !== undefined) {
          heardAlready.add(found);
          return found;
        }
        if (Date.now() - start > WITHIN_MS) {
          const texts = server.sent.filter((message) => message.chat === chat).map(({ text }) => text);
          throw new Error(
            `not heard in ${WITHIN_MS} ms; instead: ${JSON.stringify(texts)}\n${logged.join("")}`,
          );
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async stop() {
      await app.stop();
      await server.stop();
    },
  };
}
