import type { Lexicon } from "../lexicon.js";
import type { Pairs } from "../pairs.js";
import type { Candidate } from "../runs/candidates.js";
import { addMarks, countMarked, markPairs } from "../runs/shares.js";
import { findFacts, isNews } from "./facts.js";
import type { Scored } from "./prospects.js";

/** What a headline and the bullets so far have told: their words, their figures and names. */
export interface Told {
  add(run: Scored): void;
  /** The share of a run's words. */
  shareOf(candidate: Candidate): number;
  /** What those of a run's facts are worth that are told. */
  worthOf(run: Scored): number;
  /** A run has a fact of its own. */
  addsFactOf(run: Scored): boolean;
}

export function tellHeadline(headline: string, pairs: Pairs, lexicon: Lexicon): Told {
  const marks = markPairs(pairs, headline);
  const texts = new Set(findFacts(headline, lexicon, new Set()).map(({ text }) => text));
  return {
    add({ candidate, facts }) {
      addMarks(marks, pairs, candidate);
      for (const { text } of facts) texts.add(text);
    },
    shareOf: (candidate) => countMarked(marks, pairs, candidate).share,
    worthOf({ facts }) {
      let worth = 0;
      for (const fact of facts) if (texts.has(fact.text)) worth += fact.worth;
      return worth;
    },
    addsFactOf: ({ facts }) => facts.some((fact) => isNews(fact) && !texts.has(fact.text)),
  };
}
