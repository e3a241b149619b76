import type { Flag } from "../../news/summary.js";
import type { Borne } from "./check-figures.js";
import { pairsBehind, pairsOf, shared } from "./context.js";
import type { Evidence } from "./evidence.js";
import { clauseAt, type Span } from "./fold.js";
import type { Reading } from "./reading.js";
import type { Found } from "./words.js";

export interface ModalityWords {
  findProposals: (text: string) => Found[];
  findDone: (text: string) => Found[];
  findEnded: (text: string) => Found[];
  findConditions: (text: string) => Found[];
}

/** They alone do not keep 预计 or 拟. */
const PARTICLES = new Set(["将", "会"]);
/** Characters behind a modal that it governs within its clause. */
const GOVERNED = 40;
/** What a clause must have in common with the governed words to be the one that they say. */
const LEAST = 3;
/** The share of that which the evidence must have elsewhere, without a modal, for a fact. */
const FACT = 0.6;
const HAN_PAIR = /^\p{Script=Han}{2}$/u;
/** What an earlier clause of the statement must have in common with them, in pairs of Han characters. */
const LEAST_CARRIED = 2;

/** A plan, an expectation or a possibility that the statement tells as a fact. */
export function checkModality(
  claim: Reading,
  borne: Borne[],
  { sentences }: Evidence,
  words: ModalityWords,
): Flag[] {
  if (words.findProposals(claim.text).length > 0) return [];
  const kept = claim.modals.filter((modal) => !PARTICLES.has(modal.word) && !isNoHedge(modal, claim));
  const conditions = words.findConditions(claim.text);
  for (const clause of claim.clauses) {
    const before = kept.filter((modal) => modal.at < clause.end);
    if (before.some((each) => each.at >= clause.at || introduces(each, claim))) continue;
    if (conditions.some((each) => each.at >= clause.at && each.at < clause.end)) continue;
    // 预计盈利5亿元，同比增长8%: a modal goes for the figures behind it.
    const figures = before.length > 0 ? undefined : atFigures(clause, borne, words);
    const source =
      figures ??
      inWords(claim, clause, sentences) ??
      atPhrase(claim, clause, sentences) ??
      atJoint(claim, clause, sentences);
    if (source === undefined || standsFor(before, claim, source)) continue;
    if (hasEnded(claim, clause, sentences, words)) continue;
    if (isUnderCondition(claim, clause, conditions, source, words)) continue;
    return [{ kind: "modality", detail: `原文是“${source.modal.word}”，这里写成了事实` }];
  }
  return [];
}

/** 提振企业预期, 好于分析师预期: of an expectation only where the clause tells that it is revised. */
function isNoHedge({ word, at }: Found, { text, clauses }: Reading): boolean {
  const clause = clauseAt(clauses, at);
  return word === "预期" && !REVISED.test(text.slice(clause.at, clause.end));
}

const REVISED = /[上下]调|调[高低]|[上下]修/u;

/** 专家预计：… */
function introduces({ word, end }: Found, { text }: Reading): boolean {
  return FORESEES.has(word) && text.charAt(end) === ":";
}

const FORESEES = new Set(["预计", "预测", "预估", "料", "估计"]);

/** 终止收购…: the plan is no more, and that is a fact of the evidence. */
function hasEnded(
  claim: Reading,
  clause: Span,
  sentences: Reading[],
  { findEnded }: Pick<ModalityWords, "findEnded">,
): boolean {
  return findEnded(claim.text.slice(clause.at, clause.end)).some(({ word }) =>
    sentences.some(({ text, softeners, clauses }) =>
      findEnded(text).some(({ word: other, at }) => {
        if (other !== word) return false;
        const place = clauseAt(clauses, at);
        return !softeners.some((modal) => modal.at >= place.at && modal.end <= at);
      }),
    ),
  );
}

/** 若冲突升级，油价将上涨: the evidence has a condition there too, and the clause does not speak of today. */
function isUnderCondition(
  claim: Reading,
  clause: Span,
  conditions: Found[],
  { sentence }: Source,
  { findConditions }: Pick<ModalityWords, "findConditions">,
): boolean {
  const isToCome = claim.modals.some(
    ({ word, at }) => PARTICLES.has(word) && at >= clause.at && at < clause.end,
  );
  return isToCome && conditions.some(({ at }) => at < clause.at) && findConditions(sentence.text).length > 0;
}

/** A modal of the evidence and where it stands. */
interface Source {
  modal: Found;
  sentence: Reading;
}

/**
 * 拟成立合营公司 提供算力服务: whether one of the statement's modals before is that of the source, or is the same word and goes
 * for what stands in its sentence without a modal.
 */
