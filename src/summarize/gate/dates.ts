import type { Span } from "./fold.js";
import { chineseNumeral } from "./numerals.js";

/** A date as far as it is written: 6月2日 has no year, 20日 no month, 一季度 and 前五个月 are periods. */
export interface DateMention extends Span {
  written: string;
  year?: number;
  month?: number;
  day?: number;
  /** 1m to 12m (前五个月, 1—5月; 3m is the first quarter too, 6m the first half of a year), q2 to q4, h2. */
  period?: string;
  /** A clock time, 9:30. */
  time?: string;
}

const HAN = "[一二三四五六七八九十]{1,3}";
const PATTERN = new RegExp(
  [
    String.raw`(?<![目当提此之以])前(?<p1>\d{1,2}|${HAN})个?月(?![期内后前来间\d])|(?<![\d.])(?:(?<y4>(?:19|20)\d\d)年)?1月?(?:份)?[-~—～–至到]{1,2}(?<p2>\d{1,2})月(?:份)?(?!\d)`,
    String.raw`(?<![\d.])(?<y1>(?:19|20)\d\d)[-/.](?<m1>\d{1,2})[-/.](?<d1>\d{1,2})(?![\d.])`,
    String.raw`(?<![\d.])(?:(?<y2>(?:19|20)\d\d|[12]\d)年)?(?:底|初|末)?(?<m2>\d{1,2}|${HAN})月(?:份)?(?:(?<d2>\d{1,2}|${HAN})[日号](?!线|均))?`,
    String.raw`(?<![\d.])(?<y3>(?:19|20)\d\d)(?:年度?|(?=[-~—至]\d{4}年|财年))`,
    String.raw`(?<![\d.个近前后超过内满])(?<!连续)(?<d4>\d{1,2})[日号](?!线|均|内|间|游|元|楼|机)`,
    String.raw`(?<![\d:])(?<time>\d{1,2}:\d\d)(?!\d)`,
    String.raw`(?:(?<!\d)(?<q>[一二三四1-4])季度|第(?<q3>[一二三四])季(?!度))|(?:\d\d)?q(?<q2>[1-4])(?!\d)|(?<h>(?<!创)[上下]半年|半年度|前三季度|三季报|一季报|中报)`,
  ].join("|"),
  "gu",
);

/** Dates in a folded text, in order. */
export function datesIn(text: string): DateMention[] {
  return [...text.matchAll(PATTERN)].flatMap((match) => {
    const groups = match.groups ?? {};
    const { y1, y2, y3, y4, p1, p2, m1, m2, d1, d2, d4, time, q, q2, q3, h } = groups;
    const mention: DateMention = {
      at: match.index,
      end: match.index + match[0].length,
      written: match[0],
      year: yearOf(y1 ?? y2 ?? y3 ?? y4),
      month: numberOf(m1 ?? m2),
      day: numberOf(d1 ?? d2 ?? d4),
      period: periodOf({ months: p1 ?? p2, quarter: q ?? q2 ?? q3, half: h }),
      time,
    };
    const outOfRange = (mention.month ?? 1) > 12 || (mention.day ?? 1) > 31;
    return outOfRange ? [] : [mention];
  });
}

function periodOf({ months, quarter, half }: Record<string, string | undefined>): string | undefined {
  if (months !== undefined) return `${numberOf(months)}m`;
  if (quarter === undefined) return half && HALVES[half];
  return numberOf(quarter) === 1 ? "3m" : `q${numberOf(quarter)}`;
}

const HALVES: Record<string, string> = {
  上半年: "6m",
  半年度: "6m",
  中报: "6m",
  下半年: "h2",
  前三季度: "9m",
  三季报: "q3",
  一季报: "3m",
};

/** The text with its dates blanked, every other character in its place. */
export function withoutDates(text: string, dates: DateMention[]): string {
  let rest = "";
  let from = 0;
  for (const { at, end } of dates) {
    rest += text.slice(from, at) + "\u0001".repeat(end - at);
    from = end;
  }
  return rest + text.slice(from);
}

function yearOf(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  return written.length === 2 ? 2000 + Number(written) : Number(written);
}

function numberOf(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  return /^\d/.test(written) ? Number(written) : chineseNumeral(written);
}
