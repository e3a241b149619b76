import { BULLET_LENGTH } from "../../news/summary.js";
import type { Candidate } from "../runs/candidates.js";
import { startsWithChange } from "../runs/halves.js";
import { standingOf } from "../runs/standing.js";
import { countIn } from "../sentence/counting.js";
import { timeLength } from "../sentence/leads.js";
import { isOccasion } from "../sentence/occasion.js";
import type { Read } from "../sentence/reading.js";
import { FARTHEST, subjectClause } from "../sentence/subjects.js";
import type { Scoring } from "./prospects.js";

/** What speaks against a run and takes long to find: asked of few. */
export function costOf(candidate: Candidate, isOld: boolean, scoring: Scoring): number {
  const { weights: w, lexicon } = scoring;
  const ofHeading = measuresHeading(candidate, scoring);
  const standsAlone = ofHeading ?? standingOf(candidate, lexicon) === "alone";
  return (
    (standsAlone ? 0 : w.notAlone) +
    (ofHeading === false ? w.strays : 0) +
    (cutsSubject(candidate) ? w.cutsSubject : 0) +
    (cutsPeriod(candidate) ? w.cutsPeriod : 0) +
    (isOccasion(candidate) ? w.occasion : 0) +
    (cutsChange(candidate) ? w.cutsChange : 0) +
    (isOld ? w.background : 0)
  );
}

/**
 * Of a run that opens with a measure, whether it is whom the heading tells of that is measured: whoever its sentence names
 * before, or nobody. Undefined for any other run.
 */
function measuresHeading(
  { read, from, to, at, end, speaker }: Candidate,
  { lexicon, heading, reads }: Scoring,
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

/** Its subject stands in an earlier clause, with which it would be short enough. */
function cutsSubject({ read, from, end, speaker }: Candidate): boolean {
  const named = speaker === undefined ? read.clauses[subjectClause(read, from)] : undefined;
  return named !== undefined && end - named.at <= BULLET_LENGTH;
}

/** 9月｜消费者价格指数同比上涨5.4%: of which month, its own clause says. */
function cutsPeriod({ read, from, at, end }: Candidate): boolean {
  const opens = read.clauses[from]?.at ?? at;
  return (
    opens < at && countIn(read, "amounts", at, end) > 0 && OPENING_PERIOD.test(read.text.slice(opens, at))
  );
}

/** No day: 6月1日｜某行推出… */
const OPENING_PERIOD = /[年月季末](?!.*\d[日号])|以来|期间/u;

/** 实际使用外资5394亿元｜，同比下降29.6%: half of the news. */
function cutsChange({ read, to }: Candidate): boolean {
  const next = read.clauses[to + 1];
  return next !== undefined && startsWithChange(read.text.slice(next.at, next.end));
}
