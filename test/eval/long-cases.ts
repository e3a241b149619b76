import type { Summary } from "../../src/news/summary.js";
import type { Lexicon } from "../../src/summarize/lexicon.js";
import type { SummarizeOffline } from "../../src/summarize/offline.js";
import { readLines } from "../../src/summarize/sentence/lines.js";
import { type Read, readSentences } from "../../src/summarize/sentence/reading.js";
import type { Tools } from "../../src/tools.js";
import { type CorpusArticle, corpusArticles, readCorpusLines } from "../support/corpus.js";
import { readJsonLines } from "../support/json-lines.js";

/** A long article with what a summary of it should hold, and phrases that it should not. */
export interface LongCase {
  article: CorpusArticle;
  /** Told where one of its strings is. */
  facts: { weight: number; any: string[] }[];
  filler: string[];
}

/** What is looked at of an excerpt, in characters: what a phone shows without scrolling. */
export const ROOM = 280;

/** The articles of the corpus that come with their facts: the bullets are fitted to them, too. */
export function givenCases(): LongCase[] {
  const articles = articlesById();
  return readCorpusLines<Omit<LongCase, "article"> & { id: string }>("long-facts-dev.jsonl").flatMap(
    ({ id, facts, filler }) => {
      const article = articles.get(id);
      return article ? [{ article, facts, filler }] : [];
    },
  );
}

/** A place in the squeezed title and text of an article: [at, end]. */
type Place = [number, number];

interface MarkedFact {
  /** 3: a summary fails without it; 2: it should be there; 1: nice to have. */
  weight: number;
  /** Each shows that the fact is told. */
  places: Place[];
}

/**
 * Articles in which readers who saw no excerpt marked the facts and the phrases that tell nothing; some were marked by two.
 * The marks are places: the texts belong to the corpus.
 */
export function markedCases(): LongCase[] {
  const articles = articlesById();
  const rows = readJsonLines<{ id: string; facts: MarkedFact[]; filler: Place[] }>(
    new URL("long-marks.jsonl", import.meta.url),
  );
  return rows.flatMap(({ id, facts, filler }) => {
    const article = articles.get(id);
    if (!article) return [];
    const whole = squeeze(`${article.title}\n${article.text}`);
    const pieceAt = ([at, end]: Place) => {
      if (at >= end || end > whole.length) throw new Error(`${id} has no text from ${at} to ${end}`);
      return whole.slice(at, end);
    };
    return [
      {
        article,
        facts: facts.map(({ weight, places }) => ({ weight, any: places.map(pieceAt) })),
        filler: filler.map(pieceAt),
      },
    ];
  });
}

/** As an article of the corpus is summarized. */
export function inputOf({ title, text }: CorpusArticle, tag: Tools["tag"]) {
  const given = title === "" ? {} : { title };
  const blocks = [{ kind: "paragraph" as const, text }];
  return { ...given, blocks, banks: tag({ ...given, text }).banks };
}

/** An article of the corpus as its bullets are chosen from, below the heading that it gets. */
export function readArticle(
  article: CorpusArticle,
  { tag, summarize, lexicon }: { tag: Tools["tag"]; summarize: SummarizeOffline; lexicon: Lexicon },
): { reads: Read[]; heading: string } {
  const input = inputOf(article, tag);
  return {
    reads: readSentences(readLines(input.blocks), { ...input, lexicon, limit: Number.POSITIVE_INFINITY }),
    heading: summarize(input).headline,
  };
}

function articlesById(): Map<string, CorpusArticle> {
  return new Map(corpusArticles().map((article) => [article.id, article]));
}

export function tells(text: string, phrases: string[]): boolean {
  const squeezed = squeeze(text);
  return phrases.some((phrase) => squeezed.includes(squeeze(phrase)));
}

/** In percent, of what fits the room: facts by weight, those of weight 3, articles with filler. */
export function coverageOf(cases: LongCase[], texts: string[]): Record<string, string> {
  let [weight, covered, heavy, heavyCovered, withFiller] = [0, 0, 0, 0, 0];
  for (const [i, { facts, filler }] of cases.entries()) {
    const text = (texts[i] ?? "").slice(0, ROOM);
    for (const fact of facts) {
      const found = tells(text, fact.any);
      weight += fact.weight;
      if (found) covered += fact.weight;
      if (fact.weight < 3) continue;
      heavy += 1;
      if (found) heavyCovered += 1;
    }
    if (tells(text, filler)) withFiller += 1;
  }
  const percent = (part: number, all: number) => ((100 * part) / all).toFixed(1);
  return {
    "facts by weight": percent(covered, weight),
    "weight 3": percent(heavyCovered, heavy),
    "with filler": percent(withFiller, cases.length),
  };
}

export function bulletsOf({ bullets }: Summary): string {
  return bullets.map(({ text }) => text).join("\n");
}

export function headlineAndBulletsOf(summary: Summary): string {
  return `${summary.headline}\n${bulletsOf(summary)}`;
}

function squeeze(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\s+/gu, "")
    .replace(/(\d),(?=\d{3})/gu, "$1");
}
