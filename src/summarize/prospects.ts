import { type Candidate, candidateLength, candidateText, findCandidates } from "./candidates.js";
import { type Fact, findFacts } from "./facts.js";
import { findDatedLaunches, holdsLaunch } from "./launches.js";
import type { Lexicon } from "./lexicon.js";
import { countIn, type Read } from "./reading.js";
import { holdsAny, type Marks, markPairs, shareOf } from "./shares.js";

const BULLET_LENGTH = 70;
/** Shorter runs seldom read as whole sentences. */
export const SHORTEST_BULLET = 14;

/** What a fact of each kind is worth, and what speaks for or against a run; the names are those of the table. */
export type LongWeights = Record<string, number>;

/** A run of clauses that may be a bullet of a long article. */
export interface Scored {
  candidate: Candidate;
  length: number;
  /** What it adds where none of its words are told yet. */
  worth: number;
  isDatedLaunch: boolean;
}

/** A sentence of a long article, whose runs are found when they are first asked for: most are never worth it. */
export interface Prospect {
  read: Read;
  /** No run of it is worth more. */
  atMost: number;
  /** None of its runs is a dated launch where this is false. */
  mayLaunch: boolean;
  runs(): Scored[];
}

/** The sentences, the most promising first. */
export function findProspects(
  reads: Read[],
  lexicon: Lexicon,
  weights: LongWeights,
  title: string,
): Prospect[] {
  const pairs = reads[0]?.counters.pairs;
  if (!pairs) return [];
  const inTitle = markPairs(pairs, title);
  const sentences = reads.map((read) => ({
    read,
    facts: findFacts(read.text, lexicon),
    candidates: once(() => findCandidates(read, lexicon, BULLET_LENGTH)),
  }));
  const isDatedLaunch = findDatedLaunches(sentences);
  const prospects = sentences.map(({ read, facts, candidates }) => {
    const scoring = { weights, facts, inTitle, isDatedLaunch };
    return {
      read,
      atMost: mostWorth(read, scoring),
      mayLaunch: holdsLaunch(facts),
      runs: once(() => scoreRuns(read, candidates(), lexicon, scoring)),
    };
  });
  return prospects.sort((a, b) => b.atMost - a.atMost);
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

interface Scoring {
  weights: LongWeights;
  facts: Fact[];
  inTitle: Marks;
  isDatedLaunch: (run: Candidate, facts: Fact[]) => boolean;
}

/** As if one run had all that speaks for any of its length. */
function mostWorth(read: Read, { weights: w, facts, inTitle }: Scoring): number {
  return (
    placeWorth(read, w) +
    Math.max(0, w.title ?? 0) * (holdsAny(inTitle, read.counters.pairs, read) ? 1 : 0) +
    Math.max(0, w.elsewhere ?? 0) * (mostElsewhere(read) / 20) +
    Math.max(0, w.cutsOff ?? 0) +
    Math.max(0, w.circumstance ?? 0) * read.clauses.length +
    mostOfFacts(facts, w)
  );
}

function mostElsewhere(read: Read): number {
  const { length } = read.text;
  let most = 0;
  for (let end = Math.min(BULLET_LENGTH, length); end <= length; end += 1) {
    most = Math.max(most, countIn(read, "elsewhere", Math.max(0, end - BULLET_LENGTH), end));
  }
  return most;
}

/** Of the facts that begin within a bullet's length of each other. */
function mostOfFacts(facts: Fact[], w: LongWeights): number {
  const begun = [...facts].sort((a, b) => a.at - b.at);
  let first = 0;
  let worth = 0;
  let most = 0;
  for (const fact of begun) {
    worth += Math.max(0, worthOf(fact, w));
    for (let out = begun[first]; out && fact.at - out.at > BULLET_LENGTH; out = begun[first]) {
      worth -= Math.max(0, worthOf(out, w));
      first += 1;
    }
    most = Math.max(most, worth);
  }
  return most;
}

function scoreRuns(read: Read, candidates: Candidate[], lexicon: Lexicon, scoring: Scoring): Scored[] {
  const { weights: w, facts, inTitle, isDatedLaunch } = scoring;
  const worths = facts.map((fact) => worthOf(fact, w));
  const place = placeWorth(read, w);
  const asks = ASKS.test(read.text);
  const hasFiller = lexicon.filler.has(read.text);
  const runs: Scored[] = [];
  for (const candidate of candidates) {
    const { at, end, speaker } = candidate;
    const length = candidateLength(candidate);
    if (length < SHORTEST_BULLET) continue;
    // A question or an exclamation tells nothing.
    if (asks && ASKS.test(read.text.slice(at, end + 1))) continue;
    if ((hasFiller || speaker !== undefined) && lexicon.filler.has(candidateText(candidate))) continue;
    let worth =
      place +
      (w.title ?? 0) * shareOf(inTitle, read.counters.pairs, candidate) +
      (w.elsewhere ?? 0) * (countIn(read, "elsewhere", at, end) / 20) +
      (w.cutsOff ?? 0) * (candidate.cutsOff ? 1 : 0) +
      (w.circumstance ?? 0) * candidate.circumstances;
    for (let i = 0; i < facts.length; i += 1) {
      const fact = facts[i];
      if (fact && fact.at >= at && fact.end <= end) worth += worths[i] ?? 0;
    }
    runs.push({ candidate, length, worth, isDatedLaunch: isDatedLaunch(candidate, facts) });
  }
  return runs;
}

const ASKS = /[？?！!]/u;

function placeWorth({ index, inLine }: Read, w: LongWeights): number {
  return (w.early ?? 0) * Math.exp(-index / 8) + (w.lineStart ?? 0) * (inLine === 0 ? 1 : 0);
}

function worthOf({ kind, measured, core }: Fact, w: LongWeights): number {
  return (w[kind] ?? 0) + (measured ? (w.measured ?? 0) : 0) + (core ? (w.core ?? 0) : 0);
}
