import type { Lexicon } from "../lexicon.js";
import { ATTRIBUTE } from "../sentence/attributes.js";
import type { Clause } from "../sentence/clauses.js";
import { type Dissected, standsBehindRumour } from "../sentence/dissect.js";
import { lastTurn } from "../sentence/speech.js";
import { isResignation } from "../sentence/subjects.js";

/** Whether a run may begin with a clause; `continues` where it goes on below what is shown already. */
export function mayBegin(sentence: Dissected, from: number, continues: boolean): boolean {
  const { read, lexicon, content, kinds, conditional, scopes, inView, turns, matters, business } = sentence;
  const { text, clauses, openings } = read;
  const first = clauses[from];
  if (!first || conditional[from] || hangsOnRumour(sentence, from)) return false;
  const clause = text.slice(first.at, first.end);
  const scope = scopes[from];
  const turn = lastTurn(turns, from);
  // An opening between who speaks and what he says goes with him, unless it tells when.
  if (from > 0 && from < content && openings[from - 1]?.kind === "speech" && openings[from]?.kind !== "time")
    return false;
  // 据某报报道: who is cited goes; a rumour's source never does.
  if (from === 0 && content > 0 && read.rumourClause === undefined && CITED.test(text.slice(first.at)))
    return false;
  if (from > 0 && first.at > matters.at && first.at < matters.end) return false;
  // What follows in the sentence is the firm's business too.
  if (business >= 0 && first.at > business) return false;
  if (turn >= 0 && turn < from) return false;
  const before = clauses[from - 1];
  if (scope?.losesItsTime || scope?.isUrged || followsItsHead(text, before)) return false;
  if (before && BUILDS_ON.test(text.slice(before.at, before.end))) return false;
  if (inView[from]) return false;
  if (scope?.isPlanned && (scope.isPossible || !continues) && !lexicon.plan.has(clause)) return false;
  if (from <= content) return true;
  if (isResignation(clause) || (ATTRIBUTE.test(clause) && !continues)) return false;
  return !(isTie(clause, lexicon) || (kinds[from]?.goesOn && !continues) || PRICE.test(clause));
}

function hangsOnRumour(sentence: Dissected, from: number): boolean {
  if (!standsBehindRumour(sentence, from)) return false;
  // What comes after the first thing that the source says need not be his.
  return sentence.sources.length === 0 || from < sentence.content || from > sentence.told;
}

const CITED = /^(?:据|根据|记者从)/u;

/** 某公司将在原芯片的基础上，｜开发新芯片: who does so stands before. */
const BUILDS_ON = /^(?!在)[^，]{2,24}在[^，]{2,}(?:基础上|前提下|背景下|过程中|框架下)$/u;

/** 期货价格跌3%，｜报92美元/桶: the price of what stands before. */
const PRICE = /^(?:结算价|收盘价|收盘?)?报(?:每[桶吨盎])?\d/u;

/** …，同时，… */
function isTie(clause: string, lexicon: Lexicon): boolean {
  return lexicon.connectiveStart.exec(clause)?.[0].length === clause.length;
}

/** 解禁市值居前三位的是：｜甲公司、乙公司 */
function followsItsHead(text: string, before: Clause | undefined): boolean {
  return (
    before !== undefined &&
    /^[：:]/u.test(before.mark) &&
    LIST_HEAD.test(text.slice(before.end - 3, before.end))
  );
}

const LIST_HEAD = /的是$|分别[是为]$|包括$|地址$|住所$|代表人$|账号$|电话$|邮箱$/u;
