import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import pg from "pg";
import { openStore } from "../../src/store/open.js";
import type { Store } from "../../src/store/store.js";

/** A database of its own for one test: what the contract needs to know beyond the Store. */
export interface TestDatabase {
  url: string;
  /** Every call is another process's view of the same database. */
  open(): Promise<Store>;
  /** The rows of every table, by table, ordered. */
  dump(): Promise<Record<string, unknown[]>>;
  run(statement: string): Promise<void>;
  /** Closes what was opened and removes the database. */
  drop(): Promise<void>;
}

export type CreateDatabase = () => Promise<TestDatabase>;

/** The engines there are to test on, each by its name in the store. */
export async function availableEngines(): Promise<[Store["engine"], CreateDatabase][]> {
  const sqlite: [Store["engine"], CreateDatabase] = ["sqlite", sqliteDatabase];
  return (await hasPostgres()) ? [sqlite, ["postgres", postgresDatabase]] : [sqlite];
}

export async function sqliteDatabase(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "yinxun-store-"));
  const path = join(folder, "data", "yinxun.db");
  const url = `file:${path}`;
  const stores: Store[] = [];
  const within = <T>(work: (file: Database.Database) => T): T => {
    const file = new Database(path);
    try {
      return work(file);
    } finally {
      file.close();
    }
  };
  return {
    url,
    open: () => opened(url, stores),
    dump: async () =>
      within((file) => {
        const tables = file
          .prepare<[], { name: string }>(
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'",
          )
          .all()
          .filter(({ name }) => !name.startsWith("search_index"));
        return Object.fromEntries(
          tables.map(({ name }) => [name, inOrder(file.prepare(`select * from ${name}`).all())]),
        );
      }),
    run: async (statement) => within((file) => void file.exec(statement)),
    drop: async () => {
      await Promise.all(stores.map((store) => store.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const postgresUrl = process.env.TEST_DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/test";

/** Whether there is a server to test on. With REQUIRE_POSTGRES=1 its absence is an error. */
export async function hasPostgres(): Promise<boolean> {
  try {
    await withClient(async (client) => void (await client.query("select 1")));
    return true;
  } catch (error) {
    if (process.env.REQUIRE_POSTGRES === "1") throw error;
    process.stderr.write("PostgreSQL is not tested: no server at TEST_DATABASE_URL.\n");
    return false;
  }
}

/** Does its work on a new database, which is gone afterwards. */
export async function withDatabase<T>(
  create: CreateDatabase,
  work: (database: TestDatabase) => Promise<T>,
): Promise<T> {
  const database = await create();
  try {
    return await work(database);
  } finally {
    await database.drop();
  }
}

let schemas = 0;

export async function postgresDatabase(): Promise<TestDatabase> {
  schemas += 1;
  const schema = `yinxun_test_${process.pid}_${schemas}`;
  await withClient(async (client) => void (await client.query(`create schema ${schema}`)));
  const url = `${postgresUrl}${postgresUrl.includes("?") ? "&" : "?"}options=-c%20search_path%3D${schema}`;
  const stores: Store[] = [];
  return {
    url,
    open: () => opened(url, stores),
    dump: () =>
      withClient(async (client) => {
        const tables = await client.query<{ tablename: string }>(
          "select tablename from pg_tables where schemaname = $1",
          [schema],
        );
        const rows: Record<string, unknown[]> = {};
        for (const { tablename } of tables.rows) {
          rows[tablename] = inOrder((await client.query(`select * from ${schema}.${tablename}`)).rows);
        }
        return rows;
      }),
    run: (statement) =>
      withClient(async (client) => {
        await client.query(`set search_path to ${schema}`);
        await client.query(statement);
      }),
    drop: async () => {
      await Promise.all(stores.map((store) => store.close()));
      await withClient(async (client) => void (await client.query(`drop schema ${schema} cascade`)));
    },
  };
}

async function opened(url: string, stores: Store[]): Promise<Store> {
  const store = await openStore(url);
  stores.push(store);
  return store;
}

async function withClient<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function inOrder(rows: unknown[]): unknown[] {
  return rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
