import { type Candidate, isSubjectless } from "./candidates.js";
import { timeLength } from "./leads.js";
import type { Lexicon } from "./lexicon.js";
import type { Read } from "./reading.js";

/**
 * How a run reads by itself: `subjectless` where its subject stands in an earlier clause that it does not name, `self`
 * where that is 公司 or 该行, `dependent` where it points to other words, asks, or tells what may no longer hold.
 */
export type Standing = "alone" | "subjectless" | "self" | "dependent";

/** 因为…, 这…, …上述公司…: it hangs on the words before, whoever says it. */
const POINTS_BACK =
  /^(?:有[^，]{0,4}记者|因为?|这[将是也会可一]|此举|该(?!行(?![动业为程政径])|公司|国)|本(?:协议|合同)|后者|前者|[两二三]者|以上|《[^》]{1,3}》|[^，]{0,6}其他(?:区域|地区))|上述|前述|文中|标的公司|该等|如此(?:分析|表示|评价)|(?:消息|情况|传闻)(?:不)?属实$/u;
/** 本次交易, 当天: that of the sentence before. */
const OF_THIS = /^(?:本(?:次|项目)|当[天日月晚时]|同[日月])/u;
/** 与国际社会一道, 给企业造成困难, 敦促美方纠正 */
const TOWARDS = /^(?:[与同和](?=[^，]{1,12}一[道起])|给(?!予|付))/u;
const ASKS = /[？?]$/u;
/** Of what stands before: 同比…, 减少了… */
const CHANGE =
  /^(?:相比|较上|较去|较年|比上|比去|同比|环比|减少了?|增加了?|增长|下降|上涨|下跌|上升|降幅|涨幅|增幅|上调幅度)/u;

/** 授予该疫苗许可 after a clause that names no vaccine; 《实施方案》, whose whole title stands before. */
function refersBack({ text, counters }: Read, span: string): boolean {
  const title = SHORT_TITLE.exec(span)?.[1];
  if (title !== undefined && isShort(title, counters.texts)) return true;
  const [found = "", noun] = THAT.exec(span) ?? [];
  return noun !== undefined && !span.slice(0, span.indexOf(found)).includes(noun) && !text.startsWith(span);
}

/** 下载量方面，｜同比增长5%; 对比熊市底部，｜市盈率18倍 */
function losesItsTopic(text: string, at: number): boolean {
  return text.charAt(at - 1) === "，" && TOPIC.test(text.slice(Math.max(0, at - TOPIC_LENGTH), at));
}

const TOPIC =
  /(?:^|[，。；])(?:[^，。；：]{2,8}(?<!公司|板块|官|管|[一另]|这)方面|从[^，。；]{2,10}看|(?:对比|相较|相比)[^，。；]{2,12})，$/u;
const TOPIC_LENGTH = 16;

/** 在某榜单中，｜江城银行位列第133位 */
function losesItsList(text: string, at: number, span: string): boolean {
  return RANK.test(span) && LIST_BEFORE.test(text.slice(Math.max(0, at - 4), at));
}

const RANK = /(?:位列|位居|排名|排在|居)(?:第|全国|全球|前)/u;
const LIST_BEFORE = /(?:中|榜单?|名单|发布|出炉)[，,]$/u;

/** 三方面工作：一是…, whose 二是 is not told; or 二是 without 一是. */
function cutsList(text: string, at: number, end: number): boolean {
  if (!text.includes("二是")) return false;
  const span = text.slice(at, end);
  return FIRST_ITEM.test(span) ? text.includes("二是", end) : LATER_ITEM.test(span);
}

const FIRST_ITEM = /[：，]一是/u;
const LATER_ITEM = /[；，][二三四五]是/u;

/** 某证券净利润则同比增长: beside others that stand before. */
function isAgainst(span: string): boolean {
  return span.lastIndexOf("则", LATEST_THEN) > 1 && AGAINST.test(span);
}

const AGAINST = /^[^，是有宜]{2,14}(?<![原细准法通规])则(?![是为])/u;
const LATEST_THEN = 14;

/** 一方面…, whose 另一方面 is not told; or what goes on from it. */
function oneHandOf(text: string, at: number, end: number): Standing | undefined {
  if (!text.includes("另一方面", end)) return undefined;
  if (ON_ONE_HAND.test(text.slice(at, end))) return "dependent";
  return ON_ONE_HAND.test(text.slice(0, at)) ? "subjectless" : undefined;
}

const ON_ONE_HAND = /(?<!另)一方面/u;

/** 该国 and 该行 have their name in most runs. */
const THAT = /该(?!公司|[国行部州市省县区地所院局校社台厂店]|等|协会|项)(\p{Script=Han}{2})/u;
const SHORT_TITLE = /^《(\p{Script=Han}{0,4}(?:方案|办法|意见|规划|细则|措施|纲要|计划))》/u;

/** A whole title stands where the article begins. */
function isShort(title: string, texts: string[]): boolean {
  const whole = new RegExp(`《[^》]{4,}${title}(?:（[^）]*）)?》`, "u");
  return texts.slice(0, OPENING).some((text) => whole.test(text));
}

/** In sentences. */
const OPENING = 12;

/** 只要扫码，就能提现: the condition with what comes of it. */
const FULFILS = /[，,](?:[^，,]{0,6})(?:就|则|便|才|即可)/u;

/** In characters: a pattern that is bound to the end alone would be tried at each of them. */
const LONGEST_DOCUMENT = 3;

export function standingOf(candidate: Candidate, lexicon: Lexicon): Standing {
  const { read, at, end, speaker } = candidate;
  const span = read.text.slice(at, end);
  if (lexicon.hindsight.test(span) || POINTS_BACK.test(span) || ASKS.test(span.slice(-1))) return "dependent";
  if (lexicon.documentEnd.test(span.slice(-LONGEST_DOCUMENT)) && !lexicon.predicate.has(span))
    return "dependent";
  if (cutsList(read.text, at, end)) return "dependent";
  const hand = oneHandOf(read.text, at, end);
  if (hand) return hand;
  if (read.text.endsWith("其中", at)) return "subjectless";
  if (speaker !== undefined) return isChange(span) ? "subjectless" : "alone";
  if (lexicon.selfStart.test(span)) return "self";
  if (
    refersBack(read, span) ||
    span.includes("我们") ||
    isAgainst(span) ||
    OF_THIS.test(span) ||
    lexicon.vagueStart.test(span) ||
    lexicon.subjectlessStart.test(span)
  ) {
    return "dependent";
  }
  return isSubjectless(candidate) ||
    losesItsTopic(read.text, at) ||
    losesItsList(read.text, at, span) ||
    (lexicon.conditionStart.test(span) && !FULFILS.test(span)) ||
    lexicon.consequenceStart.test(span) ||
    TOWARDS.test(span)
    ? "subjectless"
    : "alone";
}

/** 2021年相比2020年减少了473万: of what stands before, whoever says it. */
function isChange(span: string): boolean {
  return CHANGE.test(span.slice(timeLength(span)));
}