function standsFor(kept: Found[], claim: Reading, { modal, sentence }: Source): boolean {
  const governed = governedBy(modal, sentence);
  const others = new Set(
    sentence.softeners.flatMap((each) => (each.at === modal.at ? [] : [...governedBy(each, sentence)])),
  );
  return kept.some((each) => {
    const isSame = each.word === modal.word;
    const repeated = [...pairsBehind(each, claim)].filter(
      (pair) =>
        HAN_PAIR.test(pair) &&
        (governed.has(pair) || (isSame && sentence.pairs.has(pair) && !others.has(pair))),
    );
    return repeated.length >= LEAST_CARRIED;
  });
}

function governedBy(modal: Found, sentence: Reading): Set<string> {
  return pairsBehind(modal, sentence, GOVERNED);
}

/** The modal of a figure of the clause: every place that bears it out has one before it in its sentence. */
function atFigures(clause: Span, borne: Borne[], words: ModalityWords): Source | undefined {
  for (const { claimed, by } of borne) {
    if (claimed.at < clause.at || claimed.at >= clause.end || claimed.unit === "bare") continue;
    const sources = by.map(({ quantity, sentence }) => {
      const modal = modalBefore(sentence, quantity.at, words);
      return modal && { modal, sentence };
    });
    if (sources.every((source) => source !== undefined) && sources[0] !== undefined) return sources[0];
  }
  return undefined;
}

function modalBefore(sentence: Reading, at: number, words: ModalityWords): Found | undefined {
  const modal = sentence.softeners.findLast((each) => each.end <= at);
  if (modal === undefined) return undefined;
  return words.findDone(sentence.text.slice(modal.end, at)).length > 0 ? undefined : modal;
}

/** The modal whose words the clause repeats, unless the evidence has most of them elsewhere as a fact. */
function inWords(claim: Reading, clause: Span, sentences: Reading[]): Source | undefined {
  const wanted = pairsOf(claim.text.slice(clause.at, clause.end));
  let best = { repeated: new Set<string>(), source: undefined as Source | undefined };
  for (const sentence of sentences) {
    for (const modal of sentence.softeners) {
      const repeated = new Set([...governedBy(modal, sentence)].filter((pair) => wanted.has(pair)));
      if (repeated.size > best.repeated.size) best = { repeated, source: { modal, sentence } };
    }
  }
  if (best.repeated.size < LEAST) return undefined;
  const facts = sentences.flatMap(({ text, softeners, clauses }) =>
    clauses.map((place) => {
      const first = softeners.find((modal) => modal.at >= place.at && modal.at < place.end);
      return shared(best.repeated, pairsOf(text.slice(place.at, first?.at ?? place.end)));
    }),
  );
  return Math.max(...facts) < FACT * best.repeated.size ? best.source : undefined;
}

/** What stands between a modal and the word that it softens. */
const BETWEEN = /^(?:继续|进一步|会|将|于|在|是|再|为|要|的|对|以){0,2}/u;
/** A modal softens what follows it this soon. */
const SOON = 8;
const PHRASE = 2;

/** The modal of a phrase that the clause has and that the evidence has only behind a modal. */
function atPhrase(claim: Reading, clause: Span, sentences: Reading[]): Source | undefined {
  const said = claim.text.slice(clause.at, clause.end);
  for (const sentence of sentences) {
    const { text, softeners } = sentence;
    for (const modal of softeners) {
      const from = modal.end + (BETWEEN.exec(text.slice(modal.end))?.[0].length ?? 0);
      const phrase = text.slice(from, from + PHRASE);
      if (!HAN_PAIR.test(phrase) || !said.includes(phrase)) continue;
      if (sentences.every((each) => alwaysSoft(phrase, each))) return { modal, sentence };
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

/** How many characters on either side of a modal tell its place. */
const JOINT = 2;

/** The modal that the statement leaves out between two words, which the evidence nowhere has side by side. */
function atJoint(claim: Reading, clause: Span, sentences: Reading[]): Source | undefined {
  const said = claim.text.slice(clause.at, clause.end);
  const known = new Set<string>();
  for (const sentence of sentences) {
    for (const modal of sentence.written) {
      const before = sentence.text.slice(Math.max(0, modal.at - JOINT), modal.at);
      const joined = before + sentence.text.slice(modal.end, modal.end + JOINT);
      if (known.has(joined) || joined.length < 2 * JOINT || !WRITTEN.test(joined) || !said.includes(joined))
        continue;
      known.add(joined);
      if (sentences.every(({ text }) => !text.includes(joined))) return { modal, sentence };
    }
  }
  return undefined;
}

const WRITTEN = /^[\p{L}\p{N}]+$/u;
