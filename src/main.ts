import { existsSync } from "node:fs";
import { join } from "node:path";
import { validate } from "node-cron";
import { createApp } from "./app.js";
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
  const starting =
    config.telegram === undefined
      ? startPreview(config, { clock, log, sources }, process.stdout)
      : createApp(config, { clock, log, sources, telegram: config.telegram });

  // A signal that comes while it starts is obeyed once there is something to stop.
  const stop = (signal: string) => void end(signal);
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  const app = await starting;
  log.info({ url: app.url }, "started");
  app.failed.catch((error) => {
    log.fatal({ err: error }, "Telegram does not accept BOT_TOKEN: get the right one from @BotFather");
    void end("failure", 1);
  });

  async function end(reason: string, code = 0): Promise<void> {
    log.info({ reason }, "stopping");
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    const started = await starting.catch(() => undefined);
    await started?.stop();
    process.exit(code);
  }
}
