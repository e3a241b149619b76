import type { Span } from "./fold.js";
import { chineseNumeral } from "./numerals.js";
import type { GateTable } from "./table.js";

export type Leaning = "over" | "under" | "about";

/** A figure as written: 超8844.7亿元 is 8.8447e11 CNY, exact to 1e7, and the true one is above. */
export interface Quantity extends Span {
  /** As written, for the reader. */
  written: string;
  /** The unit as written, without the scale. */
  unitWord: string;
  /** A class of the table; "amount": 44亿 without a unit; "bare": no unit at all. */
  unit: string;
  value: number;
  /** What one unit in the last written place is worth. */
  step: number;
  /** What one unit in the last place that is not zero is worth: 100亿 of 8800亿. */
  coarse: number;
  leaning?: Leaning;
  /** The digits without scale, to tell a wrong scale from a wrong digit. */
  digits: string;
  /** So small or so vague (三大, 一家, 百亿元) that it counts nothing. */
  loose: boolean;
}

export type ReadQuantities = (text: string) => Quantity[];

const SCALES: [string, number][] = [
  ["万亿", 1e12],
  ["千亿", 1e11],
  ["百亿", 1e10],
  ["十亿", 1e9],
  ["亿", 1e8],
  ["千万", 1e7],
  ["百万", 1e6],
  ["十万", 1e5],
  ["万", 1e4],
  ["千", 1e3],
  ["百", 1e2],
];
const SCALE_NAMES = SCALES.map(([name]) => name).join("|");
const LARGEST_LOOSE = 10;

/** Reads figures out of folded texts from which the dates have been blanked. */
export function createQuantityReader(table: GateTable): ReadQuantities {
  const unitOf = new Map(Object.entries(table.units).flatMap(([kind, names]) => names.map((n) => [n, kind])));
  const unitNames = [...unitOf.keys()].sort((a, b) => b.length - a.length).join("|");
  const startsWithScale = [...unitOf.keys()].filter((name) => /^[千百万]/u.test(name)).join("|");
  const scale = `(?:(?!${startsWithScale || "$^"})(?:${SCALE_NAMES}))?`;
  const arabic = `(?<![a-z\\d.])(\\d+(?:\\.\\d+)?)\\s?([多余几])?(${scale})([多余])?(成|个?百分点|${unitNames})?`;
  const chinese = `(?<![\\d.多余零〇一二两三四五六七八九十百千万亿])([零〇一二两三四五六七八九十百千万亿]+(?:点[零一二三四五六七八九]+)?)([多余几])?(${scale})(成|${unitNames})`;
  const share = `百分之([零〇一二两三四五六七八九十百]+(?:点[零一二三四五六七八九]+)?|\\d+(?:\\.\\d+)?)`;
  const fraction = `(?<![一二两三四五六七八九十\\d])([一二两三四五六七八九十\\d]{1,12})分之([一二两三四五六七八九\\d]{1,12})`;
  const pattern = new RegExp(`${share}|${fraction}|${arabic}|${chinese}`, "gu");
  const loose = new Set(table.loose);
  const before = leaningBefore(table);

  return (text) => {
    const found: Quantity[] = [];
    for (const match of text.matchAll(pattern)) {
      const read = readMatch(text, match);
      if (read !== undefined) found.push(read);
    }
    return shareUnits(text, found);
  };

  function readMatch(text: string, match: RegExpExecArray): Quantity | undefined {
    const [written, percent, below, above, number, many, scaleName, more, unit] = match;
    const [hanNumber, hanMany, hanScale, hanUnit] = match.slice(9);
    const span = { written, at: match.index, end: match.index + written.length };
    const leaning = before(text, span.at) ?? after(text, span.end, table.about);
    if (percent !== undefined)
      return quantity(span, { unit: "percent", unitWord: "%", digits: percent, leaning });
    if (below !== undefined && above !== undefined) {
      const parts = [numberOf(below), numberOf(above)];
      if (!parts[0] || !parts[1]) return undefined;
      const value = (100 * parts[1]) / parts[0];
      return {
        ...quantity(span, { unit: "percent", unitWord: "%", digits: "1", leaning }),
        value,
        digits: written,
      };
    }
    if (number !== undefined) {
      // 5g, 03968.hk and the like are names.
      const isName = unit === undefined && scaleName === "" && /^(?:\.?[a-z])/.test(text.slice(span.end));
      if (number.length > 15 || isName) return undefined;
      const unitWord = unit ?? "";
      const read = quantity(span, {
        unit: unitKind(unit, scaleName),
        unitWord,
        digits: number,
        scale: scaleOf(scaleName, unit),
        leaning: many || more ? "over" : leaning,
      });
      return { ...read, loose: read.value === 1 && loose.has(unitWord) };
    }
    const value = hanNumber === undefined ? undefined : chineseNumeral(hanNumber);
    if (hanNumber === undefined || hanUnit === undefined || value === undefined) return undefined;
    const read = quantity(span, {
      unit: unitKind(hanUnit, hanScale),
      unitWord: hanUnit,
      digits: String(value),
      scale: scaleOf(hanScale, hanUnit),
      leaning: hanMany ? "over" : leaning,
    });
    const vague =
      !/[一二两三四五六七八九]/u.test(hanNumber) || (value <= LARGEST_LOOSE && loose.has(hanUnit));
    return { ...read, loose: vague };
  }

  function unitKind(unit: string | undefined, scaleName: string | undefined): string {
    if (unit === "成") return "percent";
    if (unit !== undefined) {
      const kind = unitOf.get(unit) ?? "bare";
      return kind === "basis-point" ? "point-of-percent" : kind;
    }
    return scaleName ? "amount" : "bare";
  }

  function scaleOf(scaleName: string | undefined, unit: string | undefined): number {
    const scale = SCALES.find(([name]) => name === scaleName)?.[1] ?? 1;
    if (unit === "成") return 10 * scale;
    return unit !== undefined && unitOf.get(unit) === "basis-point" ? scale / 100 : scale;
  }
}

