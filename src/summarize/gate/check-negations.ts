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

export interface NegationWords {
  findLike: (text: string) => Found[];
}

/** Negations that the evidence does not have, and those that the statement leaves out. */
export function checkNegations(claim: Reading, { sentences }: Evidence, { findLike }: NegationWords): Flag[] {
  const added = claim.negations.filter(
    (negation) => !sentences.some((sentence) => denies(sentence, claim, negation, findLike)),
  );
  const flags = added.map(({ word }) => ({ kind: "negation", detail: `原文这里没有“${word}”` }));
  if (claim.negations.length > 0 || findLike(claim.text).length > 0) return flags;
  const dropped = sentences
    .flatMap((sentence) => sentence.negations.map((negation) => ({ sentence, negation })))
    .find(({ sentence, negation }) => leavesOut(claim, sentences, sentence, negation));
  if (dropped) flags.push({ kind: "negation", detail: `原文有“${dropped.negation.word}”，这里没有` });
  return flags;
}

function denies(
  sentence: Reading,
  claim: Reading,
  negation: Found,
  findLike: NegationWords["findLike"],
): boolean {
  const clause = clauseAt(claim.clauses, negation.at);
  const denied = pairsOf(claim.text.slice(negation.end, Math.min(negation.end + DENIED, clause.end)));
  const all = pairsOf(claim.text.slice(clause.at, clause.end));
  const next = claim.text.charAt(negation.end);
  return [...sentence.negations, ...findLike(sentence.text)].some((found) => {
    if (found.word === negation.word && next !== "" && sentence.text.charAt(found.end) === next) return true;
    const place = clauseAt(sentence.clauses, found.at);
    const words = pairsOf(sentence.text.slice(found.end, place.end));
    if (shared(denied, words) > 0) return true;
    const whole = pairsOf(sentence.text.slice(place.at, place.end));
    return shared(all, whole) >= ALIKE * all.size;
  });
}

/** The statement has the very word that the evidence only ever denies. */
function leavesOut(claim: Reading, sentences: Reading[], sentence: Reading, { end }: Found): boolean {
  const verb = sentence.text.slice(end, end + 2);
  if (!/^\p{Script=Han}{2}$/u.test(verb) || !claim.text.includes(verb)) return false;
  return !sentences.some(({ text, negations }) => {
    for (let at = text.indexOf(verb); at >= 0; at = text.indexOf(verb, at + 1)) {
      if (!negations.some((negation) => negation.end === at)) return true;
    }
    return false;
  });
}
