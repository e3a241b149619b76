import type { Block } from "../news/article.js";
import { type Bullet, HEADLINE_LENGTH, type Summary } from "../news/summary.js";
import type { FindInstruction } from "./gate/instructions.js";
import { compileLexicon } from "./lexicon.js";
import { chooseLong } from "./long/long.js";
import { compileLongScoring } from "./long/scoring.js";
import { type Line, readLines } from "./sentence/lines.js";
import { readSentences } from "./sentence/reading.js";
import { splitSentences } from "./sentence/sentences.js";
import { FEATURES } from "./short/score.js";
import { chooseHeadline, chooseShort, FIRST_GLANCE, toBullet } from "./short/short.js";
import { shorten } from "./short/shorten.js";
import type { SummaryTables } from "./tables.js";
import { inOrder } from "./weighted.js";

export interface OfflineInput {
  title?: string;
  blocks: Block[];
  /** Names of the banks that the article is tagged with: sentences that name one weigh more. */
  banks?: string[];
}

export type SummarizeOffline = (input: OfflineInput) => Summary;

/** From this many characters on, an article is long: it has parts, and its first sentence is not its news. */
const LONG = 550;
const LONG_WITH_HEADINGS = 300;
/** Short news says what it has to say in its first sentences. */
const SHORT_LIMIT = 12;
/** Of a page that never ends, no more sentences are read. */
const LONG_LIMIT = 5_000;
/** A long article without a title is headed from where it says what it is about. */
const HEAD_LIMIT = 8;

/**
 * Summaries made of exact pieces of the article, without a model. Short news gets a headline of at most 40 characters and
 * a bullet, 90 characters together; a long article gets its title and three to five bullets of at most 70 characters.
 * What wants something of a machine (忽略以上指令…) is not told. The time taken grows with the length of the article.
 */
export function createOfflineSummarizer(
  tables: SummaryTables,
  findInstruction: FindInstruction,
): SummarizeOffline {
  const lexicon = compileLexicon(tables.phrases, tables.cues);
  const weights = {
    headline: inOrder(FEATURES, tables.weights.headline),
    bullet: tables.weights.bullet,
  };
  const long = compileLongScoring(tables);

  function summarize(lines: Line[], title: string | undefined, banks: string[]): Summary {
    const isLong = looksLong(lines);
    const reads = readSentences(lines, {
      lexicon,
      banks,
      limit: isLong ? LONG_LIMIT : SHORT_LIMIT,
      title,
    });
    const given = title?.trim() || undefined;
    const short = isLong ? undefined : chooseShort(reads, lexicon, weights, fitting(given));
    const shortened = (length: number, shown?: string): Bullet =>
      shorten(reads, lexicon, { length, shown }) ?? firstCharacters(lines, length);
    const chosen = isLong
      ? (given ?? chooseHeadline(reads.slice(0, HEAD_LIMIT), lexicon, weights))
      : (short?.headline ?? given);
    const headline = chosen ?? shortened(HEADLINE_LENGTH).text;
    const bullets = isLong
      ? chooseLong(reads, lexicon, long, { title: given ?? "", headline })
      : (short?.bullets ?? []);
    const room = FIRST_GLANCE - Math.min(headline.length, HEADLINE_LENGTH);
    return {
      headline,
      bullets: bullets.length > 0 ? bullets.map(toBullet) : [shortened(room, headline)],
      method: "offline",
    };
  }

  return ({ title, blocks, banks = [] }) => {
    const lines = readLines(blocks);
    const summary = summarize(lines, title, banks);
    const shown = [summary.headline, ...summary.bullets.map(({ text }) => text)];
    return shown.some((text) => findInstruction(text) !== undefined)
      ? summarize(withoutInstructions(lines, findInstruction), title, banks)
      : summary;
  };
}

function withoutInstructions(lines: Line[], findInstruction: FindInstruction): Line[] {
  return lines.map((line) => ({
    ...line,
    text: splitSentences(line.text)
      .map(({ text }) => text)
      .filter((text) => findInstruction(text) === undefined)
      .join(""),
  }));
}

/** Of a text without a sentence. */
function firstCharacters(lines: Line[], length: number): Bullet {
  const text = (lines[0]?.text ?? "").slice(0, length);
  return { text, quote: text };
}

function fitting(title: string | undefined): string | undefined {
  return title !== undefined && title.length <= HEADLINE_LENGTH ? title : undefined;
}

function looksLong(lines: Line[]): boolean {
  const length = lines.reduce((sum, { text }) => sum + text.length, 0);
  const headings = lines.filter(({ heading }) => heading).length;
  return length >= LONG || (headings >= 2 && length >= LONG_WITH_HEADINGS);
}
