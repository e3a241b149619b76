import type { Candidate } from "./candidates.js";
import { findFacts, isIn } from "./facts.js";
import type { Lexicon } from "./lexicon.js";
import type { Pairs } from "./pairs.js";
import type { Scored } from "./prospects.js";
import { addMarks, markPairs, shareOf } from "./shares.js";

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
      for (const fact of facts) if (isIn(fact, candidate)) texts.add(fact.text);
    },
    shareOf: (candidate) => shareOf(marks, pairs, candidate),
    worthOf({ candidate, facts }) {
      let worth = 0;
      for (const fact of facts) if (texts.has(fact.text) && isIn(fact, candidate)) worth += fact.worth;
      return worth;
    },
    lacksFactOf: ({ candidate, facts }) =>
      facts.some(
        (fact) =>
          fact.kind !== "date" && fact.kind !== "number" && isIn(fact, candidate) && !texts.has(fact.text),
      ),
  };
}
