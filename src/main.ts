import { existsSync } from "node:fs";
import { join } from "node:path";
import { validate } from "node-cron";
import { type App, createApp } from "./app.js";
import { type Config, ConfigError, parseConfig, ROOT } from "./config.js";
import { createLog } from "./lib/log.js";
import { readSourcesFile } from "./newsroom.js";
import { startPreview } from "./preview-app.js";
import { serviceClock } from "./service-clock.js";
import { DatabaseTooNew } from "./store/migrate.js";
import { DatabaseUnavailable } from "./store/open.js";
import { AlreadyServed } from "./store/sole.js";
import { CannotListen } from "./web/listen.js";

/** A service manager kills after ten seconds; what is left then is marked at the next start. */
const STOP_WITHIN_MS = 9_500;

const envFile = join(ROOT, ".env");
if (existsSync(envFile)) process.loadEnvFile(envFile);

try {
  await run(parseConfig(process.env, validate));
} catch (error) {
  const forOperator = [ConfigError, CannotListen, AlreadyServed, DatabaseUnavailable, DatabaseTooNew].find(
    (kind) => error instanceof kind,
  );
  if (forOperator === undefined) throw error;
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(2);
}

async function run(config: Config): Promise<void> {
  const secrets = [config.telegram?.token, config.telegram?.webhook?.secret, config.model?.apiKey];
  const log = createLog(config.logLevel, secrets, process.stderr);
  process.on("unhandledRejection", (error) => log.error({ err: error }, "a promise was left alone"));
  const sources = await readSourcesFile(config, log);
  const clock = await serviceClock(config, sources);
  const app =
    config.telegram === undefined
      ? await startPreview(config, { clock, log, sources }, process.stdout)
      : await createApp(config, { clock, log, sources, telegram: config.telegram });
  log.info({ url: app.url }, "started");

  const stop = (signal: string) => void end(app, signal);
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  app.failed.catch((error) => {
    log.fatal({ err: error }, "Telegram does not accept BOT_TOKEN: get the right one from @BotFather");
    void end(app, "failure", 1);
  });

  async function end(started: App, reason: string, code = 0): Promise<void> {
    log.info({ reason }, "stopping");
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    await started.stop();
    process.exit(code);
  }
}
