import { BULLET_LENGTH } from "../../news/summary.js";
import type { Lexicon } from "../lexicon.js";
import type { Candidate } from "../runs/candidates.js";
import { standingOf } from "../runs/standing.js";
import { countIn } from "../sentence/counting.js";
import type { Read } from "../sentence/reading.js";
import { subjectClause } from "../sentence/subjects.js";
import { measuresHeading } from "./whose-measure.js";

/** What makes readers call a run a fragment or misleading, more or less often, by name. */
export const DOUBTS = [
  "base",
  "middle",
  "self",
  "subjectless",
  "dependent",
  "passing",
  "named",
  "namesHeading",
  "speaker",
  "opensLine",
  "digit",
  "endsSentence",
  "strays",
  "cutsSubject",
  "cutsPeriod",
] as const;

/** What an article's runs are doubted by. */
export interface DoubtContext {
  reads: Read[];
  lexicon: Lexicon;
  /** What stands above the bullets. */
  heading: string;
}

/** Which of the doubts hold of a run, in their order; "base" always does. */
export function doubtsOf(candidate: Candidate, context: DoubtContext): boolean[] {
  const { read, from, to, at, start, speaker } = candidate;
  const ofHeading = measuresHeading(candidate, context);
  const standing = ofHeading === undefined ? standingOf(candidate, context.lexicon) : "alone";
  const named = namedIn(candidate);
  return [
    true,
    start === "middle",
    standing === "self",
    standing === "subjectless",
    standing === "dependent",
    read.about(from).kind === "passing",
    named !== undefined,
    named !== undefined && context.heading.includes(named),
    speaker !== undefined,
    read.inLine === 0,
    DIGIT.test(read.text.charAt(at)),
    to === read.clauses.length - 1,
    ofHeading === false,
    cutsSubject(candidate),
    cutsPeriod(candidate),
  ];
}

const DIGIT = /\d/u;

/** Whom the first of a run's clauses with a subject of its own is about. */
function namedIn({ read, from, to }: Candidate): string | undefined {
  for (let i = from; i <= to; i += 1) {
    const subject = read.about(i);
    if (subject.kind === "named") return read.text.slice(subject.at, subject.end);
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
