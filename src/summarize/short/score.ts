import type { Lexicon } from "../lexicon.js";
import { type Candidate, candidateLength, isSubjectless } from "../runs/candidates.js";
import { countIn } from "../sentence/counting.js";
import { timeLength } from "../sentence/leads.js";

/** The features of a candidate by name. All are of the order of 1, so that the weights can be read side by side. */
export const FEATURES = [
  "centre",
  "repeats",
  "firstSentence",
  "secondSentence",
  "laterSentence",
  "length",
  "over20",
  "over30",
  "amounts",
  "numbers",
  "dates",
  "cues",
  "dull",
  "banks",
  "aside",
  "speaker",
  "unsaid",
  "fromSentence",
  "fromMiddle",
  "toEnd",
  "clauses",
  "timeStart",
  "vague",
  "wholeSpeech",
  "centreSum",
  "elsewhere",
  "elsewhereSum",
  "lists",
  "titles",
  "firstContent",
  "order",
  "lastSentence",
  "leadTime",
  "circumstances",
  "skipped",
  "cutsOff",
  "speakerLength",
  "share",
  "over15",
  "over25",
  "over35",
  "cueWeight",
  "borrowed",
  "subjectless",
  "laterMiddle",
  "unnamed",
] as const;
export type Feature = (typeof FEATURES)[number];

export function featuresOf(candidate: Candidate, lexicon: Lexicon): number[] {
  const { read, at, end } = candidate;
  const length = candidateLength(candidate);
  const span = end - at;
  const char = read.text.charCodeAt(at);
  const time =
    (char >= 48 && char <= 57) || read.text.startsWith("截至", at) || read.text.startsWith("当地时间", at);
  return [
    countIn(read, "centre", at, end) / span,
    countIn(read, "repeats", at, end) / span,
    read.index === 0 ? 1 : 0,
    read.index === 1 ? 1 : 0,
    Math.log2(Math.max(1, read.index)) / 2,
    length / 10,
    Math.max(0, length - 20) / 10,
    Math.max(0, length - 30) / 10,
    Math.min(3, countIn(read, "amounts", at, end)),
    Math.min(3, countIn(read, "numbers", at, end)),
    Math.min(3, countIn(read, "dates", at, end)),
    Math.min(4, countIn(read, "cues", at, end)),
    Math.min(3, countIn(read, "dull", at, end)),
    countIn(read, "banks", at, end) > 0 ? 1 : 0,
    countIn(read, "aside", at, end) / 10,
    candidate.speaker !== undefined ? 1 : 0,
    candidate.unsaid ? 1 : 0,
    candidate.start === "sentence" ? 1 : 0,
    candidate.start === "middle" ? 1 : 0,
    candidate.to === read.clauses.length - 1 ? 1 : 0,
    candidate.to - candidate.from,
    time ? 1 : 0,
    lexicon.vagueStart.test(read.text.slice(at, at + 2)) ? 1 : 0,
    read.openings.length > 0 && candidate.start === "sentence" && candidate.speaker === undefined ? 1 : 0,
    countIn(read, "centre", at, end) / 20,
    countIn(read, "elsewhere", at, end) / span,
    countIn(read, "elsewhere", at, end) / 20,
    Math.min(4, countIn(read, "lists", at, end)),
    Math.min(2, countIn(read, "titles", at, end)),
    read.index === 0 && candidate.start !== "middle" ? 1 : 0,
    Math.log2(1 + read.clausesBefore + candidate.from) / 2,
    read.index > 1 && read.last ? 1 : 0,
    timeLength(read.text.slice(at, end)) / 10,
    candidate.circumstances,
    Math.min(4, candidate.skipped),
    candidate.cutsOff ? 1 : 0,
    (candidate.speaker?.length ?? 0) / 10,
    span / read.text.length,
    Math.max(0, length - 15) / 10,
    Math.max(0, length - 25) / 10,
    Math.max(0, length - 35) / 10,
    (countIn(read, "cueWeight", at, end) + cueAtEdges(candidate, lexicon)) / 10,
    candidate.borrowed ? 1 : 0,
    isSubjectless(candidate) ? 1 : 0,
    beginsWithin(candidate) ? 1 : 0,
    namesNobody(candidate) ? 1 : 0,
  ];
}

/** In the midst of a sentence behind the first, without who speaks: what it is about stands before, more often than not. */
export function beginsWithin({ read, start, speaker }: Candidate): boolean {
  return start === "middle" && speaker === undefined && read.index > 0;
}

/** Whom it is about cannot be told, and words before it may. */
export function namesNobody({ read, from, start, speaker }: Candidate): boolean {
  return (
    speaker === undefined && (start === "middle" || read.index > 0) && read.about(from).kind === "unknown"
  );
}

function cueAtEdges({ read, at, end }: Candidate, { cuesAtStart, cuesAtEnd }: Lexicon): number {
  const { text } = read;
  return (
    (cuesAtStart.get(text.slice(at, at + 2)) ?? 0) +
    (cuesAtStart.get(text.slice(at, at + 1)) ?? 0) +
    (cuesAtEnd.get(text.slice(end - 2, end)) ?? 0) +
    (cuesAtEnd.get(text.slice(end - 1, end)) ?? 0)
  );
}
