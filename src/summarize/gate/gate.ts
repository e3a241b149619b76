import type { Instant } from "../../news/article.js";
import type { Flag } from "../../news/summary.js";
import type { NamedBank } from "../../news/tags.js";
import { checkAttribution } from "./check-attribution.js";
import { checkDates } from "./check-dates.js";
import { checkDirections } from "./check-directions.js";
import { bear, checkFigures } from "./check-figures.js";
import { checkForm } from "./check-form.js";
import { checkModality } from "./check-modality.js";
import { type BanksIn, checkBanks, checkOrganisations } from "./check-names.js";
import { checkNegations } from "./check-negations.js";
import { checkPlaces } from "./check-places.js";
import { checkRoles } from "./check-roles.js";
import { createInstructionFinder } from "./instructions.js";
import { createQuantityReader } from "./quantities.js";
import { createReader, type Reading } from "./reading.js";
import { createCanon } from "./surroundings.js";
import type { GateTable } from "./table.js";
import { createFinder } from "./words.js";

/** One statement of a summary and the numbers of the sentences it leans on; 0 is the title. */
export interface GatedItem {
  text: string;
  quote?: string;
  cites: number[];
}

export interface GatedArticle {
  /** The title first, then the sentences of the text. */
  sentences: string[];
  publishedAt?: Instant;
}

/** What is wrong with a statement; no flags: it may be shown. */
export type Gate = (item: GatedItem, article: GatedArticle) => Flag[];

export interface GateParts {
  table: GateTable;
  banksIn: BanksIn;
}

/** The gate between a summary and its reader. Reads an article once, however many statements lean on it. */
export function createGate({ table, banksIn }: GateParts): Gate {
  const read = createReader(table, createQuantityReader(table));
  const measureWords = { canon: createCanon(table.same), measures: table.measures };
  const findInstruction = createInstructionFinder(table);
  const negationWords = { findLike: createFinder(table.likeNegations) };
  const attributionWords = {
    findRumours: createFinder(table.rumours),
    findHedges: createFinder(table.hedges),
  };
  const modalityWords = {
    findProposals: createFinder(table.proposals),
    findDone: createFinder(table.done),
    findEnded: createFinder(table.ended),
    findConditions: createFinder(table.conditions, table.noModal),
  };
  const roleFinders = {
    findActs: createFinder([...table.speakerVerbs, ...table.actorVerbs]),
    findSpeech: createFinder(table.speakerVerbs),
    findAuthorities: createFinder(table.authorities),
    findNobody: createFinder(table.speakersOfNothing),
    endings: [...table.organisations, ...table.weakOrganisations],
    nobodies: [...table.noOrganisation, ...table.speakersOfNothing, ...table.nobodies],
  };
  const readings = new WeakMap<GatedArticle, Map<number, Sentence>>();

  interface Sentence {
    reading: Reading;
    banks: NamedBank[];
  }

  function sentenceOf(article: GatedArticle, number: number): Sentence | undefined {
    const raw = article.sentences[number];
    // A sentence that gives orders bears nothing out: it may hold all that it orders to be said.
    if (!raw || findInstruction(raw) !== undefined) return undefined;
    const ofArticle = readings.get(article) ?? new Map<number, Sentence>();
    readings.set(article, ofArticle);
    const found = ofArticle.get(number) ?? {
      reading: read(raw),
      banks: banksIn(raw),
    };
    ofArticle.set(number, found);
    return found;
  }

  return ({ text, quote, cites }, article) => {
    const numbers = [...new Set([0, ...cites])].sort((a, b) => a - b);
    const cited = numbers.flatMap((number) => sentenceOf(article, number) ?? []);
    const evidence = {
      sentences: cited.map(({ reading }) => reading),
      publishedAt: article.publishedAt,
    };
    const claim = read(text);
    const borne = bear(claim, evidence);
    const named = banksIn(text);
    const known = cited.flatMap((sentence) => sentence.banks);
    return [
      ...checkForm(text, findInstruction),
      ...checkQuote(quote, numbers, article),
      ...checkFigures(borne, evidence),
      ...checkDates(claim, evidence),
      ...checkBanks(named, new Set(known.map(({ bank }) => bank)), evidence),
      ...checkOrganisations(claim, named, evidence, table),
      ...checkRoles(claim, borne, [...named, ...known], evidence, roleFinders),
      ...checkPlaces(claim, borne, evidence, measureWords),
      ...checkDirections(claim, borne, evidence, { ...measureWords, opposites: table.opposites }),
      ...checkNegations(claim, evidence, negationWords),
      ...checkModality(claim, borne, evidence, modalityWords),
      ...checkAttribution(claim, evidence, attributionWords),
    ];
  };
}

/** A quotation is an exact piece of one cited sentence, or of cited sentences that follow each other. */
function checkQuote(quote: string | undefined, cites: number[], { sentences }: GatedArticle): Flag[] {
  if (quote === undefined) return [];
  const runs: string[] = [];
  for (const number of cites) {
    const sentence = sentences[number] ?? "";
    const last = runs.length - 1;
    if (number > 1 && cites.includes(number - 1)) runs[last] += sentence;
    else runs.push(sentence);
  }
  if (quote !== "" && runs.some((run) => run.includes(quote))) return [];
  return [{ kind: "quote", detail: "引文不是所引句子里的原话" }];
}
