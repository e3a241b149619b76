import { compileLexicon } from "../../src/summarize/lexicon.js";
import { DOUBTS, doubtsOf } from "../../src/summarize/long/doubts.js";
import { findProspects } from "../../src/summarize/long/prospects.js";
import { compileLongScoring } from "../../src/summarize/long/scoring.js";
import { createOfflineSummarizer } from "../../src/summarize/offline.js";
import { candidateText } from "../../src/summarize/runs/candidates.js";
import { loadSummaryTables, type Weights } from "../../src/summarize/tables.js";
import { openTools } from "../../src/tools.js";
import { type CorpusArticle, corpusArticles, hasCorpus } from "../support/corpus.js";
import { dot, leastSquares, type Sparse } from "./least-squares.js";
import { readArticle } from "./long-cases.js";
import { readMarks, textHash } from "./marks.js";
import { dataDir, rounded, saveWeights } from "./weights-file.js";

/**
 * Fits how doubtful a run of clauses is as a bullet, by least squares: 1 for what readers called a fragment, 1 more for what
 * misleads, a half for what tells nothing. Writes data/summary-weights.json, and prints how often readers found fault with
 * what a fit on four fifths of the articles doubts least, and most, among the last fifth.
 */
const { tag, findInstruction } = openTools();
const FOLDS = 5;
const DECAY = 5;

/** W a whole statement below its heading, F a fragment; M misleading, E of no news value. */
type BulletMark = `${"W" | "F"}${"" | "M" | "E" | "ME" | "EM"}`;

interface Marked {
  fold: number;
  row: Sparse;
  fault: number;
}

if (hasCorpus) fitDoubts();
else console.log("The corpus is missing: nothing to fit on.");

function fitDoubts(): void {
  const tables = loadSummaryTables(dataDir);
  const lexicon = compileLexicon(tables.phrases, tables.cues);
  const scoring = compileLongScoring(tables);
  const summarize = createOfflineSummarizer(tables, findInstruction);
  const articles = new Map(corpusArticles().map((article) => [article.id, article]));

  function markedOf(article: CorpusArticle, marks: Record<string, BulletMark>, fold: number): Marked[] {
    const { reads, heading } = readArticle(article, { tag, summarize, lexicon });
    const runs = findProspects(reads, lexicon, scoring, heading).flatMap((prospect) => prospect.runs());
    const byHash = new Map(runs.map(({ candidate }) => [textHash(candidateText(candidate)), candidate]));
    return Object.entries(marks).flatMap(([hash, mark]) => {
      const candidate = byHash.get(hash);
      if (!candidate) return [];
      const holds = doubtsOf(candidate, { reads, lexicon, heading });
      const columns = [...holds.keys()].filter((k) => holds[k]);
      return [{ fold, row: { columns, values: columns.map(() => 1) }, fault: faultOf(mark) }];
    });
  }

  const marks = [...readMarks<BulletMark>("bullet-marks.jsonl")];
  const marked = marks.flatMap(([id, ofArticle], i) => {
    const article = articles.get(id);
    return article ? markedOf(article, ofArticle, i % FOLDS) : [];
  });
  const all = marks.reduce((sum, [, ofArticle]) => sum + Object.keys(ofArticle).length, 0);
  console.log(
    `fitting on ${marked.length} of the ${all} bullets that readers marked in ${marks.length} articles`,
  );
  printFaults(marked);
  const weights = weightsOf(marked);
  const doubt = Object.fromEntries(DOUBTS.map((name, k) => [name, rounded(weights[k] ?? 0, 3)]));
  saveWeights("doubt", doubt as Weights["doubt"]);
}

function faultOf(mark: BulletMark): number {
  return (mark.includes("F") ? 1 : 0) + (mark.includes("M") ? 1 : 0) + (mark.includes("E") ? 0.5 : 0);
}

function weightsOf(marked: Marked[]): Float64Array {
  return leastSquares(
    marked.map(({ row }) => row),
    marked.map(({ fault }) => fault),
    DOUBTS.map(() => DECAY),
  );
}

function printFaults(marked: Marked[]): void {
  const doubted = Array.from({ length: FOLDS }, (_, fold) => {
    const weights = weightsOf(marked.filter((each) => each.fold !== fold));
    return marked
      .filter((each) => each.fold === fold)
      .map(({ row, fault }) => ({ fault, doubt: dot(weights, row) }));
  }).flat();
  const sorted = doubted.sort((a, b) => a.doubt - b.doubt);
  const quarter = Math.floor(sorted.length / 4);
  const faulty = (some: typeof sorted) =>
    `${((100 * some.filter(({ fault }) => fault > 0).length) / some.length).toFixed(0)}%`;
  console.log("with a fault, by cross-validation:");
  console.table({
    all: faulty(sorted),
    "the quarter doubted least": faulty(sorted.slice(0, quarter)),
    "the quarter doubted most": faulty(sorted.slice(-quarter)),
  });
}
