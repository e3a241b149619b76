import { Writable } from "node:stream";
import { pino } from "pino";
import { createPace } from "../../src/deliver/pace.js";
import { type Clock, systemClock } from "../../src/lib/clock.js";
import type { Log } from "../../src/lib/log.js";
import { systemWait, type Wait } from "../../src/lib/wait.js";
import { createTelegramClient, type TelegramClient } from "../../src/telegram/client.js";
import type { BotApi } from "./bot-api.js";

/** A log without a redactor, so that a test sees what an error itself would give away. */
export function collectedLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { log: pino({ level: "trace", base: null }, stream), lines };
}

export const FAST = { overall: 10_000, perChat: 1_000, perGroup: 100_000 };

/** A client of the server, as fast as it can, unless the rates or the time are what is tested. */
export function clientOf(
  api: Pick<BotApi, "root" | "token">,
  options: {
    rates?: typeof FAST;
    clock?: Clock;
    wait?: Wait;
    log?: Log;
    timeoutMs?: number;
    paidBroadcast?: boolean;
  } = {},
): TelegramClient {
  const wait = options.wait ?? systemWait;
  const pace = createPace({ rates: options.rates ?? FAST, clock: options.clock ?? systemClock, wait });
  return createTelegramClient({
    token: api.token,
    apiRoot: api.root,
    pace,
    wait,
    log: options.log ?? collectedLog().log,
    timeoutMs: options.timeoutMs ?? 5_000,
    paidBroadcast: options.paidBroadcast ?? false,
  });
}
