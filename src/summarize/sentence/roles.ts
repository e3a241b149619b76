import type { Lexicon } from "../lexicon.js";
import { startsWithContrast } from "../runs/halves.js";
import { withoutLastBracket } from "./brackets.js";
import { CLAUSE_PAIRS, TO_DO_SO } from "./clause-pairs.js";
import { beginsWithCause, clauseRole, type Role } from "./clause-role.js";
import type { Clause } from "./clauses.js";
import { CONCEDES, EXCEPT } from "./open-wordings.js";
import type { Read } from "./reading.js";
import { FARTHEST } from "./subjects.js";

/** What is read of a clause: no run holds a longer one, and the time to read it would grow with its square. */
const LONGEST_CLAUSE = 160;

/** 某行作为本地最大的银行｜，承担… */
const AS = /^[^，将把被以是]{0,14}作为(?<as>[^，是有了在]+)$/u;
/** …服务提供商: whatever verbs stand before. */
const ROLE = /(?:[商者国方员]|企业|公司|机构|银行|平台|品牌|之一)$/u;
/** …的｜研究, 常任理事国和｜大国: what he is stands at the end. */
const HEAD_NOUN = /[^的和及与、]*$/u;
/** 某行将通过签订意向书｜，强化服务; 某机构坚持以丰富的经验｜，助力… */
const BY_MEANS =
  /(?:将|拟|(?<!原)计划)通过[^，过]{4,}$|^(?![^，]{0,8}[会院]通过)[^，]{0,8}通过(?:向|与)[^，过]{4,}(?<!案)$|(?:借助|依托)[^，]{3,}(?:平台|渠道|优势|系统)$|通过[^，过]{4,}的方式$|通过[^，过]{6,}的(?![决议提方审认法])[^，的”]{2,6}$|^[^，]{0,12}经过?[^，]{0,6}(?:调研|研究|协商|沟通|努力|评估|测算|审查)$|以[^，为]{6,}(?:经验|优势|实力|能力|资源|力量)$/u;
const DOES_MORE = /^(?:并|且|同时|预计)/u;
/** 四国通知某外交部｜，准备撤离: of what, is told with it or not at all. */
const NOTIFIES = /通知[^，》的]{1,8}(?:[部局商方]|公司|银行|单位|用户|客户|投资者|股东)$/u;
/** 将使用自有资金1亿元｜，申购… */
const USES = /(?:[使动运]用|以)(?:自有|自筹|固有|募集)资金[^，]{0,14}元$/u;
/** 三家公司｜，即甲、乙和丙 */
const THAT_IS = /^即(?![将使便日期时刻])/u;
/** 运用自有资金2亿元申购旗下基金｜，即某某基金: whole without its name. */
const BUYS = /申购|认购|购买|收购/u;
/** 提出以下措施：, 总结成两句话：, 其中6款产品： */
const INTRODUCES =
  /(?:以下|下列)(?![：:]|$)|如下|^其中\d+[只款家项个种]?[^，\d]{0,6}$|[一二三四五六七八九十几多\d]+(?:个?(?:方面|方向|领域|要点|原因|问题|阶段|特点)|句话|大类|[条项](?:主线|措施|建议|内容|工作))$|[几一二三四五六七八九十]点$|(?:通告|公告|评论道|测定|好消息|解答)$/u;
const AND_SO = /^(?:并且|且|以及|而且)/u;
/** 累计实现净利润5亿元｜，未完成业绩承诺 */
const FAILS = /^[但却]?(?:未|没有?)(?:能|完成|达|实现)/u;

/** What is told of the words before it. */
const COMMENT = /^(?:需要?|要|应|是|将|已|有望|可|会|仅|也|均|都|在|自|从|于|被)/u;

