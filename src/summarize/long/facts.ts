import { countWhile } from "../../lib/count-while.js";
import type { Lexicon } from "../lexicon.js";
import type { Read } from "../sentence/reading.js";
import type { FactWeights } from "../tables.js";
import type { Found } from "../words.js";

/** Something that a summary of a long article should hold: a figure with its measure, a name, a step taken. */
export interface Fact {
  at: number;
  end: number;
  /** A sum (亿, 万), a share (%, 倍), a count of things (家), a number of unknown meaning, and what is no figure. */
  kind: "amount" | "share" | "count" | "number" | "name" | "launch" | "date";
  /** As written, without blanks; a name without its quotes. */
  text: string;
  /**
   * Has its measure before it, and is the first sum or the first share of it that the article tells; what follows in the
   * sentence (同比增长…) belongs to the same fact.
   */
  measured: boolean;
  /** Its measure is one of the first by which a bank is judged. */
  core: boolean;
  /** By its kind and its measure, and more so the nearer to the start of the article. */
  worth: number;
}

const FIGURE =
  /[\d０-９]+(?:[，,]\d{3}(?!\d))*(?:[.．][\d０-９]+)?\s*(万亿|亿|万|%|％|个百分点|百分点|个?基点|bps?|pct?|倍|年|月|日|[家只款项个名位户张人份倍元])?/gu;
const DIGIT = /[\d０-９]/u;
const NAME_OPENS = /[“《]/u;
const NAME = /[“《]([^“”《》，。]{2,16})[”》]/gu;
const AMOUNT = /^(?:万亿|亿|万)/u;
const SHARE = /^(?:%|％|个?百分点|个?基点|bps?|pct?|倍)/u;
/** The measure of a part of the bank, or of a quarter, is not its first measure. */
const PART =
  /公司贷款|零售贷款|对公|个人|按揭|信用卡|其中|单季|[1-4]Q|Q[1-4]|季度|消费|分行|子公司|行业|地区/u;

/** How far before its figure a measure may stand: 零售资金量(AUM)达到8844.7亿元. */
const REACH = 18;

/** The facts of a sentence, in its order. Its measures are added to those that the sentences before it have told. */
export function findFacts(text: string, lexicon: Lexicon, measuresTold: Set<string>): Fact[] {
  const facts: Fact[] = [];
  if (DIGIT.test(text)) addFigures(facts, text, lexicon, measuresTold);
  if (NAME_OPENS.test(text)) addNames(facts, text);
  for (const { at, word } of lexicon.launch.find(text)) {
    facts.push(plainFact("launch", at, at + word.length, word));
  }
  return isOrdered(facts) ? facts : facts.sort((a, b) => a.at - b.at);
}

function isOrdered(facts: Fact[]): boolean {
  let last = 0;
  for (const { at } of facts) {
    if (at < last) return false;
    last = at;
  }
  return true;
}

/** Sets what the facts of a sentence are worth. */
export function weighFacts(facts: Fact[], read: Read, w: FactWeights): void {
  const early = 1 + w.early * nearness(read);
  for (const fact of facts) {
    const { kind, measured, core } = fact;
    fact.worth = (w[kind] + (measured ? w.measured : 0) + (core ? w.core : 0)) * early;
  }
}

/** To the start of the article, where what counts most is told. */
export function nearness({ index }: Read): number {
  return Math.exp(-index / 8);
}

/** A sum, a share or a count. */
export function isFigure({ kind }: Fact): boolean {
  return kind === "amount" || kind === "share" || kind === "count";
}

/** When it was said, or under which number, is news of nothing. */
export function isNews({ kind }: Fact): boolean {
  return kind !== "date" && kind !== "number";
}

/** Those of a sentence's facts, in its order, that a run holds. */
export function factsWithin(facts: Fact[], { at, end }: { at: number; end: number }): Fact[] {
  const inside: Fact[] = [];
  for (let i = firstFrom(facts, at); i < facts.length; i += 1) {
    const fact = facts[i];
    if (fact === undefined || fact.at >= end) break;
    if (fact.end <= end) inside.push(fact);
  }
  return inside;
}

/** The index of the first that begins at an offset or behind it. */
function firstFrom(facts: Fact[], at: number): number {
  return countWhile(facts, (fact) => fact.at < at);
}

function addNames(facts: Fact[], text: string): void {
  for (let match = NAME.exec(text); match; match = NAME.exec(text)) {
    facts.push(plainFact("name", match.index, match.index + match[0].length, match[1] ?? ""));
  }
}

function addFigures(facts: Fact[], text: string, lexicon: Lexicon, measuresTold: Set<string>): void {
  let metrics: Found[] | undefined;
  let metric = 0;
  let measuring: Found | undefined;
  for (let match = FIGURE.exec(text); match; match = FIGURE.exec(text)) {
    const at = match.index;
    const written = match[0].trimEnd();
    const unit = match[1] ?? "";
    if (unit === "年" || unit === "月") continue;
    if (unit === "" && isPartOfTerm(text, at, at + written.length)) continue;
    const kind = kindOf(unit);
    const fact = plainFact(kind, at, at + written.length, written.replace(/\s/gu, ""));
    facts.push(fact);
    if (kind === "date" || kind === "number") continue;
    metrics ??= lexicon.metric.find(text);
    while (metric + 1 < metrics.length && (metrics[metric + 1]?.at ?? at) < at) metric += 1;
    const near = metrics[metric];
    if (near === undefined || near.at >= at || at - near.at > REACH || near === measuring) continue;
    measuring = near;
    const measure = `${near.word} ${kind}`;
    if (measuresTold.has(measure)) continue;
    measuresTold.add(measure);
    fact.measured = true;
    fact.core = lexicon.core.test(near.word) && !PART.test(text.slice(Math.max(0, near.at - 7), near.at));
  }
}

/** 1H22, 2021E, 1/3, 4Q20 */
function isPartOfTerm(text: string, at: number, end: number): boolean {
  return TERM.test(text.charAt(at - 1)) || TERM.test(text.charAt(end));
}

const TERM = /[A-Za-z/]/u;

function kindOf(unit: string): Fact["kind"] {
  if (unit === "") return "number";
  if (unit === "日") return "date";
  if (AMOUNT.test(unit)) return "amount";
  return SHARE.test(unit) ? "share" : "count";
}

function plainFact(kind: Fact["kind"], at: number, end: number, text: string): Fact {
  return { at, end, kind, text, measured: false, core: false, worth: 0 };
}
