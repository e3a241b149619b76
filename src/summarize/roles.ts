import { atEnd } from "./at-end.js";
import type { Clause } from "./clauses.js";
import { startsWithContrast } from "./halves.js";
import { isTime, timeLength } from "./leads.js";
import type { Lexicon } from "./lexicon.js";
import type { Read } from "./reading.js";
import { FARTHEST } from "./subjects.js";

/** 除甲增资1亿元，乙增资2亿元外 */
const EXCEPT = /^除(?![权息夕])/u;
/** 扣除非经常性损益后, without the figure that is left */
const WITHOUT = /^(?:剔除|扣除)\D*$/u;

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

/** What is read of a clause: no run holds a longer one, and the time to read it would grow with its square. */
const LONGEST_CLAUSE = 160;

const CONCEDES = /^[^，]{0,6}(?:虽然?|尽管)/u;

/** 2022年虽然…, 古玩由于… */
const FIRST_HALF = /^[^虽尽由随]{1,12}(?:虽然|尽管|(?<![是系要])由于|(?<!伴)随着)/u;
/** 某行作为本地最大的银行｜，承担… */
const AS = /^[^，将把被以是]{0,14}作为(?<as>[^，是有了在]+)$/u;
/** …服务提供商: whatever verbs stand before. */
const ROLE = /(?:[商者国方员]|企业|公司|机构|银行|平台|品牌|之一)$/u;
/** …的｜研究, 常任理事国和｜大国: what he is stands at the end. */
const HEAD_NOUN = /[^的和及与、]*$/u;
/** 某行将通过签订意向书｜，强化服务; 某机构坚持以丰富的经验｜，助力… */
const BY_MEANS =
  /(?:将|拟|(?<!原)计划)通过[^，过]{4,}$|通过[^，过]{4,}的方式$|^[^，]{0,12}经过?[^，]{0,6}(?:调研|研究|协商|沟通|努力|评估|测算|审查)$|以[^，为]{6,}(?:经验|优势|实力|能力|资源|力量)$/u;
/** 四国通知某外交部｜，准备撤离: of what, is told with it or not at all. */
const NOTIFIES = /通知[^，》的]{1,8}(?:[部局商方]|公司|银行|单位|用户|客户|投资者|股东)$/u;
/** 向未成年人销售某物｜，应当… */
const OF_WHOM = /^[向对][^，]+$/u;
const MUST = /^(?:应|须|需|不得)/u;
/** 某部长和某总司长张三｜，共同主持… */
const PERSONS = /[与和同及][^，]*(?:[长家席官授师]|书记|主任|总裁)[\p{Script=Han}·]{2,9}$/u;
const TOGETHER = /^(?:以|共同|在|就|围绕|于)/u;
/** 将使用自有资金1亿元｜，申购… */
const USES = /(?:[使动运]用|以)(?:自有|自筹|固有|募集)资金[^，]{0,14}元$/u;
/** 不是甲机型｜，而是乙机型 */
const NOT_THIS = /(?:不是|并非)/u;
const BUT_THAT = /^而是/u;
/** 三家公司｜，即甲、乙和丙 */
const THAT_IS = /^即(?![将使便日期时刻])/u;
/** 提出以下措施：, 总结成两句话：, 其中6款产品： */
const INTRODUCES =
  /以下(?![：:]|$)|如下|^其中\d+[只款家项个种]?[^，\d]{0,6}$|[一二三四五六七八九十几多\d]+(?:个?(?:方面|方向|领域|要点|原因|问题|阶段|特点)|句话|大类|[条项](?:主线|措施|建议|内容|工作))$|[几一二三四五六七八九十]点$|(?:通告|公告|评论道|测定|好消息|解答)$/u;
