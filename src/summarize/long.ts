import { type Candidate, candidateLength, candidateText, findCandidates } from "./candidates.js";
import { type Fact, findFacts } from "./facts.js";
import { findDatedLaunches } from "./launches.js";
import type { Lexicon } from "./lexicon.js";
import { countIn, type Read } from "./reading.js";
import { addMarks, countShares, markPairs } from "./shares.js";

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
  /** What it adds where none of its words are told yet. */
  worth: number;
  isDatedLaunch: boolean;
}

/**
 * Three to five bullets, the weightiest first: each time the run of clauses that adds most for its length to what is
 * already told. Words already read add little.
 */
export function chooseLong(
  reads: Read[],
  lexicon: Lexicon,
  weights: LongWeights,
  { title, headline }: { title: string; headline: string },
): Candidate[] {
  const pairs = reads[0]?.counters.pairs;
  if (!pairs) return [];
  const pool = scoreAll(reads, lexicon, weights, countShares(pairs, markPairs(pairs, title)));
  const sections = new Set(reads.map(({ section }) => section)).size;
  const { overlap = 0, overhead = 0, fill = 0 } = weights;
  const chosen: Scored[] = [];
  // A title is the article's subject, to which the bullets keep; a headline taken from the text has told its words.
  const told = markPairs(pairs, title === "" ? headline : "");
  let shareTold = countShares(pairs, told);
  let wantsLaunch = pool.some(({ isDatedLaunch }) => isDatedLaunch);
  let room = ROOM;
  while (chosen.length < MOST_BULLETS) {
    let best: Scored | undefined;
    let bestGain = 0;
    const full = sections > 1 ? fullSections(chosen) : [];
    const shortest = (room / (MOST_BULLETS - chosen.length)) * fill;
    for (const scored of pool) {
      const { candidate, length, worth } = scored;
      if (length > room) continue;
      // The second place is kept for the dated launch, where there is one.
      if (chosen.length === 1 && wantsLaunch && !scored.isDatedLaunch) continue;
      // A run shorter than the room for each of the bullets still to come is not denser for it.
      const cost = Math.max(length, shortest) + overhead;
      // What is told already only takes away.
      if (worth / cost <= bestGain) continue;
      if (full.includes(candidate.read.section) || overlapsAny(candidate, chosen)) continue;
      const gain = (worth + overlap * shareTold(candidate)) / cost;
      if (gain > bestGain) [best, bestGain] = [scored, gain];
    }
    if (!best) {
      if (chosen.length !== 1 || !wantsLaunch) break;
      wantsLaunch = false;
      continue;
    }
    if (best.isDatedLaunch) wantsLaunch = false;
    chosen.push(best);
    room -= best.length + 1;
    addMarks(told, pairs, best.candidate);
    shareTold = countShares(pairs, told);
  }
  return chosen.map(({ candidate }) => candidate);
}

function scoreAll(
  reads: Read[],
  lexicon: Lexicon,
  w: LongWeights,
  shareInTitle: (run: Candidate) => number,
): Scored[] {
  const found = reads.flatMap((read) => {
    const candidates = findCandidates(read, lexicon, BULLET_LENGTH);
    return candidates.length === 0 ? [] : [{ read, candidates, facts: findFacts(read.text, lexicon) }];
  });
  const isDatedLaunch = findDatedLaunches(found.map(({ facts }) => facts));
  const pool: Scored[] = [];
  for (const { read, candidates, facts } of found) {
    const worths = facts.map((fact) => worthOf(fact, w));
    const place =
      (w.early ?? 0) * Math.exp(-read.index / 8) + (w.lineStart ?? 0) * (read.inLine === 0 ? 1 : 0);
    const asks = ASKS.test(read.text);
    const hasFiller = lexicon.filler.has(read.text);
    for (const candidate of candidates) {
      const { at, end, speaker } = candidate;
      const length = candidateLength(candidate);
      if (length < SHORTEST) continue;
      // A question or an exclamation tells nothing.
      if (asks && ASKS.test(read.text.slice(at, end + 1))) continue;
      if ((hasFiller || speaker !== undefined) && lexicon.filler.has(candidateText(candidate))) continue;
      let worth =
        place +
        (w.title ?? 0) * shareInTitle(candidate) +
        (w.elsewhere ?? 0) * (countIn(read, "elsewhere", at, end) / 20) +
        (w.cutsOff ?? 0) * (candidate.cutsOff ? 1 : 0) +
        (w.circumstance ?? 0) * candidate.circumstances +
        (w.banks ?? 0) * Math.min(1, countIn(read, "banks", at, end));
      for (const [i, fact] of facts.entries()) {
        if (fact.at >= at && fact.end <= end) worth += worths[i] ?? 0;
      }
      pool.push({ candidate, length, worth, isDatedLaunch: isDatedLaunch(candidate, facts) });
    }
  }
  return pool;
}

const ASKS = /[？?！!]/u;

function worthOf({ kind, measured, core }: Fact, w: LongWeights): number {
  return (w[kind] ?? 0) + (measured ? (w.measured ?? 0) : 0) + (core ? (w.core ?? 0) : 0);
}

function fullSections(chosen: Scored[]): number[] {
  const sections = chosen.map(({ candidate }) => candidate.read.section);
  return sections.filter(
    (section) => sections.filter((other) => other === section).length >= MOST_PER_SECTION,
  );
}

function overlapsAny({ read, at, end }: Candidate, chosen: Scored[]): boolean {
  for (const { candidate: other } of chosen) {
    if (other.read === read && at < other.end && other.at < end) return true;
  }
  return false;
}
