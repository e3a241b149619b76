import type { Block, Instant } from "../news/article.js";
import type { Summary } from "../news/summary.js";
import { clauseRole } from "./candidates.js";
import { cutClauses, isBalanced } from "./clauses.js";
import { skipLead } from "./leads.js";
import { compileLexicon, type Lexicon } from "./lexicon.js";
import { type Line, readLines } from "./lines.js";
import { chooseLong } from "./long.js";
import { cutsNumber, readSentences } from "./reading.js";
import { weightsOf } from "./score.js";
import { splitSentences } from "./sentences.js";
import { chooseShort, FIRST_GLANCE, HEADLINE_LENGTH, toBullet } from "./short.js";
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
const LONG_WITH_HEADINGS = 300;
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
    bullet: tables.weights.bullet,
  };
  return ({ title, blocks, banks = [] }) => {
    const lines = readLines(blocks);
    const isLong = looksLong(lines);
    const reads = readSentences(lines, {
      lexicon,
      banks,
      limit: isLong ? Number.POSITIVE_INFINITY : SHORT_LIMIT,
    });
    const given = title?.trim() || undefined;
    // A long article with a title needs no headline.
    const short =
      isLong && given !== undefined
        ? undefined
        : chooseShort(isLong ? reads.slice(0, SHORT_LIMIT) : reads, lexicon, weights, fitting(given));
    const headline = short?.headline ?? given ?? fallback(lines, lexicon, HEADLINE_LENGTH);
    const bullets = isLong
      ? chooseLong(reads, lexicon, tables.weights.long, { title: given ?? "", headline: given ?? headline })
      : (short?.bullets ?? []);
    return {
      headline: isLong && given !== undefined ? given : headline,
      bullets: bullets.length > 0 ? bullets.map(toBullet) : [wholeBullet(lines, lexicon, headline)],
      method: "offline",
    };
  };
}

function fitting(title: string | undefined): string | undefined {
  return title !== undefined && title.length <= HEADLINE_LENGTH ? title : undefined;
}

function looksLong(lines: Line[]): boolean {
  const length = lines.reduce((sum, { text }) => sum + text.length, 0);
  const headings = lines.filter(({ heading }) => heading).length;
  return length >= LONG || (headings >= 2 && length >= LONG_WITH_HEADINGS);
}

/**
 * What is left when no run of whole clauses is short enough: the first clause that is, or else the first sentence up to
 * the last mark, blank or bracket that keeps it within `room`.
 */
function fallback(lines: Line[], lexicon: Lexicon, room: number, shown = ""): string {
  const sentences = lines.flatMap(({ text }) => splitSentences(text)).slice(0, 12);
  for (const { text } of sentences) {
    if (lexicon.rumour.has(text)) {
      if (text.length <= room) return text;
      continue;
    }
    for (const { at, end } of cutClauses(text, skipLead(text))) {
      const clause = text.slice(at, end);
      const { condition, open, goesOn } = clauseRole(clause, lexicon);
      if (condition) break;
      if (open || goesOn) continue;
      if (clause.length >= 8 && clause.length <= room && clause !== shown && isBalanced(clause))
        return clause;
    }
  }
  const first = sentences[0]?.text ?? "";
  if (first.length <= room) return first;
  for (let end = room; end > 8; end -= 1) {
    const piece = first.slice(0, end);
    const ends = /[，,、；：\s）”》]/u.test(first.charAt(end)) && !lexicon.openEnd.test(piece);
    if (ends && isBalanced(piece)) return piece;
  }
  let end = Math.max(1, room);
  while (end > 1 && cutsNumber(first, end)) end -= 1;
  return first.slice(0, end);
}

function wholeBullet(lines: Line[], lexicon: Lexicon, headline: string): { text: string; quote: string } {
  const text = fallback(lines, lexicon, FIRST_GLANCE - Math.min(headline.length, HEADLINE_LENGTH), headline);
  return { text, quote: text };
}
