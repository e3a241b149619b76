/**
 * Finds the weights of data/stories.json: logistic regression on the labelled pairs, those of the corpus and those
 * judged for this project. Prints what ten-fold cross-validation says of them before it prints the weights.
 * Run: npx tsx test/eval/fit-stories.ts [--errors]
 */
import { likeness } from "../../src/stories/compare.js";
import { conflict } from "../../src/stories/conflict.js";
import { loadStoryRules } from "../../src/stories/rules.js";
import { aspects } from "../../src/stories/score.js";
import { ofOneFrame } from "../../src/stories/verdict.js";
import { corpusArticles, hasCorpus } from "../support/corpus.js";
import { articleReading, type LabelledPair, readDevPairs, readJudgedPairs } from "./stories-data.js";

const RIDGE = 0.1;
const FOLDS = 10;
/** How much a pair counts: "related" pairs should stay apart, but it is no disaster if one does not. */
const IMPORTANCE = { dev: 1, own: 0.7, related: 0.5 };

interface Sample {
  pair: LabelledPair;
  dev: boolean;
  x: number[];
  y: number;
  importance: number;
  vetoed: string | undefined;
}

if (hasCorpus) main();
else console.log("no corpus beside the project: nothing to fit");

function main(): void {
  const rules = loadStoryRules();
  const wanted = new Map(corpusArticles().map((article) => [article.id, article]));
  const names: string[] = [];
  const samples: Sample[] = [];
  const dev = readDevPairs();
  const known = new Set(dev.flatMap(({ a, b }) => [`${a} ${b}`, `${b} ${a}`]));
  const own = readJudgedPairs().filter(({ a, b }) => !known.has(`${a} ${b}`));
  for (const [pairs, isDev] of [[dev, true] as const, [own, false] as const]) {
    for (const pair of pairs) {
      const first = wanted.get(pair.a);
      const second = wanted.get(pair.b);
      if (!first || !second) continue;
      const a = articleReading(first, rules);
      const b = articleReading(second, rules);
      if (!a.dated || !b.dated) continue;
      const like = likeness(a, b);
      const values = aspects(like, ofOneFrame(a, b));
      if (names.length === 0) names.push(...Object.keys(values));
      samples.push({
        pair,
        dev: isDev,
        x: names.map((name) => values[name] ?? 0),
        y: pair.label === "same" ? 1 : 0,
        importance: pair.label === "related" ? IMPORTANCE.related : isDev ? IMPORTANCE.dev : IMPORTANCE.own,
        vetoed: conflict(a, b, like, rules),
      });
    }
  }
  report(samples);
  const weights = learn(samples.filter(({ vetoed }) => vetoed === undefined));
  console.log(
    JSON.stringify(Object.fromEntries(names.map((name, at) => [name, round(weights[at])])), null, 2),
  );
}

function report(samples: Sample[]): void {
  const shuffled = [...samples].sort((a, b) => order(a.pair) - order(b.pair));
  const judged = shuffled.map((sample, index) => {
    const rest = shuffled.filter((other, at) => at % FOLDS !== index % FOLDS && other.vetoed === undefined);
    return { sample, rest, fold: index % FOLDS };
  });
  const byFold = new Map(judged.map(({ fold, rest }) => [fold, rest]));
  const fitted = new Map([...byFold].map(([fold, rest]) => [fold, learn(rest)]));
  const scored = judged.map(({ sample, fold }) => ({
    ...sample,
    p: sample.vetoed === undefined ? sigmoid(dot(sample.x, fitted.get(fold) ?? [])) : 0,
  }));
  for (const threshold of [0.2, 0.3, 0.4, 0.5, 0.6]) {
    const line = [true, false].map((isDev) => {
      const some = scored.filter(({ dev, pair }) => dev === isDev && pair.label !== "related");
      const joined = some.filter(({ p }) => p >= threshold);
      const right = joined.filter(({ y }) => y === 1).length;
      const all = some.filter(({ y }) => y === 1).length;
      return `${isDev ? "corpus" : "own"}: precision ${(right / joined.length).toFixed(3)} recall ${(right / all).toFixed(3)}`;
    });
    const related = scored.filter(({ pair, p }) => pair.label === "related" && p >= threshold).length;
    console.log(`threshold ${threshold}  ${line.join("  ")}  related joined ${related}`);
  }
  if (!process.argv.includes("--errors")) return;
  for (const { pair, p, y, vetoed } of scored.sort((a, b) => a.p - b.p)) {
    if (y === 1 ? p < 0.4 : p > 0.3)
      console.log(p.toFixed(2), pair.label, pair.a, pair.b, pair.note ?? "", vetoed ?? "");
  }
}

/** Newton's method on the ridge-penalized likelihood. */
function learn(samples: Sample[]): number[] {
  const size = samples[0]?.x.length ?? 0;
  const weights: number[] = Array.from({ length: size }, () => 0);
  for (let round = 0; round < 30; round++) {
    const gradient = weights.map((weight) => weight * RIDGE);
    const hessian: number[][] = weights.map((_, row) =>
      weights.map((__, column) => (row === column ? RIDGE : 0)),
    );
    for (const { x, y, importance } of samples) {
      const p = sigmoid(dot(x, weights));
      for (let row = 0; row < size; row++) {
        const value = x[row] ?? 0;
        if (value === 0) continue;
        gradient[row] = (gradient[row] ?? 0) + importance * (p - y) * value;
        const line = hessian[row] ?? [];
        for (let column = 0; column < size; column++) {
          line[column] = (line[column] ?? 0) + importance * p * (1 - p) * value * (x[column] ?? 0);
        }
      }
    }
    const step = solve(hessian, gradient);
    for (let at = 0; at < size; at++) weights[at] = (weights[at] ?? 0) - (step[at] ?? 0);
  }
  return weights;
}

/** Gaussian elimination; the ridge keeps the matrix positive definite. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  const size = rows.length;
  for (let pivot = 0; pivot < size; pivot++) {
    const top = rows[pivot] ?? [];
    for (let below = pivot + 1; below < size; below++) {
      const row = rows[below] ?? [];
      const factor = (row[pivot] ?? 0) / (top[pivot] ?? 1);
      for (let column = pivot; column <= size; column++)
        row[column] = (row[column] ?? 0) - factor * (top[column] ?? 0);
    }
  }
  const answer = new Array<number>(size).fill(0);
  for (let at = size - 1; at >= 0; at--) {
    const row = rows[at] ?? [];
    let sum = row[size] ?? 0;
    for (let column = at + 1; column < size; column++) sum -= (row[column] ?? 0) * (answer[column] ?? 0);
    answer[at] = sum / (row[at] ?? 1);
  }
  return answer;
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

function round(value = 0): number {
  return Number(value.toFixed(2));
}

/** A fixed shuffle: pairs of one story stand together in the files. */
function order({ a, b }: LabelledPair): number {
  let hash = 7;
  for (const letter of a + b) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0;
  return Math.imul(hash, 2654435761) >>> 0;
}
