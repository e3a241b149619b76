import { type Bullet, HEADLINE_LENGTH } from "../../news/summary.js";
import type { Lexicon } from "../lexicon.js";
import { type Candidate, candidateText, findCandidates, type Span } from "../runs/candidates.js";
import type { Read } from "../sentence/reading.js";
import type { BulletWeights } from "../tables.js";
import { bestBullet } from "./bullet.js";
import { bestHeading, judge } from "./heading.js";

/** Headline and first bullet together. */
export const FIRST_GLANCE = 90;

export interface ShortWeights {
  headline: number[];
  bullet: BulletWeights;
}

/**
 * The headline, a title if there is one, and the bullet that adds most to it; undefined when no run of clauses is short
 * enough.
 */
export function chooseShort(
  reads: Read[],
  lexicon: Lexicon,
  weights: ShortWeights,
  title: string | undefined,
): { headline: string; bullets: Candidate[] } | undefined {
  const judgeAll = (candidates: Candidate[]) =>
    candidates.map((candidate) => judge(candidate, lexicon, weights.headline));
  const judged = judgeAll(
    reads.flatMap((read) => findCandidates(read, lexicon, FIRST_GLANCE, { wholeUpTo: HEADLINE_LENGTH })),
  );
  const heading = title === undefined ? bestHeading(judged, lexicon) : undefined;
  const headline = title ?? (heading && candidateText(heading));
  if (headline === undefined) return undefined;
  const room = FIRST_GLANCE - headline.length;
  const below = heading
    ? judgeAll(findCandidates(heading.read, lexicon, room, { below: heading.to + 1 }))
    : [];
  const bullet = bestBullet(judged, below, { headline, heading, room }, weights.bullet);
  return { headline, bullets: bullet ? [bullet] : [] };
}

/** The headline of a long article without a title. Stock phrases say nothing: short news may hold some, this has better. */
export function chooseHeadline(
  reads: Read[],
  lexicon: Lexicon,
  weights: Pick<ShortWeights, "headline">,
): string | undefined {
  const judged = reads
    .flatMap((read) => findCandidates(read, lexicon, HEADLINE_LENGTH))
    .filter((candidate) => !lexicon.filler.has(candidateText(candidate)))
    .map((candidate) => judge(candidate, lexicon, weights.headline));
  const heading = bestHeading(judged, lexicon);
  return heading && candidateText(heading);
}

/** The text as shown and the exact piece that bears it out: with its speaker, where he stands in the same sentence. */
export function toBullet(span: Span): Bullet {
  const { read, at, end, speaker } = span;
  const from = speaker === undefined ? -1 : read.text.lastIndexOf(speaker, at);
  return { text: candidateText(span), quote: read.text.slice(from >= 0 ? from : at, end) };
}
