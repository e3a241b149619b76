import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RawItem } from "../../src/news/article.js";
import type { Stages } from "../../src/pipeline.js";
import { built } from "../support/built.js";
import { corpus, corpusArticles, hasCorpus } from "../support/corpus.js";
import { parseAndTakeText } from "../support/parse-floor.js";

// How fast an item goes through the pipeline into a SQLite file, whole and by stage, next to a floor in the same run:
// what it costs merely to parse the same bodies, cheerio.load(body) and text().

const LONG = 2_000;
const WARM_UPS = 2;
const ROUNDS = 7;

const STAGES = ["extract", "tag", "joinStory", "summarize", "save"] as const;
type Spent = Record<(typeof STAGES)[number] | "whole" | "floor", number>;

const { createStages } = await built<typeof import("../../src/newsroom.js")>("newsroom.js");
const { processItem } = await built<typeof import("../../src/pipeline.js")>("pipeline.js");
const { openStore } = await built<typeof import("../../src/store/open.js")>("store/open.js");
const { openTools } = await built<typeof import("../../src/tools.js")>("tools.js");

/** Opened once, as in the service: their patterns are compiled as they are used. */
const tools = openTools();

if (!hasCorpus) console.log("The corpus is not here: nothing to measure with.");
else await main();

async function main(): Promise<void> {
  const items = [...posts("finews/_posts"), ...posts("jekyll-sibling/_posts"), ...pages()];
  const groups = {
    [`HTML, over ${LONG} characters`]: items.filter((item) => item.body.length > LONG && isHtml(item)),
    [`Markdown, over ${LONG} characters`]: items.filter((item) => item.body.length > LONG && !isHtml(item)),
    short: items.filter((item) => item.body.length <= LONG),
  };
  // A service runs for days: what is measured is compiled by then, and by news of every kind.
  for (let round = 0; round < WARM_UPS; round++)
    for (const members of Object.values(groups)) await measure(members);
  // In turns, so that what else the machine does falls on all groups alike.
  const rounds = Object.keys(groups).map((): Spent[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, members] of Object.values(groups).entries())
      rounds[index]?.push(await measure(members));
  }
  const measured = Object.entries(groups).map(([bodies, { length }], index) => ({
    bodies,
    count: length,
    spent: medianOf(rounds[index] ?? []),
  }));
  const long = sumOf(measured.filter(({ bodies }) => bodies !== "short"));
  console.table([...measured, { bodies: `all over ${LONG} characters`, ...long }].map(rowOf));
}

interface Measured {
  count: number;
  spent: Spent;
}

/** Not the best: a round of the floor that happens to end without a collection of garbage is no cost that anybody pays. */
function medianOf(rounds: Spent[]): Spent {
  return eachOf((what) => {
    const inOrder = rounds.map((spent) => spent[what]).sort((a, b) => a - b);
    return inOrder[Math.floor(inOrder.length / 2)] ?? 0;
  });
}

function sumOf(groups: Measured[]): Measured {
  const sum = (values: number[]) => values.reduce((all, value) => all + value, 0);
  return {
    count: sum(groups.map(({ count }) => count)),
    spent: eachOf((what) => sum(groups.map(({ spent }) => spent[what]))),
  };
}

function eachOf(value: (what: keyof Spent) => number): Spent {
  return {
    extract: value("extract"),
    tag: value("tag"),
    joinStory: value("joinStory"),
    summarize: value("summarize"),
    save: value("save"),
    whole: value("whole"),
    floor: value("floor"),
  };
}

function rowOf({ bodies, count, spent }: Measured & { bodies: string }): Record<string, string> {
  const each = (what: keyof Spent) => (spent[what] / count).toFixed(3);
  return {
    bodies,
    count: String(count),
    "articles/s": (count / (spent.whole / 1000)).toFixed(0),
    "times the floor": (spent.whole / spent.floor).toFixed(1),
    "floor ms": each("floor"),
    "whole ms": each("whole"),
    ...Object.fromEntries(STAGES.map((stage) => [`${stage} ms`, each(stage)])),
  };
}

/** Milliseconds for all items, into an empty store. */
async function measure(items: RawItem[]): Promise<Spent> {
  const spent = eachOf(() => 0);
  const folder = mkdtempSync(join(tmpdir(), "yinxun-bench-"));
  const store = await openStore(`file:${folder}/bench.db`);
  const stages = timed(createStages(store, tools), spent);
  let started = performance.now();
  for (const item of items) await processItem(item, Date.now, stages).catch(() => "unreadable");
  spent.whole = performance.now() - started;
  started = performance.now();
  for (const { body } of items) parseAndTakeText(body);
  spent.floor = performance.now() - started;
  await store.close();
  rmSync(folder, { recursive: true });
  return spent;
}

function timed(stages: Stages, spent: Spent): Stages {
  function clocked<A extends unknown[], R>(name: keyof Spent, stage: (...args: A) => R): (...args: A) => R {
    return (...args) => {
      const started = performance.now();
      const add = () => {
        spent[name] += performance.now() - started;
      };
      const result = stage(...args);
      if (result instanceof Promise) void result.finally(add);
      else add();
      return result;
    };
  }
  return {
    extract: clocked("extract", stages.extract),
    tag: clocked("tag", stages.tag),
    joinStory: clocked("joinStory", stages.joinStory),
    summarize: clocked("summarize", stages.summarize),
    articles: {
      has: clocked("save", (article) => stages.articles.has(article)),
      save: clocked("save", (record, seenAt) => stages.articles.save(record, seenAt)),
    },
  };
}

function posts(folder: string): RawItem[] {
  return readdirSync(`${corpus}/${folder}`).map((file) => ({
    source: folder,
    externalId: file,
    format: "post",
    body: readFileSync(`${corpus}/${folder}/${file}`, "utf8"),
  }));
}

function pages(): RawItem[] {
  return corpusArticles().flatMap(({ id, title, html }): RawItem[] =>
    html === undefined ? [] : [{ source: "pages", externalId: id, format: "fragment", title, body: html }],
  );
}

function isHtml({ body }: RawItem): boolean {
  return /<(?:p|div|section)\b/.test(body);
}
