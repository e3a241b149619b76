import { z } from "zod";
import { backoff } from "../lib/backoff.js";
import type { Log } from "../lib/log.js";
import type { Wait } from "../lib/wait.js";
import type { TelegramClient } from "./client.js";
import { TelegramFailure } from "./failure.js";
import { ALLOWED_UPDATES } from "./intake.js";

export interface Webhook {
  url: string;
  /** Comes back in a header of every update. */
  secret: string;
}

export interface KeepingParts {
  wait: Wait;
  random: () => number;
  log: Log;
  signal: AbortSignal;
}

const RETRY = { baseMs: 1_000, maxMs: 60_000 };
const CHECK_MS = 300_000;

/** https://core.telegram.org/bots/api#webhookinfo */
const infoShape = z.object({
  url: z.string(),
  last_error_date: z.number().optional(),
  last_error_message: z.string().default(""),
});

/**
 * Has Telegram bring updates to `webhook` until `signal` is aborted: set at the start, whatever stood there, and again
 * when another program took it away, since no update would come any more and nobody would notice. Throws
 * TelegramFailure when that is of no use: the token is not accepted, or the address is refused.
 */
export async function keepWebhook(
  client: TelegramClient,
  webhook: Webhook,
  parts: KeepingParts,
): Promise<void> {
  await setWebhook(client, webhook, parts);
  let toldUntil = 0;
  for (;;) {
    await parts.wait(CHECK_MS, parts.signal);
    if (parts.signal.aborted) return;
    const info = await askInfo(client, parts);
    if (info === undefined) continue;
    const { url, last_error_date: failedAt = 0, last_error_message: reason } = info;
    if (failedAt > toldUntil) parts.log.warn({ reason }, "Telegram could not bring an update");
    toldUntil = Math.max(toldUntil, failedAt);
    if (url === webhook.url) continue;
    parts.log.warn("another program changed the webhook");
    await setWebhook(client, webhook, parts);
  }
}

/** Again and again until Telegram has heard it. */
async function setWebhook(client: TelegramClient, webhook: Webhook, parts: KeepingParts): Promise<void> {
  for (let failures = 1; !parts.signal.aborted; failures++) {
    try {
      await client.call(
        "setWebhook",
        { url: webhook.url, secret_token: webhook.secret, allowed_updates: ALLOWED_UPDATES },
        { signal: parts.signal },
      );
      parts.log.info("the webhook is set");
      return;
    } catch (error) {
      const kind = error instanceof TelegramFailure ? error.failure.kind : undefined;
      if (kind === "unauthorized" || kind === "rejected") throw error;
      parts.log.warn({ err: error }, "the webhook could not be set");
      await parts.wait(backoff(failures, { ...RETRY, random: parts.random }), parts.signal);
    }
  }
}

/** Undefined where it cannot be had: the next look will tell. */
async function askInfo(client: TelegramClient, { signal, log }: KeepingParts) {
  try {
    return infoShape.parse(await client.call("getWebhookInfo", {}, { signal }));
  } catch (error) {
    if (!signal.aborted) log.warn({ err: error }, "the webhook could not be looked at");
    return undefined;
  }
}
