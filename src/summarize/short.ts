import type { Bullet } from "../news/summary.js";
import {
  type Candidate,
  candidateLength,
  candidateText,
  findCandidates,
  SHORTEST,
  type Span,
} from "./candidates.js";
import type { Lexicon } from "./lexicon.js";
import { countIn, type Read } from "./reading.js";
import { featuresOf, scoreOf } from "./score.js";
import { type Standing, standingOf } from "./standing.js";

export const HEADLINE_LENGTH = 40;
/** Headline and first bullet together. */
export const FIRST_GLANCE = 90;

export interface ShortWeights {
  headline: number[];
  /** likeHeadline, freshNumbers, length; repeats: for sharing a clause with a headline that is no title; notAlone: where it hangs on other words; lead: for the first sentence where the headline is of another. */
  bullet: Record<string, number>;
}

export interface ShortOptions {
  title?: string | undefined;
  /** Stock phrases say nothing: short news may hold some, a long article has better. */
  withFiller: boolean;
}

/** The headline, and the bullet that adds most to it; undefined when no run of clauses is short enough. */
export function chooseShort(
  reads: Read[],
  lexicon: Lexicon,
  weights: ShortWeights,
  { title, withFiller }: ShortOptions,
): { headline: string; bullets: Candidate[] } | undefined {
  const candidates = reads
    .flatMap((read) => findCandidates(read, lexicon, FIRST_GLANCE))
    .filter((candidate) => withFiller || !lexicon.filler.has(candidateText(candidate)));
  const scores = candidates.map((candidate) => scoreOf(featuresOf(candidate, lexicon), weights.headline));
  const costs = candidates.map((candidate) => costOf(candidate, lexicon));
  const heading = title === undefined ? bestHeading(candidates, scores, costs) : undefined;
  const headline = title ?? (heading && candidateText(heading));
  if (headline === undefined) return undefined;
  const room = FIRST_GLANCE - headline.length;
  const below = heading ? findCandidates(heading.read, lexicon, room, heading.to + 1) : [];
  const leadIsUntold = heading !== undefined && heading.read.index > 0;
  let bullet: Candidate | undefined;
  let bulletScore = Number.NEGATIVE_INFINITY;
  const consider = (candidate: Candidate, likeHeadline: number, isAlone: boolean) => {
    if (candidateLength(candidate) > room || candidateText(candidate) === headline) return;
    const repeats = heading ? repetition(candidate, heading) : 0;
    const fresh = freshNumbers(candidate, headline, repeats > 0 ? heading?.end : candidate.at);
    const score =
      repeats * (weights.bullet.repeats ?? 0) +
      likeHeadline * (weights.bullet.likeHeadline ?? 0) +
      fresh * (weights.bullet.freshNumbers ?? 0) +
      (candidateLength(candidate) / 10) * (weights.bullet.length ?? 0) +
      (isAlone ? 0 : (weights.bullet.notAlone ?? 0)) +
      (leadIsUntold && candidate.read.index === 0 ? (weights.bullet.lead ?? 0) : 0);
    if (score > bulletScore) [bullet, bulletScore] = [candidate, score];
  };
  for (const [i, candidate] of candidates.entries()) {
    consider(candidate, scores[i] ?? 0, (costs[i] ?? 0) > COSTS.subjectless);
  }
  // The headline has told whom they are about, and who says so.
  const isTold = below.some(({ speaker }) => speaker === undefined);
  for (const candidate of below) {
    if (isTold && candidate.speaker !== undefined) continue;
    consider(candidate, scoreOf(featuresOf(candidate, lexicon), weights.headline), true);
  }
  return { headline, bullets: bullet ? [bullet] : [] };
}

function bestHeading(candidates: Candidate[], scores: number[], costs: number[]): Candidate | undefined {
  let best: Candidate | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const [i, candidate] of candidates.entries()) {
    if (candidateLength(candidate) > HEADLINE_LENGTH) continue;
    const score = (scores[i] ?? 0) + (costs[i] ?? 0);
    if (score > bestScore) [best, bestScore] = [candidate, score];
  }
  return best;
}

/**
 * A headline names what it speaks of, and speaks of what is new: what it costs a run that does not, in the units of the
 * scores. A subject is worth a headline somewhat less good; a dependent run is better than none, and no more.
 */
const COSTS: Record<Standing, number> = { alone: 0, subjectless: -5, dependent: -1000 };
const LOST_PERIOD = -1;
/** Where it stands in the run's own first clause. */
const CUT_PERIOD = -3;

function costOf(candidate: Candidate, lexicon: Lexicon): number {
  const { read, at, from, losesPeriod } = candidate;
  const cutsPeriod = losesPeriod && at > (read.clauses[from]?.at ?? at);
  return COSTS[standingOf(candidate, lexicon)] + (cutsPeriod ? CUT_PERIOD : losesPeriod ? LOST_PERIOD : 0);
}

/** 0 for a run of other clauses than the headline's, 1 for one that goes on from them, 3 where it adds little but who said so. */
function repetition(candidate: Candidate, heading: Candidate): number {
  const shared = Math.min(candidate.end, heading.end) - Math.max(candidate.at, heading.at);
  if (candidate.read !== heading.read || shared <= 0) return 0;
  const content = candidate.read.clauses[candidate.read.openings.length]?.at ?? 0;
  return candidate.end - Math.max(candidate.at, content) - shared < SHORTEST ? 3 : 1;
}

/** Of a run that repeats the headline's clauses, those behind it: no date before them is news. */
function freshNumbers({ read, end }: Candidate, headline: string, at = end): number {
  if (countIn(read, "amounts", at, end) + countIn(read, "numbers", at, end) === 0) return 0;
  const numbers = read.text.slice(at, end).match(/\d+(?:\.\d+)?/gu) ?? [];
  return Math.min(4, numbers.filter((number) => !headline.includes(number)).length);
}

/** The text as shown and the exact piece that bears it out: with its speaker, where he stands in the same sentence. */
export function toBullet(span: Span): Bullet {
  const { read, at, end, speaker } = span;
  const from = speaker === undefined ? -1 : read.text.lastIndexOf(speaker, at);
  return { text: candidateText(span), quote: read.text.slice(from >= 0 ? from : at, end) };
}
