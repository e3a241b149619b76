import { countWhile } from "../lib/count-while.js";

export interface Span {
  start: number;
  end: number;
}

/** Index of the last span that starts at or before `at`, or -1; `spans` by start ascending. */
function lastStartingBy(spans: readonly Span[], at: number): number {
  return countWhile(spans, ({ start }) => start <= at) - 1;
}

/** A test of whether a span lies inside one of `spans` without being all of it. */
export function createCover(spans: readonly Span[]): (span: Span) => boolean {
  const sorted = spans.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const widest: Span[] = [];
  for (const span of sorted) if (span.end > (widest.at(-1)?.end ?? 0)) widest.push(span);
  return ({ start, end }) => {
    const cover = widest[lastStartingBy(widest, start)];
    return cover !== undefined && cover.end >= end && cover.end - cover.start > end - start;
  };
}

/** A test of whether one of `spans` begins within `reach` of a span, before or after it. */
export function createVicinity(spans: readonly Span[], reach: number): (span: Span) => boolean {
  const sorted = spans.toSorted((a, b) => a.start - b.start);
  return ({ start, end }) => {
    const nearest = sorted[lastStartingBy(sorted, end + reach)];
    return nearest !== undefined && nearest.start >= start - reach;
  };
}
