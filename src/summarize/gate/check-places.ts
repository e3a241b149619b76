import type { Flag } from "../../news/summary.js";
import type { Borne } from "./check-figures.js";
import type { Evidence } from "./evidence.js";
import type { Quantity } from "./quantities.js";
import type { Reading } from "./reading.js";
import { sameUnit } from "./same-quantity.js";
import { alike, type MeasureWords, surroundings } from "./surroundings.js";

/** By how much, and how many times, another figure's surroundings must fit better. */
const MARGIN = 4;
const TIMES = 1.6;

/** Figures that the evidence has, but for something else: its surroundings there fit those of another figure better. */
export function checkPlaces(
  claim: Reading,
  borne: Borne[],
  { sentences }: Evidence,
  words: MeasureWords,
): Flag[] {
  return borne.flatMap(({ claimed, by }) => {
    if (by.length === 0 || claimed.loose) return [];
    const wanted = surroundings(claim, claimed, words);
    const score = (sentence: Reading, quantity: Quantity) =>
      alike(wanted, surroundings(sentence, quantity, words));
    const own = Math.max(...by.map(({ quantity, sentence }) => score(sentence, quantity)));
    const borneOut = new Set(by.map(({ quantity }) => quantity));
    const isRival = (other: Quantity) =>
      !borneOut.has(other) &&
      !other.loose &&
      sameUnit(claimed, other) &&
      by.every(({ quantity }) => quantity.unitWord === other.unitWord);
    for (const sentence of sentences) {
      for (const other of sentence.quantities) {
        if (!isRival(other)) continue;
        const rival = score(sentence, other);
        if (rival < own + MARGIN || rival < own * TIMES) continue;
        return [
          { kind: "number", detail: `“${claimed.written}”说的是另一件事，原文这里是“${other.written}”` },
        ];
      }
    }
    return [];
  });
}
