import type { Lexicon } from "../lexicon.js";
import { atEnd } from "./at-end.js";
import { isTime, timeLength } from "./leads.js";
import { OPEN_WORDINGS } from "./open-wordings.js";

/** What a clause does in its sentence. */
export interface Role {
  /** Its other half follows. */
  condition: boolean;
  /** No excerpt ends here. */
  open: boolean;
  /** Tells only when, or by when: no excerpt ends with it either. */
  dates: boolean;
  /** Tells only that something comes: nor does one end with it. */
  introduces: boolean;
  /** Goes on about the subject of the clause before. */
  goesOn: boolean;
  /** 虽然…，｜但…: says without a condition what the sentence is about. */
  answers: boolean;
}

/** 某证券若能成功上市, 重点是确保随着经济复苏 */
const CONDITION_WITHIN = /^[^，若如一]{1,10}(?:若(?!干)|如果|一旦)|(?:确保|保证|希望)随着/u;
/** 截至本公告披露日 */
const AS_OF = atEnd(
  "日月内后年时点来末底",
  /(?:[一二三四五六七八九十百\d][多余]?|近)年来$|^在?截[至止].{1,12}[日末底]$|个(?:月|交易日|工作日)之?[内后]$|(?:从(?![业事])|(?<![来各])自(?![贸营]))[^，]*\d[^，]*至[^，]{0,8}\d[年月日时点]$/u,
);
/** 市场监管总局会同某部门: who else does what comes next. */
const TOGETHER = /^[^，]{2,16}会同[^，]*(?:[局委办部院署司处所]|委员会|机关|部门)$/u;
/** 某中心主任张某某, 全球接近一半的国家, 但小微企业 */
const NOUN_ONLY =
  /代表团新闻发言人$|^由[^，]{2,}(?:公司|集团|银行|基金)$|^[^，]{0,14}的《[^》]*》$|经(?:审查|审核|核查|评审|研究)$|(?:主任|巡视员|[秘市县省司局部处院所校会董理行]长|教授|院士|总裁|总经理|董事|委员|分析师|书记|研究员|发言人)[\p{Script=Han}·]{2,4}$|(?:会议|全会|论坛|大会)$|等[一二三四五六七八九十\d]+家[^，]{0,6}(?:企业|公司|机构|银行)$|^(?:一[位名家]|多[位名])?[^，]{2,16}(?:人士|专家|负责人)$|的(?:国家|地区|公司|企业|机构|股东|人士|影响|说法|压力|原因|日子|[一二三四五六七八九十两\d]+[个只家名例][^，的\d]{2,4})$|^但[^，]{2,8}(?:企业|公司|机构|地区|市场)$/u;
/** Words that make a statement of nearly any clause. */
const SAYS = /[是有为了要不被让作]|能(?![源量力耗效])|(?<![员大全协年览商])会(?![议员计同展])/u;
/** 发行人未履行约束条款的｜，由央行处罚 */
const IN_CASE = atEnd(
  "的时",
  /[^，是]{2,}(?:未(?!来)|不得?|违反|拒绝|逾期)[^，是]{2,}的$|(?:发现|发生|出现|遇有?)[^，]{2,}(?<!小)时$/u,
);
/** 每股收益1.26美元，｜预期1.35美元: of the figure before. */
const ESTIMATE = /^(?:预期|预估)[约为]?-?[\d.]+[%％亿万美元]/u;
/** 在严格落实各项措施的前提下 */
const PREMISE = atEnd("下", /(?:前提|条件)之?下$/u);

/** What a clause does by itself, whatever stands around it. */
export function clauseRole(text: string, lexicon: Lexicon): Role {
  const condition =
    lexicon.conditionStart.test(text) ||
    CONDITION_WITHIN.test(text) ||
    PREMISE.test(text) ||
    IN_CASE.test(text);
  return {
    condition,
    open:
      lexicon.openEnd.test(text) ||
      beginsWithCause(text, lexicon) ||
      OPEN_WORDINGS.some((wording) => wording.test(text)) ||
      (TOGETHER.test(text) && !lexicon.predicate.has(text.slice(text.indexOf("会同") + 2))) ||
      (NOUN_ONLY.test(text) && !SAYS.test(text) && !lexicon.predicate.has(text)) ||
      (/^来自/u.test(text) && !lexicon.predicate.has(text)) ||
      tellsPart(text, lexicon) ||
      citesOnly(text, lexicon),
    dates: datesOnly(text) || AS_OF.test(text) || (/\d日$/u.test(text) && !lexicon.predicate.has(text)),
    introduces: false,
    // 如果… begins a statement of its own, 如… an example of the one before.
    goesOn: !condition && (lexicon.midStart.test(text) || ESTIMATE.test(text)),
    answers: false,
  };
}

/** 其中基于某芯片推出的双路服务器 */
function tellsPart(text: string, lexicon: Lexicon): boolean {
  const part = /^其中(?!包括|有)[^为是达占]*的([^的\d]{2,8})$/u.exec(text)?.[1];
  return part !== undefined && !lexicon.predicate.has(part);
}

/** 据某媒体报道, 某公众号22日消息: tells nothing yet. */
function citesOnly(text: string, lexicon: Lexicon): boolean {
  return BY_ITS_PAGE.test(text) || (/^(?:据|根据)/u.test(text) && lexicon.speechEnd.test(text));
}

const BY_ITS_PAGE = /(?:公众号|官网|官微|微博|客户端)[^，]{0,8}(?:消息|发文|报道|公示)$/u;

/** 截至1月18日（北京时间）, 力争到2025年 */
function datesOnly(text: string): boolean {
  const told = text.replace(/^(?:[而但]|刚刚过去的(?=\d{4}年))/u, "");
  if (DATES.test(told)) return true;
  return isTime(told.slice(planLength(told)).replace(/(?<=年)度$|开始$/u, ""));
}

/** 受益于…, 预计2022年受益于… */
export function beginsWithCause(text: string, lexicon: Lexicon): boolean {
  const plan = planLength(text);
  const time = plan > 0 ? timeLength(text.slice(plan)) : 0;
  return lexicon.causeStart.test(text.slice(plan + time));
}

/** 于2031年1月21日及24日, 未来, 未来三天 */
const DATES =
  /^未来(?:[一二三四五六七八九十几两\d]+(?:天|日|周|个月|年))?$|^[于在](?:\d{1,4}[年月日号]|[、及和至])+$/u;

function planLength(text: string): number {
  return /^(?:力争|预计|计划|目标|展望|进入)/u.exec(text)?.[0].length ?? 0;
}
