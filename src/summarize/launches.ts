import type { Candidate } from "./candidates.js";
import type { Fact } from "./facts.js";

/**
 * Tells the runs such as 2022年6月1日，某银行推出“某计划”: a day, a step taken, and a name that the article comes back to.
 * Takes the facts of each sentence of the article.
 */
export function findDatedLaunches(sentences: Fact[][]): (run: Candidate, facts: Fact[]) => boolean {
  const names = new Map<string, number>();
  for (const facts of sentences) {
    const here = new Set(facts.flatMap(({ kind, text }) => (kind === "name" ? [text] : [])));
    for (const name of here) names.set(name, (names.get(name) ?? 0) + 1);
  }
  return ({ start, at, end }, facts) => {
    if (start !== "sentence" || facts.length < 3) return false;
    const kinds = new Set<Fact["kind"]>();
    for (const fact of facts) {
      if (fact.at < at || fact.end > end) continue;
      if (fact.kind !== "name" || (names.get(fact.text) ?? 0) > 1) kinds.add(fact.kind);
    }
    return kinds.has("date") && kinds.has("launch") && kinds.has("name");
  };
}
