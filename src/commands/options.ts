import { type ParseArgsConfig, parseArgs } from "node:util";
import { errorMessage } from "../lib/error-message.js";
import { UsageError } from "./command.js";

/** Reads a command's options; what is not among them is wrong usage, said in a sentence. `words`: more may follow. */
export function readOptions<T extends NonNullable<ParseArgsConfig["options"]>>(
  args: string[],
  options: T,
  { words = false } = {},
) {
  try {
    return parseArgs({ args, options, allowPositionals: words, strict: true });
  } catch (error) {
    throw new UsageError(errorMessage(error));
  }
}

/** A whole number from 1 on. */
export function readCount(name: string, value: string | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  if (!/^[1-9]\d{0,8}$/.test(value))
    throw new UsageError(`--${name} takes a whole number from 1 on, not ${value}`);
  return Number(value);
}
