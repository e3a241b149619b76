import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { DatabaseTooNew } from "./migrate.js";
import { migrations } from "./migrations.js";

/** A file that is no whole database of this program, or cannot be made one. The message is for the operator. */
export class UnfitCopy extends Error {
  override name = "UnfitCopy";
}

/** Copies a database, also while a service works on it, and checks the copy. Throws UnfitCopy, or what the disk says. */
export async function copySqlite(from: string, to: string): Promise<void> {
  const file = new Database(from, { readonly: true, fileMustExist: true });
  try {
    await file.backup(to);
    const copy = new Database(to);
    // One file, not three.
    copy.pragma("journal_mode = delete");
    copy.close();
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    throw new UnfitCopy(`${from} cannot be copied to ${to}: ${error.message}`, { cause: error });
  } finally {
    file.close();
  }
  checkSqlite(to);
}

/** Throws UnfitCopy or DatabaseTooNew if a service could not work on the file. */
export function checkSqlite(path: string): void {
  let file: Database.Database | undefined;
  try {
    file = new Database(path, { readonly: true, fileMustExist: true });
    const damage = file.pragma("quick_check(1)", { simple: true });
    if (damage !== "ok") throw new UnfitCopy(`${path} is damaged: ${damage}`);
    const last = file.prepare<[], { number: number }>("select max(number) as number from migrations").get();
    if ((last?.number ?? 0) > migrations.length)
      throw new DatabaseTooNew(last?.number ?? 0, migrations.length);
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    throw new UnfitCopy(`${path} is no database of this program: ${error.message}`, { cause: error });
  } finally {
    file?.close();
  }
}

/** A copy of `from` beside the database `to`; returns where. Throws as copySqlite. */
export async function layReady(from: string, to: string): Promise<string> {
  mkdirSync(dirname(to), { recursive: true });
  const ready = `${to}.restoring`;
  rmSync(ready, { force: true });
  await copySqlite(from, ready);
  return ready;
}

/**
 * Puts the file `ready` in the place of the database `to`, which is closed. What was there is kept beside it, and what
 * was kept earlier too; returns where, undefined if there was nothing.
 */
export function putInPlace(ready: string, to: string): string | undefined {
  const kept = existsSync(to) ? unusedName(`${to}.replaced`) : undefined;
  if (kept !== undefined) renameSync(to, kept);
  // Of the old file: laid over the new one, they would damage it.
  for (const suffix of ["-wal", "-shm"]) rmSync(`${to}${suffix}`, { force: true });
  renameSync(ready, to);
  return kept;
}

function unusedName(name: string): string {
  for (let number = 1; ; number++) {
    const tried = number === 1 ? name : `${name}-${number}`;
    if (!existsSync(tried)) return tried;
  }
}
