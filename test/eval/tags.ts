import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { loadDictionary, namesInTexts } from "../../src/tag/dictionary.js";
import { createTagger } from "../../src/tag/tagger.js";

const root = new URL("../../", import.meta.url);
const corpus = new URL("../shared/corpus/", root);
const labelSchema = z.object({
  id: z.string(),
  banks: z.array(z.string()),
  topics: z.array(z.string()),
  optional: z.array(z.string()).default([]),
  must_not: z.array(z.string()).default([]),
});
const articleSchema = z.object({ id: z.string(), title: z.string().nullish(), text: z.string() });

type Label = z.infer<typeof labelSchema>;
interface Article {
  id: string;
  title: string;
  text: string;
}
interface Guess {
  banks: string[];
  topics: string[];
}

const isVerbose = process.argv.includes("--verbose");
function main(): void {
  if (!existsSync(corpus)) {
    console.log("the corpus is not here: nothing to compare with");
    return;
  }
  const dictionary = loadDictionary(new URL("data", root).pathname);
  const tag = createTagger(dictionary);
  const articles = new Map(readLines(new URL("articles.jsonl", corpus), articleSchema).map((a) => [a.id, a]));
  const labels = readLines(new URL("tags-dev.jsonl", corpus), labelSchema);
  const cases = labels.map((label) => {
    const found = articles.get(label.id);
    if (!found) throw new Error(`no article ${label.id}`);
    return { label, article: { id: found.id, title: found.title ?? "", text: found.text } };
  });
  const plain = createPlainSearch(
    dictionary.banks.flatMap((b) =>
      namesInTexts(b)
        .concat(b.english)
        .map((n) => [n, b.name] as const),
    ),
  );
  console.table([
    measure("these rules", cases, (a) => tag(a)),
    measure("plain longest-alias search", cases, plain),
  ]);
  if (isVerbose) for (const each of cases) explain(each, tag(each.article));
}

function readLines<T>(url: URL, schema: z.ZodType<T>): T[] {
  const lines = readFileSync(url, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => schema.parse(JSON.parse(line)));
}

/** The floor: every alias wherever it stands, the longest first, no rules, no topics. */
function createPlainSearch(names: (readonly [string, string])[]): (article: Article) => Guess {
  const byName = new Map(names);
  const escaped = [...byName.keys()]
    .sort((a, b) => b.length - a.length)
    .map((n) => n.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp(escaped.join("|"), "g");
  return ({ title, text }) => {
    const found = new Set<string>();
    for (const [name] of `${title}\n${text}`.matchAll(pattern)) {
      const bank = byName.get(name);
      if (bank) found.add(bank);
    }
    return { banks: [...found], topics: [] };
  };
}

function measure(
  name: string,
  cases: { label: Label; article: Article }[],
  guess: (article: Article) => Guess,
) {
  const banks = new Tally();
  const topics = new Tally();
  let traps = 0;
  let fell = 0;
  for (const { label, article } of cases) {
    const tags = guess(article);
    const counted = tags.banks.filter((bank) => !label.optional.includes(bank));
    banks.add(counted, label.banks);
    topics.add(tags.topics, label.topics);
    traps += label.must_not.length;
    fell += label.must_not.filter((bank) => tags.banks.includes(bank)).length;
  }
  return {
    who: name,
    "banks F1": banks.f1(),
    precision: banks.precision(),
    recall: banks.recall(),
    "traps fallen for": `${fell} of ${traps}`,
    "topics F1": topics.f1(),
    "topic precision": topics.precision(),
    "topic recall": topics.recall(),
  };
}

function explain({ label, article }: { label: Label; article: Article }, tags: Guess): void {
  const counted = tags.banks.filter((bank) => !label.optional.includes(bank));
  const differences = [
    ...counted.filter((x) => !label.banks.includes(x)).map((x) => `+bank ${x}`),
    ...label.banks.filter((x) => !counted.includes(x)).map((x) => `-bank ${x}`),
    ...tags.topics.filter((x) => !label.topics.includes(x)).map((x) => `+${x}`),
    ...label.topics.filter((x) => !tags.topics.includes(x)).map((x) => `-${x}`),
  ];
  if (differences.length > 0)
    console.log(article.id, article.title.slice(0, 50), "|", differences.join("  "));
}

class Tally {
  private hit = 0;
  private given = 0;
  private wanted = 0;

  add(given: string[], wanted: string[]): void {
    this.hit += given.filter((x) => wanted.includes(x)).length;
    this.given += given.length;
    this.wanted += wanted.length;
  }

  precision = () => round(this.hit / this.given);
  recall = () => round(this.hit / this.wanted);
  f1 = () => round((2 * this.hit) / (this.given + this.wanted));
}

function round(x: number): number {
  return Math.round(x * 1000) / 1000;
}

main();