const AND_SO = /^(?:并且|且|以及|而且)/u;
/** 某证券若能成功上市, 重点是确保随着经济复苏 */
const CONDITION_WITHIN = /^[^，若如一]{1,10}(?:若(?!干)|如果|一旦)|(?:确保|保证|希望)随着/u;
/** 不仅可读取…｜，还可… */
const NOT_ONLY = /不仅|不但|不只/u;
/** 累计实现净利润5亿元｜，未完成业绩承诺 */
const FAILS = /^[但却]?(?:未|没有?)(?:能|完成|达|实现)/u;
const BUT_ALSO = /^(?:还|也|而且|更|同时|并)/u;
/** 应当根据法律法规及其他规定 */
const BY_RULE = atEnd(
  "定求约法例",
  /(?:根据|按照|依照|依据|基于)[^，]*(?:规定|要求|约定|(?<![办方做])法|条例)$/u,
);
/** 截至本公告披露日 */
const AS_OF = atEnd(
  "日月内后年时点",
  /^截[至止].{1,10}日$|个(?:月|交易日|工作日)之?[内后]$|(?:从(?![业事])|(?<![来各])自(?![贸营]))[^，]*\d[^，]*至[^，]{0,8}\d[年月日时点]$/u,
);
/** 应甲国关于救援的请求 */
const AT_REQUEST = atEnd("求请", /^应.{2,}(?:请求|邀请)$/u);
/** 股东出于自身发展的需要, 以篡改设备名称为掩护 */
const MANNER = atEnd(
  "况素要虑的护段标提机手点务托体心向线领础数则旨撑引度发道起式法格价元查审究商通力估算",
  /^综合.{2,}(?:因素|情况)$|出于.{2,}(?:需要|考虑|目的)$|以.{2,}为(?:掩护|手段|目标|前提|契机|抓手|重点|要务|依托|载体|核心|导向|主线|引领|中心|基础|基数|原则|宗旨|支撑|指引)$|^从.{2,}角度(?:出发)?$|^[^，]{0,12}[与同和].{2,}一[道起]$|(?:(?<![利信采使])用|(?<![可予得])以)(?![上下来]).{2,}的(?:方式|办法|手段|(?:发行|转让|交易)?价格|代价|对价)$|^(?:[^，]{0,6})以[^，]*(?:价格|代价|对价)达[^，]*元$/u,
);
/** 某中心主任张某某, 全球接近一半的国家, 但小微企业 */
const NOUN_ONLY =
  /(?:主任|巡视员|[秘市县省司局部处院所校会董理行]长|教授|院士|总裁|总经理|董事|委员|分析师|书记|研究员|发言人)[\p{Script=Han}·]{2,4}$|(?:会议|全会|论坛|大会)$|的(?:国家|地区|公司|企业|机构|股东|人士|影响|说法|压力|原因|日子|[一二三四五六七八九十两\d]+[个只家名][^，的\d]{2,4})$|^但[^，]{2,8}(?:企业|公司|机构|地区|市场)$/u;
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
      EXCEPT.test(text) ||
      WITHOUT.test(text) ||
      text.includes("之所以") ||
      FIRST_HALF.test(text) ||
      BY_RULE.test(text) ||
      AT_REQUEST.test(text) ||
      MANNER.test(text) ||
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

const BY_ITS_PAGE = /(?:公众号|官网|官微|微博|客户端)[^，]{0,8}(?:消息|发文|报道)$/u;

/** 截至1月18日（北京时间）, 力争到2025年 */
function datesOnly(text: string): boolean {
  const told = text.replace(/^[而但]/u, "");
  return isTime(told.slice(planLength(told)).replace(/(?<=年)度$|开始$/u, ""));
}

/** 受益于…, 预计2022年受益于… */
function beginsWithCause(text: string, lexicon: Lexicon): boolean {
  const plan = planLength(text);
  const time = plan > 0 ? timeLength(text.slice(plan)) : 0;
  return lexicon.causeStart.test(text.slice(plan + time));
}

function planLength(text: string): number {
  return /^(?:力争|预计|计划|目标|展望|进入)/u.exec(text)?.[0].length ?? 0;
}

