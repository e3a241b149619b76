import { HEADLINE_LENGTH } from "../../src/news/summary.js";
import { compileLexicon, type Lexicon } from "../../src/summarize/lexicon.js";
import { pairKey } from "../../src/summarize/pairs.js";
import {
  type Candidate,
  candidateLength,
  candidateText,
  findCandidates,
} from "../../src/summarize/runs/candidates.js";
import { standingOf } from "../../src/summarize/runs/standing.js";
import { readLines } from "../../src/summarize/sentence/lines.js";
import { readSentences } from "../../src/summarize/sentence/reading.js";
import { beginsWithin, FEATURES, featuresOf, namesNobody } from "../../src/summarize/short/score.js";
import { loadSummaryTables, type Weights } from "../../src/summarize/tables.js";
import { openTools } from "../../src/tools.js";
import { hasCorpus } from "../support/corpus.js";
import { type HeadlineMark, worthOf } from "./headline-marks.js";
import { readMarks, textHash } from "./marks.js";
import { rouge, tokenize } from "./rouge.js";
import { headlinePairs, isHeldOut, type Pair, titledArticles } from "./summary-pairs.js";
import { cueTables, dataDir, rounded, saveWeights, writeJson } from "./weights-file.js";

/**
 * Fits the weights of headlines: the expected worth of a headline drawn with the odds that the scores give is made as
 * large as it gets, by gradient ascent. Its worth is its ROUGE and, where readers marked some of a text's headlines, what
 * they said of them. First with every pair of characters as a cue; then the strongest cues are kept and all is fitted
 * again. Writes data/summary-weights.json and data/summary-cues.json.
 */
const { tag } = openTools();
const CUES_KEPT = 1500;
const SEEN_AT_LEAST = 20;
const DECAY_OF_FEATURES = 1e-3;
const DECAY_OF_CUES = 1e-3;
const SHARPNESS = 20;
const PARTS = 10;
/** In ROUGE: what a headline loses by not naming whom it is about, and by what often leaves it unnamed. */
const SUBJECT = 0.05;
const WITHIN = 0.1;
const NOBODY = 0.1;
/** What all that readers said weighs beside all that ROUGE says. */
const READERS = 0.3;

/** Of the headlines of a text. */
interface Choice {
  /** Its number among the texts. */
  text: number;
  candidates: Candidate[];
  rewards: number[];
}

interface Example {
  text: number;
  weight: number;
  features: number[][];
  cues: number[][];
  rewards: number[];
}

interface Model {
  weights: Float64Array;
  cues: Float64Array;
}

if (hasCorpus) fitWeights();
else console.log("The corpus is missing: nothing to fit on.");

function fitWeights(): void {
  const tables = loadSummaryTables(dataDir);
  const lexicon = compileLexicon(tables.phrases, { inside: {}, start: {}, end: {} });
  const pairs = headlinePairs();
  const seen = [...pairs.filter(({ id }) => !isHeldOut(id)), ...titledArticles(pairs)];
  console.log(`fitting on ${seen.length} texts`);

  const marks = readMarks<HeadlineMark>("headline-marks.jsonl");
  const sets = seen.map((pair, text) => choiceOf(pair, text, lexicon));
  const marked = seen.flatMap(({ id }, i) => markedOf(sets[i], marks.get(id)) ?? []);
  console.log(`and on what readers said of ${marked.length} of them`);
  const toExamples = (vocabulary: Map<string, number>) => [
    ...examplesOf(sets, vocabulary, lexicon, 1),
    ...examplesOf(marked, vocabulary, lexicon, (READERS * sets.length) / marked.length),
  ];
  const vocabulary = countCues(sets.map(({ candidates }) => candidates));
  const first = climbOften(toExamples(vocabulary), vocabulary.size, 150);
  const strongest = new Map(
    [...vocabulary]
      .map(([cue, index]) => ({ cue, strength: Math.abs(first.cues[index] ?? 0) }))
      .sort((a, b) => b.strength - a.strength)
      .slice(0, CUES_KEPT)
      .map(({ cue }, index) => [cue, index]),
  );
  const model = climbOften(toExamples(strongest), strongest.size, 120);
  save(model, strongest);
}

