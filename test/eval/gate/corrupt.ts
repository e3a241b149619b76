import { createHash } from "node:crypto";
import type { Found } from "../../../src/summarize/gate/words.js";

/** A headline made wrong on purpose, and the text that it is checked against. */
export interface Corrupted {
  id: string;
  headline: string;
  text: string;
}

export interface Sample {
  id: string;
  headline: string;
  text: string;
}

/** Undefined where the headline has nothing of the kind. */
export type Corruption = (sample: Sample, random: () => number) => Corrupted | undefined;

/** The same sequence for the same seed, on every machine. */
export function seeded(seed: string): () => number {
  let state = createHash("sha1").update(seed).digest().readUInt32LE(0);
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function pick<T>(items: readonly T[], random: () => number): T | undefined {
  return items[Math.floor(random() * items.length)];
}

function replaceAt(text: string, at: number, length: number, by: string): string {
  return text.slice(0, at) + by + text.slice(at + length);
}

function swap(
  pattern: RegExp,
  other: (match: string, random: () => number) => string | undefined,
): Corruption {
  return ({ id, headline, text }, random) => {
    const match = pick([...headline.matchAll(pattern)], random);
    const by = match && other(match[0], random);
    if (match === undefined || by === undefined || by === match[0]) return undefined;
    return { id, text, headline: replaceAt(headline, match.index, match[0].length, by) };
  };
}

const otherDigit = (digits: string, random: () => number): string => {
  const at = Math.floor(random() * digits.length);
  const shift = 1 + Math.floor(random() * 8);
  const digit = (Number(digits.charAt(at)) + shift) % 10;
  return replaceAt(digits, at, 1, String(digit === 0 && at === 0 ? 9 - (digits === "9" ? 1 : 0) : digit));
};

const digitChanged: Corruption = (sample, random) => {
  const { id, headline, text } = sample;
  const numbers = [...headline.matchAll(/(?<![a-zA-Z\d.])\d+(?:\.\d+)?(?![a-zA-Z\d]|[年月日号])/gu)];
  const match = pick(numbers, random);
  if (match === undefined) return undefined;
  const digits = [...match[0]].flatMap((char, i) => (char === "." ? [] : [i]));
  const place = pick(digits, random) ?? 0;
  const at = match.index + place;
  const changed = replaceAt(headline, at, 1, otherDigit(headline.charAt(at), random));
  return changed === headline ? undefined : { id, text, headline: changed };
};

const UNITS: Record<string, string[]> = {
  万: ["亿"],
  亿: ["万"],
  "%": ["个百分点", "个基点"],
  个百分点: ["%", "个基点"],
  个基点: ["个百分点", "%"],
  基点: ["个百分点"],
  BP: ["个百分点"],
};
const unitSwapped = swap(/(?<=\d)(?:万(?!亿)|亿|%|个百分点|个?基点|BP)/gu, (unit, random) =>
  pick(UNITS[unit] ?? [], random),
);

const dateChanged = swap(/\d+(?=日(?!线|均|内))|\d+(?=月)|(?:19|20)\d\d(?=年)/gu, (digits, random) => {
  const span = digits.length === 4 ? 3 : digits.length === 2 && Number(digits) > 12 ? 9 : 3;
  const shifted = Number(digits) + 1 + Math.floor(random() * span);
  return String(
    digits.length < 4 && shifted > 12 && Number(digits) <= 12 ? Number(digits) - 1 || 2 : shifted,
  );
});

const BANKS = [
  "工商银行",
  "农业银行",
  "建设银行",
  "交通银行",
  "招商银行",
  "浦发银行",
  "中信银行",
  "光大银行",
  "民生银行",
  "华夏银行",
  "平安银行",
  "兴业银行",
  "北京银行",
  "南京银行",
  "宁波银行",
  "江苏银行",
  "杭州银行",
  "徽商银行",
  "浙商银行",
  "郑州银行",
];
const SHORT = /(?<!轻)工行(?!业)|农行|建行|中行|交行|招行|[\p{Script=Han}]{2}银行(?!业)|央行/gu;
const bankReplaced: Corruption = ({ id, headline, text }, random) => {
  const named = [...headline.matchAll(SHORT)].filter(({ 0: name }) => text.includes(name));
  const match = pick(named, random);
  const by = pick(
    BANKS.filter((bank) => !text.includes(bank) && !headline.includes(bank)),
    random,
  );
  if (match === undefined || by === undefined) return undefined;
  return { id, text, headline: replaceAt(headline, match.index, match[0].length, by) };
};

const OPPOSITES: [string, string][] = [
  ["增长", "下降"],
  ["增加", "减少"],
  ["上涨", "下跌"],
  ["上升", "下降"],
  ["增持", "减持"],
  ["上调", "下调"],
  ["盈利", "亏损"],
  ["净流入", "净流出"],
  ["净买入", "净卖出"],
  ["涨超", "跌超"],
  ["涨逾", "跌逾"],
  ["收涨", "收跌"],
  ["预增", "预减"],
  ["扩大", "收窄"],
  ["提高", "降低"],
  ["加息", "降息"],
  ["高开", "低开"],
  ["走高", "走低"],
  ["走强", "走弱"],
  ["新高", "新低"],
  ["涨幅", "跌幅"],
  ["增幅", "降幅"],
  ["涨近", "跌近"],
  ["大涨", "大跌"],
  ["预盈", "预亏"],
  ["增", "降"],
  ["涨", "跌"],
  ["升", "降"],
];
const FLIP = new Map(
  OPPOSITES.flatMap(([up, down]) => [
    [up, down],
    [down, up],
  ]),
);
const flips = [...FLIP.keys()].sort((a, b) => b.length - a.length).join("|");
const directionFlipped = swap(
  new RegExp(`(?<!新)(?:${flips})(?![值资发强级准设持幅程信温雨水])|(?:增持|减持|增幅|降幅)`, "gu"),
  (word) => FLIP.get(word),
);

const VERBS =
  /增长|上涨|下跌|下降|完成|发布|签署|通过|获得|获批|收购|宣布|批准|参与|存在|影响|超过|突破|达到|恢复|启动|推出|召开|调整|同意|支持|实施|披露|成立|提高|下调|上调|减持|增持|出售|投资|停产|复工|受理|中标/gu;
const negationAdded: Corruption = ({ id, headline, text }, random) => {
  const match = pick([...headline.matchAll(VERBS)], random);
  if (match === undefined || /[不未没无否]/u.test(headline)) return undefined;
  const word = pick(["未", "不", "没有", "并未", "尚未", "否认"], random) ?? "未";
  return { id, text, headline: replaceAt(headline, match.index, 0, word) };
};

const MODALS =
  /(?<![虚模])拟(?![定任人])|预计|或将|(?<![必任])或(?!者|许|得到)|有望|(?<!不|所有|各种|多种)可能(?![性路]|$)|(?<=[\p{Script=Han}])计划(?=[\p{Script=Han}])/gu;
const modalDropped: Corruption = ({ id, headline, text }, random) => {
  const match = pick([...headline.matchAll(MODALS)], random);
  if (match === undefined) return undefined;
  return { id, text, headline: replaceAt(headline, match.index, match[0].length, "") };
};

export const CORRUPTIONS = {
  digit: digitChanged,
  unit: unitSwapped,
  date: dateChanged,
  bank: bankReplaced,
  direction: directionFlipped,
  negation: negationAdded,
  modality: modalDropped,
} satisfies Record<string, Corruption>;

/** Two sentences of the text with the most in common with the headline, in their order. */
export function twoSentences(sample: Sample, sentences: string[]): string[] {
  const pairs = new Set(pairsOf(sample.headline));
  const ranked = sentences
    .map((sentence, index) => ({
      sentence,
      index,
      score: pairsOf(sentence).filter((p) => pairs.has(p)).length,
    }))
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, 2)
    .sort((a, b) => a.index - b.index);
  return ranked.map(({ sentence }) => sentence);
}