/** 新标准的发布实施｜，一方面… */
const DEED = /的(?:发布|实施|出台|推出|落地|印发|召开|成立|建成)(?:实施|施行|落地)?$/u;
const FIRST_OF_TWO = /^(?:一方面|不仅|既)/u;
/** What is told of the words before it. */
const COMMENT = /^(?:需要?|要|应|是|将|已|有望|可|会|仅|也|均|都|在|自|从|于|被)/u;

/** The clause with which an exception ends, or else the one with which it begins. */
function exceptionEnd(text: string, clauses: Clause[], from: number): number {
  const near = clauses.slice(from, from + LONGEST_EXCEPTION);
  return (
    from +
    Math.max(
      0,
      near.findIndex(({ end }) => text.charAt(end - 1) === "外"),
    )
  );
}

const LONGEST_EXCEPTION = 4;

const LIST_BEGINS = /^(?:一是|其一|第一[条是个步])|：第一[条是个步]/u;
const LIST_GOES_ON = /^(?:[二三四]是|其[二三四]|第[二三四][条是个步])/u;

/** The last clause that goes on with a list: 一是…；二是…. */
function lastOfList(text: string, clauses: Clause[]): number {
  return clauses.findLastIndex(({ at, end }) => LIST_GOES_ON.test(text.slice(at, end)));
}

/** The roles of a sentence's clauses. */
export function rolesOf({ text, clauses, about }: Read, lexicon: Lexicon): Role[] {
  let exception = -1;
  let concedes = false;
  let explains = false;
  let conditional = false;
  const list = lastOfList(text, clauses);
  return clauses.map(({ at, end, mark }, i) => {
    const clause = text.slice(at, Math.min(end, at + LONGEST_CLAUSE));
    const alone = clauseRole(clause, lexicon);
    const answers = concedes && !alone.condition && startsWithContrast(clause);
    // 由于…，并且…: the second reason too; 为迎接…，展示…，某行开展…: the second aim.
    explains =
      (alone.open && beginsWithCause(clause, lexicon)) ||
      (explains &&
        (AND_SO.test(clause) ||
          (about(i).kind === "earlier" &&
            !lexicon.plan.has(clause) &&
            !/\d/u.test(clause) &&
            namesLater(clauses.length, about, i))));
    const role = {
      ...alone,
      condition: alone.condition || (conditional && AND_SO.test(clause)),
      open: alone.open || explains,
      goesOn: alone.goesOn && !answers,
      answers,
    };
    conditional = role.condition;
    if (alone.condition) concedes = CONCEDES.test(clause);
    if (EXCEPT.test(clause)) exception = exceptionEnd(text, clauses, i);
    else if (i <= exception) return { ...role, open: true, goesOn: true };
    if (i < list && LIST_BEGINS.test(clause)) return { ...role, open: true };
    const next = clauses[i + 1];
    if (next === undefined || !/^[，,：:]/u.test(mark)) return role;
    if (/^[：:]/u.test(mark) && (INTRODUCES.test(clause) || tellsNothing(clause, lexicon))) {
      return { ...role, introduces: true };
    }
    const rest = text.slice(next.at, next.end);
    if (NOTIFIES.test(clause) || ONCE_DONE.test(clause) || (AFTERWARDS.test(clause) && TO_COME.test(rest)))
      return { ...role, condition: true };
    const isHalf =
      lexicon.opinionEnd.test(clause) ||
      ((COMMENT.test(rest) || ADDRESSES.test(clause)) && tellsNothing(clause, lexicon)) ||
      (FIRST_OF_TWO.test(rest) && DEED.test(clause)) ||
      isOnlyAs(clause, lexicon) ||
      USES.test(clause) ||
      (MUST.test(rest) && OF_WHOM.test(clause)) ||
      (TOGETHER.test(rest) && PERSONS.test(clause)) ||
      (BY_MEANS.test(clause) && about(i + 1).kind === "earlier" && !/^(?:并|且|同时|预计)/u.test(rest)) ||
      (NOT_THIS.test(clause) && BUT_THAT.test(rest)) ||
      FAILS.test(rest) ||
      (NOT_ONLY.test(clause) && BUT_ALSO.test(rest)) ||
      (JOINS.test(rest) && !(lexicon.predicate.has(clause) && lexicon.predicate.has(rest))) ||
      THAT_IS.test(rest) ||
      (isAppeal(clause, lexicon) && about(i + 1).kind === "earlier") ||
      (isApposition(clause, lexicon) && (about(i + 1).kind === "earlier" || /^[通在于被由为以]/u.test(rest)));
    return isHalf ? { ...role, open: true } : role;
  });
}

