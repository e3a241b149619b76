import { existsSync } from "node:fs";
import { join } from "node:path";
import { validate } from "node-cron";
import { type Command, UsageError } from "./commands/command.js";
import { digestCommand } from "./commands/digest.js";
import { doctorCommand } from "./commands/doctor.js";
import { extractCommand } from "./commands/extract.js";
import { ingestCommand } from "./commands/ingest.js";
import { resolveCommand } from "./commands/resolve.js";
import { searchCommand } from "./commands/search.js";
import { storiesCommand } from "./commands/stories.js";
import { summarizeCommand } from "./commands/summarize.js";
import { tagCommand } from "./commands/tag.js";
import { verifyCommand } from "./commands/verify.js";
import { ConfigError, parseConfig, ROOT } from "./config.js";
import { createLog } from "./lib/log.js";

const COMMANDS: Command[] = [
  extractCommand,
  tagCommand,
  resolveCommand,
  storiesCommand,
  summarizeCommand,
  verifyCommand,
  ingestCommand,
  searchCommand,
  digestCommand,
  doctorCommand,
];

process.exitCode = await main(process.argv.slice(2));

/** The exit code: 0 all served, 1 something was not, 2 wrong usage or settings. */
async function main([name, ...args]: string[]): Promise<number> {
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command === undefined) {
    const asked = name === undefined || name === "help" || name === "--help";
    process.stderr.write(`${asked ? "" : `There is no command ${name}.\n`}${usage()}`);
    return asked && name !== undefined ? 0 : 2;
  }
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
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof UsageError) {
      process.stderr.write(`${message}\nUsage: cli ${command.name} ${command.usage}\n`);
      return 2;
    }
    process.stderr.write(`${message}\n`);
    return error instanceof ConfigError ? 2 : 1;
  }
}

function usage(): string {
  const lines = COMMANDS.map(({ name, usage: rest, about }) => `  ${name} ${rest}\n      ${about}\n`);
  return `Usage: cli COMMAND\n\n${lines.join("")}`;
}
