import type { Flag } from "../../news/summary.js";
import type { Borne } from "./check-figures.js";
import { pairsOf, shared } from "./context.js";
import type { Evidence } from "./evidence.js";
import { clauseAt } from "./fold.js";
import type { Quantity } from "./quantities.js";
import type { Reading, Turn } from "./reading.js";

/** A direction and its figure stand at most this many characters apart: 同比下降了约11.34%. */
const APART = 8;
/** By how much the opposite's clause must fit better where the evidence has both. */
const MARGIN = 2;

/** Directions of the statement that the evidence turns round. */
export function checkDirections(claim: Reading, borne: Borne[], evidence: Evidence): Flag[] {
  return claim.turns.flatMap((turn) => {
    const ways = waysAtFigure(claim, turn, borne);
    const wrong = ways.size > 0 ? !ways.has(turn.way) : oppositeFits(claim, turn, evidence);
    return wrong ? [{ kind: "direction", detail: `“${turn.word}”与原文的方向相反` }] : [];
  });
}

/** The ways of the words at the figure that the direction belongs to, wherever the evidence has that figure. */
function waysAtFigure(claim: Reading, turn: Turn, borne: Borne[]): Set<Turn["way"]> {
  const own = borne.find(({ claimed }) => turnOf(claim, claimed) === turn);
  const ways = new Set<Turn["way"]>();
  for (const { quantity, sentence } of own?.by ?? []) {
    const found = turnOf(sentence, quantity);
    if (found !== undefined && found.group === turn.group) ways.add(found.way);
  }
  return ways;
}

/** The direction word of a figure: the last one between the figure before and it, near it; else right behind it. */
function turnOf({ turns, quantities, text }: Reading, quantity: Quantity): Turn | undefined {
  const from = Math.max(
    0,
    quantity.at - APART,
    ...quantities.filter((each) => each.end <= quantity.at).map((each) => each.end),
  );
  const before = turns.findLast((turn) => turn.at >= from && turn.end <= quantity.at);
  if (before !== undefined && !/[,;。!?]/u.test(text.slice(before.end, quantity.at))) return before;
  return turns.find((turn) => turn.at >= quantity.end && turn.at - quantity.end <= 1);
}

/** Whether the evidence knows the opposite only, or where it speaks of what the statement speaks of. */
function oppositeFits(claim: Reading, turn: Turn, { sentences }: Evidence): boolean {
  const clause = clauseAt(claim.clauses, turn.at);
  const wanted = pairsOf(claim.text.slice(clause.at, clause.end));
  const best = { up: -1, down: -1 };
  for (const sentence of sentences) {
    for (const found of sentence.turns) {
      if (found.group !== turn.group) continue;
      const place = clauseAt(sentence.clauses, found.at);
      const around = pairsOf(sentence.text.slice(place.at, place.end));
      const score = shared(wanted, around) + (found.word === turn.word ? 1 : 0);
      best[found.way] = Math.max(best[found.way], score);
    }
  }
  const opposite = turn.way === "up" ? "down" : "up";
  if (best[turn.way] < 0) return best[opposite] >= 1;
  return best[opposite] >= best[turn.way] + MARGIN;
}
