import type { Stock } from "../news/article.js";
import type { Evidence, Tags } from "../news/tags.js";
import { compile } from "./compile.js";
import { createCountryRule } from "./country.js";
import type { Bank, Dictionary } from "./dictionary.js";
import { createBoundaries, findNames, type Hit, type Occurrence } from "./names.js";
import { createPassingRule } from "./passing.js";
import { createTopicRule } from "./topics.js";

export interface TaggerInput {
  title?: string;
  text: string;
  /** Companies that the source's markup names: a bank among them is a subject, however it is named. */
  stocks?: readonly Stock[];
  medium?: string;
}

export type Tagger = (input: TaggerInput) => Tags;

/** Pieces of evidence kept for a bank, those of the head first. */
const EVIDENCE_PER_BANK = 3;
/** Where an untitled flash says its matter, in UTF-16 units. */
const LEAD = 60;

/**
 * Tags articles with the banks that they are about and with 0 to 3 topics. One pass over the text finds every name
 * and term; rules that look at the place of a name decide. Offsets are UTF-16, in title + "\n" + text.
 */
export function createTagger(dictionary: Dictionary): Tagger {
  const { automaton, meanings } = compile(dictionary);
  const boundaries = createBoundaries(dictionary.decoys.boundaries);
  const dropForeign = createCountryRule(dictionary.banks, dictionary.decoys);
  const isPassing = createPassingRule(dictionary.decoys);
  const topicsOf = createTopicRule(dictionary);
  const bankOfCode = banksByCode(dictionary.banks);

  return ({ title, text: body, stocks = [], medium }) => {
    const text = title ? `${title}\n${body}` : body;
    const headEnd = title ? title.length : endOfLead(body);
    const hits: Hit[] = [];
    automaton.scan(text, (pattern, start, end) => {
      const meaning = meanings[pattern];
      if (meaning) hits.push({ meaning, start, end });
    });

    const names = dropForeign(text, headEnd, findNames(text, hits, boundaries), hits);
    const marked = new Set(stocks.map((stock) => bankOfCode.get(stock.code)));
    const evidence = new Map<string, Evidence[]>();
    const subjects = names.filter(
      (name) => !isMedium(text, name, medium) && (marked.has(name.bank) || !isPassing(text, name, headEnd)),
    );
    for (const name of subjects) {
      const pieces = evidence.get(name.bank) ?? [];
      if (pieces.length < EVIDENCE_PER_BANK) {
        pieces.push({ name: name.bank, alias: name.alias, at: name.start, rule: name.rule });
      }
      evidence.set(name.bank, pieces);
    }
    return {
      banks: [...evidence.keys()],
      topics: topicsOf(text, headEnd, subjects, hits),
      evidence: [...evidence.values()].flat(),
    };
  };
}

/** The end of an untitled flash's first sentence. */
function endOfLead(text: string): number {
  const stop = text.search(/[。！？\n]/);
  return Math.min(stop === -1 ? text.length : stop, LEAD);
}

/** A name that is only a part of the medium's, as the text gives it: （农村金融时报）. */
function isMedium(text: string, name: Occurrence, medium: string | undefined): boolean {
  if (!medium?.includes(name.alias)) return false;
  const from = name.start - medium.indexOf(name.alias);
  return text.startsWith(medium, from);
}

function banksByCode(banks: readonly Bank[]): Map<string, string> {
  const byCode = new Map<string, string>();
  for (const bank of banks) {
    for (const code of [bank.aShare, bank.hShare]) if (code) byCode.set(code, bank.name);
  }
  return byCode;
}
