import { fileURLToPath } from "node:url";
import { verifySummary } from "../../src/summarize/gate/verify.js";
import { splitSentences } from "../../src/summarize/sentence/sentences.js";
import { openTools } from "../../src/tools.js";
import { corpusArticles, hasCorpus } from "../support/corpus.js";
import {
  CORRUPTIONS,
  type Corrupted,
  type Corruption,
  createNameMisplaced,
  numberMisplaced,
  type Sample,
  seeded,
  twoSentences,
} from "./gate/corrupt.js";
import { createOrganisationFinder } from "./gate/organisations.js";
import { headlinePairs, isHeldOut, titledArticles } from "./summary-pairs.js";

export interface GateRow {
  measure: string;
  /** How many were tried. */
  of: number;
  /** Percent, on the part that nothing was tuned on. */
  gate: number;
  /** The same with nothing but a search for each number's digits in the text. */
  plain: number;
  /** Percent; at least, or at most for the false alarms. */
  bar: number;
  aim: number;
}

type Check = (sample: Corrupted) => boolean;

const BARS: Record<string, [string, number, number]> = {
  digit: ["wrong digit caught", 92, 97],
  unit: ["wrong unit caught", 99, 99],
  date: ["wrong date caught", 96, 98],
  bank: ["wrong bank caught", 99, 100],
  direction: ["direction flipped caught", 80, 92],
  negation: ["negation added caught", 90, 96],
  modality: ["拟/预计/或 dropped caught", 60, 85],
};

/** All pairs of one part: those that are looked at, or those that are only counted. */
export function gateRows(heldOut = true): GateRow[] {
  const pairs = headlinePairs().filter(({ id }) => isHeldOut(id) === heldOut);
  const check = gateCheck();
  const rows = Object.entries(CORRUPTIONS).flatMap(([kind, corrupt]) => {
    const [measure, bar, aim] = BARS[kind] ?? [kind, 0, 0];
    return [{ measure, bar, aim, ...share(corruptedPairs(pairs, kind, corrupt), check) }];
  });
  const numbers = misplaced(pairs, "misplaced number", numberMisplaced);
  const names = misplacedNames(heldOut);
  return [
    ...rows,
    { measure: "number of elsewhere caught, two sentences", bar: 50, aim: 70, ...share(numbers, check) },
    { measure: "name of elsewhere caught, two sentences", bar: 50, aim: 70, ...share(names, check) },
    { measure: "human headlines flagged", bar: 12, aim: 8, ...share(pairs, check) },
    {
      measure: "human headlines flagged, two sentences",
      bar: 100,
      aim: 100,
      ...share(
        pairs.map((pair) => cutToTwo(pair, pairs)),
        check,
      ),
    },
  ];
}

export function corruptedPairs(pairs: Sample[], kind: string, corrupt: Corruption): Corrupted[] {
  return pairs.flatMap((pair) => corrupt(pair, seeded(`${kind} ${pair.id}`)) ?? []);
}

/** Few pairs name two organisations: the archive's short articles are tried too. */
export function misplacedNames(heldOut: boolean): Corrupted[] {
  const archive = corpusArticles().map(({ title, text }) => ({ headline: title, text }));
  const pairs = headlinePairs();
  const tried = [...pairs, ...titledArticles(pairs)].filter(({ id }) => isHeldOut(id) === heldOut);
  const corrupt = createNameMisplaced(createOrganisationFinder([...pairs, ...archive]));
  return misplaced(tried, "misplaced name", corrupt);
}

function misplaced(pairs: Sample[], kind: string, corrupt: Corruption): Corrupted[] {
  return corruptedPairs(pairs, kind, corrupt).map((sample) => cutToTwo(sample, pairs));
}

/** The sentences are chosen for the headline as it was written, as a summary's citations would be. */
export function cutToTwo(sample: Corrupted, pairs: Sample[]): Corrupted {
  const original = pairs.find(({ id }) => id === sample.id) ?? sample;
  const sentences = splitSentences(sample.text).map(({ text }) => text);
  return { ...sample, text: twoSentences(original, sentences).join("\n") };
}

export function gateCheck(): Check {
  const { gate } = openTools();
  return ({ headline, text }) =>
    verifySummary(gate, { text }, { headline: { text: headline }, bullets: [] }).length > 0;
}

function plainCheck({ headline, text }: Corrupted): boolean {
  const flat = (written: string) => written.normalize("NFKC").replaceAll(",", "");
  return [...flat(headline).matchAll(/\d+(?:\.\d+)?/gu)].some(([digits]) => !flat(text).includes(digits));
}

function share(samples: Corrupted[], check: Check): Pick<GateRow, "of" | "gate" | "plain"> {
  const percent = (by: Check) => (100 * samples.filter(by).length) / Math.max(1, samples.length);
  return { of: samples.length, gate: percent(check), plain: percent(plainCheck) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!hasCorpus) console.log("The corpus is missing: nothing to measure.");
  else {
    for (const heldOut of [false, true]) {
      console.log(heldOut ? "\npairs that are only counted" : "pairs that are looked at");
      console.table(
        gateRows(heldOut).map(({ measure, of, gate, plain, bar, aim }) => ({
          measure,
          of,
          "gate %": gate.toFixed(1),
          "digits only %": plain.toFixed(1),
          bar,
          aim,
        })),
      );
    }
  }
}
