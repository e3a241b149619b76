import { resolve } from "node:path";
import { errorMessage } from "../lib/error-message.js";
import { createArticles } from "./articles.js";
import { createAudit } from "./audit.js";
import type { Engine } from "./engine.js";
import { createKeyValues } from "./key-values.js";
import { createLeases } from "./leases.js";
import { createLedger } from "./ledger.js";
import { DatabaseTooNew, migrate } from "./migrate.js";
import { openPostgres } from "./postgres.js";
import { createQuarantine } from "./quarantine.js";
import { createSearchIndex } from "./search-index.js";
import { createSources } from "./sources.js";
import { openSqlite } from "./sqlite.js";
import type { Store } from "./store.js";
import { createStories } from "./stories.js";
import { createSubscribers } from "./subscribers.js";
import { createUpdates } from "./updates.js";

export interface StoreOptions {
  /** The folder that a relative `file:` path starts from; the working directory where left out. */
  base?: string;
  /** Stands in the record of migrations. */
  now?: number;
  /** A connection that broke while no query ran on it; the pool replaces it. */
  onError?: (error: Error) => void;
}

export class UnknownDatabase extends Error {
  constructor(url: string) {
    // The address may hold a password, so only its scheme is repeated.
    super(`DATABASE_URL must start with file: or postgres://, not ${url.split(":")[0]}:`);
    this.name = "UnknownDatabase";
  }
}

function remedyFor(why: string): string {
  return why.includes("not a database")
    ? "Name another file: this one is something else."
    : "This user must be able to write it and its folder.";
}

/** The message is for the operator. */
export class DatabaseUnavailable extends Error {
  override name = "DatabaseUnavailable";

  constructor(url: string, cause: unknown) {
    const why = errorMessage(cause);
    super(
      url.startsWith("file:")
        ? `The database ${url.slice("file:".length)} cannot be used: ${why}. ${remedyFor(why)}`
        : `The database that DATABASE_URL names cannot be used: ${why}. It must exist, and the server must let this user in.`,
      { cause },
    );
  }
}

/**
 * Opens `file:PATH` (created with its folder) or `postgres://…` and brings its schema up to date.
 * Throws UnknownDatabase, DatabaseTooNew or DatabaseUnavailable.
 */
export async function openStore(databaseUrl: string, options: StoreOptions = {}): Promise<Store> {
  const engine = await openEngine(databaseUrl, options).catch((error) => {
    throw error instanceof UnknownDatabase ? error : new DatabaseUnavailable(databaseUrl, error);
  });
  try {
    await migrate(engine, options.now ?? Date.now());
  } catch (error) {
    await engine.close();
    throw error instanceof DatabaseTooNew ? error : new DatabaseUnavailable(databaseUrl, error);
  }
  return {
    engine: engine.name,
    sources: createSources(engine),
    articles: createArticles(engine),
    stories: createStories(engine),
    search: createSearchIndex(engine),
    quarantine: createQuarantine(engine),
    subscribers: createSubscribers(engine),
    ledger: createLedger(engine),
    updates: createUpdates(engine),
    audit: createAudit(engine),
    leases: createLeases(engine),
    keyValues: createKeyValues(engine),
    isPassing: (error) => engine.isPassing(error),
    close: () => engine.close(),
  };
}

async function openEngine(url: string, { base = process.cwd(), onError }: StoreOptions): Promise<Engine> {
  if (url.startsWith("file:"))
    return openSqlite(resolve(base, url.slice("file:".length).replace(/^\/\//, "")));
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url, onError ?? (() => {}));
  throw new UnknownDatabase(url);
}
