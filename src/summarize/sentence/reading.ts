import type { Lexicon } from "../lexicon.js";
import { numberPairs } from "../pairs.js";
import { findWords, type WordFinder } from "../words.js";
import { type Clause, cutClauses } from "./clauses.js";
import type { Counters } from "./counting.js";
import { type Opening, readOpening, skipLead } from "./leads.js";
import type { Line } from "./lines.js";
import { splitSentences } from "./sentences.js";
import { knownName, readSubjects, type Subject } from "./subjects.js";

/** A sentence, cut once, and counted once where asked, so that each of its many spans is scored at no cost of its own. */
export interface Read {
  text: string;
  /** Index of its line, and how many headings stand before it. */
  line: number;
  section: number;
  /** Counts from 0 over the article, and within its line. */
  index: number;
  inLine: number;
  /** Clauses in the sentences before it. */
  clausesBefore: number;
  last: boolean;
  clauses: Clause[];
  /** Of the first clauses, up to the first one with content. */
  openings: Opening[];
  /** Whom a clause is about. */
  about(clause: number): Subject;
  /**
   * Who speaks in this sentence, or else in the one before that named a speaker; or whom the article, or the item of a
   * list, opens with.
   */
  speaker: string | undefined;
  /** It goes on with what the speaker of a sentence before thinks, and does not name him. */
  inOpinion: boolean;
  /** Its article is a round-up, each item of which tells of another. */
  inRoundUp: boolean;
  /** In an article that is titled as a round-up: only the sentence that opens an item says what the item is about. */
  inItem: "opens" | "goesOn" | undefined;
  /** The clause that carries a rumour attribution, where the sentence does not deny it. */
  rumourClause: number | undefined;
  /** Follows a rumour without a source of its own. */
  inRumour: boolean;
  /** The clause that says that the sentence's rumour is none. */
  denialClause: number | undefined;
  /** 该公司 is a subsidiary that the article tells of, and not the company that speaks. */
  ofSubsidiary: boolean;
  counters: Counters;
  /** Where its places begin in what the counters hold. */
  place: number;
}

export interface ReadOptions {
  lexicon: Lexicon;
  banks: string[];
  /** Sentences beyond this many are not read. */
  limit: number;
  title?: string | undefined;
}

export function readSentences(lines: Line[], { lexicon, banks, limit, title = "" }: ReadOptions): Read[] {
  const sentences: { text: string; line: number; section: number; inLine: number }[] = [];
  let section = 0;
  for (const [line, { text, heading }] of lines.entries()) {
    if (sentences.length >= limit) break;
    if (heading) {
      section += 1;
      continue;
    }
    for (const [inLine, sentence] of splitSentences(text).entries()) {
      if (sentences.length < limit) sentences.push({ text: sentence.text, line, section, inLine });
    }
  }
  const texts = sentences.map((sentence) => sentence.text);
  const pairs = numberPairs(texts);
  const counters = {
    count: texts.length,
    texts: firstOf(texts, LOOKED_THROUGH),
    pairs,
    lexicon,
    sums: {},
    banks: banks.length > 0 ? findWords(banks) : undefined,
  };
  const read: Read[] = [];
  let speaker: string | undefined;
  const speakers: string[] = [];
  let inOpinion = false;
  let inRumour = false;
  const ofSubsidiary = texts.some((text) => SUBSIDIARY.test(text));
  const isTitled = ROUND_UP.test(title);
  const isParted = isTitled && section >= PARTS;
  const ownLines = isParted && new Set(sentences.map(({ line }) => line)).size > section * LINES_OF_PART;
  const isRoundUp = isParted || texts.filter((text) => ITEM.test(text)).length >= ITEMS;
  let clausesBefore = 0;
  for (const [number, sentence] of sentences.entries()) {
    const clauses = cutClauses(sentence.text, skipLead(sentence.text));
    if (clauses.length === 0) continue;
    const openings = readOpenings(sentence.text, clauses, lexicon);
    const before = sentences[number - 1];
    const opensPart =
      isParted && (ownLines ? sentence.line !== before?.line : sentence.section !== before?.section);
    const opensItem = number > 0 && (opensPart || isItem(sentence.text, clauses, lexicon));
    if (opensItem) speaker = undefined;
    if (opensItem || sentence.inLine === 0) inOpinion = false;
    const named = openings.find((opening) => opening.kind === "speech");
    if (named?.kind === "speech") {
      named.speaker = fullName(named.speaker, speakers);
      speaker = named.speaker;
      if (speakers.length < MOST_SPEAKERS && !speakers.includes(speaker)) speakers.push(speaker);
      inOpinion = named.opinion;
    }
    const about = readSubjects(sentence.text, clauses, lexicon);
    if (number === 0 || opensItem) {
      // What items repeat may be a label: 1、装备收入…
      const repeats = number === 0 ? texts : [];
      speaker ??= knownName(about(openings.length), sentence.text, repeats, lexicon);
    }
    const told = clauseWith(lexicon.rumour, sentence.text, clauses);
    const rumour = told > 0 && isOnlyCause(sentence.text, clauses[told]) ? -1 : told;
    const denial = rumour >= 0 ? clauseWith(lexicon.denial, sentence.text, clauses) : -1;
    if (rumour >= 0) inRumour = denial < 0;
    else if (named !== undefined || opensItem || sentence.inLine === 0) inRumour = false;
    read.push({
      text: sentence.text,
      line: sentence.line,
      section: sentence.section,
      inLine: sentence.inLine,
      index: read.length,
      clausesBefore,
      last: number === sentences.length - 1,
      clauses,
      openings,
      about,
      speaker,
      inOpinion: named === undefined && inOpinion,
      inRoundUp: isRoundUp,
      inItem: isTitled && isRoundUp ? (opensItem || number === 0 ? "opens" : "goesOn") : undefined,
      rumourClause: rumour >= 0 && denial < 0 ? rumour : undefined,
      inRumour,
      denialClause: denial >= 0 ? denial : undefined,
      ofSubsidiary,
      counters,
      place: pairs.begins[number] ?? 0,
    });
    clausesBefore += clauses.length;
  }
  return read;
}

