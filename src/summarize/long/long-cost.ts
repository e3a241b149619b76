import type { Candidate } from "../runs/candidates.js";
import { startsWithChange } from "../runs/halves.js";
import { isOccasion } from "../sentence/occasion.js";
import { weightedSum } from "../weighted.js";
import { doubtsOf } from "./doubts.js";
import type { Scoring } from "./scoring.js";

/** What speaks against a run and takes long to find: asked of few. */
export function costOf(candidate: Candidate, isOld: boolean, scoring: Scoring): number {
  const { weights: w } = scoring;
  const doubt = weightedSum(doubtsOf(candidate, scoring).map(Number), scoring.doubts);
  return (
    w.doubt * Math.max(0, doubt - w.usualDoubt) +
    (isOccasion(candidate) ? w.occasion : 0) +
    (cutsChange(candidate) ? w.cutsChange : 0) +
    (isOld ? w.background : 0)
  );
}

/** 实际使用外资5394亿元｜，同比下降29.6%: half of the news. */
function cutsChange({ read, to }: Candidate): boolean {
  const next = read.clauses[to + 1];
  return next !== undefined && startsWithChange(read.text.slice(next.at, next.end));
}
