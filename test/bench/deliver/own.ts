import { pino } from "pino";
import { createPace } from "../../../src/deliver/pace.js";
import { createSender, type Sender, sizesFor } from "../../../src/deliver/sender.js";
import { systemClock } from "../../../src/lib/clock.js";
import { systemWait } from "../../../src/lib/wait.js";
import { createLease } from "../../../src/store/lease.js";
import type { Store } from "../../../src/store/store.js";
import { createTelegramClient, type TelegramClient } from "../../../src/telegram/client.js";
import { createDeliverySend } from "../../../src/telegram/send-delivery.js";
import type { LoadApi } from "../../support/load-api/load-api.js";

/** The service's sender over a store, and the client that it shares its pace with. */
export function ownSender(
  store: Store,
  api: LoadApi,
  rate: number,
): { sender: Sender; client: TelegramClient } {
  const log = pino({ level: "silent" });
  const pace = createPace({
    rates: { overall: rate, perChat: 1, perGroup: 20 },
    clock: systemClock,
    wait: systemWait,
  });
  const client = createTelegramClient({
    token: api.token,
    apiRoot: api.root,
    pace,
    wait: systemWait,
    log,
  });
  const sender = createSender({
    ledger: store.ledger,
    send: createDeliverySend(client, { encode: async (_chat, verb) => verb }),
    pace,
    lease: createLease({ leases: store.leases, name: "sender", owner: "bench", ttlMs: 10_000 }),
    onClosed: async () => {},
    onMigrated: async () => {},
    clock: systemClock,
    wait: systemWait,
    random: Math.random,
    log,
    ...sizesFor(rate),
  });
  return { sender, client };
}
