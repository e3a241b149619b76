import type { Flag } from "../../news/summary.js";
import type { Borne } from "./check-figures.js";
import { pairsOf, shared } from "./context.js";
import type { Evidence } from "./evidence.js";
import { clauseAt, countBefore } from "./fold.js";
import type { Quantity } from "./quantities.js";
import type { Reading, Turn } from "./reading.js";
import { alike, type MeasureWords, surroundings } from "./surroundings.js";

/** A direction and its figure stand at most this many characters apart: 同比下降了约11.34%. */
const APART = 8;
/** By how much the opposite's clause must fit better where the evidence has both. */
const MARGIN = 2;

/** What a clause must have in common with the statement's before the opposite in it tells, where the word is common. */
const LEAST: Record<string, number> = { level: 1, profit: 3 };

export interface DirectionWords extends MeasureWords {
  opposites: [string, string][];
}

/** Directions of the statement that the evidence turns round. */
export function checkDirections(
  claim: Reading,
  borne: Borne[],
  evidence: Evidence,
  words: DirectionWords,
): Flag[] {
  const confirmed: Turn[] = [];
  const flags = claim.turns.flatMap((turn) => {
    const ways = waysAtFigure(claim, turn, borne, words);
    if (ways.has(turn.way)) confirmed.push(turn);
    const wrong =
      ways.size > 0
        ? !ways.has(turn.way)
        : isNoLoss(claim, turn, borne) || oppositeFits(claim, turn, evidence);
    return wrong ? [flagOf(turn.word)] : [];
  });
  if (flags.length > 0) return flags;
  const phrase = turnedPhrase(claim, confirmed, evidence, words);
  return phrase === undefined ? [] : [flagOf(phrase)];
}

/** What makes a figure behind it a loss; 扭亏 makes a profit of it. */
const LOSS = /(?<!扭)亏|负|-\d/u;

/** A loss of a figure that the evidence has, in sentences that speak of none before it. */
function isNoLoss(claim: Reading, turn: Turn, borne: Borne[]): boolean {
  if (turn.group !== "profit" || turn.way !== "down") return false;
  const own = borne.find(({ claimed }) => turnOf(claim, claimed) === turn);
  return (
    own !== undefined &&
    own.by.length > 0 &&
    own.by.every(({ quantity, sentence }) => !LOSS.test(sentence.text.slice(0, quantity.end)))
  );
}

const flagOf = (word: string): Flag => ({ kind: "direction", detail: `“${word}”与原文的方向相反` });

/** The ways of the words at the figure that the direction belongs to, where the evidence best speaks of the same. */
function waysAtFigure(claim: Reading, turn: Turn, borne: Borne[], words: MeasureWords): Set<Turn["way"]> {
  const own = borne.find(({ claimed }) => turnOf(claim, claimed) === turn);
  if (own === undefined) return new Set();
  const wanted = surroundings(claim, own.claimed, words);
  const found = own.by.flatMap(({ quantity, sentence }): { way: Turn["way"]; score: number }[] => {
    const other = turnOf(sentence, quantity);
    const way = other?.group === turn.group ? other.way : isNegative(sentence, quantity) ? "down" : undefined;
    if (way === undefined) return [];
    return [{ way, score: alike(wanted, surroundings(sentence, quantity, words)) }];
  });
  const best = Math.max(...found.map(({ score }) => score));
  return new Set(found.filter(({ score }) => score >= best - MARGIN).map(({ way }) => way));
}

/** -11.9%, but neither the end of a range nor a dash between words. */
function isNegative({ text }: Reading, { at }: Quantity): boolean {
  return /(?:^|[为、,至到~(])(?:人民币)?-$/u.test(text.slice(Math.max(0, at - 5), at));
}

/** The direction word of a figure: the last one between the figure before and it, near it; else right behind it. */
function turnOf({ turns, quantities, text }: Reading, quantity: Quantity): Turn | undefined {
  const last = quantities[countBefore(quantities, quantity.at) - 1];
  const from = Math.max(0, quantity.at - APART, last?.end ?? 0);
  const before = turns[countBefore(turns, quantity.at) - 1];
  if (before !== undefined && before.at >= from && !/[,;。!?]/u.test(text.slice(before.end, quantity.at)))
    return before;
  // 11%的降幅
  return text.charAt(quantity.end) === "的" ? turns.find((turn) => turn.at === quantity.end + 1) : undefined;
}

/** With so many characters before it a direction is the evidence's own. */
const WRITTEN = 3;

/** Whether the evidence knows the opposite only, or where it speaks of what the statement speaks of. */
function oppositeFits(claim: Reading, turn: Turn, { sentences }: Evidence): boolean {
  const phrase = claim.text.slice(Math.max(0, turn.at - WRITTEN), turn.end);
  if (sentences.some(({ text }) => text.includes(phrase))) return false;
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
  if (best[turn.way] < 0) return best[opposite] >= (LEAST[turn.group] ?? 0);
  return best[opposite] >= best[turn.way] + MARGIN;
}

const HAN = /\p{Script=Han}/u;

/** A phrase that the evidence has only with the opposite word: 稳下降 of 稳增长, 不继续减持 of 不继续增持. */
function turnedPhrase(
  claim: Reading,
  confirmed: Turn[],
  { sentences }: Evidence,
  { opposites, canon }: DirectionWords,
): string | undefined {
  let text = claim.text;
  for (const { at, end } of confirmed) text = `${text.slice(0, at)}${" ".repeat(end - at)}${text.slice(end)}`;
  text = canon(text);
  const known = sentences.map((sentence) => canon(sentence.text));
  const has = (piece: string) => known.some((sentence) => sentence.includes(piece));
  for (const pair of opposites) {
    for (const [own, other] of [pair, [...pair].reverse()]) {
      if (own === undefined || other === undefined) continue;
      for (let at = text.indexOf(own); at >= 0; at = text.indexOf(own, at + 1)) {
        const before = text.slice(Math.max(0, at - 2), at);
        const behind = text.slice(at + own.length, at + own.length + 2);
        if (isHanPair(before) && has(before + other) && !has(before.slice(1) + own)) return own;
        if (isHanPair(behind) && has(other + behind) && !has(own + behind.slice(0, 1))) return own;
      }
    }
  }
  return undefined;
}

function isHanPair(text: string): boolean {
  return text.length === 2 && HAN.test(text.charAt(0)) && HAN.test(text.charAt(1));
}
