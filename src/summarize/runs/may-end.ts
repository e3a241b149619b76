import type { Lexicon } from "../lexicon.js";
import { withoutBrackets } from "../sentence/brackets.js";
import type { Role } from "../sentence/clause-role.js";
import { type Clause, cutsNumber, isBalanced } from "../sentence/clauses.js";
import type { Dissected } from "../sentence/dissect.js";
import { CONCEDES } from "../sentence/open-wordings.js";

/** Whether a run that begins with one clause may end with another. */
export function mayEnd(
  { read, content, speech, kinds, matters }: Dissected,
  from: number,
  to: number,
): boolean {
  const { text, clauses, rumourClause, denialClause } = read;
  const first = clauses[from];
  const last = clauses[to];
  const ending = kinds[to];
  if (!first || !last) return false;
  if (to < content && to < clauses.length - 1) return false;
  if (last.end > matters.at && last.end < matters.end) return false;
  if (ending?.condition || ending?.open || ending?.dates || ending?.introduces) return false;
  if (from === to && text.startsWith("在", first.at) && /^[，,]/u.test(first.mark)) return false;
  if (rumourClause !== undefined && to < rumourClause) return false;
  if (denialClause !== undefined && (from > denialClause || to < denialClause)) return false;
  if (cutsAnswer(text, clauses, kinds, from, to)) return false;
  return first.quoted === last.quoted || (last.quoted && from <= speech.clause);
}

/** 如果美方不撤军，战事持续，｜局势将…; 尽管影响发酵，价格波动，｜但…: what follows from a condition is still to come. */
function cutsAnswer(text: string, clauses: Clause[], kinds: Role[], from: number, to: number): boolean {
  const next = clauses[to + 1];
  if (next === undefined || !/^[，,]/u.test(clauses[to]?.mark ?? "")) return false;
  let condition = to - 1;
  while (condition >= from && !kinds[condition]?.condition) condition -= 1;
  const answer = clauses[condition + 1];
  if (condition < from || answer === undefined) return false;
  const said = text.slice(answer.at, clauses[to]?.end);
  const rest = text.slice(next.at, next.at + 2);
  const opens = clauses[condition];
  const answered = ANSWERS.test(said);
  if (!CONCEDES.test(text.slice(opens?.at, opens?.end))) return GOES_ON.test(rest) || !answered;
  return !CONTRAST.test(said) && (CONTRAST.test(rest) || !answered);
}

const CONTRAST = /(?:^|[，,])(?:但|却|不过|然而)/u;
const GOES_ON = /^[那就则便]/u;
const ANSWERS =
  /[将会可应需要就则便才\d]|能(?![源量力耗效])|那么|预计|预期|必须|有望|面临|准备|依然|仍|[也都]/u;

/** With and without a bracket at the end. A question keeps its mark, without which it would read as a statement. */
export function endsOf(text: string, end: number, mark: string): number[] {
  if (/^[？?]/u.test(mark) && /^[？?]/u.test(text.slice(end))) return [end + 1];
  const ends = [end];
  const last = text.charAt(end - 1);
  if (last === "）" || last === ")") {
    const tail = text.slice(Math.max(0, end - LONGEST_ASIDE), end);
    const open = Math.max(tail.lastIndexOf("（"), tail.lastIndexOf("("));
    if (open > 0) ends.push(end - tail.length + open);
  }
  return ends;
}

const LONGEST_ASIDE = 60;

/** Tells of a piece of a sentence whether it holds what no excerpt does; what the sentence itself lacks is not sought again. */
export function wholePieces(text: string, lexicon: Lexicon) {
  const hasBarred = BARRED.test(text);
  const hasEach = text.includes("分别");
  const hasAside = ASIDE.test(text);
  const hasCharge = text.includes("因涉");
  /** `cut` where it ends within its last clause, of which alone it is known whether it is open. */
  return (at: number, end: number, { continues, cut }: { continues: boolean; cut: boolean }): boolean => {
    const piece = text.slice(at, end);
    return !(
      cutsNumber(text, end) ||
      (cut && lexicon.openEnd.test(piece)) ||
      (hasEach && !continues && EACH.test(piece)) ||
      (hasCharge && CHARGED.test(piece)) ||
      (hasBarred && BARRED.test(piece)) ||
      (hasAside && (withoutBrackets(piece).length < LEAST_TOLD || !isBalanced(text, at, end)))
    );
  };
}

/** In characters, outside brackets: 某某股份(行情600000,诊股) tells nothing. */
const LEAST_TOLD = 6;

/** Leftovers of a page, and the number of an item, where the one before ends. */
const BARRED =
  /[<>{}|①-⑳]|\*\*|\[(?:…|\.{3})\]|[：:；;](?:[（(][一二三四五六七八九十\d]{1,2}[）)]|[二三四五六七八九十]、|\d{1,2}、(?!\d{1,2}[月日季年期天]))|https?:|www\.|\/\/|查看原文|如下[：:]|(?:大|个)[^，：]{1,6}[：:](?:一是|第一|其一)|\d{4}-\d{2}-\d{2} \d{2}:\d{2}/u;

/** 凌某因涉嫌某罪: what befell him comes next. */
const CHARGED = /因(?:涉嫌|涉)[^，被遭获]{2,24}$/u;

/** 分别为1亿元、2亿元: of whom stands before. */
const EACH = /^[^、和与及大]*分别(?:为|达|是|占|同比|环比|增长|下降|上涨|下跌)/u;

const ASIDE = /["“‘「『《（(【[〔”’」』》）)】\]〕]/u;
