/** A process that sends what a ledger says until it is killed: `sending-process.ts DATABASE_URL API_ROOT TOKEN`. */
import { createPace } from "../../src/deliver/pace.js";
import { createSender } from "../../src/deliver/sender.js";
import { systemClock } from "../../src/lib/clock.js";
import { systemWait } from "../../src/lib/wait.js";
import { createLease } from "../../src/store/lease.js";
import { openStore } from "../../src/store/open.js";
import { createDeliverySend } from "../../src/telegram/send-delivery.js";
import { clientOf, collectedLog, FAST } from "./telegram.js";

const [databaseUrl = "", root = "", token = ""] = process.argv.slice(2);
const store = await openStore(databaseUrl);
createSender({
  ledger: store.ledger,
  send: createDeliverySend(clientOf({ root, token }), { encode: async (_chat, verb) => verb }),
  pace: createPace({ rates: FAST, clock: systemClock, wait: systemWait }),
  lease: createLease({ leases: store.leases, name: "sender", owner: "service", ttlMs: 5_000 }),
  onClosed: async () => {},
  onMigrated: async () => {},
  clock: systemClock,
  wait: systemWait,
  random: Math.random,
  log: collectedLog().log,
  concurrency: 32,
  batch: 4,
}).start();
