import type { Lexicon } from "../lexicon.js";
import type { Pairs } from "../pairs.js";
import type { Candidate } from "../runs/candidates.js";
import { addMarks, markPairs, shareOf } from "../runs/shares.js";
import { findFacts } from "./facts.js";
import type { Scored } from "./prospects.js";

/** What a headline and the bullets so far have told: their words, their figures and names. */
export interface Told {
  add(run: Scored): void;
  /** The share of a run's words. */
  shareOf(candidate: Candidate): number;
  /** What of a run's worth is told. */
  worthOf(run: Scored): number;
  /** A run has a fact of its own; when it was said, or under which number, is none. */
  lacksFactOf(run: Scored): boolean;
}

export function tellHeadline(headline: string, pairs: Pairs, lexicon: Lexicon): Told {
  const marks = markPairs(pairs, headline);
  const texts = new Set(findFacts(headline, lexicon, new Set()).map(({ text }) => text));
  return {
    add({ candidate, facts }) {
      addMarks(marks, pairs, candidate);
      for (const { text } of facts) texts.add(text);
    },
    shareOf: (candidate) => shareOf(marks, pairs, candidate),
    worthOf({ facts }) {
      let worth = 0;
      for (const fact of facts) if (texts.has(fact.text)) worth += fact.worth;
      return worth;
    },
    lacksFactOf: ({ facts }) =>
      facts.some(({ kind, text }) => kind !== "date" && kind !== "number" && !texts.has(text)),
  };
}
