import type { Lexicon } from "./lexicon.js";

/** Something that a summary of a long article should hold: a figure with its measure, a name, a step taken. */
export interface Fact {
  at: number;
  end: number;
  kind: "amount" | "figure" | "name" | "launch" | "date";
  /** What it is about; a second fact about the same thing adds little. */
  key: string;
  /** A figure that has its measure before it. */
  measured: boolean;
  /** Its measure is one of the first by which a bank is judged. */
  core: boolean;
}

const FIGURE =
  /[\d０-９]+(?:[，,]\d{3}(?!\d))*(?:[.．][\d０-９]+)?\s*(万亿|亿|万|%|％|个百分点|百分点|个?基点|bps?|pct|倍|年|月|日|[家只款项个名位户张人份倍元])?/gu;
const NAME = /[“《]([^“”《》，。]{2,16})[”》]/gu;
/** The measure of a part of the bank, or of a quarter, is not its first measure. */
const PART =
  /公司贷款|零售贷款|对公|个人|按揭|信用卡|其中|单季|[1-4]Q|Q[1-4]|季度|消费|分行|子公司|行业|地区/u;

/** How far before its figure a measure may stand: 零售资金量(AUM)达到8844.7亿元. */
const REACH = 18;

/** The facts of a sentence, in the order of their places. */
export function findFacts(text: string, lexicon: Lexicon): Fact[] {
  const facts: Fact[] = [];
  const metrics = lexicon.metric.find(text);
  let metric = 0;
  for (const match of text.matchAll(FIGURE)) {
    const unit = match[1] ?? "";
    const at = match.index;
    const end = at + match[0].trimEnd().length;
    if (unit === "年" || unit === "月" || unit === "日") {
      if (unit === "日") facts.push({ at, end, kind: "date", key: match[0], measured: false, core: false });
      continue;
    }
    while (metric + 1 < metrics.length && (metrics[metric + 1]?.at ?? at) < at) metric += 1;
    const near = metrics[metric];
    const measured = near !== undefined && near.at < at && at - near.at <= REACH;
    const amount = /^(?:万亿|亿|万|%|％|个?百分点|个?基点|bps?|pct|倍)/u.test(unit);
    const kind = amount ? "amount" : "figure";
    const core =
      measured && lexicon.core.test(near.word) && !PART.test(text.slice(Math.max(0, near.at - 7), near.at));
    facts.push({ at, end, kind, key: measured ? `${near.word}${unit}` : match[0], measured, core });
  }
  for (const match of text.matchAll(NAME)) {
    const at = match.index;
    facts.push({
      at,
      end: at + match[0].length,
      kind: "name",
      key: match[1] ?? "",
      measured: false,
      core: false,
    });
  }
  for (const { at, word } of lexicon.launch.find(text)) {
    facts.push({
      at,
      end: at + word.length,
      kind: "launch",
      key: word,
      measured: false,
      core: false,
    });
  }
  return facts.sort((a, b) => a.at - b.at);
}
