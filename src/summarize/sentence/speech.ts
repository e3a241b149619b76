import { countWhile } from "../../lib/count-while.js";
import type { Lexicon } from "../lexicon.js";
import { type Opening, readOpening } from "./leads.js";
import type { Read } from "./reading.js";

/** Who speaks in a sentence. */
export interface Speech {
  /** The clause that names who speaks, -1 where none does. */
  clause: number;
  /** The speaker as named, and the house for which he speaks. */
  speakers: string[];
  /** What is said is an opinion. */
  opinion: boolean;
}

export function readSpeech(openings: Opening[], lexicon: Lexicon): Speech {
  const clause = openings.findIndex(({ kind }) => kind === "speech");
  const opening = openings[clause];
  if (opening?.kind !== "speech") return { clause, speakers: [], opinion: false };
  const { speaker, opinion } = opening;
  return { clause, speakers: houseOf(speaker, lexicon), opinion };
}

/**
 * The clauses at which somebody else begins to speak: 甲银行公告，…；乙银行公告，…. What he says is shown from there on or
 * not at all, as it is neither the first one's nor anybody's.
 */
export function findTurns({ text, clauses }: Read, speech: number, lexicon: Lexicon): number[] {
  const turns: number[] = [];
  if (speech < 0) return turns;
  for (let i = speech + 1; i < clauses.length - 1; i += 1) {
    const clause = clauses[i];
    if (!clause) continue;
    const told = text.slice(clause.at, clause.end);
    if (/[；;。]/u.test(clauses[i - 1]?.mark ?? "")) {
      const { kind } = readOpening(text, clause, lexicon);
      if (ITEM.test(told) || kind === "speech" || kind === "source") turns.push(i);
    } else if (ANOTHERS_VIEW.test(told)) turns.push(i);
  }
  return turns;
}

/** 某公司公告，收到证书，｜评审委员会认为，… */
const ANOTHERS_VIEW = /(?:委员会|专家组?|组织|机构|报告)[^，]{0,12}(?:认为|指出|表示)$/u;

/** ②: another piece of news, of which nobody before speaks. */
const ITEM = /^[②-⑳]/u;

/** The last turn up to a clause, -1 where there is none. */
export function lastTurn(turns: number[], clause: number): number {
  return turns[countWhile(turns, (turn) => turn <= clause) - 1] ?? -1;
}

/** The speaker as named, and the house for which a spokesman speaks: 商务部 for 商务部新闻发言人某某. */
function houseOf(speaker: string, lexicon: Lexicon): string[] {
  const named = speaker.slice(0, lexicon.deputy.exec(speaker)?.index ?? 0).replace(/[的、]$/u, "");
  if (CENTRAL_BANK.test(named) && ECONOMIST.test(speaker.slice(named.length))) return [speaker];
  const office = named === "" ? (OFFICE_OF.exec(speaker)?.groups?.office ?? "") : named;
  const person = lexicon.houseOfPerson.exec(named)?.[0] ?? named;
  const house = lexicon.houseEnd.test(office) ? office : person;
  return house.length >= 3 && !NO_HOUSE.test(house) ? [speaker, house] : [speaker];
}

/** Its economist speaks for himself. */
const CENTRAL_BANK = /央行$|联储$/u;
export const ECONOMIST = /经济学家|分析师|策略师/u;

/** 某市疾控中心｜副主任张三 speaks for it; one of a university or an association for himself. */
const OFFICE_OF =
  /^(?<office>(?!.*(?:大学|学院|协会|学会|研究|医学|医院))[^、]{3,}?)(?:常务)?副?(?:主任|局长|厅长|部长)(?:\p{Script=Han}{2,4}|\p{Script=Han}+·\p{Script=Han}+)$/u;

/** 某地的一名｜经济学家, 某银行一位顶级｜策略师, 某银行某地区｜策略师 */
const NO_HOUSE = /[的名位个家副和与及]$|^(?:越来越)?多|多的|[一另][名位]|(?:地区|顶级|高级|资深)$/u;
