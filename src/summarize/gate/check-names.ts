import type { Flag } from "../../news/summary.js";
import type { Evidence } from "./evidence.js";
import type { Reading } from "./reading.js";

/** A bank as a text names it. */
export interface NamedBank {
  bank: string;
  alias: string;
}

/** The banks that a raw text names, wherever they stand. */
export type BanksIn = (text: string) => NamedBank[];

export interface NameWords {
  organisations: string[];
  speakersOfNothing: string[];
}

/** Banks of the statement that the evidence does not name. */
export function checkBanks(banks: NamedBank[], known: ReadonlySet<string>, { sentences }: Evidence): Flag[] {
  return banks.flatMap(({ bank, alias }) => {
    if (known.has(bank)) return [];
    const name = alias.normalize("NFKC").toLowerCase();
    if (sentences.some(({ text }) => text.includes(name))) return [];
    return [{ kind: "bank", detail: `所引原文里没有“${alias}”` }];
  });
}

const HAN = /\p{Script=Han}/u;

/** Organisations, speakers and Latin names of the statement that the evidence does not have. */
export function checkOrganisations(claim: Reading, { sentences }: Evidence, words: NameWords): Flag[] {
  const has = (text: string) => sentences.some((sentence) => sentence.text.includes(text));
  const flags: Flag[] = [];
  const missing = (name: string) => flags.push({ kind: "organisation", detail: `所引原文里没有“${name}”` });
  for (const suffix of words.organisations) {
    for (let at = claim.text.indexOf(suffix); at >= 0; at = claim.text.indexOf(suffix, at + 1)) {
      const stem = claim.text.slice(Math.max(0, at - 2), at);
      if (stem.length < 2 || ![...stem].every((char) => HAN.test(char))) continue;
      if (!has(stem) && !sentences.some(({ text }) => abbreviates(stem + suffix, text)))
        missing(stem + suffix);
    }
  }
  for (const [name] of claim.text.matchAll(/(?<![a-z0-9])[a-z][a-z0-9&.+-]*[a-z0-9]/gu)) {
    if (!has(name)) missing(name);
  }
  return flags;
}

/** 中国工商银行 as 工商银行, 北京证券交易所 as 北交所: the characters in their order, close together. */
function abbreviates(name: string, text: string): boolean {
  for (
    let start = text.indexOf(name.charAt(0));
    start >= 0;
    start = text.indexOf(name.charAt(0), start + 1)
  ) {
    const within = text.slice(start, start + name.length * 4);
    let at = 0;
    for (const char of within) if (char === name.charAt(at)) at += 1;
    if (at === name.length) return true;
  }
  return false;
}
