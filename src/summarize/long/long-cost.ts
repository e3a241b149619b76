import type { Candidate } from "../runs/candidates.js";
import { startsWithChange } from "../runs/halves.js";
import { isOccasion } from "../sentence/occasion.js";
import { doubtsOf } from "./doubts.js";
import type { Scoring } from "./scoring.js";

/** What speaks against a run and takes long to find: asked of few. */
export function costOf(candidate: Candidate, isOld: boolean, scoring: Scoring): number {
  const { weights: w } = scoring;
  return (
    w.doubt * Math.max(0, doubtOf(candidate, scoring) - w.usualDoubt) +
    (isOccasion(candidate) ? w.occasion : 0) +
    (cutsChange(candidate) ? w.cutsChange : 0) +
    (isOld ? w.background : 0)
  );
}

function doubtOf(candidate: Candidate, scoring: Scoring): number {
  let doubt = 0;
  for (const [k, holds] of doubtsOf(candidate, scoring).entries()) if (holds) doubt += scoring.doubts[k] ?? 0;
  return doubt;
}

/** 实际使用外资5394亿元｜，同比下降29.6%: half of the news. */
function cutsChange({ read, to }: Candidate): boolean {
  const next = read.clauses[to + 1];
  return next !== undefined && startsWithChange(read.text.slice(next.at, next.end));
}
