import type { Kysely, RawBuilder, Transaction } from "kysely";
import type { Phrase } from "../news/search.js";
import type { Tables } from "./tables.js";

export type Db = Kysely<Tables>;
export type Trx = Transaction<Tables>;

/** What is searched, in the form of `searchable`, and what hits are put in order by. */
export interface IndexEntry {
  articleId: number;
  storyId: number;
  orderedAt: number;
  title: string;
  medium: string;
  text: string;
}

/** All that differs between SQLite and PostgreSQL. The repositories are written once, over this. */
export interface Engine {
  readonly name: "sqlite" | "postgres";
  readonly db: Db;
  /** A transaction that is on disk when it returns: what was promised to a person or to Telegram. */
  durable<T>(work: (trx: Trx) => Promise<T>): Promise<T>;
  /**
   * A transaction whose last moments a power cut (not a crash of the process) may take back, whole: articles, which
   * are read again from their source. It never comes to disk after a durable one that followed it.
   */
  relaxed<T>(work: (trx: Trx) => Promise<T>): Promise<T>;
  /**
   * Takes what was deleted or overwritten out of the files themselves, where the database leaves that to its client;
   * PostgreSQL's vacuum does it in its own time.
   */
  scrub(): Promise<void>;
  /** The database could not work just then (out of reach, busy, full): the same may succeed another time. */
  isPassing(error: unknown): boolean;
  /** Held to the end of the transaction; a second process waits for it. */
  lockMigrations(trx: Trx): Promise<void>;
  readonly types: {
    /** A primary key that counts by itself. */
    id: string;
    /** One that also never gives the number of a deleted row again. */
    uniqueId: string;
    int: string;
    /** Behind a table that is read by its primary key only. */
    clustered: string;
  };
  readonly searchIndexDdl: string[];
  /** Rows of integers as a table of the same columns, to be joined with; at least one row. */
  rows<Row extends object>(rows: readonly Row[]): RawBuilder<Row>;
  /** Where articles wait to be indexed together; nothing where the database sees to that itself. */
  readonly searchBacklogDdl: string[];
  /** From then on they wait without their terms, which are cut for a whole batch and written out once. */
  readonly searchBatchDdl: string[];
  /** Ends a SELECT whose rows are taken, so that two processes take different ones. */
  readonly takeRows: RawBuilder<unknown>;
  /**
   * Ends a SELECT whose rows of a table stay as they are until the transaction ends; it waits for others that hold them.
   * Undefined where only one transaction writes at a time.
   */
  holdRows(table: string): RawBuilder<unknown> | undefined;
  /** The function that tells where (text, part) stands, from 1; 0 for nowhere. */
  readonly position: RawBuilder<unknown>;
  /** Writes the article's entry in the search index; of a revised article it takes the place of the old one. */
  writeIndex(trx: Trx, entry: IndexEntry, revised: boolean): Promise<void>;
  /**
   * `article_id`s of the articles that have every index term of the phrases, or hold the phrases themselves. At least
   * one phrase.
   */
  narrow(phrases: Phrase[]): RawBuilder<{ article_id: number }>;
  /** `article_id`s of at most `limitPerKey` newest rows of each key of a JSON list between two instants, inclusive. */
  withKeys(
    keys: string,
    since: number,
    until: number,
    limitPerKey: number,
  ): RawBuilder<{ article_id: number }>;
  close(): Promise<void>;
}
