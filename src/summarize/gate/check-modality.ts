import type { Flag } from "../../news/summary.js";
import type { Borne } from "./check-figures.js";
import { pairsOf, shared } from "./context.js";
import type { Evidence } from "./evidence.js";
import { clauseAt, type Span } from "./fold.js";
import type { Reading } from "./reading.js";
import type { Found } from "./words.js";

export interface ModalityWords {
  findProposals: (text: string) => Found[];
  findDone: (text: string) => Found[];
}

/** They alone do not keep 预计 or 拟. */
const PARTICLES = new Set(["将", "会"]);
/** Characters behind a modal that it governs within its sentence. */
const GOVERNED = 40;
/** What a clause must have in common with the governed words to be the one that they say. */
const LEAST = 3;

const SLACK = 4;

/** A plan, an expectation or a possibility that the statement tells as a fact. */
export function checkModality(
  claim: Reading,
  borne: Borne[],
  { sentences }: Evidence,
  words: ModalityWords,
): Flag[] {
  if (words.findProposals(claim.text).length > 0) return [];
  for (const clause of claim.clauses) {
    if (claim.modals.some((modal) => modal.at < clause.end && !PARTICLES.has(modal.word))) continue;
    const modal =
      atFigures(clause, borne, words) ??
      inWords(claim, clause, sentences) ??
      atPhrase(claim, clause, sentences);
    if (modal !== undefined) return [{ kind: "modality", detail: `原文是“${modal.word}”，这里写成了事实` }];
  }
  return [];
}

/** The modal of a figure of the clause: every place that bears it out has one before it in its sentence. */
function atFigures(clause: Span, borne: Borne[], words: ModalityWords): Found | undefined {
  for (const { claimed, by } of borne) {
    if (claimed.at < clause.at || claimed.at >= clause.end || claimed.unit === "bare") continue;
    const modals = by.map(({ quantity, sentence }) => modalBefore(sentence, quantity.at, words));
    const first = modals[0];
    if (first !== undefined && modals.every((modal) => modal !== undefined)) return first;
  }
  return undefined;
}

function modalBefore(sentence: Reading, at: number, words: ModalityWords): Found | undefined {
  const from = sentence.text.lastIndexOf(";", at - 1) + 1;
  const modal = sentence.softeners.findLast((each) => each.at >= from && each.end <= at);
  if (modal === undefined) return undefined;
  return words.findDone(sentence.text.slice(modal.end, at)).length > 0 ? undefined : modal;
}

/** The modal whose words the clause repeats, unless the evidence says as much of it elsewhere as a fact. */
function inWords(claim: Reading, clause: Span, sentences: Reading[]): Found | undefined {
  const said = claim.text.slice(clause.at, clause.end);
  const wanted = pairsOf(said);
  let best = { score: 0, modal: undefined as Found | undefined };
  let fact = 0;
  for (const { text, softeners, clauses } of sentences) {
    for (const modal of softeners) {
      const place = clauseAt(clauses, modal.at);
      const governed = text.slice(modal.end, Math.min(place.end, modal.end + GOVERNED));
      const score = shared(wanted, pairsOf(governed));
      if (score > best.score) best = { score, modal };
    }
    for (const place of clauses) {
      const first = softeners.find((modal) => modal.at >= place.at && modal.at < place.end);
      fact = Math.max(fact, shared(wanted, pairsOf(text.slice(place.at, first?.at ?? place.end))));
    }
  }
  return best.score >= LEAST && best.score + SLACK > fact ? best.modal : undefined;
}

/** What stands between a modal and the word that it softens. */
const BETWEEN = /^(?:继续|进一步|会|将|于|在|是|再|为|要|的|对|以){0,2}/u;
/** A modal softens what follows it this soon. */
const SOON = 8;
const PHRASE = 3;

/** The modal of a phrase that the clause has and that the evidence has only behind a modal. */
function atPhrase(claim: Reading, clause: Span, sentences: Reading[]): Found | undefined {
  const said = claim.text.slice(clause.at, clause.end);
  for (const { text, softeners } of sentences) {
    for (const modal of softeners) {
      const from = modal.end + (BETWEEN.exec(text.slice(modal.end))?.[0].length ?? 0);
      const phrase = text.slice(from, from + PHRASE);
      if (!/^\p{Script=Han}{3}$/u.test(phrase) || !said.includes(phrase)) continue;
      if (sentences.every((sentence) => alwaysSoft(phrase, sentence))) return modal;
    }
  }
  return undefined;
}

function alwaysSoft(phrase: string, { text, softeners }: Reading): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    if (!softeners.some((modal) => modal.end <= at && at - modal.end <= SOON)) return false;
  }
  return true;
}
