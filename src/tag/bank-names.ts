import type { NamedBank } from "../news/tags.js";
import { compile } from "./compile.js";
import type { Dictionary } from "./dictionary.js";
import { createBoundaries, findNames, type Hit } from "./names.js";

/** Every bank that a text names, whether the text is about it or not, in order of appearance. */
export function createBankNames(dictionary: Dictionary): (text: string) => NamedBank[] {
  const { automaton, meanings } = compile(dictionary);
  const boundaries = createBoundaries(dictionary.decoys.boundaries);
  return (text) => {
    const hits: Hit[] = [];
    automaton.scan(text, (pattern, start, end) => {
      const meaning = meanings[pattern];
      if (meaning?.name) hits.push({ meaning, start, end });
    });
    return findNames(text, hits, boundaries).map(({ bank, alias }) => ({ bank, alias }));
  };
}
