import { isBackground } from "./background.js";
import { type Candidate, candidateLength, candidateText, findCandidates } from "./candidates.js";
import { type Fact, factsWithin, findFacts } from "./facts.js";
import { startsWithChange } from "./halves.js";
import { findDatedLaunches } from "./launches.js";
import { timeLength } from "./leads.js";
import type { Lexicon } from "./lexicon.js";
import { isOccasion } from "./occasion.js";
import { countIn, mostIn, type Read } from "./reading.js";
import { standingOf } from "./standing.js";
import { FARTHEST, subjectClause } from "./subjects.js";
import type { Found } from "./words.js";

const BULLET_LENGTH = 70;
/** Shorter runs seldom read as whole sentences. */
export const SHORTEST_BULLET = 14;

/** What a fact of each kind is worth, and what speaks for or against a run; the names are those of the table. */
export type LongWeights = Record<string, number>;

/** A run of clauses that may be a bullet of a long article. */
export interface Scored {
  candidate: Candidate;
  length: number;
  /** What it adds where none of its words are told yet, but for what is asked of few. */
  hope: number;
  /** What it adds with that: no more. */
  worth(): number;
  isDatedLaunch: boolean;
  /** Those it holds. */
  facts: Fact[];
}

/** A sentence of a long article, whose runs are found when they are first asked for: most are never worth it. */
export class Prospect {
  /** No run of it is worth more. */
  readonly atMost: number;
  #candidates: Candidate[] | undefined;
  #runs: Scored[] | undefined;

  constructor(
    readonly read: Read,
    readonly facts: Fact[],
    private readonly scoring: Scoring,
  ) {
    this.atMost = mostWorth(read, facts, scoring.weights);
  }

  candidates(): Candidate[] {
    this.#candidates ??= findCandidates(this.read, this.scoring.lexicon, BULLET_LENGTH);
    return this.#candidates;
  }

  runs(): Scored[] {
    this.#runs ??= scoreRuns(this, this.scoring);
    return this.#runs;
  }
}

/** The sentences, the most promising first. */
export function findProspects(
  reads: Read[],
  lexicon: Lexicon,
  weights: LongWeights,
  /** What stands above the bullets. */
  heading: string,
): Prospect[] {
  const measuresTold = new Set<string>();
  const prospects: Prospect[] = [];
  const scoring = { reads, weights, lexicon, heading, isDatedLaunch: findDatedLaunches(prospects) };
  for (const read of reads) {
    const facts = findFacts(read.text, lexicon, measuresTold);
    weigh(facts, read, weights);
    prospects.push(new Prospect(read, facts, scoring));
  }
  return prospects.sort((a, b) => b.atMost - a.atMost);
}

interface Scoring {
  reads: Read[];
  weights: LongWeights;
  lexicon: Lexicon;
  heading: string;
  isDatedLaunch: (run: Candidate, facts: Fact[]) => boolean;
}

/** As if one run had all that speaks for any of its length. */
function mostWorth(read: Read, facts: Fact[], w: LongWeights): number {
  return (
    (w.early ?? 0) * nearness(read) +
    Math.max(0, w.elsewhere ?? 0) * (mostIn(read, "elsewhere", BULLET_LENGTH) / 20) +
    Math.max(0, w.cutsOff ?? 0) +
    Math.max(0, w.circumstance ?? 0) * read.clauses.length +
    Math.max(0, w.speaker ?? 0) * (read.openings.some(({ kind }) => kind === "speech") ? 1 : 0) +
    mostOfFacts(facts)
  );
}

/** Of the facts that begin within a bullet's length of each other. */
function mostOfFacts(facts: Fact[]): number {
  let first = 0;
  let worth = 0;
  let most = 0;
  for (const fact of facts) {
    worth += Math.max(0, fact.worth);
    for (let out = facts[first]; out && fact.at - out.at > BULLET_LENGTH; out = facts[first]) {
      worth -= Math.max(0, out.worth);
      first += 1;
    }
    most = Math.max(most, worth);
  }
  return most;
}

function scoreRuns(prospect: Prospect, scoring: Scoring): Scored[] {
  const { weights: w, lexicon, isDatedLaunch } = scoring;
  const { read, facts } = prospect;
  const place = (w.early ?? 0) * nearness(read);
  const asks = ASKS.test(read.text);
  const hasFiller = lexicon.filler.has(read.text);
  const hasBackground = isBackground(read.text);
  const cues = lexicon.cue.find(read.text);
  const runs: Scored[] = [];
  for (const whole of prospect.candidates()) {
    const candidate = withoutTie(whole, lexicon);
    const { at, end, speaker } = candidate;
    const length = candidateLength(candidate);
    if (length < SHORTEST_BULLET) continue;
    // A question or an exclamation tells nothing.
    if (asks && ASKS.test(read.text.slice(at, end + 1))) continue;
    if ((hasFiller || speaker !== undefined) && lexicon.filler.has(candidateText(candidate))) continue;
    const span = read.text.slice(at, end);
    if (lexicon.vagueStart.test(span)) continue;
    // 公司…: which one, only the item's first sentence tells.
    if (read.inRoundUp && speaker === undefined && lexicon.selfStart.test(span)) continue;
    const held = factsWithin(facts, candidate);
    let hope =
      place +
      (w.elsewhere ?? 0) * (countIn(read, "elsewhere", at, end) / 20) +
      (w.cutsOff ?? 0) * (candidate.cutsOff ? 1 : 0) +
      (w.circumstance ?? 0) * candidate.circumstances +
      (w.cue ?? 0) * Math.min(MOST_CUES, countBegun(cues, at, end)) +
      (w.speaker ?? 0) * (speaker !== undefined && !candidate.borrowed ? 1 : 0) +
      (w.losesPeriod ?? 0) * (candidate.losesPeriod ? 1 : 0);
    for (const fact of held) hope += fact.worth;
    let cost: number | undefined;
    runs.push({
      candidate,
      length,
      hope,
      worth: () => {
        cost ??= costOf(candidate, hasBackground && isBackground(span), scoring);
        return hope + cost;
      },
      isDatedLaunch: isDatedLaunch(candidate, held),
      facts: held,
    });
  }
  return runs;
}

