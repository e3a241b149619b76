import type { Lexicon } from "../lexicon.js";
import { withoutLastBracket } from "../sentence/brackets.js";
import { type Clause, cutsNumber } from "../sentence/clauses.js";
import { OF_NO_LIST, periodLength, timeLength } from "../sentence/leads.js";
import { isPermitByOrder, isPermitOfAnother, isPunishment } from "../sentence/permits.js";
import type { Read } from "../sentence/reading.js";
import { ECONOMIST, type Speech } from "../sentence/speech.js";
import { FARTHEST, isOfParty, isResignation, subjectBefore } from "../sentence/subjects.js";
import { shorterStarts } from "./shorter-starts.js";

/** 称 as a verb of saying: no 称赞, no 称号. */
const SAYING = "称(?![赞号职为呼霸重心])";

/** A run starts with its sentence, with what follows the sentence's opening, or in the middle. */
export type Start = "sentence" | "content" | "middle";

interface Begin {
  at: number;
  speaker: string | undefined;
  /** The speaker is the subject of an earlier clause. */
  borrowed: boolean;
}

/** What is known of a run that begins with a clause. */
interface Place {
  start: Start;
  speech: Speech;
  unsaid: boolean;
  /** That of `CandidateOptions`, less who speaks. */
  wholeUpTo: number;
}

/** Where a run may begin in its first clause, and whose name is set before it. */
export function beginsOf(
  read: Read,
  from: number,
  { start, speech, unsaid, wholeUpTo }: Place,
  lexicon: Lexicon,
): Begin[] {
  const { text, clauses } = read;
  const first = clauses[from];
  if (!first) return [];
  const head = text.slice(first.at, first.end);
  const subject = subjectBefore(read, from, speech.clause, lexicon);
  const begins: Begin[] = [];
  const add = (at: number, speakers: (string | undefined)[], borrowed = false) => {
    for (const speaker of speakers) {
      const isSaid = speaker !== undefined && opensWith(text, at, speaker);
      begins.push({ at, speaker: isSaid ? undefined : speaker, borrowed });
    }
  };
  // 2031年，公司拟…: the time before it goes with the company's name.
  const lead = timeLength(head);
  const self = ownName(head.slice(lead), read, speech.speakers, lexicon);
  const isWithin = start === "middle" && !/^[：:]/u.test(clauses[from - 1]?.mark ?? "");
  for (const loose of startsOf(first, head, lead, isWithin, wholeUpTo, lexicon)) {
    const at = skipBlank(text, loose);
    if (cutsNumber(text, at)) continue;
    const needsSpeaker =
      unsaid &&
      speech.speakers.length > 0 &&
      (speech.opinion || lexicon.subjectlessStart.test(text.slice(loose, loose + 2)));
    if (!needsSpeaker && !first.quoted) add(at, [undefined]);
    // 释放资金2万亿元: who did it stands in the clause before, and is not who speaks.
    const itsSubjectIsBefore =
      start === "middle" &&
      (lexicon.consequenceStart.test(text.slice(at, first.end)) ||
        isOfNewHouse(text, at) ||
        isPermitByOrder(text, at) ||
        isAboutAnother(read, from, speech) ||
        meansSubsidiary(head, read));
    // 某行：公司拟… is told without 公司 below.
    const namesItself = self !== undefined && loose === first.at;
    if (unsaid && !itsSubjectIsBefore && !namesItself) add(at, speech.speakers);
    if (subject !== undefined && !(unsaid && speech.opinion)) add(at, [subject], true);
  }
  if (self === undefined) return begins;
  const behind = first.at + lead + self.length;
  const at = skipBlank(text, text.charAt(behind) === "的" ? behind + 1 : behind);
  // 该行指出 is no news of the bank's.
  const rest = text.slice(at, first.end);
  if (cutsNumber(text, at) || lexicon.speechEnd.test(rest)) return begins;
  const named = unsaid ? speech.speakers : speech.clause < 0 && read.speaker ? [read.speaker] : [];
  const speakers = named.filter(
    (name) => !writesOfAnother(name, read) && !(self.startsWith("该") && speaksOfAnother(name, read)),
  );
  add(at, speakers);
  if (lead > 0) add(first.at, speakers);
  const time = periodLength(rest);
  if (time > 0 && rest.length > LONG_REST) add(skipBlank(text, at + time), speakers);
  return begins;
}

