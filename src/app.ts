import { createHmac, randomBytes } from "node:crypto";
import { createMenu, installFeatures } from "./bot/index.js";
import type { Config, TelegramConfig } from "./config.js";
import { announce, fanOutBroadcasts } from "./deliver/broadcast.js";
import { createPace } from "./deliver/pace.js";
import { createSender, sizesFor } from "./deliver/sender.js";
import { type PlanParts, planDaily, planInstant } from "./digest/plan.js";
import { keepHouse } from "./housekeeping.js";
import type { IngestCounts } from "./ingest.js";
import { type Clock, systemClock } from "./lib/clock.js";
import type { Log } from "./lib/log.js";
import { createSerial } from "./lib/serial.js";
import { systemWait } from "./lib/wait.js";
import type { Source } from "./news/source.js";
import { openConfiguredStore, openNewsroom } from "./newsroom.js";
import type { Preview } from "./preview/preview.js";
import { hasEnded, processName } from "./process-name.js";
import { createSchedule } from "./schedule.js";
import { parseQuery } from "./search/query.js";
import { createKeyv } from "./store/keyv.js";
import { createLease } from "./store/lease.js";
import { becomeSole } from "./store/sole.js";
import type { Store } from "./store/store.js";
import { createCallbackCodec } from "./telegram/callback-data.js";
import { createTelegramClient } from "./telegram/client.js";
import { registerMenu } from "./telegram/commands.js";
import { createTelegraf } from "./telegram/context.js";
import { createDispatcher } from "./telegram/dispatcher.js";
import { keepWebhook } from "./telegram/keep-webhook.js";
import { serializeMessage } from "./telegram/message.js";
import { createPolling } from "./telegram/polling.js";
import { renderDigest } from "./telegram/render-digest.js";
import { createDeliverySend } from "./telegram/send-delivery.js";
import { createWebhookHandler } from "./telegram/webhook.js";
import { namesOf } from "./tools.js";
import { createMetrics } from "./web/metrics.js";
import { startWebServer } from "./web/server.js";

export interface AppParts {
  log: Log;
  clock: Clock;
  /** The bot's side of Telegram: the settings', or the preview's. */
  telegram: TelegramConfig;
  sources: Source[];
  /** The chat page's side, in preview. */
  preview?: Preview;
  /** Done to the open store before anything starts. */
  prepare?(store: Store): Promise<void>;
}

export interface App {
  /** Where the HTTP server listens. */
  url: string;
  store: Store;
  /** Resolves when the sources were read once and what was due then is in the ledger. */
  caughtUp: Promise<void>;
  /** Rejects when the service cannot go on, as with a token that is not accepted; else never settles. */
  failed: Promise<never>;
  /** Reads the sources now, then plans what is due; "taken" while another process reads them. */
  ingest(): Promise<IngestCounts | "taken">;
  /** Plans every digest that is due and wakes the sender. */
  deliverDue(): Promise<void>;
  /** In order: nothing new is begun, what is under way ends or is marked, the store closes. */
  stop(): Promise<void>;
}

/** Together below the ten seconds after which a service manager kills. */
const GRACE_MS = 3_000;
/** An article that is being stored while digests are planned is not in them yet; the next ones must not leave it out. */
const IN_FLIGHT_MS = 4_000;
/** Another replica takes over polling and sending within this time. */
const LEASE_MS = 4_000;

