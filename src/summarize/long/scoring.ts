import type { Candidate } from "../runs/candidates.js";
import type { FactWeights, LongWeights, SummaryTables } from "../tables.js";
import { inOrder } from "../weighted.js";
import { type ClauseModel, compileClauseModel } from "./clause-worth.js";
import { DOUBTS, type DoubtContext } from "./doubts.js";
import type { Fact } from "./facts.js";

/** By what bullets are chosen: what a fact and a clause are worth, and what speaks for or against a run of them. */
export interface LongScoring {
  facts: FactWeights;
  clauses: ClauseModel;
  doubts: number[];
  weights: LongWeights;
}

export function compileLongScoring({ weights, longCues }: SummaryTables): LongScoring {
  return {
    facts: weights.fact,
    clauses: compileClauseModel(weights.clause, longCues),
    doubts: inOrder(DOUBTS, weights.doubt),
    weights: weights.long,
  };
}

/** By what the runs of one article are scored. */
export interface Scoring extends LongScoring, DoubtContext {
  isDatedLaunch: (run: Candidate, facts: Fact[]) => boolean;
}
