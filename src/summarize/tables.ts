import { join } from "node:path";
import { z } from "zod";
import { readTable } from "../lib/table.js";
import { CLAUSE_FEATURES } from "./long/clause-worth.js";
import { DOUBTS } from "./long/doubts.js";
import { FEATURES } from "./short/score.js";

const words = z.array(z.string().min(1));

const phrasesSchema = z.strictObject({
  about: z.string(),
  /** Attributions that must never be cut off: what follows is not known to be so. */
  rumours: words,
  /** Words that hold one of those and tell of no rumour. */
  noRumours: words,
  /** Say that a rumour is none: the sentence is then told with such a word or not at all. */
  denials: words,
  /** Verbs that end a clause naming the speaker: 某银行公告，… */
  speech: words,
  /** Speech verbs after which the words are an opinion: without the speaker they would read as facts. */
  opinions: words,
  /** Where the speaker's name ends: 某行行长｜在业绩会上表示. */
  reporting: words,
  /** Speakers that are not worth naming: a register, a reporter, 数据. */
  sources: words,
  /** What is cited and is nobody: 根据统一核算｜结果, 按照上级｜要求. */
  noSpeakers: words,
  /** Who speaks for a house: before such a word the house's own name may stand for the speaker. */
  deputies: words,
  /** What stands between the house and such a word: 某某银行｜首席外汇｜策略师. */
  desks: words,
  /** How a company speaks of itself; stands for the speaker. */
  selves: words,
  /** Words on which no excerpt ends. */
  openEnds: words,
  /** Whom such a word asks for something: what for may follow in the next clause. */
  appeals: words,
  /** Words that open a condition; its consequence is never shown without it, nor it without the consequence. */
  conditions: words,
  /** Words that open a reason or a circumstance: no excerpt ends with such a clause. */
  causes: words,
  /** What follows 为 where it tells an aim, besides the predicates: 为有效…, 为便于…. */
  aims: words,
  /** Words that only begin like one of those. */
  noCauses: words,
  /** Words that show that the subject stands in an earlier clause: no excerpt starts with them. */
  midStarts: words,
  /** Words that only begin like one of these, or like those of `vague`, `subjectless` and `conditions`: 不良率, 经济, 比亚迪. */
  wholeWords: words,
  /** Those of them with which a bullet may go on below its headline. */
  continuations: words,
  /** Words for what follows from the clause before, which is their subject: no speaker is set before them. */
  consequences: words,
  /** Words that tie a sentence to the one before; cut off where a comma or a full clause follows. */
  connectives: words,
  /** Pronouns that point out of the excerpt. */
  vague: words,
  /** Words that say nothing without the speaker, who is their subject: 拟…, 决定…. */
  subjectless: words,
  /** What a subject does: its name ends before such a word, and a clause that opens with one has its subject before it. */
  predicates: words,
  /** Measures of a house: a clause that opens with one does not say whose. */
  ownMeasures: words,
  /** How the names of houses, places and offices end. */
  houses: words,
  /** Words that tell of what is to come, for the clauses that follow in the sentence too. */
  plans: words,
  /** What was said before and may no longer hold: never a headline. */
  hindsight: words,
  /** What is issued: its title alone is no headline. */
  documents: words,
  /** Words of news. */
  cues: words,
  /** Words of the trade of reporting. */
  dull: words,
  /** What a figure is about: a figure with its measure is a fact of a long article. */
  metrics: words,
  /** The measures by which a bank is judged first. */
  core: words,
  /** What an article reports as done. */
  launches: words,
  /** Praise and stock phrases: never in a summary of a long article. */
  filler: words,
});

/**
 * Of the bullet of short news: likeHeadline, for its score as a headline; freshNumbers; length; repeats, for sharing a
 * clause with the headline; subjectless, self and dependent, where it does not stand by itself; lead, for the first
 * sentence where the headline is of another; occasion, for telling of a meeting only; compares, for going on with how the
 * headline's figure moved; otherPeriod, where it would read as of the headline's period and is of its own; history, for
 * what has long been so; contrast, where it is cut before a 但; names, for the speaker whom the headline left out.
 */
