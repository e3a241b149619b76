import type { Readable, Writable } from "node:stream";
import type { Config } from "../config.js";
import type { Log } from "../lib/log.js";

/** 0: all was served; 1: something was not. Wrong usage throws UsageError (exit 2). */
export type ExitCode = 0 | 1;

export interface Terminal {
  input: Readable;
  output: Writable;
  /** Logs and progress. */
  error: Writable;
}

export interface CommandContext {
  /** What follows the command's name. */
  args: string[];
  terminal: Terminal;
  config: Config;
  log: Log;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
}

export interface Command {
  name: string;
  /** As it is typed, after the command's name. */
  usage: string;
  /** One line for the list of commands. */
  about: string;
  run(context: CommandContext): Promise<ExitCode>;
}

export class UsageError extends Error {
  override name = "UsageError";
}
