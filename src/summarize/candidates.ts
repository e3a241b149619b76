import { type Clause, isBalanced } from "./clauses.js";
import { timeLength } from "./leads.js";
import type { Lexicon } from "./lexicon.js";
import { cutsNumber, type Read } from "./reading.js";
import { markConditional, rolesOf } from "./roles.js";
import { isForetold, losesItsTime } from "./scope.js";
import { findTurns, lastTurn, readSpeech, type Speech } from "./speech.js";
import { readSubjects, type Subject, subjectBefore } from "./subjects.js";

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
  /** How the run starts: with the sentence, with what follows the opening, or in the middle. */
  start: "sentence" | "content" | "middle";
  /** The sentence names who speaks and the run does not. */
  unsaid: boolean;
  /** Clauses of the run that only tell under what circumstances. */
  circumstances: number;
  /** Clauses with content of the same sentence before the run. */
  skipped: number;
  /** The clause after the run goes on about its subject: 同比…, 并…. */
  cutsOff: boolean;
  /** Its speaker is the subject of an earlier clause. */
  borrowed: boolean;
  /** Its subject stands in an earlier clause, and it does not name it. */
  subjectless: boolean;
}

/** Leftovers of a page, not words of the article. */
const MARKUP = /[<>{}|]|https?:|www\.|\/\/|查看原文/u;

const ASIDE = /["“‘「『《（(【[〔”’」』》）)】\]〕]/u;

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

/** All runs of one to four clauses of a sentence, at most `longest` characters, that read as whole statements. */
export function findCandidates(read: Read, lexicon: Lexicon, longest: number): Candidate[] {
  const found: Candidate[] = [];
  if (read.inRumour && read.rumourClause === undefined) return found;
  const { text, clauses, openings } = read;
  const speech = readSpeech(openings, lexicon);
  const content = openings.length;
  const about = readSubjects(read, lexicon);
  const kinds = rolesOf(read, lexicon);
  const conditional = markConditional(clauses, kinds);
  const turns = findTurns(read, speech.clause, lexicon);
  const hasMarkup = MARKUP.test(text);
  const hasAside = ASIDE.test(text);

  for (let from = 0; from < clauses.length; from += 1) {
    const first = clauses[from];
    if (!first) break;
    if (read.rumourClause !== undefined && from > 0 && from > firstSaid(read)) continue;
    if (from > 0 && from < content && openings[from - 1]?.kind === "speech") continue;
    const start = from === 0 ? "sentence" : from <= content ? "content" : "middle";
    if (conditional[from] || (start === "middle" && kinds[from]?.goesOn)) continue;
    if (first.end - first.at > longest + REACH) continue;
    if (from > 0 && losesItsTime(read, from)) continue;
    const foretold = isForetold(read, speech.clause, from);
    const turn = lastTurn(turns, from);
    if (turn >= 0 && turn < from) continue;
    const unsaid = turn < 0 && speech.clause >= 0 && from > speech.clause;
    const begins = beginsOf(read, from, { start, speech, unsaid, about }, lexicon);
    for (let to = from; to < Math.min(clauses.length, from + MOST_CLAUSES); to += 1) {
      const last = clauses[to];
      if (!last || last.end - first.at > longest + REACH) break;
      if (to < content && to < clauses.length - 1) continue;
      if (kinds[to]?.condition || kinds[to]?.open || kinds[to]?.dates) continue;
      if (from === to && text.startsWith("在", first.at) && /^[，,]/u.test(first.mark)) continue;
      if (read.rumourClause !== undefined && to < read.rumourClause) continue;
      if (first.quoted !== last.quoted && !(last.quoted && from < speech.clause + 1)) continue;
      let circumstances = 0;
      for (let k = Math.max(from, content); k <= to; k += 1) if (kinds[k]?.open) circumstances += 1;
      const ends = endsOf(text, last.end, last.mark);
      for (const { at, speaker, borrowed } of begins) {
        for (const end of ends) {
          const length = end - at + (speaker === undefined ? 0 : speaker.length + 1);
          if (length > longest || end - at < SHORTEST) continue;
          if (cutsNumber(text, end)) continue;
          // Whether an end is open is known of the clause; of one without its bracket it is not.
          if (end !== last.end && lexicon.openEnd.test(text.slice(at, end))) continue;
          if (foretold && !lexicon.plan.has(text.slice(at, end))) continue;
          if (hasMarkup && MARKUP.test(text.slice(at, end))) continue;
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
            borrowed,
            subjectless: speaker === undefined && about(from).kind === "earlier",
          });
        }
      }
    }
  }
  return found;
}

