import { existsSync, readFileSync } from "node:fs";
import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";
import { z } from "zod";
import { loadDictionary } from "../../src/tag/dictionary.js";
import { createTagger } from "../../src/tag/tagger.js";

const articleSchema = z.object({ title: z.string().nullish(), text: z.string() });
const ROUNDS = 5;

function main(): void {
  const root = new URL("../../", import.meta.url);
  const corpus = new URL("../shared/corpus/articles.jsonl", root);
  if (!existsSync(corpus)) {
    console.log("the corpus is not here: nothing to measure with");
    return;
  }
  const lines = readFileSync(corpus, "utf8").split("\n").filter(Boolean);
  const articles = lines.map((line) => articleSchema.parse(JSON.parse(line)));
  const inputs = articles.map(({ title, text }) => ({ title: title ?? "", text }));
  const texts = inputs.map(({ title, text }) => (title ? `${title}\n${text}` : text));
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;

  const tag = createTagger(loadDictionary(new URL("data", root).pathname));
  const jieba = Jieba.withDict(dict);
  const own = megabytes / fastest(() => inputs.map(tag));
  const peer = megabytes / fastest(() => texts.map((text) => jieba.cut(text)));
  console.table([
    { what: "tag: banks, topics, evidence", "MB/s": own.toFixed(1), ratio: (own / peer).toFixed(2) },
    { what: "jieba cutting the same text", "MB/s": peer.toFixed(1), ratio: "1.00" },
  ]);
}

/** Seconds of the fastest of a few rounds; the first also warms up. */
function fastest(work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    work();
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  return best;
}

main();
