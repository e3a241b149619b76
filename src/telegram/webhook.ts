import { createHash, timingSafeEqual } from "node:crypto";
import type { Clock } from "../lib/clock.js";
import { createGathering } from "../lib/gather.js";
import type { Log } from "../lib/log.js";
import type { UpdateRepository } from "../store/store.js";
import { commitUpdates } from "./intake.js";

const SECRET_HEADER = "x-telegram-bot-api-secret-token";
/** Telegram's updates are far smaller. */
const MAX_BODY = 1_048_576;

export interface WebhookParts {
  /** As given to setWebhook. */
  secret: string;
  updates: UpdateRepository;
  onReceived(): void;
  clock: Clock;
  log: Log;
}

/**
 * Receives updates: 200 only once an update is committed, 500 when that failed, so that Telegram brings it again; 401 for
 * a wrong secret, 413 beyond 1 MiB, 400 for what is no JSON.
 */
export function createWebhookHandler(parts: WebhookParts): (request: Request) => Promise<Response> {
  const { updates, clock, log } = parts;
  const isSecret = secretCheck(parts.secret);
  const commit = createGathering<unknown>(async (values) => {
    const { fresh, unreadable } = await commitUpdates(values, updates, clock.now());
    // Answered with 200 all the same: they would not be any better the next time.
    if (unreadable.length > 0) log.warn({ count: unreadable.length }, "updates without an id were skipped");
    if (fresh > 0) parts.onReceived();
  });
  return async (request) => {
    if (request.method !== "POST") return new Response(null, { status: 405, headers: { allow: "POST" } });
    if (!isSecret(request.headers.get(SECRET_HEADER) ?? "")) return new Response(null, { status: 401 });
    const body = await readBody(request);
    if (body === undefined) return new Response(null, { status: 413 });
    let update: unknown;
    try {
      update = JSON.parse(body);
    } catch {
      log.warn("a webhook request held no JSON");
      return new Response(null, { status: 400 });
    }
    try {
      await commit(update);
    } catch (error) {
      log.error({ err: error }, "an update could not be stored");
      return new Response(null, { status: 500 });
    }
    return new Response(null, { status: 200 });
  };
}

/** In constant time; hashed first, since the comparison wants equal lengths. */
function secretCheck(secret: string): (given: string) => boolean {
  const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
  const expected = hash(secret);
  return (given) => timingSafeEqual(hash(given), expected);
}

/** The whole body before any of it is decoded, since a character may stand across two chunks. Undefined if too long. */
async function readBody(request: Request): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