/** Wires the whole service and starts it. Throws ConfigError, CannotListen, AlreadyServed, or what the database says. */
export async function createApp(config: Config, parts: AppParts): Promise<App> {
  const { log, clock, telegram, preview } = parts;
  const metrics = createMetrics();
  const store = await openConfiguredStore(config, parts);
  // One SQLite file means one service; it finds its other leases again when it was killed.
  const sole =
    store.engine === "sqlite"
      ? await becomeSole({ leases: store.leases, owner: processName(), hasEnded })
      : undefined;
  const owner = sole ? "service" : processName();
  await parts.prepare?.(store);
  const newsroom = await openNewsroom(config, {
    store,
    log,
    clock,
    metrics,
    owner,
    sources: parts.sources,
  });
  const { tools, desk, rules } = newsroom;
  const stopping = new AbortController();
  const random = Math.random;
  const wait = systemWait;

  const pace = createPace({ rates: config.rates, clock: systemClock, wait });
  const client = createTelegramClient({ ...telegram, pace, wait, log });
  // One poller and one sender for a token.
  const leaseOf = (what: string) =>
    createLease({
      leases: store.leases,
      name: `${what}:${telegram.token.split(":")[0]}`,
      owner,
      ttlMs: LEASE_MS,
    });
  const secretFor = (use: string) => createHmac("sha256", telegram.token).update(use).digest();

  const codec = createCallbackCodec({
    secret: secretFor("callback"),
    keyValues: createKeyv(store.keyValues, { namespace: "callback", clock }),
  });
  const sender = createSender({
    ledger: store.ledger,
    send: createDeliverySend(client, codec),
    pace,
    lease: sole ?? leaseOf("telegram-sender"),
    onClosed: (where, status) => store.subscribers.close(where, status),
    onMigrated: (from, to) => store.subscribers.migrate(from, to),
    onOutcome: (status) => metrics.deliveries.inc({ status }),
    clock,
    wait,
    random,
    log,
    ...sizesFor(config.rates.overall),
  });

  const planParts: PlanParts = {
    stories: store.stories,
    subscribers: store.subscribers,
    ledger: store.ledger,
    rules,
    serialize: (digest, reader) => renderDigest(digest, reader).map(serializeMessage),
  };
  const broadcastParts = { ledger: store.ledger, subscribers: store.subscribers, clock };
  const oneByOne = createSerial();
  const deliverDue = (marginMs = 0) =>
    oneByOne(async () => {
      const now = () => clock.now() - marginMs;
      await fanOutBroadcasts(broadcastParts);
      await planInstant(planParts, now());
      await planDaily(planParts, now());
      sender.wake();
    });

  const ingest = async () => {
    const counts = await newsroom.ingest(stopping.signal);
    if (counts !== "taken") await deliverDue();
    return counts;
  };

  const { telegraf, handle } = createTelegraf(client);
  const features = installFeatures(telegraf, {
    store,
    clock,
    log,
    client,
    codec,
    config,
    secret: secretFor("invite"),
    random: randomBytes,
    conversation: createKeyv(store.keyValues, { namespace: "conversation", clock }),
    resolve: tools.resolve,
    dictionary: namesOf(tools),
    parseQuery: (text, at) => parseQuery(text, { namesAreTags: true, ...at, resolve: tools.resolve }),
    rules,
    renderDigest,
    runIngest: ingest,
    async broadcast({ message, ...what }) {
      await announce(broadcastParts, { ...what, payload: serializeMessage(message) });
      void deliverDue().catch((error) => log.error({ err: error }, "a broadcast could not be planned yet"));
    },
    desk,
    stopping: stopping.signal,
  });

  const dispatcher = createDispatcher({
    updates: store.updates,
    handle,
    apologize: features.apologize,
    clock,
    wait,
    log,
    owner,
    alone: sole !== undefined,
  });

  const web = await startWebServer({
    host: config.host,
    port: config.port,
    async health() {
      await store.articles.count();
      return { ok: true, detail: "The store answers." };
    },
    metrics: metrics.registry,
    webhook: telegram.webhook && {
      path: new URL(telegram.webhook.url).pathname,
      handle: createWebhookHandler({
        secret: telegram.webhook.secret,
        updates: store.updates,
        onReceived: dispatcher.wake,
        clock,
        log,
      }),
    },
    preview: preview?.routes,
    onError: (error) => log.error({ err: error }, "a web request failed"),
  });

  const polling = createPolling({
    client,
    updates: store.updates,
    lease: sole ? undefined : leaseOf("telegram-polling"),
    onReceived: dispatcher.wake,
    clock: systemClock,
    wait,
    random,
    log,
  });
  const receiving = telegram.webhook
    ? keepWebhook(client, telegram.webhook, { wait, random, log, signal: stopping.signal })
    : polling.run();

  const schedule = createSchedule({
    jobs: [
      { name: "ingest", at: config.ingestCron, overlaps: true, run: async () => void (await ingest()) },
      // Five seconds past the minute, so that what was due on the minute is due also with the margin.
      { name: "digests", at: "5 * * * * *", run: () => deliverDue(IN_FLIGHT_MS) },
      // What an admin changed on another replica.
      { name: "dictionary", at: "35 * * * * *", everywhere: true, run: () => desk.refresh() },
      {
        name: "housekeeping",
        at: "17 * * * *",
        run: () => keepHouse({ store, desk, rules, clock, log, stopping: stopping.signal }),
      },
    ],
    timezone: config.defaults.timezone,
    leases: store.leases,
    owner,
    log,
  });

  dispatcher.start();
  sender.start();
  const caughtUp = schedule.start();
  void registerMenu(client, { ...createMenu(), adminIds: config.adminIds }, log).catch((error) =>
    log.warn({ err: error }, "the menu of commands could not be set"),
  );

  return {
    url: web.url,
    store,
    caughtUp,
    ingest,
    failed: new Promise((_, reject) => void receiving.catch(reject)),
    deliverDue: () => deliverDue(),
    async stop() {
      stopping.abort(new Error("the service stops"));
      await Promise.all([schedule.stop(), polling.stop(), web.stop(GRACE_MS)]);
      await dispatcher.stop(GRACE_MS);
      await features.idle();
      await sender.stop(GRACE_MS);
      await client.disconnect();
      await newsroom.close();
    },
  };
}
