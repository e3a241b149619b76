import { loadDictionary } from "../../src/tag/dictionary.js";
import { createResolver } from "../../src/tag/resolver.js";
import { createTagger } from "../../src/tag/tagger.js";
import { hasCorpus } from "../support/corpus.js";
import {
  type Case,
  countedBanks,
  createPlainSearch,
  type Guess,
  judgedCases,
  labelledCases,
  type Measured,
  measureResolver,
  measureTags,
} from "../tag/measure.js";

const dictionary = loadDictionary(new URL("../../data", import.meta.url).pathname);

function main(): void {
  showResolver();
  if (!hasCorpus) {
    console.log("the corpus is not here: no tags to compare with");
    return;
  }
  const tag = createTagger(dictionary);
  const cases = labelledCases();
  const judged = measureTags(judgedCases(), tag).topics;
  console.table([
    bankRow("these rules", measureTags(cases, tag)),
    bankRow("plain longest-alias search", measureTags(cases, createPlainSearch(dictionary))),
  ]);
  console.table([
    topicRow("labelled articles", measureTags(cases, tag).topics),
    topicRow("articles judged for this project", judged),
  ]);
  if (process.argv.includes("--verbose")) {
    for (const each of cases) explain(each, tag(each.article));
    for (const each of judgedCases()) explain(each, { banks: [], topics: tag(each.article).topics });
  }
}

function showResolver(): void {
  const rows = measureResolver(createResolver(dictionary));
  const sum = (key: "cases" | "right" | "nearCases" | "nearRight") =>
    rows.reduce((total, row) => total + row[key], 0);
  const all = {
    kind: "all",
    cases: sum("cases"),
    right: sum("right"),
    nearCases: sum("nearCases"),
    nearRight: sum("nearRight"),
  };
  console.table(
    [...rows, all].map(({ kind, cases, right, nearCases, nearRight }) => ({
      "ways to say it": kind,
      cases,
      right: rounded(right / cases),
      "right one among the near": nearCases ? rounded(nearRight / nearCases) : "",
    })),
  );
}

function bankRow(who: string, { banks, traps, fell }: Measured) {
  return {
    who,
    "banks F1": rounded(banks.f1),
    precision: rounded(banks.precision),
    recall: rounded(banks.recall),
    "traps fallen for": `${fell} of ${traps}`,
  };
}

function topicRow(on: string, topics: Measured["topics"]) {
  return {
    on,
    "topics F1": rounded(topics.f1),
    precision: rounded(topics.precision),
    recall: rounded(topics.recall),
  };
}

function explain({ label, article }: Case, tags: Guess): void {
  const banks = countedBanks(tags, label);
  const differences = [
    ...banks.filter((name) => !label.banks.includes(name)).map((name) => `+${name}`),
    ...label.banks.filter((name) => !banks.includes(name)).map((name) => `-${name}`),
    ...tags.topics.filter((name) => !label.topics.includes(name)).map((name) => `+${name}`),
    ...label.topics.filter((name) => !tags.topics.includes(name)).map((name) => `-${name}`),
  ];
  const shown = (article.title || article.text).slice(0, 50).replaceAll("\n", " ");
  if (differences.length > 0) console.log(article.id, shown, "|", differences.join(" "));
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000;
}

main();
