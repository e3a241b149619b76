import type { Flag } from "../../news/summary.js";
import type { Borne } from "./check-figures.js";
import type { Evidence } from "./evidence.js";
import type { Quantity } from "./quantities.js";
import type { Reading } from "./reading.js";
import { sameUnit } from "./same-quantity.js";
import { alike, type MeasureWords, type Surroundings, surroundings } from "./surroundings.js";

/** By how much, and how many times, another figure's surroundings must fit better. */
const MARGIN = 4.5;
const TIMES = 1.6;

type Place = Borne["by"][number];

/**
 * Figures that the evidence has, but for something else: its surroundings there fit those of another figure better, and
 * no other figure of the statement those of that one as well.
 */
export function checkPlaces(
  claim: Reading,
  borne: Borne[],
  { sentences }: Evidence,
  words: MeasureWords,
): Flag[] {
  const closeness = (wanted: Surroundings, { sentence, quantity }: Place) =>
    alike(wanted, surroundings(sentence, quantity, words));
  const isTold = (other: Place, apart: Borne) =>
    borne.some((each) => {
      if (each === apart || !each.by.some(({ quantity }) => quantity === other.quantity)) return false;
      const wanted = surroundings(claim, each.claimed, words);
      const found = closeness(wanted, other);
      return apart.by.every((place) => found > closeness(wanted, place));
    });
  return borne.flatMap((figure) => {
    const { claimed, by } = figure;
    if (by.length === 0 || claimed.loose) return [];
    const wanted = surroundings(claim, claimed, words);
    const own = Math.max(...by.map((place) => closeness(wanted, place)));
    const borneOut = new Set(by.map(({ quantity }) => quantity));
    const isRival = (other: Quantity) =>
      !borneOut.has(other) &&
      !other.loose &&
      sameUnit(claimed, other) &&
      by.every(({ quantity }) => quantity.unitWord === other.unitWord);
    for (const sentence of sentences) {
      for (const other of sentence.quantities) {
        if (!isRival(other)) continue;
        const place = { sentence, quantity: other };
        const rival = closeness(wanted, place);
        if (rival < own + MARGIN || rival < own * TIMES || isTold(place, figure)) continue;
        return [
          { kind: "number", detail: `“${claimed.written}”说的是另一件事，原文这里是“${other.written}”` },
        ];
      }
    }
    return [];
  });
}
