import type { Database } from "better-sqlite3";
import { CompiledQuery, type RawBuilder, sql } from "kysely";
import type { Phrase } from "../news/search.js";
import { indexTerms } from "../search/grams.js";
import type { IndexEntry, Trx } from "./engine.js";

/**
 * Terms are whole tokens to FTS5: the tokenizer splits at blanks only, of which normalized text has none. `detail=none`
 * leaves out places, since a phrase is verified in the text; contentless, since the text is stored once already.
 */
const punctuation = "!\"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~";
export const searchIndexDdl = [
  `create table search_texts (
    article_id integer primary key references articles (id), story_id integer not null, ordered_at integer not null,
    title text not null, medium text not null, text text not null)`,
  "create index search_texts_ordered on search_texts (ordered_at, article_id)",
  `create virtual table search_index using fts5(terms, content='', contentless_delete=1, detail=none,
    tokenize="ascii tokenchars '${punctuation.replaceAll('"', '""')}'")`,
  // Merging half as often takes a third off the cost of an article and leaves a lookup at a tenth of a millisecond.
  "insert into search_index (search_index, rank) values ('automerge', 8)",
];

/**
 * Articles whose terms are not in the index yet. FTS5 sorts and writes the terms of a transaction together, and
 * articles have many in common: a batch costs a good deal less than its articles one by one.
 */
export const searchBacklogDdl = [
  `create table search_backlog (
    article_id integer primary key references articles (id), characters integer not null, terms text not null)`,
];

export const searchBatchDdl = [
  // Terms take more room than the text that they are cut from, which is stored anyway.
  "alter table search_backlog drop column terms",
  // The terms of a batch pass the megabyte at which FTS5 by itself writes out what it has.
  "insert into search_index (search_index, rank) values ('hashsize', 4194304)",
];

/** Lets one statement cut and index all that waits: FTS5 writes out what it has at the end of each. */
export function defineTerms(file: Database): void {
  file.function("index_terms", { deterministic: true }, (title, text) =>
    indexTerms(String(title), String(text)),
  );
}

/** A search reads the backlog, in some 0.2 ms; the article that fills it waits some 20 ms for all of them. */
const BACKLOG_CHARACTERS = 100_000;

const replaceTexts = `
  replace into search_texts (article_id, story_id, ordered_at, title, medium, text) values (?, ?, ?, ?, ?, ?)`;
const deleteTerms = "delete from search_index where rowid = ?";
const replaceBacklog = "replace into search_backlog (article_id, characters) values (?, ?)";
const measureBacklog = "select sum(characters) as characters from search_backlog";
const indexBacklog = `
  insert into search_index (rowid, terms)
  select article_id, index_terms(title, text) from search_backlog cross join search_texts using (article_id)
  order by article_id`;
const emptyBacklog = "delete from search_backlog";

export async function writeIndex(trx: Trx, entry: IndexEntry, revised: boolean): Promise<void> {
  const { articleId, storyId, orderedAt, title, medium, text } = entry;
  const row = [articleId, storyId, orderedAt, title, medium, text];
  await trx.executeQuery(CompiledQuery.raw(replaceTexts, row));
  if (revised) await trx.executeQuery(CompiledQuery.raw(deleteTerms, [articleId]));
  await trx.executeQuery(CompiledQuery.raw(replaceBacklog, [articleId, text.length]));
  const { rows } = await trx.executeQuery<{ characters: number }>(CompiledQuery.raw(measureBacklog));
  if ((rows[0]?.characters ?? 0) < BACKLOG_CHARACTERS) return;
  await trx.executeQuery(CompiledQuery.raw(indexBacklog));
  await trx.executeQuery(CompiledQuery.raw(emptyBacklog));
}

/** The few articles of the backlog are read themselves, which is sooner done than looking for each of their terms. */
export function narrow(phrases: Phrase[]): RawBuilder<{ article_id: number }> {
  const read = phrases.map(({ text }) => sql`(instr(title, ${text}) > 0 or instr(text, ${text}) > 0)`);
  // A cross join keeps its order: by itself SQLite would start with all the texts.
  return sql`
    select rowid as article_id from search_index where search_index match ${matchExpression(phrases)}
    union all
    select article_id from search_backlog cross join search_texts using (article_id)
    where ${sql.join(read, sql` and `)}`;
}

/** Every term is a quoted string, so that nothing a person types is an operator. */
function matchExpression(phrases: Phrase[]): string {
  return phrases
    .flatMap(({ terms, prefix }) =>
      terms.map((term, index) => {
        const quoted = `"${term.replaceAll('"', '""')}"`;
        return prefix && index === terms.length - 1 ? `${quoted}*` : quoted;
      }),
    )
    .join(" AND ");
}
