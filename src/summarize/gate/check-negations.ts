import type { Flag } from "../../news/summary.js";
import { pairsBehind, pairsOf, shared } from "./context.js";
import type { Evidence } from "./evidence.js";
import { clauseAt } from "./fold.js";
import type { Reading } from "./reading.js";
import type { Found } from "./words.js";

/** Characters behind a negation that it denies. */
const DENIED = 6;
/** Characters on both sides of a denial that its clause is read for. */
const AROUND = 60;
/** The share of a statement's clause that the evidence's denying clause must have, where its words differ. */
const ALIKE = 0.4;
/** So many pairs of characters behind a negation are not shared by chance. */
const FEWEST_DENIED = 3;
const HAN_PAIR = /^\p{Script=Han}{2}$/u;

export interface NegationWords {
  findLike: (text: string) => Found[];
}

/** Negations that the evidence does not have, and those that the statement leaves out. */
export function checkNegations(claim: Reading, { sentences }: Evidence, { findLike }: NegationWords): Flag[] {
  const added = claim.negations.filter((negation) => !denies(sentences, claim, negation, findLike));
  const flags = added.map(({ word }) => ({ kind: "negation", detail: `原文这里没有“${word}”` }));
  if (claim.negations.length > 0 || findLike(claim.text).length > 0) return flags;
  const dropped = deniedWords(sentences).find(
    ({ verb }) => claim.text.includes(verb) && sentences.every((sentence) => alwaysDenies(sentence, verb)),
  );
  if (dropped) flags.push({ kind: "negation", detail: `原文有“${dropped.word}”，这里没有` });
  return flags;
}

/** The two characters behind each negation, and the first one that denies them. */
function deniedWords(sentences: Reading[]): { verb: string; word: string }[] {
  const words = new Map<string, string>();
  for (const { text, negations } of sentences) {
    for (const { word, end } of negations) {
      const verb = text.slice(end, end + 2);
      if (HAN_PAIR.test(verb) && !words.has(verb)) words.set(verb, word);
    }
  }
  return [...words].map(([verb, word]) => ({ verb, word }));
}

function alwaysDenies({ text, negations }: Reading, verb: string): boolean {
  const denied = new Set(negations.map(({ end }) => end));
  return occurrences(text, verb).every((at) => denied.has(at));
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
    if (found.includes(true)) return true;
    if (found.length > 0) {
      const denied = pairsBehind(negation, claim, AROUND);
      return sentences.some((sentence) => deniesNoMore(negation.word, denied, sentence));
    }
  }
  return places.some(({ sentence, denials }) =>
    denials.some((denial) => saysAsMuch(claim, negation, sentence, denial)),
  );
}

/** 暂无光模块相关业务, 暂无相关业务: whether the same word denies no more in the evidence. */
function deniesNoMore(word: string, denied: ReadonlySet<string>, sentence: Reading): boolean {
  return sentence.negations.some((each) => {
    if (each.word !== word || !denied.has(sentence.text.slice(each.end, each.end + 2))) return false;
    const rest = pairsBehind(each, sentence, AROUND);
    return rest.size >= FEWEST_DENIED && shared(rest, denied) === rest.size;
  });
}

/** Whether a denial in other words is of the same: what it denies, or its whole clause, is much alike. */
function saysAsMuch(claim: Reading, negation: Found, sentence: Reading, denial: Found): boolean {
  const clause = clauseAt(claim.clauses, negation.at);
  const next = claim.text.charAt(negation.end);
  if (denial.word === negation.word && next !== "" && sentence.text.charAt(denial.end) === next) return true;
  const { at, end } = clauseAt(sentence.clauses, denial.at);
  const place = { at: Math.max(at, denial.at - AROUND), end: Math.min(end, denial.end + AROUND) };
  const denied = pairsBehind(negation, claim, DENIED);
  if (shared(denied, pairsBehind(denial, sentence, AROUND)) > 0) return true;
  const all = pairsOf(claim.text.slice(clause.at, clause.end));
  return shared(all, pairsOf(sentence.text.slice(place.at, place.end))) >= ALIKE * all.size;
}

function occurrences(text: string, piece: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) found.push(at);
  return found;
}
