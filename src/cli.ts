import { existsSync } from "node:fs";
import { join } from "node:path";
import { validate } from "node-cron";
import { type Command, UsageError } from "./commands/command.js";
import { ConfigError, parseConfig, ROOT } from "./config.js";
import { errorMessage } from "./lib/error-message.js";
import { createLog } from "./lib/log.js";

/** Loaded when asked for: a command that only reads texts need not wait for a database driver. */
const COMMANDS: Record<string, () => Promise<{ command: Command }>> = {
  extract: () => import("./commands/extract.js"),
  tag: () => import("./commands/tag.js"),
  resolve: () => import("./commands/resolve.js"),
  stories: () => import("./commands/stories.js"),
  summarize: () => import("./commands/summarize.js"),
  verify: () => import("./commands/verify.js"),
  ingest: () => import("./commands/ingest.js"),
  retag: () => import("./commands/retag.js"),
  search: () => import("./commands/search.js"),
  digest: () => import("./commands/digest.js"),
  chats: () => import("./commands/chats.js"),
  export: () => import("./commands/export.js"),
  import: () => import("./commands/import.js"),
  backup: () => import("./commands/backup.js"),
  restore: () => import("./commands/restore.js"),
  doctor: () => import("./commands/doctor.js"),
};

process.exitCode = await main(process.argv.slice(2));

/** The exit code: 0 all served, 1 something was not, 2 wrong usage or settings. */
async function main([name = "", ...args]: string[]): Promise<number> {
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    const isHelp = name === "help" || name === "--help";
    process.stderr.write(`${isHelp || name === "" ? "" : `There is no command ${name}.\n`}${await usage()}`);
    return isHelp ? 0 : 2;
  }
  const { command } = await load();
  const envFile = join(ROOT, ".env");
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  const interrupted = new AbortController();
  process.once("SIGINT", () => interrupted.abort(new Error("interrupted")));
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // The reader has seen enough, as in `… | head`.
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  try {
    const config = parseConfig(process.env, validate);
    const level = process.env.LOG_LEVEL ? config.logLevel : "warn";
    const log = createLog(level, [config.telegram?.token, config.model?.apiKey], process.stderr);
    const terminal = { input: process.stdin, output: process.stdout, error: process.stderr };
    return await command.run({ args, terminal, config, log, signal: interrupted.signal });
  } catch (error) {
    const message = errorMessage(error);
    if (error instanceof UsageError) {
      process.stderr.write(`${message}\nUsage: cli ${command.name} ${command.usage}\n`);
      return 2;
    }
    process.stderr.write(`${message}\n`);
    return error instanceof ConfigError ? 2 : 1;
  }
}

async function usage(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const lines = commands.map(
    ({ command: { name, usage: rest, about } }) => `  ${name} ${rest}\n      ${about}\n`,
  );
  return `Usage: cli COMMAND\n\n${lines.join("")}`;
}
