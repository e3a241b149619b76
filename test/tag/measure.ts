import { z } from "zod";
import type { Dictionary } from "../../src/tag/dictionary.js";
import { namesInTexts } from "../../src/tag/dictionary.js";
import type { Resolver } from "../../src/tag/resolver.js";
import { corpusArticles, readCorpusLines } from "../support/corpus.js";
import { resolverCases } from "./resolver-cases.js";
import topicLabels from "./topic-labels.json" with { type: "json" };

const labelSchema = z.object({
  id: z.string(),
  banks: z.array(z.string()),
  topics: z.array(z.string()),
  /** Naming these is neither right nor wrong. */
  optional: z.array(z.string()).default([]),
  /** Traps: banks that the text only seems to name. */
  must_not: z.array(z.string()).default([]),
});

export type Label = z.infer<typeof labelSchema>;

export interface Article {
  id: string;
  title: string;
  text: string;
}

export interface Case {
  label: Label;
  article: Article;
}

export interface Guess {
  banks: string[];
  topics: string[];
}

/** The corpus' labelled articles. */
export function labelledCases(): Case[] {
  const labels = readCorpusLines("tags-dev.jsonl").map((line) => labelSchema.parse(line));
  return join(labels);
}

/** Articles of the corpus whose topics were judged for this project: a check on what the weights were not made from. */
export function judgedCases(): Case[] {
  const labels = Object.entries(topicLabels).map(([id, topics]) => ({
    id,
    topics,
    banks: [],
    optional: [],
    must_not: [],
  }));
  return join(labels);
}

function join(labels: Label[]): Case[] {
  const articles = new Map(corpusArticles().map((article) => [article.id, article]));
  return labels.map((label) => {
    const article = articles.get(label.id);
    if (!article) throw new Error(`the corpus has no article ${label.id}`);
    return { label, article };
  });
}

/** Hits, given and wanted ones over many cases. */
export class Tally {
  private hit = 0;
  private given = 0;
  private wanted = 0;

  add(given: readonly string[], wanted: readonly string[]): void {
    this.hit += given.filter((name) => wanted.includes(name)).length;
    this.given += given.length;
    this.wanted += wanted.length;
  }

  get precision(): number {
    return this.hit / this.given;
  }
  get recall(): number {
    return this.hit / this.wanted;
  }
  get f1(): number {
    return (2 * this.hit) / (this.given + this.wanted);
  }
}

export interface Measured {
  banks: Tally;
  topics: Tally;
  traps: number;
  fell: number;
}

export function measureTags(cases: readonly Case[], guess: (article: Article) => Guess): Measured {
  const measured = { banks: new Tally(), topics: new Tally(), traps: 0, fell: 0 };
  for (const { label, article } of cases) {
    const tags = guess(article);
    measured.banks.add(countedBanks(tags, label), label.banks);
    measured.topics.add(tags.topics, label.topics);
    measured.traps += label.must_not.length;
    measured.fell += label.must_not.filter((bank) => tags.banks.includes(bank)).length;
  }
  return measured;
}

export function countedBanks(tags: Guess, label: Label): string[] {
  return tags.banks.filter((bank) => !label.optional.includes(bank));
}

/** The floor: every name wherever it stands, the longest first; no rules, no topics. */
export function createPlainSearch(dictionary: Dictionary): (article: Article) => Guess {
  const names = new Map(
    dictionary.banks.flatMap((bank) =>
      [...namesInTexts(bank), ...bank.english].map((name) => [name, bank.name] as const),
    ),
  );
  const longestFirst = [...names.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(
    longestFirst.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"),
    "g",
  );
  return ({ title, text }) => {
    const found = Array.from(`${title}\n${text}`.matchAll(pattern), ([name]) => names.get(name) ?? "");
    return { banks: [...new Set(found)], topics: [] };
  };
}

export interface ResolverRow {
  kind: string;
  cases: number;
  /** Bank, topic or none as it must be. */
  right: number;
  /** Of the cases that must offer names: those that offer a right one. */
  nearRight: number;
  nearCases: number;
}

export function measureResolver(resolve: Resolver): ResolverRow[] {
  const rows = new Map<string, ResolverRow>();
  for (const { kind, say, bank, topic, near } of resolverCases) {
    const row = rows.get(kind) ?? { kind, cases: 0, right: 0, nearRight: 0, nearCases: 0 };
    const resolution = resolve(say);
    row.cases++;
    if ((resolution.bank ?? null) === bank && (!topic || resolution.topic === topic)) row.right++;
    if (near) {
      row.nearCases++;
      if (near.some((name) => resolution.near.includes(name))) row.nearRight++;
    }
    rows.set(kind, row);
  }
  return [...rows.values()];
}
