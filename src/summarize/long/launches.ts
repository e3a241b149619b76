import type { Candidate } from "../runs/candidates.js";
import type { Fact } from "./facts.js";

const KINDS: Fact["kind"][] = ["date", "launch", "name"];

/** Whether a sentence with these facts may hold a dated launch. */
export function holdsLaunch(facts: Fact[]): boolean {
  return KINDS.every((kind) => facts.some((fact) => fact.kind === kind));
}

/** A sentence of the article; whether it has runs is asked of few. */
export interface Sentence {
  facts: Fact[];
  candidates(): Candidate[];
}

/**
 * Tells the runs such as 2022年6月1日，某银行推出“某计划”: a day, a step taken, and a name that the article comes back to,
 * in sentences that have runs.
 */
export function findDatedLaunches(sentences: Sentence[]): (run: Candidate, facts: Fact[]) => boolean {
  const known = new Map<string, boolean>();
  const comesBack = (name: string) => {
    const naming = sentences.filter(({ facts }) => facts.some((fact) => isName(fact) && fact.text === name));
    return naming.filter((each) => each.candidates().length > 0).length > 1;
  };
  return (run, facts) => {
    if (run.start !== "sentence" || !holdsLaunch(facts)) return false;
    return facts.some((fact) => {
      if (!isName(fact)) return false;
      const back = known.get(fact.text) ?? comesBack(fact.text);
      known.set(fact.text, back);
      return back;
    });
  };
}

function isName({ kind }: Fact): boolean {
  return kind === "name";
}