function choiceOf({ text: article, headline }: Pair, text: number, lexicon: Lexicon): Choice {
  const candidates = shortCandidates(article, lexicon);
  const reference = tokenize(headline);
  const rewards = candidates.map((candidate) => {
    const { r1, r2, rl } = rouge(tokenize(candidateText(candidate)), reference);
    return (r1 + r2 + rl) / 3 - costOf(candidate, lexicon);
  });
  return { text, candidates, rewards };
}

/** The headlines that readers marked, and what they are worth to them. */
function markedOf(all: Choice | undefined, marks: Record<string, HeadlineMark> = {}): Choice | undefined {
  const candidates: Candidate[] = [];
  const rewards: number[] = [];
  for (const candidate of all?.candidates ?? []) {
    const mark = marks[textHash(candidateText(candidate))];
    if (mark === undefined) continue;
    candidates.push(candidate);
    rewards.push(worthOf(mark));
  }
  return all && candidates.length > 1 ? { text: all.text, candidates, rewards } : undefined;
}

function costOf(candidate: Candidate, lexicon: Lexicon): number {
  return (
    (standingOf(candidate, lexicon) === "subjectless" ? SUBJECT : 0) +
    (beginsWithin(candidate) ? WITHIN : 0) +
    (namesNobody(candidate) ? NOBODY : 0)
  );
}

function shortCandidates(text: string, lexicon: Lexicon): Candidate[] {
  const lines = readLines([{ kind: "paragraph", text }]);
  return readSentences(lines, { lexicon, banks: tag({ text }).banks, limit: 12 })
    .flatMap((read) => findCandidates(read, lexicon, HEADLINE_LENGTH))
    .filter((candidate) => candidateLength(candidate) <= HEADLINE_LENGTH);
}

/** The cues of a candidate as the tables name them: inside/xx, start/xx, end/xx. */
function cuesOf({ read: { text }, at, end }: Candidate): string[] {
  const found = new Set([
    `start/${text.slice(at, at + 2)}`,
    `start/${text.slice(at, at + 1)}`,
    `end/${text.slice(end - 2, end)}`,
    `end/${text.slice(end - 1, end)}`,
  ]);
  for (let i = at + 1; i < end; i += 1) {
    if (pairKey(text, i) !== 0) found.add(`inside/${text.slice(i - 1, i + 1)}`);
  }
  return [...found];
}

function countCues(sets: Candidate[][]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const candidates of sets) {
    const here = new Set(candidates.flatMap(cuesOf));
    for (const cue of here) counts.set(cue, (counts.get(cue) ?? 0) + 1);
  }
  const kept = [...counts].filter(([cue, count]) => count >= SEEN_AT_LEAST && !/\d/u.test(cue));
  return new Map(kept.map(([cue], index) => [cue, index]));
}

function examplesOf(
  sets: Choice[],
  vocabulary: Map<string, number>,
  lexicon: Lexicon,
  weight: number,
): Example[] {
  return sets
    .filter(({ candidates }) => candidates.length > 1)
    .map(({ text, candidates, rewards }) => ({
      text,
      features: candidates.map((candidate) => featuresOf(candidate, lexicon)),
      cues: candidates.map((candidate) => cuesOf(candidate).flatMap((cue) => vocabulary.get(cue) ?? [])),
      rewards,
      weight,
    }));
}