function numberOf(written: string): number | undefined {
  return /^\d/.test(written) ? Number(written) : chineseNumeral(written);
}

interface Written {
  unit: string;
  unitWord: string;
  digits: string;
  scale?: number;
  leaning: Leaning | undefined;
}

function quantity(
  span: Span & { written: string },
  { unit, unitWord, digits, scale = 1, leaning }: Written,
): Quantity {
  const number = numberOf(digits) ?? 0;
  const decimals = digits.includes(".") ? digits.length - digits.indexOf(".") - 1 : 0;
  const zeros = decimals === 0 ? (/0+$/.exec(String(number))?.[0].length ?? 0) : 0;
  const step = scale / 10 ** decimals;
  return {
    ...span,
    unit,
    unitWord,
    value: Number((number * scale).toPrecision(12)),
    step,
    coarse: number === 0 ? step : step * 10 ** zeros,
    leaning,
    digits,
    loose: false,
  };
}

/** In 89%-92亿 both have their own; the 1800 of 1800-2400万元 takes the unit and the scale of the other end. */
function shareUnits(text: string, found: Quantity[]): Quantity[] {
  return found.map((each, index) => {
    const next = found[index + 1];
    if (next === undefined || each.unit !== "bare" || next.unit === "bare") return each;
    if (!/^[-~—–至到、]{1,2}$/u.test(text.slice(each.end, next.at))) return each;
    const factor = next.step / (next.digits.includes(".") ? 10 ** -decimalsOf(next.digits) : 1);
    return {
      ...each,
      unit: next.unit,
      unitWord: next.unitWord,
      value: Number((each.value * factor).toPrecision(12)),
      step: each.step * factor,
      coarse: each.coarse * factor,
    };
  });
}

function decimalsOf(digits: string): number {
  return digits.length - digits.indexOf(".") - 1;
}

function leaningBefore({ over, under, about }: GateTable): (text: string, at: number) => Leaning | undefined {
  const kinds: [Leaning, string[]][] = [
    ["over", over],
    ["under", under],
    ["about", about],
  ];
  const all = kinds
    .flatMap(([kind, words]) => words.map((word): [string, Leaning] => [word, kind]))
    .sort(([a], [b]) => b.length - a.length);
  return (text, at) => {
    const end = text.charAt(at - 1) === " " ? at - 1 : at;
    return all.find(([word]) => text.startsWith(word, end - word.length) && end >= word.length)?.[1];
  };
}

function after(text: string, end: number, about: string[]): Leaning | undefined {
  return about.some((word) => text.startsWith(word, end)) ? "about" : undefined;
}
