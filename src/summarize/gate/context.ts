import { clauseAt, type Span } from "./fold.js";

const LETTER = /[\p{L}\p{N}%]/u;

/** Pairs of neighbouring letters of a folded text; pairs across a mark do not count. */
export function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>();
  let last = "";
  for (const char of text) {
    if (!LETTER.test(char)) {
      last = "";
      continue;
    }
    if (last !== "") pairs.add(last + char);
    last = char;
  }
  return pairs;
}

/** Those of what stands behind a word in its clause, at most so many characters. */
export function pairsBehind(
  { at, end }: Span,
  { text, clauses }: { text: string; clauses: Span[] },
  most = Number.POSITIVE_INFINITY,
): Set<string> {
  return pairsOf(text.slice(end, Math.min(clauseAt(clauses, at).end, end + most)));
}

export function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const pair of a) if (b.has(pair)) count += 1;
  return count;
}

/** The share of `part`'s pairs that `whole` has too; 0 for an empty part. */
export function covered(part: ReadonlySet<string>, whole: ReadonlySet<string>): number {
  return part.size === 0 ? 0 : shared(part, whole) / part.size;
}