interface Begin {
  at: number;
  speaker: string | undefined;
  borrowed: boolean;
}

/** What is known of a run by its first clause. */
interface Place {
  start: Candidate["start"];
  speech: Speech;
  unsaid: boolean;
  about: (clause: number) => Subject;
}

/** Where a run may begin in its first clause, and whose name is set before it. */
function beginsOf(
  read: Read,
  from: number,
  { start, speech, unsaid, about }: Place,
  lexicon: Lexicon,
): Begin[] {
  const { text, clauses } = read;
  const first = clauses[from];
  if (!first) return [];
  const head = text.slice(first.at, first.end);
  const subject = subjectBefore(read, about, from, speech.clause, lexicon);
  const begins: Begin[] = [];
  const add = (at: number, speakers: (string | undefined)[], borrowed = false) => {
    for (const speaker of speakers) begins.push({ at, speaker, borrowed });
  };
  for (const loose of startsOf(first, head, start, lexicon)) {
    const at = skipBlank(text, loose);
    if (cutsNumber(text, at)) continue;
    const needsSpeaker =
      unsaid &&
      speech.speakers.length > 0 &&
      (speech.opinion || lexicon.subjectlessStart.test(text.slice(loose, loose + 2)));
    if (!needsSpeaker && !first.quoted) add(at, [undefined]);
    // 释放资金2万亿元: who did it stands in the clause before, and is not who speaks.
    const itsSubjectIsBefore = start === "middle" && lexicon.consequenceStart.test(text.slice(at, first.end));
    if (unsaid && !itsSubjectIsBefore) add(at, speech.speakers);
    if (subject !== undefined && !(unsaid && speech.opinion)) add(at, [subject], true);
  }
  const self = lexicon.selfStart.exec(head)?.[0];
  if (self === undefined) return begins;
  const at = skipBlank(text, first.at + self.length);
  // 该行指出 is no news of the bank's.
  if (cutsNumber(text, at) || lexicon.speechEnd.test(text.slice(at, first.end))) return begins;
  if (unsaid) add(at, speech.speakers);
  else if (speech.clause < 0 && read.speaker !== undefined) add(at, [read.speaker]);
  return begins;
}

/** Where an excerpt may start in its first clause: at its first word of weight, or after the time. */
function startsOf(clause: Clause, head: string, start: Candidate["start"], lexicon: Lexicon): number[] {
  const starts = [clause.at + looseStart(head)];
  if (start === "middle") return starts;
  const time = timeLength(head);
  if (
    time > 0 &&
    time < head.length - 6 &&
    !/^[（(]/u.test(head.slice(time)) &&
    !lexicon.midStart.test(head.slice(time))
  ) {
    starts.push(clause.at + time);
  }
  return starts;
}

/** A word that only ties the clause to the one before is not part of an excerpt. */
function looseStart(head: string): number {
  const length =
    /^(?:其中|同时|此外|另外|而且|并且|但是|但|不过|然而|因此|所以|于是|而|[一二三四五六七八九]是)(?=[^，,是言且])/u.exec(
      head,
    )?.[0].length ?? 0;
  return head.length - length >= 8 ? length : 0;
}

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

function skipBlank(text: string, at: number): number {
  let begin = at;
  while (/[\s，,：:]/u.test(text.charAt(begin))) begin += 1;
  return begin;
}
