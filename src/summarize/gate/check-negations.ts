import type { Flag } from "../../news/summary.js";
import { pairsOf, shared } from "./context.js";
import type { Evidence } from "./evidence.js";
import { clauseAt } from "./fold.js";
import type { Reading } from "./reading.js";
import type { Found } from "./words.js";

/** Characters behind a negation that it denies. */
const DENIED = 6;
/** The share of a statement's clause that the evidence's denying clause must have, where its words differ. */
const ALIKE = 0.4;
const HAN_PAIR = /^\p{Script=Han}{2}$/u;

export interface NegationWords {
  findLike: (text: string) => Found[];
}

/** Negations that the evidence does not have, and those that the statement leaves out. */
export function checkNegations(claim: Reading, { sentences }: Evidence, { findLike }: NegationWords): Flag[] {
  const added = claim.negations.filter((negation) => !denies(sentences, claim, negation, findLike));
  const flags = added.map(({ word }) => ({ kind: "negation", detail: `原文这里没有“${word}”` }));
  if (claim.negations.length > 0 || findLike(claim.text).length > 0) return flags;
  const dropped = sentences
    .flatMap((sentence) => sentence.negations.map((negation) => ({ sentence, negation })))
    .find(({ sentence, negation }) => leavesOut(claim, sentences, sentence, negation));
  if (dropped) flags.push({ kind: "negation", detail: `原文有“${dropped.negation.word}”，这里没有` });
  return flags;
}

function denies(
  sentences: Reading[],
  claim: Reading,
  negation: Found,
  findLike: NegationWords["findLike"],
): boolean {
  const places = sentences.map((sentence) => ({
    sentence,
    denials: [...sentence.negations, ...findLike(sentence.text)],
  }));
  const verb = claim.text.slice(negation.end, negation.end + 2);
  if (HAN_PAIR.test(verb)) {
    const found = places.flatMap(({ sentence, denials }) =>
      occurrences(sentence.text, verb).map((at) => {
        const clause = clauseAt(sentence.clauses, at);
        return denials.some((denial) => denial.at >= clause.at && denial.end <= at);
      }),
    );
    if (found.length > 0) return found.includes(true);
  }
  return places.some(({ sentence, denials }) =>
    denials.some((denial) => saysAsMuch(claim, negation, sentence, denial)),
  );
}

/** Whether a denial in other words is of the same: what it denies, or its whole clause, is much alike. */
function saysAsMuch(claim: Reading, negation: Found, sentence: Reading, denial: Found): boolean {
  const clause = clauseAt(claim.clauses, negation.at);
  const next = claim.text.charAt(negation.end);
  if (denial.word === negation.word && next !== "" && sentence.text.charAt(denial.end) === next) return true;
  const place = clauseAt(sentence.clauses, denial.at);
  const denied = pairsOf(claim.text.slice(negation.end, Math.min(negation.end + DENIED, clause.end)));
  if (shared(denied, pairsOf(sentence.text.slice(denial.end, place.end))) > 0) return true;
  const all = pairsOf(claim.text.slice(clause.at, clause.end));
  return shared(all, pairsOf(sentence.text.slice(place.at, place.end))) >= ALIKE * all.size;
}

function occurrences(text: string, piece: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) found.push(at);
  return found;
}

/** The statement has the very word that the evidence only ever denies, and not of something else. */
function leavesOut(claim: Reading, sentences: Reading[], sentence: Reading, { end }: Found): boolean {
  const verb = sentence.text.slice(end, end + 2);
  const at = claim.text.indexOf(verb);
  if (!HAN_PAIR.test(verb) || at < 0) return false;
  const object = claim.text.slice(at + 2, at + 4);
  const denied = sentence.text.slice(end + 2, clauseAt(sentence.clauses, end).end);
  if (HAN_PAIR.test(object) && denied !== "" && !denied.includes(object)) return false;
  return !sentences.some(({ text, negations }) => {
    for (let at = text.indexOf(verb); at >= 0; at = text.indexOf(verb, at + 1)) {
      if (!negations.some((negation) => negation.end === at)) return true;
    }
    return false;
  });
}
