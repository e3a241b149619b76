import type { Instant } from "../news/article.js";
import { cleanText } from "./clean.js";
import { daysIn } from "./days.js";
import { type Figure, figuresIn, readFigure, writeFigure } from "./figures.js";
import { type Framed, frameOf } from "./frames.js";
import type { StoryRules } from "./rules.js";
import { type Token, tokensIn } from "./tokens.js";

/** What two articles are compared by. */
export interface Features {
  /** When the news appeared: published, else seen. */
  at: Instant;
  /** Whether it says when it was published. */
  dated: boolean;
  /** Characters of the clean body. */
  length: number;
  roundUp: boolean;
  framed: Framed | undefined;
  /** Who or what it opens with: up to a colon or 表示, or before 公告; empty where there is none. */
  subject: string;
  /** Institutions named in the head, each by the last two characters and its ending. */
  orgs: string[];
  /** Listed companies that the opening names by their code. */
  codes: string[];
  /** Titles in 《》. */
  names: string[];
  days: string[];
  /** The first `headFigures` stand in the head. */
  figures: Figure[];
  headFigures: number;
  /** Of the head: the title, or the first sentence where there is none. Sorted. */
  head: Token[];
  /** Of the head without the subject: what is said. Sorted. */
  claim: Token[];
  /** Of title and body. Sorted. */
  text: Token[];
}

const HEAD_TOKENS = 40;
const TEXT_TOKENS = 280;
const FIGURES = 40;
const FIGURE_REACH = 900;

const stockCode = /(?<![\d.])(\d{4,6})\.(?:sz|sh|bj|hk)(?![a-z])/gu;
const works = /《([^》]{3,40})》/gu;
const speaker = /^([^:。,]{2,30}?)(?::|表示,?|称,?|指出,?|认为,?|预计)/u;
const announcer =
  /^([^,。:;\d(]{2,12}?)(?:\(\d[^)]*\)|\d+月\d+日)?(?:今日)?(?:发布)?(?:公告|披露|在互动平台)/u;

export function featuresOf(
  input: { title?: string; text: string; publishedAt?: Instant; seenAt: Instant },
  rules: StoryRules,
): Features {
  const { title, body } = cleanText(input, rules);
  const lead = firstSentence(body);
  const head = title === "" ? lead : title;
  const inHead = daysIn(head);
  const inBody = daysIn(body.slice(0, FIGURE_REACH));
  const headFigures = figuresIn(inHead.rest.replace(stockCode, " "));
  const whole = title === "" ? body : `${title}。${body}`;
  const { subject, claim } = subjectOf(head, lead, rules);
  const opening = `${head}。${lead}`;
  const codes = [...opening.matchAll(stockCode)].map((match) => (match[1] ?? "").replace(/^0+/u, ""));
  const names = [...whole.matchAll(works)].map((match) => match[1] ?? "");
  const figures = distinct([...headFigures, ...figuresIn(inBody.rest.replace(stockCode, " "))]);
  return {
    at: input.publishedAt ?? input.seenAt,
    dated: input.publishedAt !== undefined,
    length: body.length,
    roundUp: rules.roundUpTitle.test(title) || numberedItems(input.text) >= 4,
    framed: frameOf(opening, rules),
    subject,
    orgs: [...new Set([...opening.matchAll(rules.org)].map((match) => match[1] ?? ""))].slice(0, 8),
    codes: [...new Set(codes)].slice(0, 6),
    names: [...new Set(names)].slice(0, 6),
    days: [...new Set([...inHead.days, ...inBody.days])].slice(0, 12),
    figures: figures.slice(0, FIGURES),
    headFigures: headFigures.length,
    head: tokensIn(head, rules, HEAD_TOKENS).sort(ascending),
    claim: tokensIn(claim, rules, HEAD_TOKENS).sort(ascending),
    text: tokensIn(whole, rules, TEXT_TOKENS).sort(ascending),
  };
}

function subjectOf(head: string, lead: string, rules: StoryRules): { subject: string; claim: string } {
  const [opening = "", subject = ""] = speaker.exec(head) ?? [];
  if (subject !== "" && !rules.noSubject.test(subject)) return { subject, claim: head.slice(opening.length) };
  return { subject: announcer.exec(lead)?.[1] ?? "", claim: head };
}

function firstSentence(body: string): string {
  return /^[^。!?;]{1,90}/u.exec(body)?.[0] ?? "";
}

function numberedItems(text: string): number {
  return text.match(/(?:^|[\n。；;])\s*(?:\d{1,2}[、.）)]|[①-⑳])/gu)?.length ?? 0;
}

function distinct(figures: Figure[]): Figure[] {
  const known = new Map(figures.map((figure) => [`${figure.unit}${figure.value}`, figure]));
  return [...known.values()];
}

function ascending(a: number, b: number): number {
  return a - b;
}

/** Tab-separated; token lists in base64, three bytes each. About half a kilobyte for a flash. */
export function writeFeatures(features: Features): string {
  return [
    features.at,
    features.dated ? 1 : 0,
    features.length,
    features.roundUp ? 1 : 0,
    features.framed ? [features.framed.frame, features.framed.who, features.framed.whom].join("\u001f") : "",
    features.subject,
    features.orgs.join(" "),
    features.codes.join(" "),
    features.names.join("\u001f"),
    features.days.join(" "),
    features.figures.map(writeFigure).join(" "),
    features.headFigures,
    packed(features.head),
    packed(features.claim),
    packed(features.text),
  ].join("\t");
}

/** Undefined for what an earlier version wrote: such an article is simply not compared. */
export function readFeatures(written: string): Features | undefined {
  const fields = written.split("\t");
  if (fields.length !== 15) return undefined;
  const [at = "", dated, length = "", roundUp, framed = "", subject = "", orgs = "", ...more] = fields;
  const [
    codes = "",
    names = "",
    days = "",
    figures = "",
    headFigures = "",
    head = "",
    claim = "",
    text = "",
  ] = more;
  const [frame = "", who = "", whom = ""] = framed.split("\u001f");
  return {
    at: Number(at),
    dated: dated === "1",
    length: Number(length),
    roundUp: roundUp === "1",
    framed: framed === "" ? undefined : { frame, who, whom },
    subject,
    orgs: listed(orgs, " "),
    codes: listed(codes, " "),
    names: listed(names, "\u001f"),
    days: listed(days, " "),
    figures: listed(figures, " ").flatMap((figure) => readFigure(figure) ?? []),
    headFigures: Number(headFigures),
    head: unpacked(head),
    claim: unpacked(claim),
    text: unpacked(text),
  };
}

function listed(field: string, separator: string): string[] {
  return field === "" ? [] : field.split(separator);
}

function packed(tokens: Token[]): string {
  const bytes = Buffer.alloc(tokens.length * 3);
  tokens.forEach((token, index) => {
    bytes.writeUIntLE(token, index * 3, 3);
  });
  return bytes.toString("base64");
}

function unpacked(base64: string): Token[] {
  const bytes = Buffer.from(base64, "base64");
  return Array.from({ length: Math.floor(bytes.length / 3) }, (_, index) => bytes.readUIntLE(index * 3, 3));
}