function pairsOf(text: string): string[] {
  return [...new Set([...text].slice(1).map((char, i) => text.charAt(i) + char))];
}

const FIGURE = /\d+(?:\.\d+)?(?:万亿|亿|万|%|个百分点|倍)[美港]?元?/gu;
const kindOf = (figure: string) => figure.replace(/^[\d.]+(?:万亿|亿|万)?/u, "");

/** A figure of the headline becomes another one of the same article, with a unit of the same kind. */
export const numberMisplaced: Corruption = ({ id, headline, text }, random) => {
  const match = pick(
    [...headline.matchAll(FIGURE)].filter(({ 0: figure }) => text.includes(figure)),
    random,
  );
  if (match === undefined) return undefined;
  const others = [...text.matchAll(FIGURE)]
    .map(({ 0: figure }) => figure)
    .filter((figure) => kindOf(figure) === kindOf(match[0]) && !headline.includes(figure));
  const by = pick([...new Set(others)], random);
  return by === undefined
    ? undefined
    : { id, text, headline: replaceAt(headline, match.index, match[0].length, by) };
};

/** One organisation under two names that no letters tell of. */
const ALIASES = [/^央行$|人民银行/u];

/** Whether one name may be short for the other, or the text puts them together as one's two names. */
function maySame(a: string, b: string, text: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let at = 0;
  for (const char of long) if (char === short.charAt(at)) at += 1;
  if (at === short.length || ALIASES.some((alias) => alias.test(a) && alias.test(b))) return true;
  return [a, b].some((name) => {
    const [inside = ""] = text.split(new RegExp(`${name}[（(]`, "u"))[1]?.split(/[）)]/u) ?? [];
    return inside.includes(a) || inside.includes(b);
  });
}

/** An organisation of the headline becomes another one of the same article. */
export function createNameMisplaced(organisationsIn: (text: string) => Found[]): Corruption {
  return ({ id, headline, text }, random) => {
    const named = organisationsIn(headline);
    const own = pick(
      named.filter(({ word }) => text.includes(word)),
      random,
    );
    if (own === undefined) return undefined;
    const others = organisationsIn(text)
      .map(({ word }) => word)
      .filter((word) => !headline.includes(word) && !named.some((each) => maySame(each.word, word, text)));
    const by = pick([...new Set(others)], random);
    return by === undefined
      ? undefined
      : { id, text, headline: replaceAt(headline, own.at, own.word.length, by) };
  };
}
