import { pairKey } from "../pairs.js";
import { countMarked, type Marks } from "../runs/shares.js";
import { countIn } from "../sentence/counting.js";
import type { Read } from "../sentence/reading.js";
import type { ClauseWeights, LongCues } from "../tables.js";
import { inOrder, weightedSum } from "../weighted.js";
import { type Fact, factsWithin, isFigure, nearness } from "./facts.js";

/** The features of a clause by name. All are of the order of 1, so that the weights can be read side by side. */
export const CLAUSE_FEATURES = [
  "clause",
  "near",
  "place",
  "elsewhere",
  "centre",
  "inHeading",
  "bestFact",
  "figure",
  "nearFigure",
  "amount",
  "count",
  "number",
] as const;

const KINDS: Fact["kind"][] = ["amount", "count", "number"];

/** What a clause is worth to a reader, by its features and by the pairs of characters in it and at its start. */
export interface ClauseModel {
  weights: number[];
  inside: Map<number, number>;
  atStart: Map<string, number>;
}

export function compileClauseModel(weights: ClauseWeights, cues: LongCues): ClauseModel {
  return {
    weights: inOrder(CLAUSE_FEATURES, weights),
    inside: new Map(Object.entries(cues.inside).map(([pair, weight]) => [pairKey(pair, 1), weight])),
    atStart: new Map(Object.entries(cues.start)),
  };
}

/** Of the clause of a sentence with these facts; `heading` marks the pairs of what stands above the bullets. */
export function clauseFeatures(read: Read, index: number, facts: Fact[], heading: Marks): number[] {
  const { at = 0, end = 0 } = read.clauses[index] ?? {};
  const held = factsWithin(facts, { at, end });
  const near = nearness(read);
  const has = (found: boolean) => (found ? 1 : 0);
  const figure = has(held.some(isFigure));
  return [
    1,
    near,
    Math.min(index, 5) / 5,
    countIn(read, "elsewhere", at, end) / 20,
    countIn(read, "centre", at, end) / 40,
    countMarked(heading, read.counters.pairs, { read, at, end }).count / 20,
    Math.max(0, ...held.map(({ worth }) => worth)),
    figure,
    figure * near,
    ...KINDS.map((kind) => has(held.some((fact) => fact.kind === kind))),
  ];
}

/**
 * The worths of a sentence's clauses as running sums: a run from clause a to clause b is worth `sums[b + 1] - sums[a]`. A
 * clause that only says who speaks is worth nothing.
 */
export function sumWorths(read: Read, facts: Fact[], heading: Marks, model: ClauseModel): number[] {
  const sums = [0];
  let sum = 0;
  for (const [index, { at, end }] of read.clauses.entries()) {
    if (index >= read.openings.length) {
      sum += worthOfCues(read.text, at, end, model);
      sum += weightedSum(clauseFeatures(read, index, facts, heading), model.weights);
    }
    sums.push(sum);
  }
  return sums;
}

function worthOfCues(text: string, at: number, end: number, { inside, atStart }: ClauseModel): number {
  let worth = atStart.get(text.slice(at, at + 2)) ?? 0;
  for (let i = at + 1; i < end; i += 1) worth += inside.get(pairKey(text, i)) ?? 0;
  return worth;
}
