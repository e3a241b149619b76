import { type Candidate, candidateLength, candidateText, findCandidates } from "./candidates.js";
import type { Lexicon } from "./lexicon.js";
import type { Read } from "./reading.js";
import { featuresOf, scoreOf } from "./score.js";

export const BULLET_LENGTH = 70;
const MOST_BULLETS = 5;
/** What a phone shows without scrolling, and what the bullets of a long article may fill. */
const ROOM = 280;

/** Three to five bullets of a long article, in the order of the article. */
export function chooseLong(reads: Read[], lexicon: Lexicon, weights: number[]): Candidate[] {
  const context = { vague: lexicon.vagueStart };
  const scored = reads
    .flatMap((read) => findCandidates(read, lexicon, BULLET_LENGTH))
    .filter((candidate) => !lexicon.filler?.test(candidateText(candidate)))
    .map((candidate) => ({ candidate, score: scoreOf(featuresOf(candidate, context), weights) }))
    .sort((a, b) => b.score - a.score);
  const chosen: Candidate[] = [];
  let room = ROOM;
  for (const { candidate } of scored) {
    if (chosen.length >= MOST_BULLETS) break;
    if (candidateLength(candidate) > room) continue;
    if (chosen.some((other) => other.read === candidate.read)) continue;
    chosen.push(candidate);
    room -= candidateLength(candidate);
  }
  return chosen.sort((a, b) => a.read.index - b.read.index);
}