/** How the clause's company speaks of itself, undefined where 公司及顾问 do something together. */
function ownName(head: string, read: Read, speakers: string[], lexicon: Lexicon): string | undefined {
  const whole = speakers.includes("央行") ? CENTRAL_BANK.exec(head)?.[0] : undefined;
  const self = whole ?? lexicon.selfStart.exec(head)?.[0];
  if (self === undefined || /^[及和与、]/u.test(head.slice(self.length))) return undefined;
  return meansSubsidiary(head, read) ? undefined : self;
}

/** 央行公告，｜中国人民银行将… */
const CENTRAL_BANK = /^(?:中国)?人民银行(?=将|拟|于|以|决定|开展|下[调达]|上调)/u;

function meansSubsidiary(head: string, { ofSubsidiary }: Read): boolean {
  return ofSubsidiary && head.startsWith("该公司");
}

/** An analyst, also by his last name alone (Ripps, after 分析师Maria Ripps), means another's company. */
function speaksOfAnother(speaker: string, { counters }: Read): boolean {
  if (ECONOMIST.test(speaker) || EXPERT.test(speaker)) return true;
  const person = LATIN.test(speaker) ? new RegExp(`[A-Z][a-z]+ ${speaker}`, "u") : undefined;
  return person !== undefined && counters.texts.some((text) => person.test(text));
}

const EXPERT = /研究员|专家|教授|人士/u;
const LATIN = /^[A-Za-z]+$/u;

/** 公司 in what a broker writes is the house it writes about; in its own notice it is the broker. */
function writesOfAnother(speaker: string, { counters }: Read): boolean {
  return /证券$/u.test(speaker) && !counters.texts.some((text) => text.includes(`${speaker}公告`));
}

/** 某行拟设立子公司｜，注册资本10亿元 */
function isOfNewHouse(text: string, at: number): boolean {
  return text.startsWith("注册资本", at) && /设立|成立|新设/u.test(text.slice(0, at));
}

/** 某证券指出，各省…，陆续推出…: what another did is not set after the name of who speaks. */
function isAboutAnother(
  { text, clauses, about }: Read,
  clause: number,
  { clause: speech, speakers }: Speech,
): boolean {
  const { kind } = about(clause);
  const told = (i: number) => text.slice(clauses[i]?.at, clauses[i]?.end);
  if (kind !== "named" && clause > speech + 1 && AFFILIATE.test(told(clause - 1))) return true;
  const first = Math.max(speech + 1, clause - FARTHEST);
  if (kind === "earlier" || BY_MEANS.test(told(clause))) {
    for (let i = clause - 1; i >= first && about(i).kind !== "named"; i -= 1)
      if (isOfParty(told(i))) return true;
  }
  if (
    isResignation(told(clause)) ||
    isPermitOfAnother(told(clause), speakers) ||
    isPunishment(told(clause), speakers)
  )
    return true;
  if (TAKES_OFFICE.test(told(clause)) && APPOINTS.test(told(clause - 1))) return true;
  for (let i = clause; i > first; i -= 1) {
    if (CALLS.test(told(i)) && about(i - 1).kind !== "earlier") return true;
  }
  if (kind !== "earlier") return false;
  for (let i = clause - 1; i > Math.max(speech, clause - FARTHEST); i -= 1) {
    const subject = about(i);
    if (subject.kind !== "named") continue;
    const name = text.slice(subject.at, subject.end);
    return !speakers.some((speaker) => speaker.includes(name) || name.includes(speaker));
  }
  return false;
}

