import { pairsOf, shared } from "./context.js";
import { clauseAt } from "./fold.js";
import { type Mention, sameName } from "./names.js";
import type { Reading } from "./reading.js";

/** A sentence of the evidence with the organisations that it names. */
export interface Telling {
  reading: Reading;
  mentions: Mention[];
}

/** The most that the evidence tells, at one place where it names the organisation, of what is said. */
export function toldOf(name: string, said: ReadonlySet<string>, tellings: Telling[]): number {
  let most = 0;
  for (const [index, { reading, mentions }] of tellings.entries()) {
    const { text, clauses } = reading;
    for (const mention of mentions) {
      if (!sameName(mention.name, name)) continue;
      const clause = clauseAt(clauses, mention.at);
      if (mention.first || clause.at === clauses[0]?.at) {
        // Once a clause has been about it, all that follows may be.
        const rest = new Set(pairsOf(text.slice(mention.at)));
        for (const later of tellings.slice(index + 1)) for (const pair of later.reading.pairs) rest.add(pair);
        return Math.max(most, shared(said, rest));
      }
      most = Math.max(most, shared(said, pairsOf(text.slice(mention.at, clause.end))));
    }
  }
  return most;
}