/** What speaks against a run and takes long to find: asked of few. */
function costOf(candidate: Candidate, isOld: boolean, scoring: Scoring): number {
  const { weights: w, lexicon } = scoring;
  const ofHeading = measuresHeading(candidate, scoring);
  const standsAlone = ofHeading ?? standingOf(candidate, lexicon) === "alone";
  return (
    (standsAlone ? 0 : (w.notAlone ?? 0)) +
    (ofHeading === false ? (w.strays ?? 0) : 0) +
    (cutsSubject(candidate) ? (w.cutsSubject ?? 0) : 0) +
    (cutsPeriod(candidate) ? (w.cutsPeriod ?? 0) : 0) +
    (isOccasion(candidate) ? (w.occasion ?? 0) : 0) +
    (cutsChange(candidate) ? (w.cutsChange ?? 0) : 0) +
    (isOld ? (w.background ?? 0) : 0)
  );
}

/**
 * Of a run that opens with a measure, whether it is whom the heading tells of that is measured: whoever its sentence names
 * before, or nobody. Undefined for any other run.
 */
function measuresHeading(
  { read, from, to, at, end, speaker }: Candidate,
  { lexicon, heading, reads }: Scoring,
): boolean | undefined {
  if (speaker !== undefined) return undefined;
  let first = from;
  while (first < to && read.about(first).kind === "passing") first += 1;
  const clause = read.text.slice(first === from ? at : (read.clauses[first]?.at ?? at), end);
  if (!lexicon.ownMeasureStart.test(clause.slice(timeLength(clause)))) return undefined;
  for (let i = from - 1; i >= Math.max(0, from - FARTHEST); i -= 1) {
    const before = read.about(i);
    if (before.kind === "named") return heading.includes(read.text.slice(before.at, before.end));
    if (before.kind === "unknown") return false;
  }
  const above = reads[read.index - 1];
  if (above?.line === read.line) {
    const named = namedLast(above);
    if (named !== undefined) return heading.includes(named);
  }
  return true;
}

function namedLast({ text, clauses, about }: Read): string | undefined {
  for (let i = clauses.length - 1; i >= 0; i -= 1) {
    const subject = about(i);
    if (subject.kind === "named") return text.slice(subject.at, subject.end);
  }
  return undefined;
}

/** Its subject stands in an earlier clause, with which it would be short enough. */
function cutsSubject({ read, from, end, speaker }: Candidate): boolean {
  const named = speaker === undefined ? read.clauses[subjectClause(read, from)] : undefined;
  return named !== undefined && end - named.at <= BULLET_LENGTH;
}

/** 9月｜消费者价格指数同比上涨5.4%: of which month, its own clause says. */
function cutsPeriod({ read, from, at, end }: Candidate): boolean {
  const opens = read.clauses[from]?.at ?? at;
  return (
    opens < at && countIn(read, "amounts", at, end) > 0 && OPENING_PERIOD.test(read.text.slice(opens, at))
  );
}

/** No day: 6月1日｜某行推出… */
const OPENING_PERIOD = /[年月季末](?!.*\d[日号])|以来|期间/u;

/** 实际使用外资5394亿元｜，同比下降29.6%: half of the news. */
function cutsChange({ read, to }: Candidate): boolean {
  const next = read.clauses[to + 1];
  return next !== undefined && startsWithChange(read.text.slice(next.at, next.end));
}

function countBegun(words: Found[], at: number, end: number): number {
  let count = 0;
  for (const word of words) if (word.at >= at && word.at < end) count += 1;
  return count;
}

/** A run that begins with words such as 与此同时， or 其中， begins behind them. */
function withoutTie(run: Candidate, lexicon: Lexicon): Candidate {
  const { text } = run.read;
  const tie = lexicon.connectiveStart.exec(text.slice(run.at, run.at + LONGEST_TIE))?.[0].length ?? 0;
  const at = run.at + tie + 1;
  return tie > 0 && COMMA.test(text.charAt(at - 1)) && run.end - at >= SHORTEST_BULLET ? { ...run, at } : run;
}

const LONGEST_TIE = 8;
const COMMA = /[，,]/u;

const ASKS = /[？?！!]/u;

/** More of them say no more. */
const MOST_CUES = 4;

function weigh(facts: Fact[], read: Read, w: LongWeights): void {
  const early = 1 + (w.earlyFact ?? 0) * nearness(read);
  for (const fact of facts) {
    const { kind, measured, core } = fact;
    const worth = (w[kind] ?? 0) + (measured ? (w.measured ?? 0) : 0) + (core ? (w.core ?? 0) : 0);
    fact.worth = worth * early;
  }
}

/** To the start of the article, where what counts most is told. */
function nearness({ index }: Read): number {
  return Math.exp(-index / 8);
}
