import type { Flag } from "../../news/summary.js";
import type { Borne } from "./check-figures.js";
import { pairsOf, shared } from "./context.js";
import type { Evidence } from "./evidence.js";
import { clauseAt } from "./fold.js";
import type { Reading } from "./reading.js";
import type { Found } from "./words.js";

export interface ModalityWords {
  findProposals: (text: string) => Found[];
  findDone: (text: string) => Found[];
}

/** The share of a statement that a clause of the evidence must have to be the one that it retells. */
const RETELLS = 0.25;

/** A plan, an expectation or a possibility that the statement tells as a fact. */
export function checkModality(
  claim: Reading,
  borne: Borne[],
  { sentences }: Evidence,
  { findProposals, findDone }: ModalityWords,
): Flag[] {
  if (claim.modals.length > 0 || findProposals(claim.text).length > 0) return [];
  const modal = atFigures(borne, findDone) ?? inClause(claim, sentences, findDone);
  return modal === undefined ? [] : [{ kind: "modality", detail: `原文是“${modal.word}”，这里写成了事实` }];
}

/** The modal of a figure: every place that bears it out has one before it in its sentence. */
function atFigures(borne: Borne[], findDone: ModalityWords["findDone"]): Found | undefined {
  for (const { by } of borne) {
    const modals = by.map(({ quantity, sentence }) => modalBefore(sentence, quantity.at, findDone));
    const first = modals[0];
    if (first !== undefined && modals.every((modal) => modal !== undefined)) return first;
  }
  return undefined;
}

function inClause(
  claim: Reading,
  sentences: Reading[],
  findDone: ModalityWords["findDone"],
): Found | undefined {
  let best = { score: 0, modal: undefined as Found | undefined };
  for (const sentence of sentences) {
    for (const { at, end } of sentence.clauses) {
      const score = shared(claim.pairs, pairsOf(sentence.text.slice(at, end)));
      if (score > best.score) best = { score, modal: modalBefore(sentence, end, findDone) };
    }
  }
  return best.score >= RETELLS * claim.pairs.size ? best.modal : undefined;
}

function modalBefore(sentence: Reading, at: number, findDone: ModalityWords["findDone"]): Found | undefined {
  const clause = clauseAt(sentence.clauses, at - 1);
  const modal = sentence.modals.findLast((each) => each.at >= clause.at && each.end <= at);
  if (modal === undefined) return undefined;
  return findDone(sentence.text.slice(modal.end, at)).length > 0 ? undefined : modal;
}
