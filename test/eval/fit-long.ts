import { compileLexicon, type Lexicon } from "../../src/summarize/lexicon.js";
import { CLAUSE_FEATURES, clauseFeatures } from "../../src/summarize/long/clause-worth.js";
import { findFacts, weighFacts } from "../../src/summarize/long/facts.js";
import { createOfflineSummarizer, type SummarizeOffline } from "../../src/summarize/offline.js";
import { pairKey } from "../../src/summarize/pairs.js";
import { markPairs } from "../../src/summarize/runs/shares.js";
import { type ClauseWeights, loadSummaryTables, type SummaryTables } from "../../src/summarize/tables.js";
import { openTools } from "../../src/tools.js";
import { hasCorpus } from "../support/corpus.js";
import { leastSquares } from "./least-squares.js";
import {
  coverageOf,
  givenCases,
  headlineAndBulletsOf,
  inputOf,
  type LongCase,
  markedCases,
  readArticle,
  tells,
} from "./long-cases.js";
import { cueTables, dataDir, rounded, saveWeights, writeJson } from "./weights-file.js";

/**
 * Fits what a clause of a long article is worth, by least squares with a decay: the weights of the facts that it tells
 * first, less for what is told again and for what tells nothing. Writes data/summary-weights.json and
 * data/summary-long-cues.json, and prints what a fit on four fifths of the marked articles, and on the given ones, does for the
 * last fifth.
 */
const { tag, findInstruction } = openTools();
const FOLDS = 5;
/** How often the articles that come with their facts count: their author says what an excerpt should hold. */
const GIVEN = 3;
const DECAY_OF_FEATURES = 1;
const DECAY_OF_CUES = 100;
const SEEN_AT_LEAST = 15;
/** A cue that weighs less than this is left out. */
const SLIGHT = 0.02;
/** What telling a fact once more is worth, in parts of telling it. */
const AGAIN = 0.3;
/** What a clause loses by holding a phrase that tells nothing. */
const FILLER = 2;

interface Row {
  features: number[];
  cues: string[];
  worth: number;
}

interface Model {
  weights: number[];
  cues: Map<string, number>;
}

if (hasCorpus) fitWorths();
else console.log("The corpus is missing: nothing to fit on.");

function fitWorths(): void {
  const tables = loadSummaryTables(dataDir);
  const cases = markedCases();
  const ids = [...new Set(cases.map(({ article }) => article.id))];
  const foldOf = new Map(ids.map((id, i) => [id, i % FOLDS]));
  console.log(`fitting on ${ids.length} articles, marked ${cases.length} times`);
  const lexicon = compileLexicon(tables.phrases, tables.cues);
  const present = createOfflineSummarizer(tables, findInstruction);
  const given = givenCases().flatMap((each) => rowsOf(each, tables, lexicon, present));
  const fitOn = (others: Row[]) => fitRows([...others, ...Array.from({ length: GIVEN }, () => given).flat()]);
  const rows = cases.map((each) => rowsOf(each, tables, lexicon, present));
  const texts = cases.map(() => "");
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const summarize = createOfflineSummarizer(
      withModel(tables, fitOn(rows.filter((_, i) => foldOf.get(cases[i]?.article.id ?? "") !== fold).flat())),
      findInstruction,
    );
    for (const [i, each] of cases.entries()) {
      if (foldOf.get(each.article.id) === fold)
        texts[i] = headlineAndBulletsOf(summarize(inputOf(each.article, tag)));
    }
  }
  const openings = cases.map(({ article }) => article.text);
  const aboutBanks = new Set(
    cases.flatMap((each, i) => (inputOf(each.article, tag).banks.length > 0 ? i : [])),
  );
  const pick = <T>(list: T[]) => list.filter((_, i) => aboutBanks.has(i));
  console.log("by cross-validation:");
  console.table({
    [`all ${cases.length} markings`]: coverageOf(cases, texts),
    "first 280 characters": coverageOf(cases, openings),
    [`the ${aboutBanks.size} that name a bank`]: coverageOf(pick(cases), pick(texts)),
    "first 280 characters of these": coverageOf(pick(cases), pick(openings)),
  });
  save(withModel(tables, fitOn(rows.flat())));
}

function rowsOf(each: LongCase, tables: SummaryTables, lexicon: Lexicon, summarize: SummarizeOffline): Row[] {
  const { reads, heading } = readArticle(each.article, { tag, summarize, lexicon });
  const [first] = reads;
  if (!first) return [];
  const inHeading = markPairs(first.counters.pairs, heading);
  const untold = new Set(each.facts.filter(({ any }) => !tells(heading, any)));
  const told = new Set<unknown>();
  const measuresTold = new Set<string>();
  return reads.flatMap((read) => {
    const facts = findFacts(read.text, lexicon, measuresTold);
    weighFacts(facts, read, tables.weights.fact);
    return read.clauses.flatMap(({ at, end }, index) => {
      if (index < read.openings.length) return [];
      const clause = read.text.slice(at, end);
      let worth = tells(clause, each.filler) ? -FILLER : 0;
      for (const fact of untold) {
        if (!tells(clause, fact.any)) continue;
        worth += fact.weight * (told.has(fact) ? AGAIN : 1);
        told.add(fact);
      }
      return [{ features: clauseFeatures(read, index, facts, inHeading), cues: cuesOf(clause), worth }];
    });
  });
}

/** As the tables name them: inside/xx, start/xx. */
function cuesOf(clause: string): string[] {
  const found: string[] = [];
  for (let i = 1; i < clause.length; i += 1) {
    if (pairKey(clause, i) === 0) continue;
    const pair = clause.slice(i - 1, i + 1);
    if (i === 1) found.push(`start/${pair}`);
    found.push(`inside/${pair}`);
  }
  return found;
}

function fitRows(rows: Row[]): Model {
  const columns = columnsOf(rows);
  const solution = leastSquares(
    rows.map(({ features, cues }) => {
      const known = cues.flatMap((cue) => columns.get(cue) ?? []);
      return { columns: [...features.keys(), ...known], values: [...features, ...known.map(() => 1)] };
    }),
    rows.map(({ worth }) => worth),
    [...CLAUSE_FEATURES.map(() => DECAY_OF_FEATURES), ...[...columns].map(() => DECAY_OF_CUES)],
  );
  return {
    weights: [...solution.slice(0, CLAUSE_FEATURES.length)],
    cues: new Map([...columns].map(([cue, column]) => [cue, solution[column] ?? 0])),
  };
}

/** Of the cues that are seen often enough, behind those of the features. */
function columnsOf(rows: Row[]): Map<string, number> {
  const seen = new Map<string, number>();
  for (const { cues } of rows) for (const cue of new Set(cues)) seen.set(cue, (seen.get(cue) ?? 0) + 1);
  const often = [...seen].filter(([, count]) => count >= SEEN_AT_LEAST);
  return new Map(often.map(([cue], i) => [cue, CLAUSE_FEATURES.length + i]));
}

function withModel(tables: SummaryTables, { weights, cues }: Model): SummaryTables {
  const clause = Object.fromEntries(CLAUSE_FEATURES.map((name, k) => [name, rounded(weights[k] ?? 0, 3)]));
  const telling = [...cues].filter(([, weight]) => Math.abs(weight) >= SLIGHT);
  const longCues = cueTables(["inside", "start"], telling, 3);
  return { ...tables, weights: { ...tables.weights, clause: clause as ClauseWeights }, longCues };
}

function save({ weights, longCues }: SummaryTables): void {
  saveWeights("clause", weights.clause);
  writeJson("summary-long-cues.json", longCues);
}
