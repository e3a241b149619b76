/** Sends what a ledger says until it is killed, or kills itself: `sending-process.ts SETTINGS`, as JSON. */
import { createPace } from "../../src/deliver/pace.js";
import { createSender, sizesFor } from "../../src/deliver/sender.js";
import { createLease } from "../../src/store/lease.js";
import { openStore } from "../../src/store/open.js";
import { createTelegramClient } from "../../src/telegram/client.js";
import { createDeliverySend } from "../../src/telegram/send-delivery.js";
import { fastClock } from "../support/fast-clock.js";
import { collectedLog } from "../support/telegram.js";
import { mortal } from "./death-points.js";
import type { SendingSettings } from "./sending-settings.js";

const settings: SendingSettings = JSON.parse(process.argv[2] ?? "");
const { token, root, rate, owner, leaseMs } = settings;
const { log } = collectedLog();
const { clock, wait } = fastClock(settings.clockSpeed);
const store = await openStore(settings.databaseUrl);
const pace = createPace({ rates: { overall: rate, perChat: 1, perGroup: 20 }, clock, wait });
const client = createTelegramClient({ token, apiRoot: root, pace, wait, log, timeoutMs: 5_000 });
const send = createDeliverySend(client, { encode: async (_chat, verb) => verb });
createSender({
  ...mortal(store.ledger, send, settings.death),
  pace,
  lease: createLease({ leases: store.leases, name: "sender", owner, ttlMs: leaseMs }),
  onClosed: async () => {},
  onMigrated: async () => {},
  clock,
  wait,
  random: Math.random,
  log,
  ...sizesFor(rate),
}).start();
