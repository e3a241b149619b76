import type { Instant } from "../news/article.js";
import { cleanText } from "./clean.js";
import { daysIn } from "./days.js";
import { type Figure, figuresIn } from "./figures.js";
import { type Framed, frameOf } from "./frames.js";
import { type Institution, institutionsIn } from "./institutions.js";
import { kindsIn } from "./kinds.js";
import { periodsIn, termsIn } from "./periods.js";
import type { StoryRules } from "./rules.js";
import { type Tokens, tokensIn } from "./tokens.js";

/** What two articles are compared by. */
export interface Features {
  /** When the news appeared: published, else seen. */
  at: Instant;
  /** Whether it says when it was published. */
  dated: boolean;
  /** Characters of the text. */
  length: number;
  /** The agency that sent it; empty where the text names none. */
  wire: string;
  /** A digest of many events. */
  roundUp: boolean;
  framed: Framed | undefined;
  /** Named in the opening, see institutionsIn. */
  institutions: Institution[];
  /** Named in the head, see kindsIn. */
  kinds: string[];
  /** Named in the opening, see periodsIn and termsIn. */
  periods: string[];
  terms: string[];
  /** Listed companies that the opening names by their code. */
  codes: string[];
  days: string[];
  /** The first `headFigures` stand in the head. */
  figures: Figure[];
  headFigures: number;
  /** Of the head: the title, or the first sentence where there is none. */
  head: Tokens;
  /** Of the head without the subject: what is said. */
  claim: Tokens;
  /** Of title and body, from the start. */
  text: Tokens;
}

/** Features, and what only the look-up needs. */
export interface Reading extends Features {
  /** Titles of documents in 《》. */
  documents: string[];
}

const HEAD_TOKENS = 40;
const TEXT_TOKENS = 280;
const FIGURES = 40;
const FIGURE_REACH = 900;

const stockCode = /(?<![\d.])(\d{4,6})\.(?:sz|sh|bj|hk)(?![a-z])/gu;
const inQuotes = /《([^》]{3,40})》/gu;
/** 3月10日午后，某股涨2%: templates begin behind it. */
const DATED = /^(?:\d{1,2}月\d{1,2}日|今日|今天)(?:早盘|午后|盘中|尾盘|[上下]午|晚间?)?,?/u;
/** 央行： / 植田和男表示，/ 消息人士称 / 邮储银行公告， */
const speaker = /^([^:。,]{2,30}?)(?:公告[:,]?(?=[^:。,]{2})|:|表示,?|称,?|指出,?|认为,?|预计)/u;

export function readArticle(
  input: { title?: string; text: string; publishedAt?: Instant; seenAt: Instant },
  rules: StoryRules,
): Reading {
  const { title, body, wire } = cleanText(input, rules);
  const lead = /^[^。!?;]{1,90}/u.exec(body)?.[0] ?? "";
  const head = title === "" ? lead : title;
  const opening = `${head}。${lead}`;
  const whole = title === "" ? body : `${title}。${body}`;
  const inHead = daysIn(head);
  const inBody = daysIn(body.slice(0, FIGURE_REACH));
  const headFigures = figuresIn(inHead.rest.replace(stockCode, " "));
  const codes = [...opening.matchAll(stockCode)].map((match) => (match[1] ?? "").replace(/^0+/u, ""));
  return {
    at: input.publishedAt ?? input.seenAt,
    dated: input.publishedAt !== undefined,
    length: input.text.trim().length,
    wire,
    roundUp: rules.roundUpTitle.test(title) || isNumberedList(input.text),
    framed: frameOf(opening.replace(DATED, ""), rules),
    institutions: institutionsIn(opening, rules),
    kinds: kindsIn(head, rules),
    periods: periodsIn(opening),
    terms: termsIn(opening),
    codes: [...new Set(codes)].slice(0, 6),
    days: [...new Set([...inHead.days, ...inBody.days])].slice(0, 12),
    figures: distinct([...headFigures, ...figuresIn(inBody.rest.replace(stockCode, " "))]).slice(0, FIGURES),
    headFigures: headFigures.length,
    head: tokensIn(head, rules, HEAD_TOKENS),
    claim: tokensIn(claimOf(head, rules), rules, HEAD_TOKENS),
    text: tokensIn(whole, rules, TEXT_TOKENS),
    documents: [...whole.matchAll(inQuotes)].map((match) => match[1] ?? ""),
  };
}

function claimOf(head: string, rules: StoryRules): string {
  const [opening = "", subject = ""] = speaker.exec(head) ?? [];
  return subject === "" || rules.noSubject.test(subject) ? head : head.slice(opening.length);
}

/** Points of one event follow an opening sentence; a digest starts with its first item. Circled numbers count too. */
function isNumberedList(text: string): boolean {
  if (!/^\s*(?:【[^】]*】)?\s*(?:1[、.）)]|①)/u.test(text)) return false;
  return (text.match(/(?:^|[\n。；;\s】])(?:\d{1,2}[、.）)]|[①-⑳])/gu)?.length ?? 0) >= 3;
}

function distinct(figures: Figure[]): Figure[] {
  const known = new Map<string, Figure>();
  for (const figure of figures) {
    const id = `${figure.unit}${figure.value}`;
    if (!known.has(id)) known.set(id, figure);
  }
  return [...known.values()];
}
