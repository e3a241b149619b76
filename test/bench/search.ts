/**
 * How fast articles are indexed and found, beside a LIKE scan over the same rows in the same run.
 * `npm run bench:search [-- --scale 1,10]`; scale 10 is the corpus ten times over, its halves newly paired.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Database from "better-sqlite3";
import { searchable } from "../../src/lib/text.js";
import { toPhrase } from "../../src/search/grams.js";
import { openStore } from "../../src/store/open.js";
import type { Store } from "../../src/store/store.js";
import { minute, noon, record } from "../store/records.js";
import { drawTerms } from "../store/terms.js";
import { corpusArticles, hasCorpus } from "../support/corpus.js";

interface Text {
  id: string;
  title: string;
  text: string;
}

const { values } = parseArgs({ options: { scale: { type: "string", default: "1,10" } } });

if (hasCorpus) {
  const texts = corpusArticles().map(({ id, title, text }) => ({
    id,
    title: title || text.slice(0, 20),
    text,
  }));
  const rows: Record<string, string | number>[] = [];
  for (const scale of values.scale.split(",").map(Number)) rows.push(await measure(texts, scale));
  console.table(rows);
} else {
  console.log("The corpus is not there; nothing was measured.");
}

async function measure(texts: Text[], scale: number): Promise<Record<string, string | number>> {
  const folder = mkdtempSync(join(tmpdir(), "yinxun-bench-"));
  const path = join(folder, "search.db");
  const store = await openStore(`file:${path}`);
  try {
    const count = texts.length * scale;
    let spent = 0;
    for (let index = 0; index < count; index += 1) {
      const article = nth(texts, index);
      const saved = record(
        {
          externalId: `${index}`,
          title: article.title,
          text: article.text,
          publishedAt: noon + index * minute,
        },
        { joining: { keys: [] } },
      );
      const start = performance.now();
      await store.articles.save(saved, noon + index * minute);
      spent += performance.now() - start;
    }
    const terms = queries(texts);
    const found = await timed(terms, (term) => find(store, term));
    const file = new Database(path, { readonly: true });
    const like = file.prepare(
      "select count(*) as total from search_texts where title like @pattern escape '!' or text like @pattern escape '!'",
    );
    const scanned = await timed(terms, async (term) =>
      like.get({ pattern: `%${term.replace(/[!%_]/gu, "!$&")}%` }),
    );
    file.close();
    return {
      articles: count,
      "saved/s": Math.round((count / spent) * 1000),
      "find p50 ms": found.p50,
      "find p95 ms": found.p95,
      "LIKE p50 ms": scanned.p50,
      "LIKE p95 ms": scanned.p95,
      "faster at p50": `${(scanned.p50 / found.p50).toFixed(1)}x`,
      "faster at p95": `${(scanned.p95 / found.p95).toFixed(1)}x`,
    };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The corpus first; after that the first half of one article before the second half of another. */
function nth(texts: Text[], index: number): Text {
  const at = (place: number): Text => texts[place % texts.length] ?? { id: "", title: "", text: "" };
  const round = Math.floor(index / texts.length);
  if (round === 0) return at(index);
  const [one, other] = [at(index), at(index + round * 733)];
  const text = one.text.slice(0, one.text.length / 2) + other.text.slice(other.text.length / 2);
  return { ...one, text };
}

/** What people type, and pieces of the texts themselves. */
function queries(texts: Text[]): string[] {
  const typed = [
    "银行",
    "北京银行",
    "加息",
    "理财",
    "同业存单",
    "净利润",
    "AUM",
    "逆回购",
    "数字人民币",
    "不良率",
  ];
  const drawn = drawTerms(
    texts.map(({ text }) => searchable(text)),
    100,
  ).filter((term) => [...term].length > 1);
  return [...typed.map(searchable), ...drawn];
}

async function find(store: Store, term: string): Promise<unknown> {
  const phrase = toPhrase(term);
  const query = { all: phrase ? [phrase] : [], none: [], banks: [], topics: [], media: [] };
  return store.search.find(query, { order: "relevance", limit: 10, distinctStories: true });
}

async function timed(terms: string[], ask: (term: string) => Promise<unknown>) {
  const times: number[] = [];
  for (const term of terms) {
    const start = performance.now();
    await ask(term);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(2));
  return { p50: at(0.5), p95: at(0.95) };
}
