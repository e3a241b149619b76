import type { Lexicon } from "../lexicon.js";
import { businessAt } from "./background.js";
import type { Role } from "./clause-role.js";
import type { Read } from "./reading.js";
import { markConditional, rolesOf } from "./roles.js";
import { findPeriods, readScopes, type Scope } from "./scope.js";
import { findTurns, readSpeech, type Speech } from "./speech.js";
import { findViews } from "./views.js";

/** What is known of a sentence before its runs of clauses are told apart. */
export interface Dissected {
  read: Read;
  lexicon: Lexicon;
  /** Index of the first clause with content. */
  content: number;
  /** Of the first with content that tells more than under what circumstances; that of the last clause if none does. */
  told: number;
  speech: Speech;
  /** Whose rumour it tells, as named before it and in the word that makes it one: 接近该行的知情人士, 知情人士; or none. */
  sources: string[];
  /** The clause with which a rumour opens: by whom or with which words it is told; undefined where none is. */
  rumourOpens: number | undefined;
  kinds: Role[];
  conditional: boolean[];
  scopes: Scope[];
  /** Clauses that tell a view whose holder stands before them. */
  inView: boolean[];
  turns: number[];
  periods: number[];
  /** Where the matters of a meeting stand, none of which is a statement. */
  matters: { at: number; end: number };
  /** Where it comes to a firm's registered business, -1 where it does not. */
  business: number;
}

export function dissect(read: Read, lexicon: Lexicon): Dissected {
  const { text, clauses, openings } = read;
  const spoken = readSpeech(openings, lexicon);
  const sources = sourcesOf(read, spoken, lexicon);
  const speech =
    read.rumourClause !== undefined && sources.length > 0
      ? { clause: read.rumourClause, speakers: sources, opinion: true }
      : spoken;
  const kinds = rolesOf(read, lexicon);
  const told = kinds.findIndex(({ open }, clause) => clause >= openings.length && !open);
  return {
    read,
    lexicon,
    content: openings.length,
    told: told < 0 ? clauses.length - 1 : told,
    speech,
    sources,
    rumourOpens: rumourOpens(read),
    kinds,
    conditional: markConditional(clauses, kinds),
    scopes: readScopes(read, speech.clause, lexicon),
    inView: findViews(read, openings.length),
    turns: findTurns(read, speech.clause, lexicon),
    periods: findPeriods(text),
    matters: mattersIn(text),
    business: businessAt(text),
  };
}

function sourcesOf(
  { text, clauses, openings, rumourClause }: Read,
  speech: Speech,
  lexicon: Lexicon,
): string[] {
  const clause = rumourClause === undefined ? undefined : clauses[rumourClause];
  if (rumourClause === undefined || clause === undefined || rumourClause >= openings.length) return [];
  const named =
    speech.clause === rumourClause ? speech.speakers.filter((name) => lexicon.rumour.has(name)) : [];
  const word = WHO_TELLS.exec(text.slice(clause.at, clause.end))?.[0];
  return [...new Set(word === undefined ? named : [...named, word])];
}

/** 据行业人士和政府消息人士: who tells a rumour, without more words. */
const WHO_TELLS = /知情人士|消息人士|知情者|(?:境外|外国|国外)媒体|外媒/u;

/** A rumour is told by its source or with the words that name it, and may lose no more than the time before it. */
export function standsBehindRumour({ rumourOpens }: Dissected, clause: number): boolean {
  return rumourOpens !== undefined && clause > rumourOpens;
}

function rumourOpens({ rumourClause, openings }: Read): number | undefined {
  if (rumourClause === undefined) return undefined;
  const said = openings.findIndex(({ kind }) => kind !== "time" && kind !== "connective");
  return said < 0 ? openings.length : said;
}

/** 会议围绕形势，银行业、保险业等议题进行了交流 */
function mattersIn(text: string): { at: number; end: number } {
  const match = text.includes("等") ? MATTERS.exec(text) : null;
  return match ? { at: match.index, end: match.index + match[0].length } : { at: 0, end: 0 };
}

const MATTERS =
  /(?:围绕|针对|聚焦|对(?![此于])|就(?![是能会要在有可将此]))[^。；：，]{2,40}，[^。；：]{2,80}?等[^，。；：]{0,10}(?:进行|展开|开展|交换|达成|作出|深入)/u;
