import type { Update } from "telegraf/types";
import { systemClock } from "../../src/lib/clock.js";
import type { Log } from "../../src/lib/log.js";
import { systemWait, type Wait } from "../../src/lib/wait.js";
import type { UpdateRepository } from "../../src/store/store.js";
import { createDispatcher } from "../../src/telegram/dispatcher.js";
import { keepWebhook } from "../../src/telegram/keep-webhook.js";
import { createPolling } from "../../src/telegram/polling.js";
import { createWebhookHandler } from "../../src/telegram/webhook.js";
import { createMetrics } from "../../src/web/metrics.js";
import { startWebServer } from "../../src/web/server.js";
import type { BotApi } from "./bot-api.js";
import { clientOf } from "./telegram.js";

export type Intake = "polling" | "webhook";

export interface ReceivingParts {
  api: Pick<BotApi, "root" | "token">;
  intake: Intake;
  updates: UpdateRepository;
  handle(update: Update): Promise<void>;
  apologize(update: Update): Promise<void>;
  handlerTimeoutMs: number;
  log: Log;
}

export interface Receiving {
  stop(): Promise<void>;
}

const SECRET = "right";
/** Pauses between attempts are the real ones, passed sooner. */
const hasty: Wait = (ms, signal) => systemWait(ms / HASTE, signal);
const HASTE = 20;

/** From the Bot API to the handler, of the service's own parts, wired as the service wires them. */
export async function startReceiving(parts: ReceivingParts): Promise<Receiving> {
  const { api, updates, log } = parts;
  const client = clientOf(api, { log, timeoutMs: 500 });
  const dispatcher = createDispatcher({
    ...parts,
    handlerTimeoutMs: parts.handlerTimeoutMs * HASTE,
    clock: systemClock,
    wait: hasty,
    owner: "service",
    alone: true,
  });
  const begin = parts.intake === "polling" ? beginPolling : beginWebhook;
  const end = await begin();
  dispatcher.start();
  return {
    async stop() {
      await end();
      await dispatcher.stop(0);
      await client.disconnect();
    },
  };

  async function beginPolling(): Promise<() => Promise<void>> {
    const polling = createPolling({
      client,
      updates,
      onReceived: dispatcher.wake,
      clock: systemClock,
      wait: hasty,
      random: Math.random,
      log,
      pollSeconds: 1,
      answerWithinMs: 500,
    });
    void polling.run();
    return polling.stop;
  }

  async function beginWebhook(): Promise<() => Promise<void>> {
    const handle = createWebhookHandler({
      secret: SECRET,
      updates,
      onReceived: dispatcher.wake,
      clock: systemClock,
      log,
    });
    const web = await startWebServer({
      host: "127.0.0.1",
      port: 0,
      health: async () => ({ ok: true, detail: "" }),
      metrics: createMetrics().registry,
      webhook: { path: "/hook", handle },
    });
    const stopping = new AbortController();
    const webhook = { url: `${web.url}/hook`, secret: SECRET };
    const kept = keepWebhook(client, webhook, {
      wait: hasty,
      random: Math.random,
      log,
      signal: stopping.signal,
    });
    return async () => {
      stopping.abort();
      await kept;
      await web.stop(0);
    };
  }
}
