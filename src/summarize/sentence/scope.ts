import type { Lexicon } from "../lexicon.js";
import type { Span } from "../runs/candidates.js";
import { periodLength } from "./leads.js";
import type { Read } from "./reading.js";

const YEAR = /(?:19|20)\d{2}(?=年)/u;
/** 到2025年, 上年同期: what is told of then is not so now. */
const ANOTHER_TIME = /^(?:预计)?[到至](?!目前|现在|今)|上年|去年同期|去年\d{1,2}月(?!以来)|此前/u;

/** 为清盘设定了节奏：2019年降低50亿元 */
const PLAN_FOLLOWS = /(?:计划|方案|目标|节奏|安排|规划)[：:]$/u;
/** 目标到2025年，…: all that follows is to be. */
const FORECAST = /预计|预测|预期(?![转差之管收寿内外])|预估|预料|(?:目标|力争|争取)[到至]/u;

/** 某委员会声明可能显示｜，加息还会继续 */
const MAY_SHOW = /(?:可能|或许|有望)[^，]{0,4}(?:显示|表示|表明|重申|暗示|称|宣布)$/u;

const MAY = /(?<![尽不])可能(?!性)|或许|或将|恐将|有望/u;
const URGE = /[要应须]|务必|确保|力争/u;
const URGES =
  /^(?:[同还]时|今年|下一步|下一阶段|[^，]{0,14}(?:政府|部门|党委|党组|单位|机构|各地|地区|各级|各方|我们))?(?:要|应当?(?![^，]{2,40}(?:请求|邀请|邀))|须|必须|务必|确保|力争)(?!闻|约|用)/u;

/** What the clauses before a clause say of it too, so that it may not be told without them. */
export interface Scope {
  /** It happened, or is to happen, at another time than the article's news, and does not say so itself. */
  losesItsTime: boolean;
  /** A clause after the one that tells who speaks foretells, and so it is no fact yet. */
  isForetold: boolean;
  /** It goes on about what is planned in the clause before: 拟设立子公司，建设厂房. */
  isPlanned: boolean;
  /** The same of what may be: 可能雇用更多专家，减少银行家. */
  isPossible: boolean;
  /** 会议要求，要…，各项工作有效推进: what is asked for would read as done. */
  isUrged: boolean;
}

/** The scopes of a sentence's clauses; `speech` is the clause that tells who speaks, -1 for none. */
export function readScopes(
  { text, clauses, openings, counters, about, denialClause }: Read,
  speech: number,
  { plan, hindsight, appealStart }: Pick<Lexicon, "plan" | "hindsight" | "appealStart">,
): Scope[] {
  // Most sentences plan and ask for nothing.
  const hasPlan = denialClause === undefined && plan.has(text);
  const hasUrge = URGE.test(text);
  const hasBefore = text.includes("曾");
  let time = "";
  let isForetold = false;
  let isPlanned = false;
  let isPossible = false;
  let isUrged = false;
  let wasBefore = false;
  let isAsked = false;
  return clauses.map(({ at, end, mark, quoted }, i) => {
    const clause = text.slice(at, end);
    const own = clause.slice(0, periodLength(clause));
    // Behind a semicolon it may be of another house.
    const begins = /[；;。]/u.test(clauses[i - 1]?.mark ?? "");
    isPlanned &&= about(i).kind !== "named" && !begins;
    isPossible &&= isPlanned;
    isAsked &&= !begins;
    wasBefore &&= !begins;
    const scope = {
      losesItsTime: wasBefore || (own === "" && isAnotherTime(time, counters.texts)),
      isForetold,
      isPlanned,
      isPossible,
      isUrged:
        (isUrged && about(i).kind !== "earlier" && !plan.has(clause)) ||
        (isAsked && about(i).kind !== "named" && !appealStart.test(clause)),
    };
    // What a rumour says is planned is not what its denial goes on about.
    isPlanned ||= hasPlan && !quoted && plan.has(clause);
    isPossible ||= isPlanned && MAY.test(clause);
    isUrged ||= hasUrge && i >= openings.length && URGES.test(clause);
    if (own !== "") time = own;
    isAsked ||= appealStart.test(clause);
    wasBefore ||= hasBefore && hindsight.test(clause);
    isForetold ||=
      i > speech &&
      (FORECAST.test(clause) || (hasPlan && MAY_SHOW.test(clause)) || PLAN_FOLLOWS.test(clause + mark));
    return scope;
  });
}

function isAnotherTime(time: string, texts: string[]): boolean {
  const year = YEAR.exec(time)?.[0];
  return ANOTHER_TIME.test(time) || (year !== undefined && year < firstYear(texts, year));
}

function firstYear(texts: string[], otherwise: string): string {
  for (const text of texts) {
    const year = YEAR.exec(text)?.[0];
    if (year !== undefined) return year;
  }
  return otherwise;
}

const PERIOD =
  /(?:19|20)\d{2}年|\d月份|季度|[上下]半年|期间|以来|假期|过去|此前|历史上|去年|上年|[年月]末|今年(?!\d)|截[至止](?!目前|当前|本公告|现在|今[日天])|(?<!\d)\d{1,2}月(?=[，,公全])|第[\d一二三四五六七八九十]+天|\d{2}年?Q[1-4]|Q[1-4](?!\d)|[1-4][QH]\d{2}(?!\d)|\d{2}H[12](?!\d)/gu;

/** Where a text names periods: what a sentence tells is of the one it opens with (2018年2月，…; 假期期间，…). */
export function findPeriods(text: string): number[] {
  return [...text.matchAll(PERIOD)].map(({ index }) => index);
}

/** 自2021年12月以来，｜累计确诊2070例: what is counted, or was so for the first time, from then on. */
export function countsSince({ read: { text }, at, end }: Pick<Span, "read" | "at" | "end">): boolean {
  if (!/以来[，,]?$/u.test(text.slice(Math.max(0, at - 3), at))) return false;
  return SINCE.test(text.slice(Math.max(0, at - SINCE_LENGTH), at)) && COUNTS.test(text.slice(at, end));
}

const SINCE = /^(?!.*这.{0,2}是).*(?<!近年)以来/u;
const SINCE_LENGTH = 24;
const COUNTS = /\d|首次|最/u;
