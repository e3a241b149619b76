import type { Lexicon } from "../lexicon.js";
import { timeLength } from "../sentence/leads.js";

/** Where a clause for which there is no room may begin later and still name whom it is about. */
export function shorterStarts(clause: string, lexicon: Lexicon): number[] {
  const starts: number[] = [];
  for (const pattern of STARTS) {
    const match = pattern.exec(clause);
    if (!match || ACTS.test(match[0]) || does(match.groups?.who, lexicon)) continue;
    const rest = clause.slice(match[0].length);
    if (namesFirst(rest, lexicon) && lexicon.predicate.has(rest)) starts.push(match[0].length);
  }
  return starts;
}

/** 江城银行停止向…: what is left out may be no more than whose or what it is. */
const ACTS = /[对给把令诉停禁止驳]|向(?!标)|取消|^[^被以]*为|(?!^)被/u;

function does(who: string | undefined, lexicon: Lexicon): boolean {
  return who !== undefined && lexicon.predicate.has(who.replace(/联合|合作|共同|参与/gu, ""));
}

/** It opens with a name: no time, no measure, and nothing that somebody does. */
function namesFirst(rest: string, lexicon: Lexicon): boolean {
  return (
    timeLength(rest) === 0 &&
    !lexicon.subjectlessStart.test(rest) &&
    !lexicon.ownMeasureStart.test(rest) &&
    lexicon.predicate.first(rest)?.at !== 0
  );
}

/** `who` holds what goes but for the words that show that a name follows. */
const STARTS = [
  // 江城集团全资子公司｜南湖科技有限公司与…
  /^(?<who>[^，、的拟将未不由与和及]{0,24}?)(?:全资|控股)?(?:(?<![电原量种分])[子孙]公司|参股公司|投资企业|旗下(?:企业|[^，、的]{0,8}公司)?|下属(?:企业)?)(?![的—])(?=[^，、的]{4,20}(?:公司|银行|集团|中心|研究院)|\p{Script=Han}{2,8}(?:[、与和于拟已获在将以]|近日|日前|正式|成功|宣布|取得|收到|签署|签订|发布|推出|完成|中标))/u,
  // 甲部、乙部、丙局等｜八部门印发…
  /^[^，。的]+、[^，、的]{2,12}等(?=(?:[一二三四五六七八九十]{1,3}|\d{1,2})个?(?:部门|部委|单位|机构|国))/u,
  // 体育馆、｜游泳馆等密闭场所暂停营业: what is told of each of a list is told of its last.
  /^(?!.*(?:联合|会同|共同|一[道起]|合计|相互|会[谈晤见]|座谈|合作|合资|组成|等(?:[一二三四五六七八九十\d]|多[家国个位名])))(?<who>[^，。的]{6,}、)(?=[^，、的分均都各]{8,}$)/u,
  // 由江城重工自主研制的｜掘进机下线; 被誉为风向标的｜运价指数上涨
  /^由?(?<who>[^，的拟将未不]{2,30}?)(?:自主|联合)*(?:研发|研制|制造|建造|承建|建设|设计|生产|打造|开发|投资|主办|承办|发起|组织|运营|承担|下属|旗下)+的(?=[^，的]{8})/u,
  /^(?:此前)?(?:被(?:誉|称)为|以(?<who>[^，的]{2,16})为)[^，的]{2,24}的(?=\p{Script=Han}[^，的]{7})/u,
  // 电商平台｜Example宣布…
  /^(?<who>\p{Script=Han}{3,20})(?:公司|平台|集团|企业|巨头|机构|品牌|制造商|分析师|策略师|经济学家|首席执行官)(?=[A-Z][A-Za-z]{2,})/u,
  // 国务院总理｜某某10日在…
  /^\p{Script=Han}{0,8}(?:主席|总理|委员(?!会)|外长|部长)(?=\p{Script=Han}{2,3}(?:\d|在|同|与|会见|主持|出席))/u,
];
