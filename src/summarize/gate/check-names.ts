import type { Flag } from "../../news/summary.js";
import type { NamedBank } from "../../news/tags.js";
import { abbreviates } from "./abbreviates.js";
import type { Evidence } from "./evidence.js";
import { fold } from "./fold.js";
import type { Reading } from "./reading.js";

/** The banks that a raw text names, wherever they stand. */
export type BanksIn = (text: string) => NamedBank[];

/** Banks of the statement that the evidence does not name. */
export function checkBanks(banks: NamedBank[], known: ReadonlySet<string>, { sentences }: Evidence): Flag[] {
  return banks.flatMap(({ bank, alias }) => {
    if (known.has(bank)) return [];
    const name = fold(alias);
    if (sentences.some(({ text }) => text.includes(name))) return [];
    return [{ kind: "bank", detail: `所引原文里没有“${alias}”` }];
  });
}

export interface NameWords {
  organisations: string[];
  weakOrganisations: string[];
  noOrganisation: string[];
  latinTerms: string[];
}

const HAN = /\p{Script=Han}/u;
/** 三家银行, 一款理财, 银行理财, 5月份银行, 日起证券 */
const COUNTED = /^[一二两三四五六七八九十多数各几该这][家款只个类项]$|^银行$|月份$|日起$/u;
/** 江南四银行, 接了银行 */
const NO_BANK = /[二两三四五六七八九十了的]$/u;
/** A bank of the country is in the dictionary: another word before 银行 that the evidence has too is none's name. */
const IN_DICTIONARY = "银行";
/** 证券报, 保险行业, 银行业, 证券简称: the name goes on. */
const GOES_ON = /^(?:[报行业日时局卡法化股部类家]|简称|代码)/u;
const LATIN = /(?<![a-z0-9])[a-z][a-z&.+-]*[a-z](?![a-z])/gu;
/** 苹果(AAPL.O): the ticker says once more what stands before it. */
const TICKER = /\([a-z]+\.[a-z]{1,2}\)/gu;

/** Organisations and Latin names of the statement that the evidence does not have. */
export function checkOrganisations(
  claim: Reading,
  banks: NamedBank[],
  { sentences }: Evidence,
  words: NameWords,
): Flag[] {
  const texts = sentences.map(({ text }) => text);
  const missing = new Set<string>();
  for (const { name, stem } of organisationsIn(claim, words)) {
    if (name.endsWith(IN_DICTIONARY) && texts.some((text) => text.includes(stem))) continue;
    // What the dictionary knows has been looked for under all its names.
    if (banks.some(({ alias }) => fold(alias).includes(name))) continue;
    if (!texts.some((text) => text.includes(name) || abbreviates(name, text))) missing.add(name);
  }
  for (const [name] of claim.text.replace(TICKER, "").matchAll(LATIN)) {
    const bare = name.replace(/[^a-z]/g, "");
    if (words.latinTerms.includes(bare)) continue;
    if (!texts.some((text) => text.replace(/[^a-z]/g, "").includes(bare))) missing.add(name);
  }
  return [...missing].map((name) => ({ kind: "organisation", detail: `所引原文里没有“${name}”` }));
}

/** The last two characters of each name with its ending: enough to look for, too little to take in a verb before it. */
function organisationsIn({ text, clauses }: Reading, words: NameWords): { name: string; stem: string }[] {
  const found: { name: string; stem: string }[] = [];
  const add = (ending: string, at: number) => {
    const stem = text.slice(Math.max(0, at - 2), at);
    if (stem.length < 2 || ![...stem].every((char) => HAN.test(char))) return;
    if (GOES_ON.test(text.slice(at + ending.length))) return;
    if (ending === IN_DICTIONARY && NO_BANK.test(stem)) return;
    if (COUNTED.test(stem) || words.noOrganisation.some((word) => stem.endsWith(word) || word.endsWith(stem)))
      return;
    found.push({ name: stem + ending, stem });
  };
  for (const ending of words.organisations) {
    for (let at = text.indexOf(ending); at >= 0; at = text.indexOf(ending, at + 1)) add(ending, at);
  }
  for (const { at, end } of clauses) {
    const head = text.slice(at, Math.min(end, at + 10));
    for (const ending of words.weakOrganisations) {
      // A weak ending is one of a name where a colon follows: 某某科技：….
      if (text.charAt(end) === ":" && head.endsWith(ending) && head.length > ending.length + 1) {
        add(ending, end - ending.length);
      }
    }
  }
  return found;
}
