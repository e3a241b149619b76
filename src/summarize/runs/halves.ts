import type { Lexicon } from "../lexicon.js";
import type { Candidate } from "./candidates.js";
import type { Standing } from "./standing.js";

/* What is told in two halves, or in a list, of which a run may hold one part. */

/** 预计净利润1亿元｜，同比下降30%: how the figure before it moved. */
export function startsWithChange(text: string): boolean {
  return CHANGE.test(text);
}

const CHANGE =
  /^(?:相比|较上|较去|较年|比上|比去|[周月]?环比|同比|减少了?|增加了?|增长|下降|上涨|下跌|上升|降幅|涨幅|增幅|增速|上调幅度|创(?:下|\d|(?![业投建立兴始新])[^，]{0,10}(?:以来|新[高低]|纪录)|新[高低](?![质效标碳])))/u;

/** 前九个月弃购率0.12%｜，而此后0.38% */
export function startsWithContrast(text: string): boolean {
  return CONTRAST.test(text);
}

const CONTRAST = /^(?:但(?!凡)|不过|然而|而(?![且后今又])|却)/u;

/** 下载量方面，｜同比增长5%; 对比熊市底部，｜市盈率18倍 */
export function losesItsTopic(
  { read: { text, about }, at, from }: Candidate,
  { houseEnd }: Lexicon,
): boolean {
  if (text.charAt(at - 1) !== "，" || !TOPIC.test(text.slice(Math.max(0, at - TOPIC_LENGTH), at)))
    return false;
  const subject = about(from);
  return subject.kind !== "named" || !houseEnd.test(text.slice(subject.at, subject.end));
}

const TOPIC =
  /(?:^|[，。；])(?:[^，。；：]{2,8}(?<!公司|板块|官|管|[一另]|这)方面|从[^，。；]{2,10}看|(?:对比|相较|相比)[^，。；]{2,12})，$/u;
const TOPIC_LENGTH = 16;

/** 在某榜单中，｜江城银行位列第133位 */
export function losesItsList(text: string, at: number, span: string): boolean {
  return RANK.test(span) && LIST_BEFORE.test(text.slice(Math.max(0, at - 4), at));
}

const RANK = /(?:位列|位居|排名|排在|居)(?:第|全国|全球|前)|占\d+[席家个]/u;
const LIST_BEFORE = /(?:中|榜单?|名单|发布|出炉)[，,]$/u;

/** 三方面工作：一是…, whose other items are not all told; or 二是 without 一是. */
export function cutsList(text: string, at: number, end: number): boolean {
  if (!text.includes("二是")) return false;
  const span = text.slice(at, end);
  return LATER_ITEM.test(FIRST_ITEM.test(span) ? text.slice(end) : span);
}

const FIRST_ITEM = /[：，]一是/u;
const LATER_ITEM = /[；，][二三四五六七八九十]是/u;

/** 某证券净利润则同比增长: beside others that stand before. */
export function isAgainst(span: string): boolean {
  return span.lastIndexOf("则", LATEST_THEN) > 1 && AGAINST.test(span);
}

const AGAINST = /^[^，是有宜]{2,14}(?<![原规细准法守总通])则(?![是为])/u;
const LATEST_THEN = 14;

/** 一方面…, whose 另一方面 is not told; or what goes on from it. */
export function oneHandOf(text: string, at: number, end: number): Standing | undefined {
  const span = text.slice(at, end);
  if (!text.includes("另一方面", end)) return span.startsWith("一方面") ? "dependent" : undefined;
  if (ON_ONE_HAND.test(span)) return "dependent";
  return ON_ONE_HAND.test(text.slice(0, at)) ? "subjectless" : undefined;
}

const ON_ONE_HAND = /(?<!另)一方面/u;
