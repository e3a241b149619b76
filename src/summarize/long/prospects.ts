import { BULLET_LENGTH } from "../../news/summary.js";
import type { Lexicon } from "../lexicon.js";
import {
  type Candidate,
  candidateLength,
  candidateText,
  findCandidates,
  MOST_CLAUSES,
} from "../runs/candidates.js";
import { markPairs } from "../runs/shares.js";
import { isBackground } from "../sentence/background.js";
import type { Read } from "../sentence/reading.js";
import { sumWorths } from "./clause-worth.js";
import { type Fact, factsWithin, findFacts, weighFacts } from "./facts.js";
import { findDatedLaunches } from "./launches.js";
import { costOf } from "./long-cost.js";
import type { LongScoring, Scoring } from "./scoring.js";

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
    /** Running sums of what its clauses are worth. */
    readonly worths: number[],
    private readonly scoring: Scoring,
  ) {
    this.atMost = mostWorth(read, worths) + Math.max(0, scoring.weights.speaker);
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
  long: LongScoring,
  /** What stands above the bullets. */
  heading: string,
): Prospect[] {
  const pairs = reads[0]?.counters.pairs;
  if (!pairs) return [];
  const measuresTold = new Set<string>();
  const prospects: Prospect[] = [];
  const scoring = { ...long, reads, lexicon, heading, isDatedLaunch: findDatedLaunches(prospects) };
  const inHeading = markPairs(pairs, heading);
  for (const read of reads) {
    const facts = findFacts(read.text, lexicon, measuresTold);
    weighFacts(facts, read, long.facts);
    prospects.push(new Prospect(read, facts, sumWorths(read, facts, inHeading, long.clauses), scoring));
  }
  return prospects.sort((a, b) => b.atMost - a.atMost);
}

/** The most that as many neighbouring clauses are worth as a run has. */
function mostWorth({ clauses }: Read, worths: number[]): number {
  let most = 0;
  for (let from = 0; from < clauses.length; from += 1) {
    for (let end = from + 1; end <= Math.min(from + MOST_CLAUSES, clauses.length); end += 1) {
      most = Math.max(most, (worths[end] ?? 0) - (worths[from] ?? 0));
    }
  }
  return most;
}

function scoreRuns(prospect: Prospect, scoring: Scoring): Scored[] {
  const { weights: w, lexicon, isDatedLaunch } = scoring;
  const { read, facts, worths } = prospect;
  if (read.inItem === "goesOn") return [];
  const asks = ASKS.test(read.text);
  const hasFiller = lexicon.filler.has(read.text);
  const hasBackground = isBackground(read.text);
  const runs: Scored[] = [];
  const seen = new Set<string>();
  for (const whole of prospect.candidates()) {
    const candidate = withoutTie(whole, lexicon);
    const { at, end, speaker } = candidate;
    // Behind its tie a run may be another one.
    const key = `${at} ${end} ${speaker}`;
    if (seen.has(key)) continue;
    seen.add(key);
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
    const hope =
      (worths[candidate.to + 1] ?? 0) -
      (worths[candidate.from] ?? 0) +
      w.speaker * (speaker !== undefined && !candidate.borrowed ? 1 : 0) +
      w.losesPeriod * (candidate.losesPeriod ? 1 : 0);
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

/** A run that begins with words such as 与此同时， or 其中， begins behind them. */
function withoutTie(run: Candidate, lexicon: Lexicon): Candidate {
  const { text } = run.read;
  const tie = lexicon.connectiveStart.exec(text.slice(run.at, run.at + LONGEST_TIE))?.[0].length ?? 0;
  const comma = tie > 0 ? COMMA.exec(text.slice(run.at + tie, run.end))?.[0].length : undefined;
  if (comma === undefined) return run;
  const at = run.at + tie + comma;
  return run.end - at >= SHORTEST_BULLET ? { ...run, from: run.from + 1, at } : run;
}

const LONGEST_TIE = 8;
const COMMA = /^[，,]\s*/u;

const ASKS = /[？?！!]/u;
