import type { Lexicon } from "./lexicon.js";
import type { Found } from "./words.js";

/** Something that a summary of a long article should hold: a figure with its measure, a name, a step taken. */
export interface Fact {
  at: number;
  end: number;
  kind: "amount" | "figure" | "name" | "launch" | "date";
  /** As written, a name without its quotes. */
  text: string;
  /** The first figure that has its measure before it; what follows (同比增长…) belongs to the same fact. */
  measured: boolean;
  /** Its measure is one of the first by which a bank is judged. */
  core: boolean;
}

const FIGURE =
  /[\d０-９]+(?:[，,]\d{3}(?!\d))*(?:[.．][\d０-９]+)?\s*(万亿|亿|万|%|％|个百分点|百分点|个?基点|bps?|pct|倍|年|月|日|[家只款项个名位户张人份倍元])?/gu;
const DIGIT = /[\d０-９]/u;
const NAME_OPENS = /[“《]/u;
const NAME = /[“《]([^“”《》，。]{2,16})[”》]/gu;
const AMOUNT = /^(?:万亿|亿|万|%|％|个?百分点|个?基点|bps?|pct|倍)/u;
/** The measure of a part of the bank, or of a quarter, is not its first measure. */
const PART =
  /公司贷款|零售贷款|对公|个人|按揭|信用卡|其中|单季|[1-4]Q|Q[1-4]|季度|消费|分行|子公司|行业|地区/u;

/** How far before its figure a measure may stand: 零售资金量(AUM)达到8844.7亿元. */
const REACH = 18;

/** The facts of a sentence, kind by kind. */
export function findFacts(text: string, lexicon: Lexicon): Fact[] {
  const facts: Fact[] = [];
  if (DIGIT.test(text)) addFigures(facts, text, lexicon);
  if (NAME_OPENS.test(text)) addNames(facts, text);
  for (const { at, word } of lexicon.launch.find(text)) {
    facts.push(plainFact("launch", at, at + word.length, word));
  }
  return facts;
}

function addNames(facts: Fact[], text: string): void {
  for (const match of text.matchAll(NAME)) {
    facts.push(plainFact("name", match.index, match.index + match[0].length, match[1] ?? ""));
  }
}

function addFigures(facts: Fact[], text: string, lexicon: Lexicon): void {
  let metrics: Found[] | undefined;
  let metric = 0;
  let measuring: Found | undefined;
  for (const match of text.matchAll(FIGURE)) {
    const at = match.index;
    const written = match[0].trimEnd();
    const unit = match[1] ?? "";
    if (unit === "年" || unit === "月") continue;
    const fact = plainFact("figure", at, at + written.length, written);
    facts.push(fact);
    if (unit === "日") {
      fact.kind = "date";
      continue;
    }
    if (AMOUNT.test(unit)) fact.kind = "amount";
    metrics ??= lexicon.metric.find(text);
    while (metric + 1 < metrics.length && (metrics[metric + 1]?.at ?? at) < at) metric += 1;
    const near = metrics[metric];
    if (near === undefined || near.at >= at || at - near.at > REACH || near === measuring) continue;
    measuring = near;
    fact.measured = true;
    fact.core = lexicon.core.test(near.word) && !PART.test(text.slice(Math.max(0, near.at - 7), near.at));
  }
}

function plainFact(kind: Fact["kind"], at: number, end: number, text: string): Fact {
  return { at, end, kind, text, measured: false, core: false };
}
