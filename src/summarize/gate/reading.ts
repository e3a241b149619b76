import { pairsOf } from "./context.js";
import { type DateMention, datesIn, withoutDates } from "./dates.js";
import { clausesOf, fold, type Span } from "./fold.js";
import type { Quantity, ReadQuantities } from "./quantities.js";
import type { GateTable } from "./table.js";
import { createFinder, type Found } from "./words.js";

export interface Turn extends Span {
  word: string;
  group: string;
  way: "up" | "down";
}

/** A statement or a sentence of the article, with all that the checks compare. */
export interface Reading {
  /** Folded; every offset is one in it. */
  text: string;
  clauses: Span[];
  dates: DateMention[];
  quantities: Quantity[];
  turns: Turn[];
  negations: Found[];
  modals: Found[];
  softeners: Found[];
  /** Each modal as it is written, within a longer word too: 投资计划, 或授权. */
  written: Found[];
  pairs: Set<string>;
}

export type Read = (text: string) => Reading;

export function createReader(table: GateTable, readQuantities: ReadQuantities): Read {
  const meaning = new Map<string, Pick<Turn, "group" | "way">>();
  for (const [group, { up, down }] of Object.entries(table.directions)) {
    for (const word of up) meaning.set(word, { group, way: "up" });
    for (const word of down) meaning.set(word, { group, way: "down" });
  }
  const findTurns = createFinder(meaning.keys(), table.noDirection);
  const findNegations = createFinder(table.negations, table.noNegation);
  const findModals = createFinder(Object.values(table.modals).flat(), table.noModal);
  const findSofteners = createFinder(table.softeners, table.noModal);
  const { plan, expect, maybe } = table.modals;
  const findWritten = createFinder([...plan, ...expect, ...maybe]);
  return (raw) => {
    const text = fold(raw);
    const dates = datesIn(text);
    return {
      text,
      clauses: clausesOf(text),
      dates,
      quantities: readQuantities(withoutDates(text, dates)),
      turns: findTurns(text).flatMap((found) => {
        const turn = meaning.get(found.word);
        return turn === undefined ? [] : [{ ...found, ...turn }];
      }),
      negations: findNegations(text),
      modals: findModals(text),
      softeners: findSofteners(text),
      written: findWritten(text),
      pairs: pairsOf(text),
    };
  };
}
