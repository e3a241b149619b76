import { abbreviates } from "./abbreviates.js";
import { pairsOf, shared } from "./context.js";
import { clauseAt } from "./fold.js";
import { type Mention, type Named, sameName } from "./names.js";
import type { Reading } from "./reading.js";

/** A sentence of the evidence with the organisations that it names. */
export interface Telling {
  reading: Reading;
  mentions: Mention[];
}

/** The most that the evidence tells, at one place where it names the organisation, of what is said. */
export function toldOf(named: Named, said: ReadonlySet<string>, tellings: Telling[]): number {
  let most = 0;
  for (const [index, { reading, mentions }] of tellings.entries()) {
    const { text, clauses } = reading;
    const own = mentions.filter((mention) => sameName(mention, named));
    if (own.length === 0 && isWrittenIn(text, named)) {
      return Math.max(most, shared(said, pairsFrom(index, 0, tellings)));
    }
    for (const { at, first, speaks } of own) {
      const clause = clauseAt(clauses, at);
      // Once a clause has been about it, all that follows may be.
      if (first || speaks || clause.at === clauses[0]?.at) {
        return Math.max(most, shared(said, pairsFrom(index, at, tellings)));
      }
      most = Math.max(most, shared(said, pairsOf(text.slice(at, clause.end))));
    }
  }
  return most;
}

/** A name of so many characters is not abbreviated by chance. */
const LONG = 3;

/** Whether a text has a name at length; those of the dictionary are found as they stand. */
export function isWrittenIn(text: string, { name, known }: Named): boolean {
  return !known && name.length >= LONG && abbreviates(name, text);
}

function pairsFrom(index: number, at: number, tellings: Telling[]): Set<string> {
  const pairs = pairsOf(tellings[index]?.reading.text.slice(at) ?? "");
  for (const { reading } of tellings.slice(index + 1)) for (const pair of reading.pairs) pairs.add(pair);
  return pairs;
}