/** Those that begin within so many characters. */
function firstOf(texts: string[], characters: number): string[] {
  let length = 0;
  return texts.filter((text) => {
    length += text.length;
    return length - text.length < characters;
  });
}

/** 3、某公司…: the item of a round-up, of which those before it tell nothing; 3、公司… goes on about the same one. */
function isItem(sentence: string, clauses: Clause[], lexicon: Lexicon): boolean {
  const number = ITEM.exec(sentence)?.[0].length ?? 0;
  return number > 0 && !lexicon.selfStart.test(sentence.slice(Math.max(number, clauses[0]?.at ?? 0)));
}

/** A report on one company has three or four points. */
const ITEMS = 6;
/** In characters: in all of a long text, looking for every name would take a time that grows with its square. */
const LOOKED_THROUGH = 20_000;
/** Whose full names are known. */
const MOST_SPEAKERS = 100;
/** Headings that a round-up has at least; where more lines stand below each, every line is an item. */
const PARTS = 4;
const LINES_OF_PART = 3;
/** 该公司的收入占本公司收入不足5%; 已成立子公司，该公司将… */
const SUBSIDIARY =
  /该公司[^。]{0,60}本公司|(?:成立|设立|注册|新设|投资|收购)[^，。]{0,40}公司[^，。]{0,24}，该公司/u;

/** The title of a round-up. */
const ROUND_UP = /快讯$|早报|晚报|[早晚]间(?:新闻|要闻)|新闻精选|要闻|早知道|早餐/u;
const ITEM = /^(?:\d{1,2}[、.．](?!\d)|[①-⑳]|【|[（(]?\d{1,2}[）)]|[一二三四五六七八九十]{1,3}、)\s*/u;

/** 某股大涨，｜因有报道称…: what the rumour did is none. */
function isOnlyCause(text: string, clause: Clause | undefined): boolean {
  return clause !== undefined && /^(?:因(?!此)|由于)/u.test(text.slice(clause.at, clause.at + 2));
}

/** The first clause that holds a word, -1 where none does. */
function clauseWith(words: Pick<WordFinder, "has">, text: string, clauses: Clause[]): number {
  return words.has(text) ? clauses.findIndex(({ at, end }) => words.has(text.slice(at, end))) : -1;
}

function readOpenings(sentence: string, clauses: Clause[], lexicon: Lexicon): Opening[] {
  const openings: Opening[] = [];
  for (const clause of clauses.slice(0, 3)) {
    const opening = readOpening(sentence, clause, lexicon);
    if (opening.kind === "content") break;
    if (opening.kind === "speech") handOn(openings);
    openings.push(opening);
    if (opening.kind === "speech" && !opening.cited) break;
  }
  return openings.length < clauses.length ? openings : openings.slice(0, -1);
}

/** Of a speaker by whose last words (张三) the sentences before have named one (某行行长张三). */
function fullName(speaker: string, before: string[]): string {
  return before.find((other) => other.endsWith(speaker)) ?? speaker;
}

/** 据甲报道，乙表示: the words are of whom the one cited hands them on. */
function handOn(openings: Opening[]): void {
  for (const [i, { kind }] of openings.entries()) if (kind === "speech") openings[i] = { kind: "source" };
}