/** 股东某某持股5%，占…，｜通过集中竞价减持 */
const BY_MEANS = /^(?:通过|以)/u;
/** 某总统将提名某人出任大法官，｜接替某某 */
const APPOINTS = /提名|任命|聘任|委任|选举/u;
const TAKES_OFFICE = /^(?:接替|出任|担任|升任|任)/u;
/** 某行指出，某主席释放信号，｜称通胀风险已经下降 */
const CALLS = new RegExp(`^${SAYING}`, "u");
/** 参股公司某某不在合并报表内，｜与甲合作… */
const AFFILIATE = /^(?:公司)?参股公司/u;

const HOUSE_OF_IT = /^(?![及和与旗的下])\p{Script=Han}{1,6}(?:公司|集团|分行|支行|研究院)/u;

/** 近日，某行及子公司… opens with 某行. */
function opensWith(text: string, at: number, name: string): boolean {
  const named = text.indexOf(name, at);
  // 某某美洲公司 is not 某某.
  if (named >= 0 && HOUSE_OF_IT.test(text.slice(named + name.length))) return false;
  return named >= 0 && named === skipBlank(text, at + timeLength(text.slice(at, named)));
}

/**
 * Where an excerpt may start in its first clause: at its first word of weight, or, but within a statement, after the time,
 * `time` characters long.
 */
function startsOf(
  clause: Clause,
  head: string,
  time: number,
  isWithin: boolean,
  wholeUpTo: number,
  lexicon: Lexicon,
): number[] {
  const starts = [clause.at + looseStart(head)];
  if (isWithin) return starts;
  if (
    time > 0 &&
    time < head.length - 6 &&
    !/^(?:[（(]|有(?![望关限效])|\p{Script=Han}{0,3}的(?!是|士))/u.test(head.slice(time)) &&
    !lexicon.openEnd.test(head) &&
    !lexicon.midStart.test(head.slice(time))
  ) {
    starts.push(clause.at + time);
  }
  const share = SHAREHOLDER.exec(head)?.[0].length ?? 0;
  if (share > 0) starts.push(clause.at + share);
  const rest = head.slice(time);
  // The run may end without its last bracket.
  if (withoutLastBracket(rest).length > wholeUpTo) {
    for (const at of shorterStarts(rest, lexicon)) starts.push(clause.at + time + at);
  }
  return starts;
}

/** 持股9.18%的｜股东某某计划…: how much he holds may give way to what he plans. */
const SHAREHOLDER = /^(?:公司)?(?:合计)?持股[\d.]+[%％](?:以上)?的(?=股东)/u;

/** A number, or a word that only ties the clause to the one before, is not part of an excerpt. */
const LOOSE = new RegExp(
  `^(?:(?:其中|同时|此外|另外|而且|并且|但是|但?却|但|不过|然而|因此|所以|于是|而|并(?![购表网列非且未不称])|[一二三四五六七八九]是)(?=[^，,是言且])|(?:这|此举)?标志着|显示(?![屏器面技产行驱终])|${SAYING})`,
  "u",
);
const NUMBER = new RegExp(
  `^(?:[①-⑩]|[（(]\\d{1,2}[）)]|[（(]?[一二三四五六七八九十]{1,3}[）)、]${OF_NO_LIST}|\\d[、.](?!\\d))\\s*`,
  "u",
);

function looseStart(head: string): number {
  const number = NUMBER.exec(head)?.[0].length ?? 0;
  const length = LOOSE.exec(head.slice(number))?.[0].length ?? 0;
  return head.length - number - length >= SHORTEST_REST ? number + length : number;
}

/** Behind 公司: so long that with the company's name there is no room for the time. */
const LONG_REST = 32;

/** Fewer characters than this behind a loose start hold no statement. */
const SHORTEST_REST = 8;

function skipBlank(text: string, at: number): number {
  let begin = at;
  while (/[\s，,：:]/u.test(text.charAt(begin))) begin += 1;
  return begin;
}
