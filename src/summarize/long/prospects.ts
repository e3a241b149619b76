import { BULLET_LENGTH } from "../../news/summary.js";
import type { Lexicon } from "../lexicon.js";
import { type Candidate, candidateLength, candidateText, findCandidates } from "../runs/candidates.js";
import { isBackground } from "../sentence/background.js";
import { countIn, mostIn } from "../sentence/counting.js";
import type { Read } from "../sentence/reading.js";
import type { LongWeights } from "../tables.js";
import type { Found } from "../words.js";
import { type Fact, factsWithin, findFacts } from "./facts.js";
import { findDatedLaunches } from "./launches.js";
import { costOf } from "./long-cost.js";

/** Shorter runs seldom read as whole sentences. */
export const SHORTEST_BULLET = 14;

/** A run of clauses that may be a bullet of a long article. */
export interface Scored {
  candidate: Candidate;
  length: number;
  /** What it adds where none of its words are told yet, but for what is asked of few. */
  hope: number;
  /** What it adds with that: no more. */
  worth(): number;
  isDatedLaunch: boolean;
  /** Those it holds. */
  facts: Fact[];
}

/** A sentence of a long article, whose runs are found when they are first asked for: most are never worth it. */
export class Prospect {
  /** No run of it is worth more. */
  readonly atMost: number;
  #candidates: Candidate[] | undefined;
  #runs: Scored[] | undefined;

  constructor(
    readonly read: Read,
    readonly facts: Fact[],
    private readonly scoring: Scoring,
  ) {
    this.atMost = mostWorth(read, facts, scoring.weights);
  }

  candidates(): Candidate[] {
    this.#candidates ??= findCandidates(this.read, this.scoring.lexicon, BULLET_LENGTH);
    return this.#candidates;
  }

  runs(): Scored[] {
    this.#runs ??= scoreRuns(this, this.scoring);
    return this.#runs;
  }
}

/** The sentences, the most promising first. */
export function findProspects(
  reads: Read[],
  lexicon: Lexicon,
  weights: LongWeights,
  /** What stands above the bullets. */
  heading: string,
): Prospect[] {
  const measuresTold = new Set<string>();
  const prospects: Prospect[] = [];
  const scoring = { reads, weights, lexicon, heading, isDatedLaunch: findDatedLaunches(prospects) };
  for (const read of reads) {
    const facts = findFacts(read.text, lexicon, measuresTold);
    weigh(facts, read, weights);
    prospects.push(new Prospect(read, facts, scoring));
  }
  return prospects.sort((a, b) => b.atMost - a.atMost);
}

/** By what the runs of an article are scored. */
export interface Scoring {
  reads: Read[];
  weights: LongWeights;
  lexicon: Lexicon;
  heading: string;
  isDatedLaunch: (run: Candidate, facts: Fact[]) => boolean;
}

/** As if one run had all that speaks for any of its length. */
function mostWorth(read: Read, facts: Fact[], w: LongWeights): number {
  return (
    w.early * nearness(read) +
    Math.max(0, w.elsewhere) * (mostIn(read, "elsewhere", BULLET_LENGTH) / 20) +
    Math.max(0, w.cutsOff) +
    Math.max(0, w.circumstance) * read.clauses.length +
    Math.max(0, w.speaker) * (read.openings.some(({ kind }) => kind === "speech") ? 1 : 0) +
    mostOfFacts(facts)
  );
}

/** Of the facts that begin within a bullet's length of each other. */
function mostOfFacts(facts: Fact[]): number {
  let first = 0;
  let worth = 0;
  let most = 0;
  for (const fact of facts) {
    worth += Math.max(0, fact.worth);
    for (let out = facts[first]; out && fact.at - out.at > BULLET_LENGTH; out = facts[first]) {
      worth -= Math.max(0, out.worth);
      first += 1;
    }
    most = Math.max(most, worth);
  }
  return most;
}

function scoreRuns(prospect: Prospect, scoring: Scoring): Scored[] {
  const { weights: w, lexicon, isDatedLaunch } = scoring;
  const { read, facts } = prospect;
  if (read.inItem === "goesOn") return [];
  const place = w.early * nearness(read);
  const asks = ASKS.test(read.text);
  const hasFiller = lexicon.filler.has(read.text);
  const hasBackground = isBackground(read.text);
  const cues = lexicon.cue.find(read.text);
  const runs: Scored[] = [];
  for (const whole of prospect.candidates()) {
    const candidate = withoutTie(whole, lexicon);
    const { at, end, speaker } = candidate;
    const length = candidateLength(candidate);
    if (length < SHORTEST_BULLET) continue;
    // A question or an exclamation tells nothing.
    if (asks && ASKS.test(read.text.slice(at, end + 1))) continue;
    if ((hasFiller || speaker !== undefined) && lexicon.filler.has(candidateText(candidate))) continue;
    const span = read.text.slice(at, end);
    if (lexicon.vagueStart.test(span)) continue;
    // 公司…: which one, only the item's first sentence tells.
    if (read.inRoundUp && speaker === undefined && lexicon.selfStart.test(span)) continue;
    if (read.inItem === "opens" && candidate.start === "middle") continue;
    const held = factsWithin(facts, candidate);
    let hope =
      place +
      w.elsewhere * (countIn(read, "elsewhere", at, end) / 20) +
      w.cutsOff * (candidate.cutsOff ? 1 : 0) +
      w.circumstance * candidate.circumstances +
      w.cue * Math.min(MOST_CUES, countBegun(cues, at, end)) +
      w.speaker * (speaker !== undefined && !candidate.borrowed ? 1 : 0) +
      w.losesPeriod * (candidate.losesPeriod ? 1 : 0);
    for (const fact of held) hope += fact.worth;
    let cost: number | undefined;
    runs.push({
      candidate,
      length,
      hope,
      worth: () => {
        cost ??= costOf(candidate, hasBackground && isBackground(span), scoring);
        return hope + cost;
      },
      isDatedLaunch: isDatedLaunch(candidate, held),
      facts: held,
    });
  }
  return runs;
}

function countBegun(words: Found[], at: number, end: number): number {
  let count = 0;
  for (const word of words) if (word.at >= at && word.at < end) count += 1;
  return count;
}

/** A run that begins with words such as 与此同时， or 其中， begins behind them. */
function withoutTie(run: Candidate, lexicon: Lexicon): Candidate {
  const { text } = run.read;
  const tie = lexicon.connectiveStart.exec(text.slice(run.at, run.at + LONGEST_TIE))?.[0].length ?? 0;
  const at = run.at + tie + 1;
  return tie > 0 && COMMA.test(text.charAt(at - 1)) && run.end - at >= SHORTEST_BULLET ? { ...run, at } : run;
}

const LONGEST_TIE = 8;
const COMMA = /[，,]/u;

const ASKS = /[？?！!]/u;

/** More of them say no more. */
const MOST_CUES = 4;

function weigh(facts: Fact[], read: Read, w: LongWeights): void {
  const early = 1 + w.earlyFact * nearness(read);
  for (const fact of facts) {
    const { kind, measured, core } = fact;
    const worth = w[kind] + (measured ? w.measured : 0) + (core ? w.core : 0);
    fact.worth = worth * early;
  }
}

/** To the start of the article, where what counts most is told. */
function nearness({ index }: Read): number {
  return Math.exp(-index / 8);
}
