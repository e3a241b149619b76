import type { Block, Instant } from "../news/article.js";
import type { Summary } from "../news/summary.js";
import { compileLexicon } from "./lexicon.js";
import { type Line, readLines } from "./lines.js";
import { chooseLong } from "./long.js";
import { readSentences } from "./reading.js";
import { weightsOf } from "./score.js";
import { splitSentences } from "./sentences.js";
import { chooseShort, HEADLINE_LENGTH, toBullet } from "./short.js";
import type { SummaryTables } from "./tables.js";

export interface OfflineInput {
  title?: string;
  blocks: Block[];
  publishedAt?: Instant;
  /** Names of the banks that the article is tagged with: sentences that name one weigh more. */
  banks?: string[];
}

export type SummarizeOffline = (input: OfflineInput) => Summary;

/** From this many characters on, an article is long: it has parts, and its first sentence is not its news. */
const LONG = 600;
/** Short news says what it has to say in its first sentences. */
const SHORT_LIMIT = 12;

/**
 * Summaries made of exact pieces of the article, without a model. Short news gets a headline of at most 40 characters and
 * a bullet, 90 characters together; a long article gets its title and three to five bullets of at most 70 characters.
 * The time taken grows with the length of the article.
 */
export function createOfflineSummarizer(tables: SummaryTables): SummarizeOffline {
  const lexicon = compileLexicon(tables.phrases, tables.cues);
  const weights = {
    headline: weightsOf(tables.weights.headline),
    bullet: weightsOf(tables.weights.bullet),
  };
  return ({ title, blocks, banks = [] }) => {
    const lines = readLines(blocks);
    const isLong = lengthOf(lines) >= LONG;
    const reads = readSentences(lines, {
      lexicon,
      banks,
      limit: isLong ? Number.POSITIVE_INFINITY : SHORT_LIMIT,
    });
    const given = title?.trim() || undefined;
    const short = chooseShort(isLong ? reads.slice(0, SHORT_LIMIT) : reads, lexicon, weights, fitting(given));
    const headline = short?.headline ?? given ?? fallback(lines);
    const bullets = isLong
      ? chooseLong(reads, lexicon, tables.weights.long, given ?? "")
      : (short?.bullets ?? []);
    return {
      headline: isLong && given !== undefined ? given : headline,
      bullets: bullets.length > 0 ? bullets.map(toBullet) : [wholeBullet(lines, headline)],
      method: "offline",
    };
  };
}

function fitting(title: string | undefined): string | undefined {
  return title !== undefined && title.length <= HEADLINE_LENGTH ? title : undefined;
}

function lengthOf(lines: Line[]): number {
  return lines.reduce((sum, { text }) => sum + text.length, 0);
}

function fallback(lines: Line[]): string {
  const first = splitSentences(lines[0]?.text ?? "")[0]?.text ?? "";
  return first.slice(0, HEADLINE_LENGTH);
}

function wholeBullet(lines: Line[], headline: string): { text: string; quote: string } {
  const sentences = lines.flatMap(({ text }) => splitSentences(text)).map(({ text }) => text);
  const text =
    sentences.find((sentence) => sentence.length <= 90 - headline.length) ?? sentences[0] ?? headline;
  return { text, quote: text };
}
