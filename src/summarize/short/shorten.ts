import type { Bullet } from "../../news/summary.js";
import type { Lexicon } from "../lexicon.js";
import { candidateLength, candidateText, SHORTEST, type Span } from "../runs/candidates.js";
import { ATTRIBUTE } from "../sentence/attributes.js";
import { isBracket } from "../sentence/brackets.js";
import { clauseRole } from "../sentence/clause-role.js";
import { type Clause, cutsNumber, FOREIGN_FORM, isBalanced } from "../sentence/clauses.js";
import { isPermitOfAnother } from "../sentence/permits.js";
import type { Read } from "../sentence/reading.js";
import { rolesOf } from "../sentence/roles.js";
import { readSpeech } from "../sentence/speech.js";
import { isOfParty, isResignation } from "../sentence/subjects.js";
import { toBullet } from "./short.js";

/** Words that turn what follows them: no piece begins behind one. */
const TURNS =
  /[不未无没非拟将或如若否应可]|计划|预计|预期|有望|建议|要求|推动|鼓励|引导|促使|停止|取消|终止|禁止|防止|避免|拒绝|同意|成为|作为|据|传/u;
/** 某省金融｜资产交易中心有限公司 */
const CUTS_NAME = /^(?:资产|金融|投资|科技|交易|基金|证券|保险|银行)[^，的]{0,10}(?:公司|中心|集团|银行)/u;
/** Begins with a word of news and is none. */
const NO_NEWS = /^上市公司/u;
/** 全资子公司某公司减持: no news of the company that tells it. */
const HOUSE_OF_IT = /^(?:公司)?(?:[^，]{0,8}的)?(?:控股|全资)?(?:[子孙]公司|参股公司)/u;
/** What follows is the second half of a number or of a statement. */
const GOES_ON = new RegExp(`^(?:[，,]${FOREIGN_FORM}|[至到~～—\\-和与及的之]|\\d)`, "u");
const MARK = /^[，,、；：\s]|^并/u;
/** 1.75亿｜元, 3个｜月 */
const OPEN_AMOUNT = /\d[千百万亿]*个?$/u;
/** A mark, or a word that turns what follows. */
const ENDS_ON_MARK = /[，,、；：\s不未没非拟将]$/u;
/** …判断未来两到五年: the time of what comes next. */
const ENDS_ON_TIME = /(?:[\d一二三四五六七八九十]年|\d[月日]|季度|[上下]半年)$/u;
const ENDS_ON_OPENER = /[“‘「『《（(【[〔]$/u;

export interface Room {
  length: number;
  /** What is shown already. */
  shown?: string | undefined;
}

/**
 * The piece shown when no run of whole clauses is short enough: the first clause that is, else a part of one (up to 并, or
 * from a word of news on), else its first words; always exact. Undefined without sentences.
 */
export function shorten(reads: Read[], lexicon: Lexicon, room: Room): Bullet | undefined {
  const known = reads.filter(({ inRumour, text }) => !inRumour && !isBracket(text));
  return (
    firstOf(known, (read) => pieceOf(read, lexicon, room)) ??
    firstOf(known, (read) => openingOf(read, lexicon, room)) ??
    firstOf(known, (read) => openingOf(read, lexicon, { length: room.length })) ??
    firstOf(reads, (read) => firstWords(read, 0, lexicon, room))
  );
}

function firstOf(reads: Read[], find: (read: Read) => Bullet | undefined): Bullet | undefined {
  for (const read of reads) {
    const found = find(read);
    if (found !== undefined) return found;
  }
  return undefined;
}

function pieceOf(read: Read, lexicon: Lexicon, room: Room): Bullet | undefined {
  const { speakers, opinion } = readSpeech(read.openings, lexicon);
  const pieces = piecesOf(read, lexicon, room.length).filter(({ at, end }) => {
    const piece = read.text.slice(at, end);
    return piece.length >= SHORTEST && isBalanced(piece) && !lexicon.openEnd.test(piece);
  });
  const told = pieces.filter(({ at, end }) => !isPermitOfAnother(read.text.slice(at, end), speakers));
  const said = told.flatMap((piece) => speakers.map((speaker): Span => ({ read, ...piece, speaker })));
  const bare = opinion ? [] : pieces.map((piece): Span => ({ read, ...piece, speaker: undefined }));
  return firstFitting([...said, ...bare], room);
}

/** The first that has room and is not shown already. */
function firstFitting(spans: Span[], { length, shown }: Room): Bullet | undefined {
  const found = spans.find(
    (span) => candidateLength(span) <= length && !shown?.includes(candidateText(span)),
  );
  return found && toBullet(found);
}

/** The clauses with content and their parts, up to a condition, at most `longest` characters each. */
function piecesOf(read: Read, lexicon: Lexicon, longest: number): Pick<Span, "at" | "end">[] {
  const pieces: Pick<Span, "at" | "end">[] = [];
  const roles = rolesOf(read, lexicon);
  for (const [i, { at, end }] of contentOf(read).entries()) {
    const role = roles[read.openings.length + i];
    if (!role || role.condition) break;
    const clause = read.text.slice(at, end);
    const before = read.clauses[read.openings.length + i - 1];
    const goesOn = read.about(read.openings.length + i).kind === "earlier";
    if (goesOn && before && isOfParty(read.text.slice(before.at, before.end))) continue;
    if (role.open || role.dates || role.goesOn) continue;
    if (
      ATTRIBUTE.test(clause) ||
      isResignation(clause) ||
      lexicon.vagueStart.test(clause) ||
      lexicon.consequenceStart.test(clause)
    )
      continue;
    if (end - at <= longest) pieces.push({ at, end });
    pieces.push(...headEnds(clause.slice(0, longest)).map((head) => ({ at, end: at + head })));
    pieces.push(...tailStarts(clause, lexicon, longest).map((tail) => ({ at: at + tail, end })));
  }
  return pieces;
}

function contentOf({ clauses, openings }: Read): Clause[] {
  return clauses.slice(openings.length);
}

/** Before a second statement about the same subject. */
function headEnds(clause: string): number[] {
  return [...clause.matchAll(/(?<![合兼吞归一])并|且/gu)].map(({ index }) => index);
}

/** At the words of news, the first first. */
function tailStarts(clause: string, lexicon: Lexicon, longest: number): number[] {
  if (isOfParty(clause) || HOUSE_OF_IT.test(clause)) return [];
  const begins = [...lexicon.cue.find(clause), ...lexicon.launch.find(clause)].map(({ at }) => at);
  return begins
    .sort((a, b) => a - b)
    .filter(
      (at) =>
        at > 0 &&
        at >= clause.length - longest &&
        !NO_NEWS.test(clause.slice(at)) &&
        !TURNS.test(clause.slice(0, at)) &&
        !CUTS_NAME.test(clause.slice(at)) &&
        !cutsNumber(clause, at),
    );
}

/** The first words of what a sentence says, behind who holds the opinion where there is room for both. */
function openingOf(read: Read, lexicon: Lexicon, room: Room): Bullet | undefined {
  const at = contentOf(read)[0]?.at ?? 0;
  const said = firstWords(read, at, lexicon, room);
  const { speakers, opinion } = readSpeech(read.openings, lexicon);
  if (said === undefined || !opinion) return said;
  const attributed = speakers.map((speaker): Span => ({ read, at, end: at + said.text.length, speaker }));
  return firstFitting(attributed, room) ?? said;
}

/** The first words, more than half of the room: up to the last mark, or else the last word at which one may stop. */
function firstWords(read: Read, from: number, lexicon: Lexicon, { length, shown }: Room): Bullet | undefined {
  const text = read.text.slice(from).trimEnd();
  if (text.length <= length) {
    const whole = text.replace(/[。；;，,]$/u, "");
    return !shown?.includes(whole) && whole.length >= SHORTEST && isBalanced(whole)
      ? exactly(whole)
      : undefined;
  }
  const isEnd = (end: number) => {
    const piece = text.slice(0, end);
    return (
      !shown?.includes(piece) &&
      isBalanced(piece) &&
      !ENDS_ON_MARK.test(piece) &&
      !ENDS_ON_TIME.test(piece) &&
      !(OPEN_AMOUNT.test(piece) && !MARK.test(text.slice(end))) &&
      !GOES_ON.test(text.slice(end)) &&
      !(/[A-Za-z]$/u.test(piece) && /^\s?[A-Za-z]/u.test(text.slice(end))) &&
      !lexicon.predicateEnd.test(piece) &&
      !endsOpen(piece, lexicon)
    );
  };
  const segments = [...words.segment(text.slice(0, length + 1))];
  const late = segments.map(({ index }) => index).filter((end) => end > length / 2);
  const ends = late.filter(isEnd);
  const isWord = (end: number) => !ENDS_ON_OPENER.test(text.slice(0, end)) && !cutsNumber(text, end);
  const isClosed = (end: number) => isWord(end) && isBalanced(text.slice(0, end));
  const end =
    ends.findLast((each) => MARK.test(text.slice(each))) ??
    ends.at(-1) ??
    late.findLast(isClosed) ??
    late.findLast(isWord) ??
    length;
  return exactly(text.slice(0, end));
}

function exactly(text: string): Bullet {
  return { text, quote: text };
}

/** Its last clause has only begun, or tells no more than who says the rest. */
function endsOpen(piece: string, lexicon: Lexicon): boolean {
  const last = piece.slice(Math.max(piece.lastIndexOf("，"), piece.lastIndexOf(",")) + 1);
  if (last.length < SHORTEST && last !== piece) return true;
  const { open, dates } = clauseRole(last, lexicon);
  return open || dates || lexicon.speechEnd.test(last);
}

const words = new Intl.Segmenter("zh", { granularity: "word" });