/** The clause with which an exception ends, or else the one with which it begins. */
function exceptionEnd(text: string, clauses: Clause[], from: number): number {
  const near = clauses.slice(from, from + LONGEST_EXCEPTION);
  const last = near.findIndex(({ end }) => text.charAt(end - 1) === "外");
  return last < 0 ? from : from + last;
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
  const contrast = clauses.findLastIndex(({ at }) => startsWithContrast(text.slice(at, at + 2)));
  return clauses.map(({ at, end, mark }, i) => {
    const clause = text.slice(at, Math.min(end, at + LONGEST_CLAUSE));
    const alone = clauseRole(withoutLastBracket(clause) || clause, lexicon);
    const answers =
      concedes &&
      !alone.condition &&
      (startsWithContrast(clause) || (i > contrast && about(i).kind === "named"));
    // 由于…，并且…: the second reason too; 为迎接…，展示…，某行开展…: the second aim.
    const explainsMore =
      explains &&
      (AND_SO.test(clause) ||
        (about(i).kind === "earlier" &&
          !lexicon.plan.has(clause) &&
          !/\d/u.test(clause) &&
          namesLater({ text, clauses, about }, i, lexicon)));
    explains = (alone.open && beginsWithCause(clause, lexicon)) || explainsMore;
    const role = {
      ...alone,
      condition: alone.condition || (conditional && AND_SO.test(clause)),
      open: alone.open || explains,
      goesOn: (alone.goesOn && !answers) || explainsMore || TO_DO_SO.test(clause),
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
    const isHalf = needsNext(clause, rest, about(i + 1).kind === "earlier", lexicon);
    return isHalf ? { ...role, open: true } : role;
  });
}

/** 某行下调天然气价格预测: what it does to the forecast is told. */
const REVISES = /(?:[上下]调|维持|更新|修正)[^，]*预[测期估]$/u;

/** The clause is no statement without the next, which begins with `rest` and may go on about its subject. */
function needsNext(clause: string, rest: string, goesOn: boolean, lexicon: Lexicon): boolean {
  return (
    (lexicon.opinionEnd.test(clause) && !REVISES.test(clause)) ||
    ((COMMENT.test(rest) || ADDRESSES.test(clause)) && tellsNothing(clause, lexicon)) ||
    isOnlyAs(clause, lexicon) ||
    USES.test(clause) ||
    CLAUSE_PAIRS.some(([first, second]) => second.test(rest) && first.test(clause)) ||
    FAILS.test(rest) ||
    (THAT_IS.test(rest) && !BUYS.test(clause)) ||
    (JOINS.test(rest) && !(lexicon.predicate.has(clause) && lexicon.predicate.has(rest))) ||
    (goesOn && BY_MEANS.test(clause) && !DOES_MORE.test(rest)) ||
    (goesOn && isNamedOnly(clause, lexicon)) ||
    (goesOn && isAppeal(clause, lexicon)) ||
    ((goesOn || QUALIFIES.test(rest) || TODAY.test(rest)) &&
      (isApposition(clause, lexicon) || WORK.test(clause)))
  );
}

/** Of the clauses behind one, the first with a subject or a time of its own names it. */
function namesLater(
  { text, clauses, about }: Pick<Read, "text" | "clauses" | "about">,
  clause: number,
  lexicon: Lexicon,
): boolean {
  for (let i = clause + 1; i < Math.min(clauses.length, clause + FARTHEST); i += 1) {
    const { kind } = about(i);
    const clause = text.slice(clauses[i]?.at, clauses[i]?.end);
    if (kind === "earlier" || beginsWithCause(clause, lexicon)) continue;
    return kind !== "unknown" || lexicon.selfStart.test(clause) || DECIDES.test(clause);
  }
  return false;
}

/** 为遏制疫情，阻断传播，｜经研究决定 */
const DECIDES = /^(?:经[^，]{0,8}(?:研究|批准|同意|审议)|现|特|决定)/u;

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

/** 2014年开始实施的172项水利工程｜，已开工149项; 采用高电压系统的X1500｜，使用了… */
function isNamedOnly(clause: string, lexicon: Lexicon): boolean {
  const what = WHAT.exec(clause)?.groups?.what;
  return (
    what !== undefined && !lexicon.predicate.has(what) && !DONE.test(clause) && !lexicon.plan.has(clause)
  );
}

const WHAT =
  /的(?<what>[\d一二三四五六七八九十百多余]+[项个家只名款批条座艘辆][^，的\d]{2,12}|[A-Z][A-Za-z\d-]*)$/u;
const DONE = /[了为是有]/u;

/** 总领馆提醒当地中国公民｜，密切关注… */
function isAppeal(clause: string, lexicon: Lexicon): boolean {
  const last = lexicon.appeal.find(clause).at(-1);
  return last !== undefined && !lexicon.predicate.has(clause.slice(last.at + last.word.length));
}

/** 某项目——某大桥工程｜，位于… */
const QUALIFIES = /^[通在于被由为以]/u;

/** 今晚（8月30日）在某频道播出 */
const TODAY = /^[今昨明][天晚日](?:（[^）]*）)?[在于将已正]/u;
/** 由甲公司主办的《某晚会》｜，今晚在某频道播出 */
const WORK = /^由[^，]*的《[^》]*》$/u;
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
