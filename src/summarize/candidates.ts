import { type Clause, isBalanced } from "./clauses.js";
import { timeLength } from "./leads.js";
import type { Lexicon } from "./lexicon.js";
import { cutsNumber, type Read } from "./reading.js";

/** A run of clauses that could stand alone: `read.text.slice(at, end)`, said by `speaker` where one is kept. */
export interface Candidate {
  read: Read;
  at: number;
  end: number;
  speaker: string | undefined;
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
}

/** Leftovers of a page, not words of the article. */
const MARKUP = /[<>{}|]|https?:|www\.|\/\/|查看原文/u;

const LONGEST_ASIDE = 60;
/** Fewer characters than this hold no statement. */
const SHORTEST = 8;

export const MOST_CLAUSES = 4;

export function candidateText({ read, at, end, speaker }: Candidate): string {
  const span = read.text.slice(at, end);
  return speaker === undefined ? span : `${speaker}：${span}`;
}

export function candidateLength({ at, end, speaker }: Candidate): number {
  return end - at + (speaker === undefined ? 0 : speaker.length + 1);
}

/** All runs of one to four clauses of a sentence, at most `longest` characters, that read as whole statements. */
export function findCandidates(read: Read, lexicon: Lexicon, longest: number): Candidate[] {
  const found: Candidate[] = [];
  if (read.inRumour && read.rumourClause === undefined) return found;
  const { text, clauses, openings } = read;
  const speech = openings.findIndex((opening) => opening.kind === "speech");
  const opening = openings[speech];
  const own = opening?.kind === "speech" ? opening.speaker : undefined;
  const opinion = opening?.kind === "speech" && opening.opinion;
  const content = openings.length;
  const speakers = own === undefined ? [] : houseOf(own, lexicon);
  const kinds = clauses.map(({ at, end }) => clauseRole(text.slice(at, end), lexicon));

  const conditional = markConditional(clauses, kinds);

  for (let from = 0; from < clauses.length; from += 1) {
    const first = clauses[from];
    if (!first) break;
    if (read.rumourClause !== undefined && from > 0 && from > firstSaid(read)) continue;
    const start = from === 0 ? "sentence" : from <= content ? "content" : "middle";
    if (from > 0 && from < content && openings[from - 1]?.kind === "speech") continue;
    const head = text.slice(first.at, first.end);
    if (conditional[from]) continue;
    if (start === "middle" && lexicon.midStart.test(head)) continue;
    const self = lexicon.selfStart.exec(head)?.[0];
    for (let to = from; to < Math.min(clauses.length, from + MOST_CLAUSES); to += 1) {
      const last = clauses[to];
      if (!last) break;
      if (last.end - first.at > longest + 24) break;
      if (to < content && to < clauses.length - 1) continue;
      if (kinds[to]?.condition || kinds[to]?.open) continue;
      if (from === to && head.startsWith("在") && /^[，,]/u.test(first.mark)) continue;
      if (read.rumourClause !== undefined && to < read.rumourClause) continue;
      if (first.quoted !== last.quoted && !(last.quoted && from < speech + 1)) continue;
      const unsaid = speech >= 0 && from > speech;
      const next = clauses[to + 1];
      const cutsOff = next !== undefined && lexicon.midStart.test(text.slice(next.at, next.end));
      let circumstances = 0;
      for (let k = from; k <= to; k += 1) if (kinds[k]?.open && k >= content) circumstances += 1;
      const starts = [first.at + looseStart(head)];
      const time = timeLength(head);
      if (
        time > 0 &&
        time < head.length - 6 &&
        start !== "middle" &&
        !lexicon.midStart.test(head.slice(time))
      ) {
        starts.push(first.at + time);
      }
      const spans: { at: number; speaker: string | undefined }[] = [];
      for (const at of starts) {
        const needsSpeaker =
          unsaid && speakers.length > 0 && (opinion || lexicon.subjectlessStart.test(text.slice(at, at + 2)));
        if (!needsSpeaker && !first.quoted) spans.push({ at, speaker: undefined });
        if (unsaid) for (const speaker of speakers) spans.push({ at, speaker });
      }
      if (self !== undefined) {
        const at = first.at + self.length;
        if (unsaid) for (const speaker of speakers) spans.push({ at, speaker });
        else if (speech < 0 && read.speaker !== undefined) spans.push({ at, speaker: read.speaker });
      }
      for (const { at, speaker } of spans) {
        const begin = skipBlank(text, at);
        for (const end of endsOf(text, last.end, last.mark)) {
          const candidate: Candidate = {
            read,
            at: begin,
            end,
            speaker,
            from,
            to,
            start,
            unsaid: unsaid && speaker === undefined,
            circumstances,
            skipped: Math.max(0, from - content),
            cutsOff,
          };
          if (candidateLength(candidate) > longest || end - begin < SHORTEST) continue;
          const span = text.slice(begin, end);
          if (MARKUP.test(span) || !isBalanced(span) || lexicon.openEnd.test(span)) continue;
          if (cutsNumber(text, begin) || cutsNumber(text, end)) continue;
          found.push(candidate);
        }
      }
    }
  }
  return found;
}

/** 如…，经测算，可…: a condition holds for the clauses after it, up to the next semicolon. */
function markConditional(clauses: Clause[], kinds: { condition: boolean }[]): boolean[] {
  let holds = false;
  return clauses.map(({ mark }, i) => {
    const before = holds;
    holds = (holds || kinds[i]?.condition === true) && !/[；;]/u.test(mark);
    return before;
  });
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

/** The speaker as named, and the house for which a spokesman speaks: 商务部 for 商务部新闻发言人某某. */
function houseOf(speaker: string, lexicon: Lexicon): string[] {
  const at = lexicon.deputy.exec(speaker)?.index ?? 0;
  return at >= 3 ? [speaker, speaker.slice(0, at)] : [speaker];
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

/** condition: its other half follows; open: no excerpt ends here. */
function clauseRole(text: string, lexicon: Lexicon): { condition: boolean; open: boolean } {
  return {
    condition: lexicon.conditionStart.test(text),
    open: lexicon.openEnd.test(text) || lexicon.causeStart.test(text),
  };
}
