import { parseSpan } from "../lib/spans.js";
import type { Instant } from "../news/article.js";
import type { Phrase, SearchQuery } from "../news/search.js";
import type { Resolution } from "../news/tags.js";
import { toPhrase } from "./grams.js";
import { readWords, type Word } from "./words.js";

export interface QueryContext {
  now: Instant;
  /** IANA name: the zone in which the person's days begin. */
  timezone: string;
  resolve: (say: string) => Resolution;
  /**
   * As in a chat: a bank's name among the words (工行, 601398) stands for the bank, #话题 for the topic, unless in quotes. Two
   * banks, or one beside a filter of banks, stand for themselves, since a filter takes either; so do topics.
   */
  namesAreTags?: boolean;
}

export interface ParsedQuery extends SearchQuery {
  /** Values of bank: and tag: that name nothing known. They match no article, and the person should be told. */
  unknown: string[];
  /** Values of since: and until: that are no dates. They are looked for as words, and the person should be told. */
  unreadDates: string[];
}

/** Each phrase costs a look into every text that the index leaves, so their number is bounded. */
const PHRASES = 20;

/**
 * Reads the query language of /search: words joined by AND, `"…"` a phrase, `-词` left out, `bank:` `tag:` `from:`
 * `since:` `until:` as filters. Never throws: what is no filter is looked for as words.
 */
export function parseQuery(text: string, context: QueryContext): ParsedQuery {
  const query: ParsedQuery = {
    all: [],
    none: [],
    banks: [],
    topics: [],
    media: [],
    unknown: [],
    unreadDates: [],
  };
  // A filter of nothing, as while it is being typed.
  const words = readWords(text).filter(({ field, value }) => field === undefined || value !== "");
  const rest = words.filter((word) => !(word.excluded ? leaveOut : addFilter)(query, word, context));
  const tags = rest.flatMap((word) => (word.excluded ? [] : (tagOf(word, context) ?? [])));
  const filters = tags.filter(({ kind, name }) => {
    const others = tags.some((other) => other.kind === kind && other.name !== name);
    return query[kind].length === 0 && !others;
  });
  for (const { kind, name } of filters) addNew(query[kind], [name]);
  for (const word of rest) {
    if (filters.some((filter) => filter.word === word)) continue;
    const tag = tags.find((one) => one.word === word);
    const said = word.field === undefined ? word.value : `${word.field}:${word.value}`;
    addPhrase(word.excluded ? query.none : query.all, toPhrase(tag ? said.replace(/^#/u, "") : said));
  }
  return query;
}

interface Tag {
  word: Word;
  kind: "banks" | "topics";
  name: string;
}

/** What a word by itself stands for, where names are tags. */
function tagOf(word: Word, { resolve, namesAreTags = false }: QueryContext): Tag | undefined {
  // 2022 is a year, whatever share has that number.
  if (!namesAreTags || word.field !== undefined || word.quoted || /^\d{1,4}$/.test(word.value))
    return undefined;
  const said = word.value.replace(/^#/u, "");
  const { bank, topic } = resolve(said);
  if (bank !== undefined) return { word, kind: "banks", name: bank };
  return topic !== undefined && said !== word.value ? { word, kind: "topics", name: topic } : undefined;
}

/** -bank:工行, -tag:信用卡, and -工行 where names are tags. Whether the word was such. */
function leaveOut(query: ParsedQuery, word: Word, context: QueryContext): boolean {
  const { field } = word;
  const tag = tagOf(word, context);
  if (field !== "bank" && field !== "tag" && tag === undefined) return false;
  const left: ParsedQuery = { ...query, banks: [], topics: [], unknown: [] };
  if (tag) addNew(left[tag.kind], [tag.name]);
  else addFilter(left, { ...word, excluded: false }, context);
  const isKnown = (name: string) => !left.unknown.includes(name);
  query.without ??= { banks: [], topics: [] };
  addNew(query.without.banks, left.banks.filter(isKnown));
  addNew(query.without.topics, left.topics.filter(isKnown));
  addNew(query.unknown, left.unknown);
  return true;
}

function addPhrase(phrases: Phrase[], phrase: Phrase | undefined): void {
  if (!phrase || phrases.length >= PHRASES) return;
  if (!phrases.some((known) => known.text === phrase.text)) phrases.push(phrase);
}

/** Whether the word was a filter and is in the query now. */
function addFilter(query: ParsedQuery, { field, value }: Word, context: QueryContext): boolean {
  switch (field) {
    case "bank":
    case "tag":
      for (const say of listOf(value)) addTag(query, field, say, context.resolve(say));
      return true;
    case "from":
      addNew(query.media, listOf(value));
      return true;
    case "since": {
      const span = parseSpan(value, context.now, context.timezone);
      if (span) query.since = Math.max(query.since ?? span.since, span.since);
      else addNew(query.unreadDates, [value]);
      return span !== undefined;
    }
    case "until": {
      const span = parseSpan(value, context.now, context.timezone);
      if (span) query.until = Math.min(query.until ?? span.until, span.until);
      else addNew(query.unreadDates, [value]);
      return span !== undefined;
    }
    default:
      return false;
  }
}

/** A bank said as tag: is taken for what it is; the other way round nobody would expect it. */
function addTag(query: ParsedQuery, field: "bank" | "tag", say: string, { bank, topic }: Resolution): void {
  if (field === "tag" && topic !== undefined) addNew(query.topics, [topic]);
  else if (bank !== undefined) addNew(query.banks, [bank]);
  else {
    // No article carries it as a name, so the filter finds nothing, where dropping it would find everything.
    addNew(field === "bank" ? query.banks : query.topics, [say]);
    addNew(query.unknown, [say]);
  }
}

/** 工行,建行 and #儿童金融 as people write them. */
function listOf(value: string): string[] {
  const names = value.split(/[,、]/u).map((name) => name.replace(/^[#@]+/u, "").trim());
  const named = names.filter((name) => name !== "").slice(0, PHRASES);
  return named.length > 0 ? named : [value];
}

function addNew(list: string[], names: string[]): void {
  for (const name of names) if (!list.includes(name) && list.length < PHRASES) list.push(name);
}
