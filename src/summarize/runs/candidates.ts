import type { Lexicon } from "../lexicon.js";
import { dissect, standsBehindRumour } from "../sentence/dissect.js";
import type { Read } from "../sentence/reading.js";
import { lastTurn } from "../sentence/speech.js";
import { beginsOf, type Start } from "./begins.js";
import { mayBegin } from "./may-begin.js";
import { endsOf, mayEnd, wholePieces } from "./may-end.js";
import { shorterEnds } from "./shorter-ends.js";

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

/** 在技术突破等方面, 以创新为抓手: tells how, and of whom the next clause tells. */
const CIRCUMSTANCE = /^在.{2,}(?:方面|领域|背景下|前提下|基础上|过程中)$|^以.{2,}为.{2,4}$/u;

/** What an excerpt may leave out at its ends: a tie, a time, a bracket. */
const REACH = 24;
/** Fewer characters than this hold no statement. */
export const SHORTEST = 8;

export const MOST_CLAUSES = 4;

export function candidateText({ read, at, end, speaker }: Span): string {
  const span = read.text.slice(at, end);
  return speaker === undefined ? span : `${speaker}：${span}`;
}

export function candidateLength({ at, end, speaker }: Omit<Span, "read">): number {
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
  /**
   * Characters in which a run and its speaker should fit (the room of a headline): only a first clause beyond it may lose
   * what stands before its subject, and only there a rumour's source its longer name. By default `longest`.
   */
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
  const { text, clauses } = read;
  const sentence = dissect(read, lexicon);
  const { content, speech, sources, kinds, scopes, turns, periods } = sentence;
  const isWhole = wholePieces(text, lexicon);
  // With who speaks.
  const room = wholeUpTo - shortestLength(speech.speakers);

  const lastFrom = below ?? clauses.length - 1;
  for (let from = below ?? 0; from <= lastFrom; from += 1) {
    const first = clauses[from];
    if (!first) break;
    if (first.end - first.at > longest + REACH) continue;
    const continues = from === below && lexicon.continuationStart.test(text.slice(first.at));
    if (!mayBegin(sentence, from, continues)) continue;
    const start = from === 0 ? "sentence" : from <= content ? "content" : "middle";
    const unsaid = lastTurn(turns, from) < 0 && speech.clause >= 0 && from > speech.clause;
    const isRumour = sources.length > 0 && standsBehindRumour(sentence, from);
    const begins = beginsOf(read, from, { start, speech, unsaid, wholeUpTo: room }, lexicon).filter(
      ({ speaker }) => !isRumour || (speaker !== undefined && sources.includes(speaker)),
    );
    let circumstances = 0;
    for (let to = from; to < Math.min(clauses.length, from + MOST_CLAUSES); to += 1) {
      const last = clauses[to];
      if (!last || last.end - first.at > longest + REACH) break;
      if (to >= content && kinds[to]?.open) circumstances += 1;
      if (!mayEnd(sentence, from, to)) continue;
      const ends = endsOf(text, last.end, last.mark);
      if (last.end - last.at > room) ends.push(...shorterEnds(text, last));
      for (const { at, speaker, borrowed } of begins) {
        for (const end of ends) {
          if (candidateLength({ at, end, speaker }) > longest || end - at < SHORTEST) continue;
          // Who tells a rumour is told in full where there is room.
          const isCut = isRumour && speaker !== sources[0];
          if (isCut && candidateLength({ at, end, speaker: sources[0] }) <= wholeUpTo) continue;
          if (scopes[from]?.isForetold && !continues && !lexicon.plan.has(text.slice(at, end))) continue;
          if (!isWhole(at, end, { continues, cut: end !== last.end })) continue;
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

function losesPeriod(periods: number[], at: number, end: number): boolean {
  let isBefore = false;
  for (const period of periods) {
    if (period >= end) break;
    if (period >= at) return false;
    isBefore = true;
  }
  return isBefore;
}