const BULLET = [
  "likeHeadline",
  "freshNumbers",
  "length",
  "repeats",
  "subjectless",
  "self",
  "dependent",
  "lead",
  "occasion",
  "compares",
  "otherPeriod",
  "history",
  "contrast",
  "names",
] as const;

/** Of a fact of a long article: what its kind is worth, its being measured, and its standing early. */
const FACT = [
  "amount",
  "share",
  "count",
  "number",
  "name",
  "launch",
  "date",
  "measured",
  "core",
  "early",
] as const;

/**
 * Of the bullets of a long article: what speaks for or against a run of clauses, in the units of what a clause is worth;
 * told, for the worth of its facts that are told already; overlap, for all of its words being so; overhead, in characters,
 * for being a bullet of its own; fill, the share of the room for each of the bullets to come that it should fill; doubt, for
 * being more doubtful than usualDoubt, up to which readers find little fault.
 */
const LONG = [
  "told",
  "overlap",
  "overhead",
  "fill",
  "doubt",
  "usualDoubt",
  "speaker",
  "losesPeriod",
  "cutsChange",
  "occasion",
  "background",
] as const;

/** Those without which it is known what a run may be worth at most. */
const BULLET_COSTS = ["contrast", "otherPeriod", "history"] as const;
const LONG_COSTS = [
  "told",
  "overlap",
  "doubt",
  "losesPeriod",
  "occasion",
  "cutsChange",
  "background",
] as const;

/** Each weight by its name, and no other; those of `costs` speak for nothing. */
function weightsBy<Name extends string>(names: readonly Name[], costs: readonly Name[] = []) {
  return z.record(z.enum(names), z.number()).refine((weights) => costs.every((name) => weights[name] <= 0), {
    error: `${costs.join(", ")} must not be above 0`,
  });
}

const weightsSchema = z.strictObject({
  headline: weightsBy(FEATURES),
  bullet: weightsBy(BULLET, BULLET_COSTS),
  fact: z.record(z.enum(FACT), z.number().min(0)),
  clause: weightsBy(CLAUSE_FEATURES),
  doubt: weightsBy(DOUBTS),
  long: weightsBy(LONG, LONG_COSTS),
});

const pairWeights = z.record(z.string(), z.number());

const letterPairs = z.record(z.string().regex(/^[\p{Script=Han}A-Za-z]{2}$/u), z.number());

/** Pairs of letters that speak for or against a clause of a long article: anywhere in it, at its start. */
const longCuesSchema = z.strictObject({ inside: letterPairs, start: letterPairs });

/** Pairs of characters that speak for or against a headline: anywhere in it, at its start, at its end. */
const cuesSchema = z.strictObject({ inside: pairWeights, start: pairWeights, end: pairWeights });

export type Phrases = z.infer<typeof phrasesSchema>;
export type Weights = z.infer<typeof weightsSchema>;
export type BulletWeights = Weights["bullet"];
export type LongWeights = Weights["long"];
export type FactWeights = Weights["fact"];
export type ClauseWeights = Weights["clause"];
export type LongCues = z.infer<typeof longCuesSchema>;
export type Cues = z.infer<typeof cuesSchema>;

export interface SummaryTables {
  phrases: Phrases;
  weights: Weights;
  cues: Cues;
  longCues: LongCues;
}

/** Reads summary-{phrases,weights,cues,long-cues}.json; throws BrokenTable when one cannot be read or is malformed. */
export function loadSummaryTables(dataDir: string): SummaryTables {
  return {
    phrases: readTable(join(dataDir, "summary-phrases.json"), phrasesSchema),
    weights: readTable(join(dataDir, "summary-weights.json"), weightsSchema),
    cues: readTable(join(dataDir, "summary-cues.json"), cuesSchema),
    longCues: readTable(join(dataDir, "summary-long-cues.json"), longCuesSchema),
  };
}