/** The mean of fits that each leave out a tenth of the texts: chance weighs less in it. */
function climbOften(examples: Example[], cueCount: number, rounds: number): Model {
  const models = Array.from({ length: PARTS }, (_, part) =>
    climb(
      examples.filter(({ text }) => text % PARTS !== part),
      cueCount,
      rounds,
    ),
  );
  const mean = (values: Float64Array[]) =>
    (values[0] ?? new Float64Array()).map(
      (_, j) => values.reduce((sum, each) => sum + (each[j] ?? 0), 0) / PARTS,
    );
  return { weights: mean(models.map(({ weights }) => weights)), cues: mean(models.map(({ cues }) => cues)) };
}

function climb(examples: Example[], cueCount: number, rounds: number): Model {
  const scale = FEATURES.map((_, k) =>
    spread(examples.flatMap(({ features }) => features.map((f) => f[k] ?? 0))),
  );
  const size = FEATURES.length + cueCount;
  const model: Model = { weights: new Float64Array(FEATURES.length), cues: new Float64Array(cueCount) };
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  for (let round = 1; round <= rounds; round += 1) {
    const gradient = new Float64Array(size);
    for (const example of examples) addGradient(example, model, gradient);
    for (let j = 0; j < size; j += 1) {
      const isFeature = j < FEATURES.length;
      const unit = isFeature ? (scale[j] ?? 1) : 1;
      const value = isFeature ? (model.weights[j] ?? 0) : (model.cues[j - FEATURES.length] ?? 0);
      const decay = isFeature ? DECAY_OF_FEATURES * value * unit : DECAY_OF_CUES * value;
      const slope = (gradient[j] ?? 0) / unit / examples.length - decay;
      mean[j] = 0.9 * (mean[j] ?? 0) + 0.1 * slope;
      square[j] = 0.99 * (square[j] ?? 0) + 0.01 * slope * slope;
      const step =
        (0.05 * ((mean[j] ?? 0) / (1 - 0.9 ** round))) /
        (Math.sqrt((square[j] ?? 0) / (1 - 0.99 ** round)) + 1e-6) /
        unit;
      if (isFeature) model.weights[j] = value + step;
      else model.cues[j - FEATURES.length] = value + step;
    }
  }
  return model;
}

/** Of the expected reward, where the odds of a candidate are the exponential of its score. */
function addGradient(
  { features, cues, rewards, weight }: Example,
  model: Model,
  gradient: Float64Array,
): void {
  const scores = features.map((feature, i) => {
    let score = 0;
    for (let k = 0; k < feature.length; k += 1) score += (feature[k] ?? 0) * (model.weights[k] ?? 0);
    for (const cue of cues[i] ?? []) score += model.cues[cue] ?? 0;
    return score;
  });
  const top = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - top));
  const total = odds.reduce((sum, odd) => sum + odd, 0);
  const expected = odds.reduce((sum, odd, i) => sum + (odd / total) * (rewards[i] ?? 0), 0);
  for (const [i, feature] of features.entries()) {
    const pull = ((odds[i] ?? 0) / total) * ((rewards[i] ?? 0) - expected) * SHARPNESS * weight;
    if (Math.abs(pull) < 1e-6) continue;
    for (let k = 0; k < feature.length; k += 1) gradient[k] = (gradient[k] ?? 0) + pull * (feature[k] ?? 0);
    for (const cue of cues[i] ?? []) {
      const at = FEATURES.length + cue;
      gradient[at] = (gradient[at] ?? 0) + pull;
    }
  }
}

function spread(values: number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1;
}

function save(model: Model, vocabulary: Map<string, number>): void {
  const headline = Object.fromEntries(FEATURES.map((name, k) => [name, rounded(model.weights[k] ?? 0, 2)]));
  // The cues come out of the fit in units of score, their sum is divided by ten as a feature.
  saveWeights("headline", { ...headline, cueWeight: 10 } as Weights["headline"]);

  const cues = [...vocabulary].map(([cue, index]): [string, number] => [cue, model.cues[index] ?? 0]);
  writeJson("summary-cues.json", cueTables(["inside", "start", "end"], cues, 2));
}
