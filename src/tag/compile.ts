import { type Automaton, createAutomaton } from "./automaton.js";
import { type Bank, type Dictionary, namesInTexts } from "./dictionary.js";
import { createFold } from "./fold.js";

/** A string that stands for a bank, for a firm of a bank, or for something that only looks like a bank. */
export type Name =
  | { kind: "bank"; bank: string; rule: NameRule }
  | { kind: "decoy"; unless: readonly string[] }
  | { kind: "subsidiary" };

export type NameRule = "full-name" | "alias" | "former-name" | "english" | "ticker";

export interface TermUse {
  /** Index in `dictionary.topics`. */
  topic: number;
  weight: number;
  titleOnly: boolean;
}

/** All that one string can mean; strings are unique, so one scan finds everything. */
export interface Meaning {
  text: string;
  name?: Name;
  terms: TermUse[];
  banking: boolean;
  trade: boolean;
  domestic: boolean;
  foreign: boolean;
}

export interface Compiled {
  automaton: Automaton;
  meanings: Meaning[];
}

export function compile(dictionary: Dictionary): Compiled {
  const byText = new Map<string, Meaning>();
  const meaningOf = (text: string): Meaning => {
    let meaning = byText.get(text);
    if (!meaning) {
      meaning = { text, terms: [], banking: false, trade: false, domestic: false, foreign: false };
      byText.set(text, meaning);
    }
    return meaning;
  };

  for (const decoy of dictionary.decoys.decoys) {
    for (const text of decoy.texts) meaningOf(text).name = { kind: "decoy", unless: decoy.unless };
  }
  for (const bank of dictionary.banks) {
    for (const text of bank.subsidiaries) meaningOf(text).name = { kind: "subsidiary" };
  }
  for (const bank of dictionary.banks) {
    for (const [text, rule] of bankNames(bank, dictionary)) {
      meaningOf(text).name = { kind: "bank", bank: bank.name, rule };
    }
  }
  dictionary.topics.forEach((topic, index) => {
    for (const text of topic.whenSpeaking) meaningOf(text);
    for (const [table, titleOnly] of [
      [topic.terms, false],
      [topic.titleTerms, true],
    ] as const) {
      for (const [weight, terms] of Object.entries(table)) {
        for (const text of terms)
          meaningOf(text).terms.push({ topic: index, weight: Number(weight), titleOnly });
      }
    }
  });
  for (const text of dictionary.topicRules.banking) meaningOf(text).banking = true;
  for (const text of dictionary.topicRules.trade) meaningOf(text).trade = true;
  for (const text of dictionary.decoys.central.domesticCues) meaningOf(text).domestic = true;
  for (const text of dictionary.decoys.central.foreignCues) meaningOf(text).foreign = true;

  const meanings = [...byText.values()];
  const patterns = meanings.map((meaning) => meaning.text);
  return { automaton: createAutomaton(patterns, createFold(dictionary.traditional)), meanings };
}

function* bankNames(bank: Bank, { decoys }: Dictionary): Generator<[string, NameRule]> {
  for (const text of tickers(bank)) yield [text, "ticker"];
  for (const text of bank.english) {
    const letters = text.replace(/[^A-Za-z]/g, "").length;
    if (letters >= decoys.latin.least || decoys.latin.listed.includes(text)) yield [text, "english"];
  }
  for (const text of namesInTexts(bank)) {
    if (bank.former.includes(text)) yield [text, "former-name"];
    else yield [text, text === bank.name || text === bank.legal ? "full-name" : "alias"];
  }
}

/** The ways in which Chinese texts write a code: 601398.SH, sh601398, （601398）, 01398.HK, 1398.HK, 01398-HK. */
function* tickers(bank: Bank): Generator<string> {
  if (bank.aShare) {
    const market = bank.aShare.startsWith("6") ? "SH" : "SZ";
    yield* [`${bank.aShare}.${market}`, `${bank.aShare}.${market.toLowerCase()}`];
    yield* [`${market}${bank.aShare}`, `${market.toLowerCase()}${bank.aShare}`];
    yield* [`(${bank.aShare})`, `（${bank.aShare}）`];
  }
  if (bank.hShare) {
    const short = bank.hShare.replace(/^0/, "");
    for (const code of new Set([bank.hShare, short])) yield* [`${code}.HK`, `${code}.hk`, `${code}-HK`];
    yield* [`HK${bank.hShare}`, `hk${bank.hShare}`];
  }
}
