import type { Flag } from "../../news/summary.js";
import type { Evidence } from "./evidence.js";
import type { Quantity } from "./quantities.js";
import type { Reading } from "./reading.js";
import { bearsOut, sameUnit } from "./same-quantity.js";

/** A figure of the statement with the places of the evidence that bear it out. */
export interface Borne {
  claimed: Quantity;
  by: { quantity: Quantity; sentence: Reading }[];
}

export function bear(claim: Reading, { sentences }: Evidence): Borne[] {
  return claim.quantities.map((claimed) => ({
    claimed,
    by: sentences.flatMap((sentence) =>
      sentence.quantities.flatMap((quantity) =>
        bearsOut(claimed, quantity) ? [{ quantity, sentence }] : [],
      ),
    ),
  }));
}

/** Figures that the evidence does not have. */
export function checkFigures(borne: Borne[], { sentences }: Evidence): Flag[] {
  return borne.flatMap(({ claimed, by }) => {
    if (by.length > 0) return [];
    if (claimed.unit === "count" && sentences.some(({ text }) => listsAsMany(text, claimed.value))) return [];
    if (claimed.loose) return isCountedOtherwise(claimed, sentences) ? [notThere(claimed)] : [];
    const sources = sentences.flatMap((sentence) => sentence.quantities);
    if (claimed.unit === "bare" && sentences.some(({ text }) => hasToken(text, claimed.digits))) return [];
    const sameDigits = sources.find((source) => source.digits === claimed.digits);
    if (sameDigits !== undefined && !sameUnit(claimed, sameDigits)) {
      return [{ kind: "unit", detail: `原文是“${sameDigits.written}”，不是“${claimed.written}”` }];
    }
    if (sameDigits !== undefined && sameDigits.value !== claimed.value) {
      return [{ kind: "unit", detail: `原文是“${sameDigits.written}”，不是“${claimed.written}”` }];
    }
    return [notThere(claimed)];
  });
}

const notThere = ({ written }: Quantity): Flag => ({ kind: "number", detail: `所引原文里没有“${written}”` });

/** 两名 where the evidence counts 三名, and nothing else by 名. */
function isCountedOtherwise(claimed: Quantity, sentences: Reading[]): boolean {
  const counts = sentences.flatMap(({ quantities }) =>
    quantities.filter(({ unitWord }) => unitWord !== "" && unitWord === claimed.unitWord),
  );
  return counts.length === 1 && counts[0]?.value !== claimed.value;
}

/** Of fewer things than this a list is found anywhere. */
const FEWEST_LISTED = 3;

/** Whether a sentence names as many things one by one as the statement counts: 甲、乙和丙 are 3家. */
function listsAsMany(text: string, count: number): boolean {
  if (count < FEWEST_LISTED) return false;
  return text
    .split(/[,;:。]/u)
    .some((piece) => piece.includes("、") && piece.split(/[、和及]/u).length === count);
}

function hasToken(text: string, digits: string): boolean {
  for (let at = text.indexOf(digits); at >= 0; at = text.indexOf(digits, at + 1)) {
    if (!/[\d.]/.test(text.charAt(at - 1)) && !/\d/.test(text.charAt(at + digits.length))) return true;
  }
  return false;
}
