/**
 * What it costs to join an article to its story as the archive grows: real look-ups in a real SQLite file, filled with
 * articles made from the corpus (other names, other numbers, sentences in another order), one thousand a day.
 * Run: npm run bench:stories [-- 10000 100000]; the sizes default to 10,000, 100,000 and 1,000,000.
 */
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { openStore } from "../../src/store/open.js";
import { readArticle } from "../../src/stories/features.js";
import { createStoryJoiner, type FindCandidates } from "../../src/stories/join.js";
import { keysOf } from "../../src/stories/keys.js";
import { loadStoryRules, type StoryRules } from "../../src/stories/rules.js";
import { writeFeatures } from "../../src/stories/serialize.js";
import { type CorpusArticle, corpusArticles, hasCorpus } from "../support/corpus.js";
import { parseAndTakeText } from "../support/parse-floor.js";

const PER_DAY = 1000;
const PROBES = 1000;
const ROUNDS = 3;
const START = Date.parse("2024-01-01T00:00:00Z");
const DAY_MS = 86_400_000;

async function main(): Promise<void> {
  const sizes = process.argv.slice(2).map(Number);
  const rules = loadStoryRules();
  const articles = corpusArticles();
  cpuOf(articles, rules);
  const folder = mkdtempSync(join(tmpdir(), "yinxun-bench-"));
  try {
    const files = new Map<number, string>();
    const growing = join(folder, "growing.db");
    await (await openStore(`file:${growing}`)).close();
    let stored = 0;
    for (const size of sizes.length > 0 ? sizes : [10_000, 100_000, 1_000_000]) {
      fill(growing, articles, rules, stored, size);
      stored = size;
      files.set(size, join(folder, `${size}.db`));
      copyFileSync(growing, join(folder, `${size}.db`));
    }
    console.table(await compareSizes(files, articles, rules));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The archives take turns, and each probe counts by the fastest of its rounds: what another program did meanwhile
 * must not look like the cost of a size.
 */
async function compareSizes(files: Map<number, string>, articles: CorpusArticle[], rules: StoryRules) {
  const rounds = new Map([...files.keys()].map((size): [number, Measured[]] => [size, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [size, file] of files) rounds.get(size)?.push(await measure(file, articles, rules, size));
  }
  let smallest: number | undefined;
  return [...rounds].map(([size, measured]) => {
    const lookups = fastest(measured.map(({ lookups }) => lookups));
    const joins = fastest(measured.map(({ joins }) => joins));
    const p95 = quantile(lookups, 0.95);
    smallest ??= p95;
    return {
      stored: size,
      "look-up p50 ms": quantile(lookups, 0.5),
      "p95 ms": p95,
      "p95 to the smallest": (p95 / smallest).toFixed(2),
      "join p50 ms": quantile(joins, 0.5),
      "join p95 ms": quantile(joins, 0.95),
      "candidates each": measured[0]?.candidates.toFixed(1),
      "retold found": `${(100 * (measured[0]?.found ?? 0)).toFixed(1)}%`,
    };
  });
}

function fastest(rounds: number[][]): number[] {
  return (rounds[0] ?? []).map((_, probe) => Math.min(...rounds.map((round) => round[probe] ?? Infinity)));
}

interface Measured {
  /** Milliseconds a probe. */
  lookups: number[];
  joins: number[];
  candidates: number;
  found: number;
}

/** Straight into the store's tables: a million articles through its front door would take hours. */
function fill(file: string, articles: CorpusArticle[], rules: StoryRules, from: number, to: number): void {
  const db = new Database(file);
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = OFF");
  const story = db.prepare(
    "insert into stories (id, lead_article_id, first_seen_at, changed_at, lead_at, reports) values (?, ?, ?, ?, ?, 1)",
  );
  const article = db.prepare(
    `insert into articles (id, source, external_id, hash, revision, story_id, seen_at, revised_at, published_at,
       ordered_at, title, labels, stocks, tags, summary, features, blocks)
     values (?, 'bench', ?, ?, 1, ?, ?, ?, ?, ?, ?, '[]', '[]', '{}', '{}', ?, '[]')`,
  );
  const key = db.prepare("insert or ignore into story_keys (key, at, article_id) values (?, ?, ?)");
  const batch = db.transaction((first: number, last: number) => {
    for (let index = first; index < last; index++) {
      const id = index + 1;
      const at = START + Math.floor((index / PER_DAY) * DAY_MS);
      const made = mutated(articles, index);
      const reading = readArticle({ ...made, publishedAt: at, seenAt: at }, rules);
      story.run(id, id, at, at, at);
      article.run(id, String(id), String(id), id, at, at, at, at, made.title, writeFeatures(reading));
      for (const value of keysOf(reading)) key.run(value, at, id);
    }
  });
  for (let first = from; first < to; first += 10_000) batch(first, Math.min(to, first + 10_000));
  db.exec("analyze");
  db.pragma("wal_checkpoint(TRUNCATE)");
  db.close();
}

/** Joins articles that appear on the archive's last days: half of them retell a stored one, half are new. */
async function measure(
  file: string,
  articles: CorpusArticle[],
  rules: StoryRules,
  size: number,
): Promise<Measured> {
  const store = await openStore(`file:${file}`);
  let found = 0;
  let spent = 0;
  let counting = false;
  const find: FindCandidates = async (query) => {
    const start = performance.now();
    const candidates = await store.stories.candidates(query);
    spent = performance.now() - start;
    if (counting) found += candidates.length;
    return candidates;
  };
  const joiner = createStoryJoiner(find, rules);
  const lookups: number[] = [];
  const joins: number[] = [];
  let joined = 0;
  for (let probe = -PROBES / 5; probe < PROBES; probe++) {
    const retold = probe % 2 === 0;
    const index = retold ? size - 1 - ((Math.abs(probe) * 3) % (PER_DAY * 3)) : size + 5_000_000 + probe;
    const at = START + Math.floor((Math.min(index, size) / PER_DAY) * DAY_MS) + (retold ? 600_000 : 0);
    const made = mutated(articles, index);
    counting = probe >= 0;
    const start = performance.now();
    const joining = await joiner.join({ ...made, publishedAt: at, seenAt: at });
    if (probe < 0) continue;
    joins.push(performance.now() - start);
    lookups.push(spent);
    if (retold && joining.storyId !== undefined) joined++;
  }
  await store.close();
  return { lookups, joins, candidates: found / lookups.length, found: (2 * joined) / PROBES };
}

/** One thread's time to read an article and make its keys, next to cheerio reading the same text as HTML. */
function cpuOf(articles: CorpusArticle[], rules: StoryRules): void {
  const inputs = articles.map(({ title, text }) => ({ title, text, publishedAt: START, seenAt: START }));
  const pages = articles.map(
    ({ text }) => `<html><body><p>${text.split("\n").join("</p><p>")}</p></body></html>`,
  );
  const long = inputs.filter(({ text }) => text.length > 4500 && text.length < 5500);
  const read = (some: typeof inputs) => {
    for (const input of some) writeFeatures(readArticle(input, rules));
  };
  const own = cpuMs(() => read(inputs)) / inputs.length;
  const peer = cpuMs(() => pages.map((page) => parseAndTakeText(page))) / pages.length;
  const longest = cpuMs(() => read(long)) / Math.max(1, long.length);
  console.table([
    { what: "stories: read, keys, features", "ms an article": own.toFixed(3) },
    { what: "the same, articles of about 5,000 characters", "ms an article": longest.toFixed(3) },
    { what: "cheerio load and text", "ms an article": peer.toFixed(3) },
  ]);
}

function cpuMs(work: () => void): number {
  work();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const SYLLABLES = [..."云溪北岭海川东屿远山青禾江湾星河白石长汀金沙明湖嘉树瑞丰广泽安澜景和"];

/** The article of that number: always the same, and no other number's. */
function mutated(articles: CorpusArticle[], index: number): { title: string; text: string } {
  const base = articles[index % articles.length];
  if (base === undefined) return { title: "", text: "" };
  const round = Math.floor(index / articles.length);
  const name = [0, 1, 2].map(
    (place) => SYLLABLES[(index * 7 + round * 13 + place * (5 + round)) % SYLLABLES.length],
  );
  const digits = (text: string) =>
    text.replace(/\d/gu, (digit) => String((Number(digit) + round + index) % 10));
  const sentences = digits(base.text).split(/(?<=。)/u);
  const turned = sentences.map((_, at) => sentences[(at * 3 + round) % sentences.length] ?? "");
  const title = base.title === "" ? "" : `${name.join("")}${digits(base.title)}`;
  return { title, text: `${name.join("")}${turned.join("")}` };
}

function quantile(values: number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Number((sorted[Math.floor(sorted.length * q)] ?? 0).toFixed(3));
}

if (hasCorpus) await main();
else console.log("the corpus is not here: nothing to measure with");
