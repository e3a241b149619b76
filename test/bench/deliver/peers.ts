import { setTimeout as sleep } from "node:timers/promises";
import { Telegraf, TelegramError } from "telegraf";
import { installPeers } from "../install-peers.js";

export interface Errand {
  root: string;
  token: string;
  chats: number;
  text: string;
}

/** How people send one text to many chats without a ledger; what fails for good is left out. */
export const PEERS: Record<string, (errand: Errand) => Promise<void>> = {
  /** As most bots have it: one after the other, and what Telegram refuses is skipped. */
  "Telegraf, plain loop": async ({ root, token, chats, text }) => {
    const { telegram } = new Telegraf(token, { telegram: { apiRoot: root } });
    for (let chat = 1; chat <= chats; chat++) await telegram.sendMessage(chat, text).catch(() => undefined);
  },

  /** Thirty a second by its own clock, and each that is told to wait waits and tries again. */
  "Telegraf, bottleneck": async ({ root, token, chats, text }) => {
    const { telegram } = new Telegraf(token, { telegram: { apiRoot: root } });
    const Bottleneck: BottleneckClass = load("bottleneck");
    const limiter = new Bottleneck({ minTime: Math.ceil(1000 / 30), maxConcurrent: 30 });
    limiter.on("failed", async (error) => {
      if (error instanceof TelegramError) return (error.parameters?.retry_after ?? 1) * 1000;
      return undefined;
    });
    await Promise.all(
      Array.from({ length: chats }, (_, at) =>
        limiter.schedule(() => telegram.sendMessage(at + 1, text)).catch(() => undefined),
      ),
    );
  },

  /** Thirty under way at a time; the plugin waits as Telegram says and tries again. */
  "grammY, auto-retry": async ({ root, token, chats, text }) => {
    const { Api }: { Api: ApiClass } = load("grammy");
    const { autoRetry }: { autoRetry(): unknown } = load("@grammyjs/auto-retry");
    const api = new Api(token, { apiRoot: root });
    api.config.use(autoRetry());
    let chat = 0;
    const lane = async () => {
      while (chat < chats) await api.sendMessage(++chat, text).catch(() => sleep(0));
    };
    await Promise.all(Array.from({ length: 30 }, lane));
  },
};

function load(name: string) {
  const require = installPeers();
  if (require === undefined) throw new Error("the peers cannot be installed");
  return require(name);
}

type BottleneckClass = new (options: {
  minTime: number;
  maxConcurrent: number;
}) => {
  on(event: "failed", retryAfterMs: (error: unknown) => Promise<number | undefined>): void;
  schedule<T>(job: () => Promise<T>): Promise<T>;
};

type ApiClass = new (
  token: string,
  options: { apiRoot: string },
) => { config: { use(plugin: unknown): void }; sendMessage(chat: number, text: string): Promise<unknown> };
