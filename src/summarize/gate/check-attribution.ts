import type { Flag } from "../../news/summary.js";
import { covered } from "./context.js";
import type { Evidence } from "./evidence.js";
import type { Reading } from "./reading.js";
import type { Found } from "./words.js";

export interface AttributionWords {
  findRumours: (text: string) => Found[];
  findHedges: (text: string) => Found[];
}

/** The share of a statement that a sentence must have to be the one that it retells. */
const RETELLS = 0.4;

/** What the evidence only has from hearsay, told without a word of that. */
export function checkAttribution(claim: Reading, { sentences }: Evidence, words: AttributionWords): Flag[] {
  if (words.findHedges(claim.text).length > 0) return [];
  const [best] = sentences
    .map((sentence) => ({ sentence, share: covered(claim.pairs, sentence.pairs) }))
    .sort((a, b) => b.share - a.share);
  if (best === undefined || best.share < RETELLS) return [];
  const [rumour] = words.findRumours(best.sentence.text);
  if (rumour === undefined) return [];
  return [{ kind: "attribution", detail: `原文是“${rumour.word}”所说，这里没有写明` }];
}
