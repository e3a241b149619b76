/**
 * How fast offline summaries are made on one core, and whether the time grows with the length alone.
 * Run: npm run bench:summaries
 */
import { splitSentences } from "../../src/summarize/sentence/sentences.js";
import { openTools } from "../../src/tools.js";
import { loadPeers } from "../eval/peers.js";
import { headlinePairs } from "../eval/summary-pairs.js";
import { corpusArticles, hasCorpus } from "../support/corpus.js";

const LENGTHS = [1_000, 3_000, 10_000, 30_000, 100_000];
const ROUNDS = 5;

async function main(): Promise<void> {
  const { summarizeOffline: summarize } = openTools();
  const texts = headlinePairs().map(({ text }) => text);
  const run = (text: string) => {
    summarize({ blocks: [{ kind: "paragraph", text }] });
  };
  const rows = [{ what: "yinxun, offline", "articles a CPU second": perSecond(texts, run) }];
  for (const [what, peer] of Object.entries(loadPeers() ?? {})) {
    const start = process.cpuUsage();
    const some = texts.slice(0, 200);
    for (const text of some)
      await peer(
        splitSentences(text).map((sentence) => sentence.text),
        1,
      );
    rows.push({ what, "articles a CPU second": Math.round(some.length / secondsSince(start)) });
  }
  console.log(`${texts.length} short articles (bar 1,000, aim 3,000):`);
  console.table(rows);

  const prose = corpusArticles()
    .map(({ text }) => text)
    .join("\n");
  // Long articles run other code than short ones: it is compiled before the clock starts.
  for (let round = 0; round < ROUNDS; round += 1) run(prose.slice(0, 20_000));
  const growth = LENGTHS.map((length) => ({ length, ms: bestOf(() => run(prose.slice(0, length))) }));
  const unit = growth[0] ?? { length: 1, ms: 1 };
  console.table(
    growth.map(({ length, ms }) => ({
      characters: length,
      ms: ms.toFixed(2),
      "time a character, to the shortest": (ms / length / (unit.ms / unit.length)).toFixed(2),
    })),
  );
}

/** The fastest of a few rounds: the first ones are spent on compiling. */
function perSecond(texts: string[], run: (text: string) => void): number {
  return Math.round(texts.length / (bestOf(() => texts.forEach(run)) / 1000));
}

function bestOf(run: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = process.cpuUsage();
    run();
    best = Math.min(best, secondsSince(start) * 1000);
  }
  return best;
}

function secondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

if (hasCorpus) await main();
else console.log("The corpus is missing: nothing to measure.");
