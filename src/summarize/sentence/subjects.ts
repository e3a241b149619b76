import type { Lexicon } from "../lexicon.js";
import type { Clause } from "./clauses.js";
import { timeLength } from "./leads.js";
import type { Read } from "./reading.js";

/**
 * Whom a clause is about. `named`: its own subject opens it, as offsets of the sentence; `earlier`: it opens with what
 * the subject of an earlier clause does, or with a measure of it; `passing`: it tells no more than when or with what tie;
 * `unknown`: it cannot be told.
 */
export type Subject =
  | { kind: "named"; at: number; end: number }
  | { kind: "earlier" | "passing" | "unknown" };

const LONGEST_NAME = 20;
/** How many clauses away a clause's subject is looked for. */
export const FARTHEST = 16;
/** A name is no statement, no count, no place and no time. */
const NO_NAME =
  /[了着过的地得所不很到，：:；;%％/]|^[\d“《（(第每各两三有据随从一]|[时后前中下上年月日起来内外各等间其]$/u;
/** May stand before the subject as well as behind it. */
const PREPOSITION = /^(?:在|于|与|对|向|面向|包括|由|从|通过|以|给|让|把|使|据|依据|根据|为)/u;
/** 对重点领域进行提示: who does so stands before. */
const DOES_TO =
  /^(?:对|就|向|将|把).{2,}(?:进行|开展|作出|予以)|^在[^，的]{1,12}(?:开展|设立|推出|推广|新设|建设)(?!的)/u;
const TIME =
  /\d{1,4}[年月日]|[今昨明前]日|近日|日前|当日|周[一二三四五六日]|[上下]半年|[一二三四前]季度|[今去]年|当地时间|[早晚]间|[（(]/u;

function subjectOf(text: string, { at, end, mark }: Clause, lexicon: Lexicon): Subject {
  const clause = text.slice(at, end);
  const tie = lexicon.connectiveStart.exec(clause)?.[0].length ?? 0;
  const from = tie + timeLength(clause.slice(tie));
  const told = clause.slice(from);
  if (told === "") return { kind: "passing" };
  if (
    lexicon.vagueStart.test(told) ||
    lexicon.causeStart.test(told) ||
    lexicon.conditionStart.test(told) ||
    PREPOSITION.test(told)
  )
    return { kind: DOES_TO.test(told) ? "earlier" : "unknown" };
  if (lexicon.ownMeasureStart.test(told) || lexicon.midStart.test(told)) return { kind: "earlier" };
  const word = lexicon.wholeWordStart.exec(told)?.[0].length ?? 0;
  const verb = lexicon.predicate.first(told.slice(word, LONGEST_NAME + 2));
  const does = verb && word + verb.at;
  if (does === 0 || lexicon.subjectlessStart.test(told)) {
    return { kind: qualifiesNoun(told, lexicon) ? "unknown" : "earlier" };
  }
  const stop = Math.min(does ?? told.length, TIME.exec(told)?.index ?? told.length);
  // 某某（江城）科技有限公司成立 is not 某某.
  if (LOCAL_HOUSE.test(told.slice(stop))) return { kind: "unknown" };
  const isSubject = stop < told.length || /^[：:]/u.test(mark);
  return isSubject && looksLikeName(told.slice(0, stop), lexicon)
    ? { kind: "named", at: at + from, end: at + from + stop }
    : { kind: "unknown" };
}

const LOCAL_HOUSE = /^[（(][^）)]{1,12}[）)][^，。；]{0,20}?(?:公司|集团|中心|研究院|银行|基金)/u;

/** 取得证书满10年的住房可以转让: the verb it opens with belongs to its subject. */
function qualifiesNoun(told: string, lexicon: Lexicon): boolean {
  const of = told.lastIndexOf("的");
  return of > 0 && lexicon.predicate.has(told.slice(of + 1));
}

function looksLikeName(name: string, lexicon: Lexicon): boolean {
  return (
    name.length >= 2 &&
    name.length <= LONGEST_NAME &&
    !NO_NAME.test(name) &&
    !lexicon.selfStart.test(name) &&
    !lexicon.source.test(name)
  );
}

/** The subjects of a sentence's clauses, each told when it is first asked for. */
export function readSubjects(text: string, clauses: Clause[], lexicon: Lexicon): (clause: number) => Subject {
  const told: Subject[] = [];
  return (i) => {
    const clause = clauses[i];
    told[i] ??= clause ? subjectOf(text, clause, lexicon) : { kind: "unknown" };
    return told[i];
  };
}

/**
 * The clause that names whom a clause goes on about, where every clause between does so too and it stands after `last`;
 * -1 where the clause has a subject of its own, and where in doubt.
 */
export function subjectClause({ about }: Pick<Read, "about">, clause: number, last = -1): number {
  if (about(clause).kind !== "earlier") return -1;
  for (let i = clause - 1; i > Math.max(last, clause - FARTHEST); i -= 1) {
    const { kind } = about(i);
    if (kind === "named") return i;
    if (kind === "unknown") return -1;
  }
  return -1;
}

/**
 * The name that a clause goes on about, where every clause between does so too and it stands after the one that tells who
 * speaks; undefined where the clause has a subject of its own, and where in doubt.
 */
export function subjectBefore(
  read: Read,
  clause: number,
  speech: number,
  lexicon: Lexicon,
): string | undefined {
  const named = subjectClause(read, clause, speech);
  const before = named < 0 ? undefined : read.about(named);
  if (before?.kind !== "named") return undefined;
  // 某人认为自己…: what he thinks would read as his words.
  if (THINKS.test(read.text.slice(read.clauses[clause]?.at))) return undefined;
  // 某行将推出…，开展…: what is to come would read as done.
  if (lexicon.plan.has(read.text.slice(before.end, read.clauses[clause]?.at))) return undefined;
  return knownName(before, read.text, read.counters.texts, lexicon);
}

const THINKS = /^(?:并|还)?(?:认为|相信|担心|希望|期待|称(?!为))/u;

/** The subject's name where it is told surely: it ends as those of houses do, or the article repeats it. */
export function knownName(
  subject: Subject,
  text: string,
  texts: string[],
  lexicon: Lexicon,
): string | undefined {
  if (subject.kind !== "named") return undefined;
  const name = text.slice(subject.at, subject.end);
  if (GENERIC.test(name) || DOES_WITHIN.test(name)) return undefined;
  return lexicon.houseEnd.test(name) || isRepeated(name, texts) ? name : undefined;
}

/** 江城证监局对南湖证券 */
const DOES_WITHIN = /..[对因向](?!日)/u;
/** Names no house: 全市, 我国, 经济. */
const GENERIC =
  /^(?:中国|经济|市场|行业|企业|价格|业务|通胀|出口|进口|需求|产品|项目|基金|资金|股市|政策|投资|消费|就业|指数|会议|疫情|病例|收入|利润|规模|利率|汇率|重点|概念|渠道|创新|居住|科创|研发|[本此]次)$|^(?:公司|(?:全资|控股|参股)?[子孙]公司|旗下|下属)|^[全本我各](?:国|省|市|区|县|州|地|球|年)|^(?:原|新增)?(?:股东|法定代表人)|板块|[逆上后入深沪两]市$|(?:成本|价格|需求|业务|收入|利润|规模|销量|产量|库存)$/u;

function isRepeated(name: string, texts: string[]): boolean {
  let times = 0;
  for (const text of texts) {
    const at = text.indexOf(name);
    if (at >= 0) times += text.indexOf(name, at + name.length) < 0 ? 1 : 2;
    if (times > 1) return true;
  }
  return false;
}

/** 公司副总裁某某因个人资金需求，｜拟减持…: of somebody in or behind the company that tells it, not of the company. */
export function isOfParty(clause: string): boolean {
  return PARTY.test(clause);
}

const PARTY =
  /^(?:公司)?的?(?:控股|重要|持股[^，]{0,12})?(?:股东(?!大?会)|实控人|实际控制人|董事(?![会局])|监事(?!会)|高管|(?:常务)?副?(?:总裁|总经理|行长))/u;

/** 某行副行长王一，｜于8月11日提交辞呈，｜辞去某行董事: a person's, of whichever house it is told. */
export function isResignation(clause: string): boolean {
  return RESIGNS.test(clause);
}

const RESIGNS =
  /^(?:于[^，]{2,12}日)?(?:向[^，]{2,10})?(?:已|申请|一并|自愿|请求)?(?:[提递]交)?(?:书面)?的?(?:辞去|辞呈|辞职(?![率人潮传]))/u;
