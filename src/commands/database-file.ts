import { resolve } from "node:path";
import type { Config } from "../config.js";
import { UsageError } from "./command.js";
import { readOptions } from "./options.js";

/** The one file that a command is given. */
export function fileArgument(args: string[], example: string): string {
  const { positionals } = readOptions(args, {}, { words: true });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError(`name one file, e.g. ${example}`);
  return resolve(file);
}

/** Where the SQLite database of the settings lies. */
export function sqliteFile({ databaseUrl }: Pick<Config, "databaseUrl">, instead: string): string {
  if (databaseUrl.startsWith("file:")) return databaseUrl.slice("file:".length);
  throw new UsageError(`this is for SQLite; of PostgreSQL ${instead} backups`);
}
