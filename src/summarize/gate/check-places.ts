import type { Flag } from "../../news/summary.js";
import type { Borne } from "./check-figures.js";
import { pairsOf, shared } from "./context.js";
import type { Evidence } from "./evidence.js";
import type { Quantity } from "./quantities.js";
import type { Reading } from "./reading.js";
import { sameUnit } from "./same-quantity.js";

/** Characters before a figure in which its measure and its owner stand. */
const REACH = 40;
/** What stands right behind a figure and may be its measure: 37.88亿元的净利润. */
const BEHIND = 6;
/** By how much another figure's surroundings must fit better. */
const MARGIN = 2;

/** Brings words for one thing to one form. */
export type Canon = (text: string) => string;

export function createCanon(same: [string, string][]): Canon {
  return (text) => same.reduce((canon, [long, short]) => canon.replaceAll(long, short), text);
}

/** Figures that the evidence has, but for something else: its surroundings there fit those of another figure better. */
export function checkPlaces(claim: Reading, borne: Borne[], { sentences }: Evidence, canon: Canon): Flag[] {
  return borne.flatMap(({ claimed, by }) => {
    if (by.length === 0) return [];
    const wanted = surroundings(claim, claimed, canon);
    const score = (sentence: Reading, quantity: Quantity) =>
      fit(wanted, surroundings(sentence, quantity, canon));
    const own = Math.max(...by.map(({ quantity, sentence }) => score(sentence, quantity)));
    const borneOut = new Set(by.map(({ quantity }) => quantity));
    for (const sentence of sentences) {
      for (const other of sentence.quantities) {
        if (borneOut.has(other) || other.unit === "bare" || !sameUnit(claimed, other)) continue;
        if (score(sentence, other) >= own + MARGIN) {
          return [
            { kind: "number", detail: `“${claimed.written}”说的是另一件事，原文这里是“${other.written}”` },
          ];
        }
      }
    }
    return [];
  });
}

interface Surroundings {
  near: Set<string>;
  far: Set<string>;
}

function fit(wanted: Surroundings, found: Surroundings): number {
  const near = shared(wanted.near, found.near);
  const crossed = shared(wanted.near, found.far) + shared(wanted.far, found.near);
  return near + crossed / 2 + shared(wanted.far, found.far) / 4;
}

/** near: back to the figure before and a little behind; far: what stands before that. */
function surroundings({ text, quantities }: Reading, quantity: Quantity, canon: Canon): Surroundings {
  const before = quantities.filter((each) => each.end <= quantity.at);
  const last = before.at(-1);
  const from = Math.max(last?.end ?? 0, quantity.at - REACH);
  const next = quantities.find((each) => each.at >= quantity.end);
  const behind = text.slice(quantity.end, Math.min(quantity.end + BEHIND, next?.at ?? text.length));
  const stop = behind.search(/[,;。!?、:\s]/u);
  const near = `${text.slice(from, quantity.at)}\n${stop < 0 ? behind : behind.slice(0, stop)}`;
  return { near: pairsOf(canon(near)), far: pairsOf(canon(text.slice(Math.max(0, from - REACH), from))) };
}
