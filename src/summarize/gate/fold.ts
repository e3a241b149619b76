import { countWhile } from "../../lib/count-while.js";

/** A stretch of a folded text: `text.slice(at, end)`. */
export interface Span {
  at: number;
  end: number;
}

/**
 * The form in which a statement and its evidence are compared: NFKC, lower case, no thousands commas. List marks (①)
 * go first, since NFKC would make figures of them. 1/3 is 3分之1.
 */
export function fold(text: string): string {
  return text
    .replace(/[①-⓿]/gu, " ")
    .replace(/(?<=[\d０-９])[,，](?=[\d０-９]{3}(?![\d０-９]))/gu, "")
    .normalize("NFKC")
    .replace(/(?<![\d/.])([1-9])[/⁄]([1-9])(?![\d/])/gu, "$2分之$1")
    .toLowerCase();
}

const CUT = /[,;:!?。!?\n—|]|\s/u;

/** What cuts nothing: 9:30, 2000万元—3000万元, rgb led. */
const JOINED = [/^\d:\d$/u, /^[\d%元股倍吨点]—\d$/u, /^[a-z]\s[a-z]$/u];

/** Clauses of a folded text. */
export function clausesOf(text: string): Span[] {
  const clauses: Span[] = [];
  let at = 0;
  const push = (end: number) => {
    if (end > at) clauses.push({ at, end });
    at = end + 1;
  };
  for (let i = 0; i < text.length; i += 1) {
    if (!CUT.test(text.charAt(i))) continue;
    if (JOINED.some((each) => each.test(text.slice(Math.max(0, i - 1), i + 2)))) continue;
    push(i);
  }
  push(text.length);
  return clauses;
}

export function clauseAt(clauses: Span[], at: number): Span {
  return clauses.find((clause) => at < clause.end) ?? { at: 0, end: Number.MAX_SAFE_INTEGER };
}

/** How many of some spans, which stand in their order, end before an offset. */
export function countBefore(spans: readonly Span[], at: number): number {
  return countWhile(spans, ({ end }) => end <= at);
}
