import { businessAt } from "./background.js";
import { beginsOf, type Start } from "./begins.js";
import { type Clause, cutsNumber, isBalanced } from "./clauses.js";
import type { Lexicon } from "./lexicon.js";
import type { Read } from "./reading.js";
import { markConditional, rolesOf } from "./roles.js";
import { findPeriods, readScopes } from "./scope.js";
import { shorterEnds } from "./shorter-ends.js";
import { findTurns, lastTurn, readSpeech } from "./speech.js";

/** A piece of a sentence: `read.text.slice(at, end)`, said by `speaker` where one is kept. */
export interface Span {
  read: Read;
  at: number;
  end: number;
  speaker: string | undefined;
}

/** A run of clauses that could stand alone. */
export interface Candidate extends Span {
  /** The first and last clause. */
  from: number;
  to: number;
  start: Start;
  /** The sentence names who speaks and the run does not. */
  unsaid: boolean;
  /** Clauses of the run that only tell under what circumstances. */
  circumstances: number;
  /** Clauses with content of the same sentence before the run. */
  skipped: number;
  /** The clause after the run goes on about its subject: 同比…, 并…. */
  cutsOff: boolean;
  /** A period stands in the sentence before the run, and none in it. */
  losesPeriod: boolean;
  /** Its speaker is the subject of an earlier clause. */
  borrowed: boolean;
}

/** What no run holds: leftovers of a page, and the number of an item, where the one before ends. */
const BARRED =
  /^[（(][^（）()]*[）)]$|[<>{}|①-⑳]|\*\*|\[(?:…|\.{3})\]|[：:；;](?:[（(][一二三四五六七八九十\d]{1,2}[）)]|[二三四五六七八九十]、)|https?:|www\.|\/\/|查看原文|\d{4}-\d{2}-\d{2} \d{2}:\d{2}/u;

/** 凌某因涉嫌某罪: what befell him comes next. */
const CHARGED = /因(?:涉嫌|涉)[^，被遭获]{2,24}$/u;

/** 分别为1亿元、2亿元: of whom stands before. */
const EACH = /^[^、和与及大]*分别(?:为|达|是|占|同比|环比|增长|下降|上涨|下跌)/u;

