import { type Candidate, candidateLength, candidateText, findCandidates } from "./candidates.js";
import { type Fact, findFacts } from "./facts.js";
import { type Lexicon, pairKey } from "./lexicon.js";
import { countIn, type Read } from "./reading.js";

export const BULLET_LENGTH = 70;
const MOST_BULLETS = 5;
/** Where headings part the article, its sections share the bullets. */
const MOST_PER_SECTION = 3;
/** What the bullets of a long article fill at most: what a phone shows without scrolling. */
const ROOM = 280;
/** Shorter runs seldom read as whole sentences. */
const SHORTEST = 14;

/** What a fact of each kind is worth, and what speaks for or against a run; the names are those of the table. */
export type LongWeights = Record<string, number>;

interface Scored {
  candidate: Candidate;
  length: number;
  facts: Fact[];
  /** What does not depend on the bullets already chosen. */
  base: number;
}

/**
 * Three to five bullets, the weightiest first: each time the run of clauses that adds most for its length to what is
 * already told. A second figure of the same measure, and words already read, add little.
 */
export function chooseLong(
  reads: Read[],
  lexicon: Lexicon,
  weights: LongWeights,
  { title, headline }: { title: string; headline: string },
): Candidate[] {
  const pool = scoreAll(reads, lexicon, weights, title);
  const names = countNames(pool);
  const sections = new Set(reads.map(({ section }) => section)).size;
  const chosen: Scored[] = [];
  const launches = new Set(pool.filter((scored) => isDatedLaunch(scored, names)));
  // The headline is read first: what it tells is told.
  const told = new Set(findFacts(headline, lexicon).map(({ key }) => key));
  const toldPairs = new Set<number>();
  let room = ROOM;
  while (chosen.length < MOST_BULLETS) {
    let best: Scored | undefined;
    let bestGain = 0;
    for (const scored of pool) {
      if (scored.length > room) continue;
      // The second place is kept for the dated launch, where there is one.
      if (chosen.length === 1 && launches.size > 0 && !launches.has(scored)) continue;
      if (chosen.some((other) => overlaps(other.candidate, scored.candidate))) continue;
      if (sections > 1 && countSection(chosen, scored) >= MOST_PER_SECTION) continue;
      const share = room / (MOST_BULLETS - chosen.length);
      const gain = gainOf(scored, { told, toldPairs, share }, weights);
      if (gain > bestGain) [best, bestGain] = [scored, gain];
    }
    if (!best) {
      if (chosen.length !== 1 || launches.size === 0) break;
      launches.clear();
      continue;
    }
    if (launches.has(best)) launches.clear();
    chosen.push(best);
    room -= best.length + 1;
    for (const { key } of best.facts) told.add(key);
    for (const pair of pairsOf(spanOf(best.candidate))) toldPairs.add(pair);
  }
  return chosen.map(({ candidate }) => candidate);
}

function scoreAll(reads: Read[], lexicon: Lexicon, weights: LongWeights, title: string): Scored[] {
  const pool: Scored[] = [];
  const w = (name: string) => weights[name] ?? 0;
  const titlePairs = pairsOf(title);
  for (const read of reads) {
    const facts = findFacts(read.text, lexicon);
    for (const candidate of findCandidates(read, lexicon, BULLET_LENGTH)) {
      const length = candidateLength(candidate);
      // A question or an exclamation tells nothing.
      if (/[？?！!]/u.test(read.text.slice(candidate.at, candidate.end + 1))) continue;
      if (length < SHORTEST || lexicon.filler?.test(candidateText(candidate))) continue;
      const { at, end } = candidate;
      const inside = facts.filter((fact) => fact.at >= at && fact.end <= end);
      const base =
        w("lead") * (read.index === 0 ? 1 : read.index === 1 ? 0.5 : 0) +
        w("early") * Math.exp(-read.index / 8) +
        w("title") * (titlePairs.size > 0 ? sharedPairs(read.text.slice(at, end), titlePairs) : 0) +
        w("dull") * Math.min(2, countIn(read, "dull", at, end)) +
        w("lineStart") * (read.inLine === 0 ? 1 : 0) +
        w("elsewhere") * (countIn(read, "elsewhere", at, end) / 20) +
        w("middle") * (candidate.start === "middle" && candidate.speaker === undefined ? 1 : 0) +
        w("circumstance") * candidate.circumstances +
        w("banks") * Math.min(1, countIn(read, "banks", at, end));
      pool.push({ candidate, length, facts: inside, base });
    }
  }
  return pool;
}

function countSection(chosen: Scored[], { candidate }: Scored): number {
  return chosen.filter((other) => other.candidate.read.section === candidate.read.section).length;
}

/** 2022年6月1日，某银行推出“某计划”: a day, a step taken, and a name that the article comes back to. */
function isDatedLaunch({ facts, candidate }: Scored, names: Map<string, number>): boolean {
  const day = facts.find(({ kind }) => kind === "date");
  const step = facts.find(({ kind }) => kind === "launch");
  const name = facts.find(({ kind, key }) => kind === "name" && (names.get(key) ?? 0) > 1);
  return day !== undefined && step !== undefined && name !== undefined && candidate.start === "sentence";
}

/** In how many sentences each quoted name stands. */
function countNames(pool: Scored[]): Map<string, number> {
  const sentences = new Map<string, Set<Read>>();
  for (const { facts, candidate } of pool) {
    for (const { kind, key } of facts) {
      if (kind !== "name") continue;
      const where = sentences.get(key) ?? new Set();
      sentences.set(key, where.add(candidate.read));
    }
  }
  return new Map([...sentences].map(([name, where]) => [name, where.size]));
}

interface Told {
  told: Set<string>;
  toldPairs: Set<number>;
  /** The room for each of the bullets still to come: a run shorter than that is not denser for it. */
  share: number;
}

function gainOf({ candidate, length, facts, base }: Scored, before: Told, weights: LongWeights): number {
  const w = (name: string) => weights[name] ?? 0;
  let gain = base;
  const here = new Set<string>();
  for (const fact of facts) {
    const worth = w(fact.kind) + (fact.measured ? w("measured") : 0) + (fact.core ? w("core") : 0);
    gain += before.told.has(fact.key) || here.has(fact.key) ? worth * w("again") : worth;
    here.add(fact.key);
  }
  if (before.toldPairs.size > 0) gain += w("overlap") * sharedPairs(spanOf(candidate), before.toldPairs);
  return gain / (Math.max(length, before.share * w("fill")) + w("overhead"));
}

function spanOf({ read, at, end }: Candidate): string {
  return read.text.slice(at, end);
}

function overlaps(a: Candidate, b: Candidate): boolean {
  return a.read === b.read && a.at < b.end && b.at < a.end;
}

function pairsOf(text: string): Set<number> {
  const pairs = new Set<number>();
  for (let i = 1; i < text.length; i += 1) {
    const key = pairKey(text, i);
    if (key !== 0) pairs.add(key);
  }
  return pairs;
}

/** The share of a span's pairs of characters that are among the known ones. */
function sharedPairs(span: string, known: Set<number>): number {
  let shared = 0;
  let all = 0;
  for (let i = 1; i < span.length; i += 1) {
    const key = pairKey(span, i);
    if (key === 0) continue;
    all += 1;
    if (known.has(key)) shared += 1;
  }
  return all === 0 ? 0 : shared / all;
}
