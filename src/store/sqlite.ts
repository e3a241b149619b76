import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement, sql } from "kysely";
import { BoundedMap } from "../lib/bounded-map.js";
import type { Engine } from "./engine.js";
import {
  defineTerms,
  narrow,
  searchBacklogDdl,
  searchBatchDdl,
  searchIndexDdl,
  writeIndex,
} from "./sqlite-index.js";
import { storableQuery } from "./storable.js";
import type { Tables } from "./tables.js";

/** How long a statement waits for another process that writes. */
const BUSY_MS = 10_000;

/** Opens or creates the file and its folder. */
export async function openSqlite(path: string): Promise<Engine> {
  mkdirSync(dirname(path), { recursive: true });
  const file = new Database(path);
  // The wait itself is in `patiently`, where it does not stop the event loop; this is for the odd collision.
  file.pragma("busy_timeout = 20");
  await patiently(() => file.pragma("journal_mode = wal"));
  file.pragma("foreign_keys = on");
  file.pragma("synchronous = full");
  file.pragma("cache_size = -32000");
  // A checkpoint syncs twice and writes each page once, however often it changed: fewer of them cost less.
  file.pragma("wal_autocheckpoint = 8000");
  // What a person asked to have deleted is overwritten with zeros; pages in the log go by `scrub`.
  file.pragma("secure_delete = on");
  defineTerms(file);
  const statements = cachingStatements(file);
  const db = new Kysely<Tables>({
    dialect: new SqliteDialect({
      database: statements,
      onCreateConnection: async (connection) => {
        const execute = connection.executeQuery.bind(connection);
        connection.executeQuery = (query) => patiently(() => execute(storableQuery(query)));
      },
    }),
  });

  return {
    name: "sqlite",
    db,
    durable: (work) => db.transaction().execute(work),
    // An fsync costs 0.4 ms on a good disk and 10 ms on a bad one, for every article. The pragma cannot change within
    // a transaction, so it changes around it, while this work holds the one connection. A later commit under FULL
    // syncs the whole log, these pages included, so that nothing durable ever refers to an article that is lost.
    relaxed: (work) =>
      db.connection().execute(async (connection) => {
        // Not through the cache of statements: SQLite obeys this pragma when it is prepared, not when it is run.
        file.exec("pragma synchronous = normal");
        try {
          return await connection.transaction().execute(work);
        } finally {
          file.exec("pragma synchronous = full");
        }
      }),
    scrub: () =>
      db.connection().execute(() =>
        patiently(async () => {
          const [outcome] = file.pragma("wal_checkpoint(truncate)") as { busy: number }[];
          if (outcome?.busy === 1) throw new LogInUse();
        }).catch((error) => {
          // A command that reads for long: the log is written over from its start when it has ended.
          if (!(error instanceof LogInUse)) throw error;
        }),
      ),
    isPassing: (error) => error instanceof Database.SqliteError && PASSING.test(error.code),
    // `begin immediate` has already locked the file.
    lockMigrations: async () => {},
    types: {
      id: "integer primary key",
      uniqueId: "integer primary key autoincrement",
      int: "integer",
      clustered: " without rowid",
    },
    searchIndexDdl,
    // One parameter however many rows: binding thousands of them costs more than the work itself.
    rows: (rows) => {
      const columns = Object.keys(rows[0] ?? {});
      const values = JSON.stringify(rows.map((row) => Object.values(row)));
      const picked = columns.map((column, index) => sql`value ->> ${sql.lit(index)} as ${sql.ref(column)}`);
      return sql`(select ${sql.join(picked)} from json_each(${values}))`;
    },
    searchBacklogDdl,
    searchBatchDdl,
    takeRows: sql``,
    holdRows: () => undefined,
    position: sql.raw("instr"),
    writeIndex,
    narrow,
    // A limit for each key keeps a template's crowded key cheap. SQLite has no lateral join, but a range of the index may
    // begin behind the first row that is left out.
    withKeys: (keys, since, until, limitPerKey) => sql`
      select article_id from json_each(${keys}) as wanted cross join story_keys as found on found.key = wanted.value
      where at <= ${until} and (at, article_id) > (
        select ifnull(min(at), ${since}), ifnull(min(article_id), 0) from (
          select at, article_id from story_keys where key = wanted.value and at between ${since} and ${until}
          order by at desc, article_id desc limit 1 offset ${limitPerKey}))`,
    close: () => db.destroy(),
  };
}

/** Of https://www.sqlite.org/rescode.html, those that are of the file, the disk and other processes. */
const PASSING =
  /^SQLITE_(?:BUSY|LOCKED|IOERR|FULL|READONLY|CANTOPEN|NOMEM|CORRUPT|NOTADB|PROTOCOL|INTERRUPT)/u;

/** Preparing costs as much as running a small statement; the service has some hundred different ones. */
const STATEMENTS = 300;

function cachingStatements(file: Database.Database): SqliteDatabase {
  const cache = new BoundedMap<string, SqliteStatement>(STATEMENTS);
  return {
    prepare: (text) => {
      const known = cache.get(text);
      if (known) return known;
      // `begin` alone takes the write lock at the first write, and a reader that lost that race can only start over.
      const statement = file.prepare<unknown[]>(text === "begin" ? "begin immediate" : text);
      cache.set(text, statement);
      return statement;
    },
    close: () => file.close(),
  };
}

/** Another connection still reads from the write-ahead log, so that it cannot be emptied. */
class LogInUse extends Error {
  override name = "LogInUse";
}

/** Tries again while another process (or another store in this one) writes, without stopping the event loop. */
async function patiently<T>(attempt: () => T | Promise<T>): Promise<T> {
  for (let waited = 0; ; waited += 5) {
    try {
      return await attempt();
    } catch (error) {
      const busy = error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");
      if (!(busy || error instanceof LogInUse) || waited >= BUSY_MS) throw error;
      await sleep(5);
    }
  }
}