const ASIDE = /["“‘「『《（(【[〔”’」』》）)】\]〕]/u;

/** 在技术突破等方面, 以创新为抓手: tells how, and of whom the next clause tells. */
const CIRCUMSTANCE = /^在.{2,}(?:方面|领域|背景下|前提下|基础上|过程中)$|^以.{2,}为.{2,4}$/u;

/** 期货价格跌3%，｜报92美元/桶: the price of what stands before. */
const PRICE = /^(?:结算价|收盘价|收盘?)?报(?:每[桶吨盎])?\d/u;

const CITED = /^(?:据|根据|记者从)/u;

const LONGEST_ASIDE = 60;
/** What an excerpt may leave out at its ends: a tie, a time, a bracket. */
const REACH = 24;
/** Fewer characters than this hold no statement. */
export const SHORTEST = 8;

export const MOST_CLAUSES = 4;

export function candidateText({ read, at, end, speaker }: Span): string {
  const span = read.text.slice(at, end);
  return speaker === undefined ? span : `${speaker}：${span}`;
}

export function candidateLength({ at, end, speaker }: Span): number {
  return end - at + (speaker === undefined ? 0 : speaker.length + 1);
}

/** Its subject stands in an earlier clause, and it does not name it. */
export function isSubjectless({ read, from, to, speaker }: Candidate): boolean {
  if (speaker !== undefined) return false;
  const { kind } = read.about(from);
  if (kind !== "unknown" || from === to) return kind === "earlier";
  const first = read.clauses[from];
  const isCircumstance = first !== undefined && CIRCUMSTANCE.test(read.text.slice(first.at, first.end));
  return isCircumstance && read.about(from + 1).kind === "earlier";
}

export interface CandidateOptions {
  /** Only the runs from this clause on that may stand below the words before it. */
  below?: number;
  /** A first clause longer than this may lose what stands before whom it is about. */
  wholeUpTo?: number;
}

/** All runs of one to four clauses of a sentence, at most `longest` characters, that read as whole statements. */
export function findCandidates(
  read: Read,
  lexicon: Lexicon,
  longest: number,
  { below, wholeUpTo = longest }: CandidateOptions = {},
): Candidate[] {
  const found: Candidate[] = [];
  if (read.inRumour && read.rumourClause === undefined) return found;
  const { text, clauses, openings } = read;
  const speech = readSpeech(openings, lexicon);
  // With who speaks.
  const room = wholeUpTo - shortestLength(speech.speakers);
  const content = openings.length;
  // 知情人士：… tells a rumour as one too.
  const source =
    speech.clause === read.rumourClause
      ? speech.speakers.find((speaker) => lexicon.rumour.has(speaker))
      : undefined;
  const kinds = rolesOf(read, lexicon);
  const conditional = markConditional(clauses, kinds);
  const scopes = readScopes(read, speech.clause, lexicon);
  const turns = findTurns(read, speech.clause, lexicon);
  const periods = findPeriods(text);
  const hasBarred = BARRED.test(text);
  const hasEach = text.includes("分别");
  const hasAside = ASIDE.test(text);
  const hasCharge = text.includes("因涉");
  const matters = mattersIn(text);
  // What follows in the sentence is the firm's business too.
  const business = businessAt(text);

  const lastFrom = below ?? clauses.length - 1;
  for (let from = below ?? 0; from <= lastFrom; from += 1) {
    const first = clauses[from];
    if (!first) break;
    const behindRumour = read.rumourClause !== undefined && from > 0 && from > firstSaid(read);
    if (behindRumour && (source === undefined || from <= speech.clause)) continue;
    if (behindRumour && from > content && read.about(from).kind !== "named") continue;
    if (
      from > 0 &&
      from < content &&
      openings[from - 1]?.kind === "speech" &&
      openings[from]?.kind !== "time"
    )
      continue;
    const start = from === 0 ? "sentence" : from <= content ? "content" : "middle";
    // 据某报报道: who is cited goes; a rumour's source never does.
    if (from === 0 && content > 0 && read.rumourClause === undefined && CITED.test(text.slice(first.at)))
      continue;
    if (conditional[from]) continue;
    if (start === "middle" && isTie(text.slice(first.at, first.end), lexicon)) continue;
    if (first.end - first.at > longest + REACH) continue;
    if (from > 0 && first.at > matters.at && first.at < matters.end) continue;
    if (business >= 0 && first.at > business) continue;
    if (scopes[from]?.losesItsTime || followsItsHead(text, clauses[from - 1])) continue;
    const continues = from === below && lexicon.continuationStart.test(text.slice(first.at));
    if (scopes[from]?.isPlanned && !continues && !lexicon.plan.has(text.slice(first.at, first.end))) continue;
    if (scopes[from]?.isUrged) continue;
    if (start === "middle" && kinds[from]?.goesOn && !continues) continue;
    if (start === "middle" && PRICE.test(text.slice(first.at, first.end))) continue;
    const turn = lastTurn(turns, from);
    if (turn >= 0 && turn < from) continue;
    const unsaid = turn < 0 && speech.clause >= 0 && from > speech.clause;
    const begins = beginsOf(read, from, { start, speech, unsaid, wholeUpTo: room }, lexicon);
    for (let to = from; to < Math.min(clauses.length, from + MOST_CLAUSES); to += 1) {
      const last = clauses[to];
      if (!last || last.end - first.at > longest + REACH) break;
      if (to < content && to < clauses.length - 1) continue;
      if (last.end > matters.at && last.end < matters.end) continue;
      const ending = kinds[to];
      if (ending?.condition || ending?.open || ending?.dates || ending?.introduces) continue;
      if (from === to && text.startsWith("在", first.at) && /^[，,]/u.test(first.mark)) continue;
      if (read.rumourClause !== undefined && to < read.rumourClause) continue;
      if (read.denialClause !== undefined && (from > read.denialClause || to < read.denialClause)) continue;
      if (first.quoted !== last.quoted && !(last.quoted && from < speech.clause + 1)) continue;
      let circumstances = 0;
      for (let k = Math.max(from, content); k <= to; k += 1) if (kinds[k]?.open) circumstances += 1;
      const ends = endsOf(text, last.end, last.mark);
      if (last.end - last.at > room) ends.push(...shorterEnds(text, last, wholeUpTo));
      for (const { at, speaker, borrowed } of begins) {
        if (behindRumour && speaker !== source) continue;
        for (const end of ends) {
          const length = end - at + (speaker === undefined ? 0 : speaker.length + 1);
          if (length > longest || end - at < SHORTEST) continue;
          if (cutsNumber(text, end)) continue;
          // Whether an end is open is known of the clause; of one without its bracket it is not.
          if (end !== last.end && lexicon.openEnd.test(text.slice(at, end))) continue;
          if (scopes[from]?.isForetold && !continues && !lexicon.plan.has(text.slice(at, end))) continue;
          if (hasEach && !continues && EACH.test(text.slice(at, end))) continue;
          if (hasCharge && CHARGED.test(text.slice(at, end))) continue;
          if (hasBarred && BARRED.test(text.slice(at, end))) continue;
          if (hasAside && !isBalanced(text, at, end)) continue;
          found.push({
            read,
            at,
            end,
            speaker,
            from,
            to,
            start,
            unsaid: unsaid && speaker === undefined,
            circumstances,
            skipped: Math.max(0, from - content),
            cutsOff: kinds[to + 1]?.goesOn ?? false,
            losesPeriod: losesPeriod(periods, at, end),
            borrowed,
          });
        }
      }
    }
  }
  return found;
}

function shortestLength(speakers: string[]): number {
  return speakers.length === 0 ? 0 : Math.min(...speakers.map(({ length }) => length + 1));
}

/** …，同时，… */
function isTie(clause: string, lexicon: Lexicon): boolean {
  return lexicon.connectiveStart.exec(clause)?.[0].length === clause.length;
}

function losesPeriod(periods: number[], at: number, end: number): boolean {
  let isBefore = false;
  for (const period of periods) {
    if (period >= end) break;
    if (period >= at) return false;
    isBefore = true;
  }
  return isBefore;
}

/** 会议围绕形势，银行业、保险业等议题进行了交流: where the matters stand, none of which is a statement. */
function mattersIn(text: string): { at: number; end: number } {
  const match = text.includes("等") ? MATTERS.exec(text) : null;
  return match ? { at: match.index, end: match.index + match[0].length } : { at: 0, end: 0 };
}

const MATTERS =
  /(?:围绕|针对|聚焦|对(?![此于])|就(?![是能会要在有可将此]))[^。；：，]{2,40}，[^。；：]{2,80}?等[^，。；：]{0,10}(?:进行|展开|开展|交换|达成|作出|深入)/u;

/** 解禁市值居前三位的是：｜甲公司、乙公司 */
function followsItsHead(text: string, before: Clause | undefined): boolean {
  return (
    before !== undefined &&
    /^[：:]/u.test(before.mark) &&
    LIST_HEAD.test(text.slice(before.end - 3, before.end))
  );
}

const LIST_HEAD = /的是$|分别[是为]$|包括$/u;

/** A rumour may lose the time before it, nothing else. */
function firstSaid(read: Read): number {
  const first = read.openings.findIndex(
    (opening) => opening.kind !== "time" && opening.kind !== "connective",
  );
  return first < 0 ? read.openings.length : first;
}

/** With and without a bracket at the end. A question keeps its mark, without which it would read as a statement. */
function endsOf(text: string, end: number, mark: string): number[] {
  if (/^[？?]/u.test(mark) && /^[？?]/u.test(text.slice(end))) return [end + 1];
  const ends = [end];
  const last = text.charAt(end - 1);
  if (last === "）" || last === ")") {
    const tail = text.slice(Math.max(0, end - LONGEST_ASIDE), end);
    const open = Math.max(tail.lastIndexOf("（"), tail.lastIndexOf("("));
    if (open > 0) ends.push(end - tail.length + open);
  }
  return ends;
}
