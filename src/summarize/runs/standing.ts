import type { Lexicon } from "../lexicon.js";
import { ATTRIBUTE } from "../sentence/attributes.js";
import { timeLength } from "../sentence/leads.js";
import type { Read } from "../sentence/reading.js";
import { type Candidate, isSubjectless } from "./candidates.js";
import { cutsList, isAgainst, losesItsList, losesItsTopic, oneHandOf, startsWithChange } from "./halves.js";

/**
 * How a run reads by itself: `subjectless` where its subject stands in an earlier clause that it does not name, `self`
 * where that is 公司 or 该行, `dependent` where it points to other words, asks, or tells what may no longer hold.
 */
export type Standing = "alone" | "subjectless" | "self" | "dependent";

/** 因为…, 这…, …上述公司…: it hangs on the words before, whoever says it. */
const POINTS_BACK =
  /^(?:有[^，]{0,4}记者|(?:有关|相关|这种|这类)说法|毕竟|换句话说|也就是说|(?:也|其实)就是|一种则是|也包括|因为?|这[将是也会可一意两三几些]|此举|该(?!行(?![动业为程政径])|公司|国)|本(?:协议|合同)|后者|前者|[两二三]者|以上|《[^》]{1,3}》|[^，]{0,6}其他(?:区域|地区))|上述|前述|文中|标的公司|该等|如此(?:分析|表示|评价)|此[案事人]|(?:消息|情况|传闻)(?:不)?属实(?:$|，)/u;
/** 本次交易, 当天: that of the sentence before. */
const OF_THIS = /^(?:整体项目|[本此][轮批]|本(?:次|项目|发明|专利|产品|报告|文)|当[天日月晚初]|同[日月])/u;
/** 7月9日，｜其担任辩护人 */
const ITS = /^其(?![他它中余实次])/u;
/** 某集团发布1月份产销快报，｜当月销售45.6万辆 */
const OF_THIS_MONTH = /^当[月季年](?!度)/u;
/** 某公司：产品为血液透析干粉: of what it reports the clause before tells. */
const OF_WHAT_IT_DOES =
  /^(?:项目(?:估算|预计)?总投资|产品为|资金来源|目标投资规模|减持原因|(?:协议|合同)有效期|贷款(?:金额|额度|期限|用途))/u;
/** 与国际社会一道, 给企业造成困难, 敦促美方纠正 */
const TOWARDS = /^(?:[与同和](?=[^，]{1,12}一[道起])|给(?!予|付))/u;
/** 由江城重工研制的掘进机下线 names what it is about. */
const MADE_BY = /^由(?![此于])[^，的]{2,30}的[^，]{4}/u;
/** Whoever writes: “我们的家” is a name. */
const US = /(?<![“《])我们/u;
const ASKS = /[？?]$/u;
/** 授予该疫苗许可 after a clause that names no vaccine; 《实施方案》, whose whole title stands before. */
function refersBack({ text, index, counters }: Read, span: string): boolean {
  const title = SHORT_TITLE.exec(span)?.[1];
  if (title !== undefined && isShort(title, counters.texts.slice(0, Math.min(OPENING, index)))) return true;
  const [found = "", noun] = THAT.exec(span) ?? [];
  return noun !== undefined && !span.slice(0, span.indexOf(found)).includes(noun) && !text.startsWith(span);
}

/** 某基金认为，这是…: of what, another sentence says. */
function pointsBackFromSpeech({ read, start }: Candidate): boolean {
  const { clauses, openings, text } = read;
  const content = clauses[openings.length];
  return (
    start === "sentence" &&
    openings.some(({ kind }) => kind === "speech") &&
    content !== undefined &&
    /^这[是一也将]/u.test(text.slice(content.at, content.at + 2))
  );
}

/** 与去年同期相比增长5%: of what stands before. */
const COMPARED = /^[与和同][^，]{2,30}相比(?![，,])/u;
/** 自2031年1月1日起生效: of what stands before. */
const TAKES_EFFECT = /^(?:将?[自从]|于)[^，]{2,16}[日月年时起](?:起|开始)?(?:正式)?(?:生效|施行|实施|执行)$/u;
/** Of which thing, the words before tell: 产品拥有…, 债券期限不超过10年. */
const OF_IT =
  /^(?:[两三]?项目(?!标|录|组|经理|公司)|产品(?=[拥具将已])|时间(?=从|为|自)|(?:债券|票据)?期限|目标公司|股东新增|事故原因|公示期|(?:新冠病毒)?核酸检测结果|案由为|经营范围(?=变更|由|新增))/u;
/** 在主岛，｜有1000多名员工; 男性，｜29岁，… */
const THERE_IS = /^\d{1,3}岁，|^有(?:\d|[一二三四五六七八九十数几多近超逾]+[位名家只个款])/u;

/** What has its name in most runs is left out: 该国, 该行. */
const THAT =
  /(?:(?<![应本])该|这[种款])(?!公司|[股国行部州市省县区地所院局校社台厂店]|等|协会|项(?!目))(\p{Script=Han}{2})/u;
const SHORT_TITLE =
  /^《(\p{Script=Han}{0,4}(?:方案|办法|意见|规划|细则|规则|条例|指引|目录|名单|措施|纲要|计划))》/u;

/** A whole title stands where the article begins. */
function isShort(title: string, before: string[]): boolean {
  const whole = new RegExp(`《[^《》]{4,}${title}(?:（[^）]*）)?》`, "u");
  return before.some((text) => whole.test(text));
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
  if (speaker === undefined && pointsBackFromSpeech(candidate)) return "dependent";
  if (TAKES_EFFECT.test(span) || ATTRIBUTE.test(span)) return "subjectless";
  if (speaker !== undefined)
    return isChange(span) ||
      read.text.endsWith("相比，", at) ||
      OF_THIS_MONTH.test(span) ||
      OF_WHAT_IT_DOES.test(span)
      ? "subjectless"
      : "alone";
  const dated = span.slice(timeLength(span)).replace(/^[，,]/u, "");
  if (lexicon.selfStart.test(dated)) return "self";
  if (
    refersBack(read, span) ||
    US.test(span) ||
    isAgainst(span) ||
    OF_THIS.test(span) ||
    lexicon.vagueStart.test(span) ||
    ITS.test(dated) ||
    (lexicon.subjectlessStart.test(span) && !MADE_BY.test(span))
  ) {
    return "dependent";
  }
  return isSubjectless(candidate) ||
    OF_IT.test(span) ||
    losesItsTopic(candidate, lexicon) ||
    COMPARED.test(span) ||
    (THERE_IS.test(span) && read.text.charAt(at - 1) === "，") ||
    losesItsList(read.text, at, span) ||
    (lexicon.conditionStart.test(span) && !FULFILS.test(span)) ||
    lexicon.consequenceStart.test(span) ||
    TOWARDS.test(span)
    ? "subjectless"
    : "alone";
}

/** 2021年相比2020年减少了473万: of what stands before, whoever says it. */
function isChange(span: string): boolean {
  return startsWithChange(span.slice(timeLength(span)).replace(/^预计将?|^将/u, ""));
}
