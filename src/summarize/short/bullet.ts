import { type Candidate, candidateLength, candidateText, SHORTEST } from "../runs/candidates.js";
import { startsWithChange, startsWithContrast } from "../runs/halves.js";
import type { Standing } from "../runs/standing.js";
import { isHistory } from "../sentence/background.js";
import { countIn } from "../sentence/counting.js";
import { isOccasion } from "../sentence/occasion.js";
import { countsSince } from "../sentence/scope.js";
import type { BulletWeights } from "../tables.js";
import type { Judged } from "./heading.js";

export interface Above {
  headline: string;
  /** The run that the headline is, unless it is a title. */
  heading: Candidate | undefined;
  /** In characters. */
  room: number;
}

/** The run that adds most to the headline: one of the text's, or of those that go on `below` the headline's own. */
export function bestBullet(
  judged: Judged[],
  below: Judged[],
  above: Above,
  w: BulletWeights,
): Candidate | undefined {
  let best: Candidate | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  const consider = (each: Judged, standing: Standing) => {
    const { candidate } = each;
    if (candidateLength(candidate) > above.room || above.headline.includes(candidateText(candidate))) return;
    const worth =
      scoreBelow(each, above, w) +
      (standing === "alone" ? 0 : w[standing]) +
      (namesSpeaker(candidate, above.heading) ? w.names : 0);
    // The costs that follow make no run better.
    if (worth <= bestScore) return;
    const score =
      worth +
      (cutsContrast(candidate) ? w.contrast : 0) +
      (losesItsPeriod(candidate, above) ? w.otherPeriod : 0) +
      (isHistory(candidateText(candidate)) ? w.history : 0);
    if (score > bestScore) [best, bestScore] = [candidate, score];
  };
  for (const each of judged) consider(each, each.standing);
  // Who speaks is named once: here where the headline had no room for him.
  const names = (each: Judged) => each.candidate.speaker !== undefined;
  const named = above.heading?.unsaid === true;
  const wanted = below.some((each) => names(each) === named) ? named : !named;
  for (const each of below) if (names(each) === wanted) consider(each, "alone");
  return best;
}

function scoreBelow({ candidate, score }: Judged, { headline, heading }: Above, w: BulletWeights): number {
  const worth = score * w.likeHeadline + (candidateLength(candidate) / 10) * w.length;
  if (heading === undefined) return worth + freshNumbers(candidate, headline) * w.freshNumbers;
  const repeats = repetition(candidate, heading);
  // No date before the clauses that it repeats is news.
  const fresh = freshNumbers(candidate, headline, repeats > 0 ? heading.end : candidate.at);
  return (
    worth +
    fresh * w.freshNumbers +
    repeats * w.repeats +
    (speaks(heading) && isOccasion(candidate) ? w.occasion : 0) +
    (comparesFigure(candidate, heading) ? w.compares : 0) +
    (heading.read.index > 0 && candidate.read.index === 0 ? w.lead : 0)
  );
}

/** 0 for a run of other clauses than the headline's, 1 for one that goes on from them, 8 where it adds little but who said so. */
function repetition(candidate: Candidate, heading: Candidate): number {
  const shared = Math.min(candidate.end, heading.end) - Math.max(candidate.at, heading.at);
  if (candidate.read !== heading.read || shared <= 0) return 0;
  const content = candidate.read.clauses[candidate.read.openings.length]?.at ?? 0;
  return candidate.end - Math.max(candidate.at, content) - shared < SHORTEST ? 8 : 1;
}

/** Without a speaker, or of a 会议 alone, the occasion tells whose words the headline's are. */
function speaks({ speaker }: Candidate): boolean {
  return speaker !== undefined && !speaker.endsWith("会议");
}

/** 预计净利润1亿元｜，同比下降30%: no other figure may take the place of how the headline's moves. */
function comparesFigure({ read, at, end, from }: Candidate, heading: Candidate): boolean {
  return read === heading.read && from === heading.to + 1 && startsWithChange(read.text.slice(at, end));
}

/** 2021年，｜全国消费量1120吨: a figure would read as of the headline's time. */
function losesItsPeriod(candidate: Candidate, { heading }: Above): boolean {
  if (countsSince(candidate)) return true;
  const { read, at, end, losesPeriod } = candidate;
  return losesPeriod && read !== heading?.read && countIn(read, "amounts", at, end) > 0;
}

/** The headline left out who tells it; the bullet names him. */
function namesSpeaker({ read, speaker }: Candidate, heading: Candidate | undefined): boolean {
  return heading?.unsaid === true && read === heading.read && speaker !== undefined;
}

/** 前九个月弃购率0.12%｜，而此后0.38%: half of a comparison. */
function cutsContrast({ read, to }: Candidate): boolean {
  const next = read.clauses[to + 1];
  return next !== undefined && startsWithContrast(read.text.slice(next.at, next.end));
}

function freshNumbers({ read, at, end }: Candidate, headline: string, from = at): number {
  if (countIn(read, "amounts", from, end) + countIn(read, "numbers", from, end) === 0) return 0;
  const numbers = read.text.slice(from, end).match(/\d+(?:\.\d+)?/gu) ?? [];
  return Math.min(4, numbers.filter((number) => !headline.includes(number)).length);
}
