import { setTimeout as pause } from "node:timers/promises";
import { errorMessage } from "../lib/error-message.js";
import type { UpdateQueue } from "./updates.js";

export interface Webhook {
  url: string;
  secret: string | undefined;
  lastError?: string;
}

const RETRY_MS = 1_000;
const DEADLINE_MS = 30_000;

/** Sends updates to the webhook, one after another, each again until it is answered with 2xx. */
export async function pushUpdates(queue: UpdateQueue, webhook: Webhook, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const update = queue.first();
    if (!update) {
      await queue.next(DEADLINE_MS, signal);
      continue;
    }
    const problem = await post(webhook, JSON.stringify(update), signal);
    if (problem === undefined) {
      queue.confirm(update.update_id + 1);
    } else if (!signal.aborted) {
      webhook.lastError = problem;
      await pause(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** Returns what went wrong. */
async function post(webhook: Webhook, body: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const response = await fetch(webhook.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(webhook.secret ? { "x-telegram-bot-api-secret-token": webhook.secret } : {}),
      },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]),
    });
    await response.body?.cancel();
    return response.ok ? undefined : `Wrong response from the webhook: ${response.status}`;
  } catch (error) {
    return errorMessage(error);
  }
}
