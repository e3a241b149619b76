import type { Instant } from "../news/article.js";
import { cleanText } from "./clean.js";
import { daysIn } from "./days.js";
import { type Figure, figuresIn } from "./figures.js";
import type { StoryRules } from "./rules.js";
import { type Token, tokensIn } from "./tokens.js";

/** What two articles are compared by. */
export interface Features {
  /** When the news appeared: published, else seen. */
  at: Instant;
  /** Characters of the clean body. */
  length: number;
  roundUp: boolean;
  /** Who or what the title opens with, up to its colon; empty where it has none. */
  subject: string;
  /** Listed companies by code, titles in 《》. */
  names: string[];
  days: string[];
  figures: Figure[];
  /** Of the title, or of the first sentence where there is none. Sorted. */
  title: Token[];
  /** Of title and body. Sorted. */
  text: Token[];
}

const TITLE_TOKENS = 40;
const TEXT_TOKENS = 220;
const FIGURES = 40;
const FIGURE_REACH = 900;

const codes = /(?<![\d.])(\d{4,6})\.(?:sz|sh|bj|hk|o|n)(?![a-z])/gu;
const works = /《([^》]{3,40})》/gu;

export function featuresOf(
  input: { title?: string; text: string; publishedAt?: Instant; seenAt: Instant },
  rules: StoryRules,
): Features {
  const { title, body } = cleanText(input);
  const whole = title === "" ? body : `${title}。${body}`;
  const { days, rest } = daysIn(whole.slice(0, FIGURE_REACH));
  const names = [
    ...[...rest.matchAll(codes)].map((match) => (match[1] ?? "").replace(/^0+/u, "")),
    ...[...rest.matchAll(works)].map((match) => match[1] ?? ""),
  ];
  const head = title === "" ? firstSentence(body) : title;
  const numbered = input.text.match(/(?:^|[\n。；;])\s*(?:\d{1,2}[、.）)]|[①-⑳])/gu)?.length ?? 0;
  return {
    at: input.publishedAt ?? input.seenAt,
    length: body.length,
    roundUp: rules.roundUpTitle.test(title) || numbered >= 4,
    subject: /^([^:]{2,14}):/u.exec(head)?.[1] ?? "",
    names: [...new Set(names)].slice(0, 8),
    days: days.slice(0, 12),
    figures: figuresIn(rest.replace(codes, " ")).slice(0, FIGURES),
    title: tokensIn(head, rules, TITLE_TOKENS).sort(ascending),
    text: tokensIn(whole, rules, TEXT_TOKENS).sort(ascending),
  };
}

export function firstSentence(body: string): string {
  return /^[^。!?;]{1,90}/u.exec(body)?.[0] ?? "";
}

export function ascending(a: number, b: number): number {
  return a - b;
}

/** Tab-separated; token lists in base64 of little-endian 32-bit words. About half a kilobyte for a flash. */
export function writeFeatures(features: Features): string {
  return [
    features.at,
    features.length,
    features.roundUp ? 1 : 0,
    features.subject,
    features.names.join("\u001f"),
    features.days.join(" "),
    features.figures.map((figure) => `${figure.digits}${figure.key}`).join(" "),
    packed(features.title),
    packed(features.text),
  ].join("\t");
}

/** Undefined for what an earlier version wrote: such an article is simply not compared. */
export function readFeatures(written: string): Features | undefined {
  const fields = written.split("\t");
  if (fields.length !== 9) return undefined;
  const [
    at = "",
    length = "",
    roundUp,
    subject = "",
    names = "",
    days = "",
    figures = "",
    title = "",
    text = "",
  ] = fields;
  return {
    at: Number(at),
    length: Number(length),
    roundUp: roundUp === "1",
    subject,
    names: listed(names, "\u001f"),
    days: listed(days, " "),
    figures: listed(figures, " ").map((figure) => {
      const digits = Number.parseInt(figure, 10);
      return { digits, key: figure.replace(/^\d+/u, "") };
    }),
    title: unpacked(title),
    text: unpacked(text),
  };
}

function listed(field: string, separator: string): string[] {
  return field === "" ? [] : field.split(separator);
}

function packed(tokens: Token[]): string {
  return Buffer.from(Uint32Array.from(tokens).buffer).toString("base64");
}

function unpacked(base64: string): Token[] {
  const bytes = Uint8Array.from(Buffer.from(base64, "base64"));
  return [...new Uint32Array(bytes.buffer, 0, bytes.byteLength >> 2)];
}