/** Of the clauses behind one, the first with a subject or a time of its own names it. */
function namesLater(count: number, about: Read["about"], clause: number): boolean {
  for (let i = clause + 1; i < Math.min(count, clause + FARTHEST); i += 1) {
    const { kind } = about(i);
    if (kind !== "earlier") return kind === "named" || kind === "passing";
  }
  return false;
}

/** 在签署备忘录后｜，甲国将解除封锁 */
const AFTERWARDS = /^(?:在|待|等).{2,}后$/u;
const TO_COME = /^[^，]{0,12}(?:将|可|才)/u;
/** 本次转让完成后｜，某人持有…: not yet so. */
const ONCE_DONE =
  /(?:转让|交易|发行|增资|收购|划转|减持|增持|变更|重组|认购)(?:完成|实施|实施完成|完毕)后$|(?:期满|届满|到期)后$/u;
/** 对不同企业｜，采取不同上交比例 */
const ADDRESSES = /^(?:[^，]{2,8}(?:银行|公司|政府|[部局委]))?对(?![此于])/u;
/** 甲协会和68家机构｜，以及各地方协会联合发布倡议书 */
const JOINS = /^(?:以及|及(?![时格早其]))/u;

/** 总领馆提醒当地中国公民｜，密切关注… */
function isAppeal(clause: string, lexicon: Lexicon): boolean {
  const last = lexicon.appeal.find(clause).at(-1);
  return last !== undefined && !lexicon.predicate.has(clause.slice(last.at + last.word.length));
}

/** 首个拟开工项目——引江补汉工程｜，计划年内开工 */
function isApposition(clause: string, lexicon: Lexicon): boolean {
  const dash = Math.max(clause.lastIndexOf("——"), clause.lastIndexOf("――"));
  return dash > 0 && !lexicon.predicate.has(clause.slice(dash + 2));
}

function isOnlyAs(clause: string, lexicon: Lexicon): boolean {
  const as = AS.exec(clause)?.groups?.as;
  return as !== undefined && (ROLE.test(as) || !lexicon.predicate.has(HEAD_NOUN.exec(as)?.[0] ?? as));
}

/** 3U8884, ET5: a name and no number. */
const MODEL = /[\dA-Za-z-]*[A-Za-z][\dA-Za-z-]*/gu;

/** 快递包装的绿色转型; a cue of one character may be part of a name (创始人). */
function tellsNothing(clause: string, lexicon: Lexicon): boolean {
  return (
    !/\d/u.test(clause.replace(MODEL, "")) &&
    !lexicon.predicate.has(clause) &&
    !lexicon.cue.find(clause).some(({ word }) => word.length > 1)
  );
}

/** 如…，经测算，可…: a condition holds for the clauses after it, up to the next semicolon or the answer to a concession. */
export function markConditional(clauses: Clause[], kinds: Role[]): boolean[] {
  let holds = false;
  return clauses.map(({ mark }, i) => {
    const before = holds && kinds[i]?.answers !== true;
    holds = (before || kinds[i]?.condition === true) && !/[；;]/u.test(mark);
    return before;
  });
}
