import type { Candidate } from "../runs/candidates.js";
import { timeLength } from "../sentence/leads.js";
import type { Read } from "../sentence/reading.js";
import { FARTHEST } from "../sentence/subjects.js";
import type { DoubtContext } from "./doubts.js";

/**
 * Of a run that opens with a measure, whether it is whom the heading tells of that is measured: whoever its sentence names
 * before, or nobody. Undefined for any other run.
 */
export function measuresHeading(
  { read, from, to, at, end, speaker }: Candidate,
  { lexicon, heading, reads }: DoubtContext,
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
