import { DateTime } from "luxon";
import { isZone } from "../lib/zone.js";
import type { DigestDays, Subscriber } from "../news/subscriber.js";

/** What a person may change; `quiet` undefined takes the quiet hours away. */
export type SettingsChange = Partial<
  Pick<Subscriber, "mode" | "times" | "days" | "quiet" | "timezone" | "maxItems" | "tellEmpty" | "locale">
>;

export interface HeardSettings {
  change: SettingsChange;
  /** Words that were not understood. */
  unclear: string[];
}

export const MOST_TIMES = 4;
const MOST_ITEMS = 50;

const TIME = String.raw`\d{1,2}(?:[:.点时](?:\d{1,2}分?|半)?|\d{2}(?!\d))`;
const WEEKDAYS = "一二三四五六日";
const ENGLISH_DAYS = ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"];

type Reader = (match: RegExpExecArray, change: SettingsChange) => boolean;

/** In the order in which they are tried; a reader returns false for what only looks like its words. */
const READERS: [RegExp, Reader][] = [
  [
    /(?:免打扰|勿扰|quiet)(?:时间|时段|hours)?[:\s]*(?:关闭?|不要|取消|无|off|none)/iuy,
    (_, change) => {
      change.quiet = undefined;
      return true;
    },
  ],
  [
    new RegExp(
      String.raw`(?:免打扰|勿扰|quiet)(?:时间|时段|hours)?[:\s]*(${TIME})\s*(?:[-–—~至到]|to)\s*(?:次日|第二天)?\s*(${TIME})`,
      "iuy",
    ),
    ([, first = "", last = ""], change) => {
      const from = parseTime(first);
      const to = parseTime(last);
      if (from === undefined || to === undefined || from === to) return false;
      change.quiet = { from, to };
      return true;
    },
  ],
  [/(?:无|没有?)(?:新闻|消息)时?也(?:发|推送|通知|说|告诉我)|empty on/iuy, setting({ tellEmpty: true })],
  [/(?:无|没有?)(?:新闻|消息)时?不(?:发|推送|通知|说|告诉我)|empty off/iuy, setting({ tellEmpty: false })],
  [/中文|chinese/iuy, setting({ locale: "zh" })],
  [/英文|english/iuy, setting({ locale: "en" })],
  [
    /(?:最多)?(\d{1,3})(?:条|篇|\s?items?\b)/iuy,
    ([, count], change) => {
      const maxItems = Number(count);
      change.maxItems = maxItems;
      return maxItems >= 1 && maxItems <= MOST_ITEMS;
    },
  ],
  [/每天|每日|daily|every ?day/iuy, onDays(() => "every")],
  [/工作日|weekdays?\b/iuy, onDays(() => "weekdays")],
  [/开市日|交易日|trading ?days?/iuy, onDays(() => "trading")],
  [
    /每?(?:周|星期|礼拜)([一二三四五六日天])/uy,
    onDays(([, day = ""]) => weekday(WEEKDAYS.indexOf(day === "天" ? "日" : day))),
  ],
  [
    /(?:every |on )?(mon|tues|wednes|thurs|fri|satur|sun)days?\b/iuy,
    onDays(([, day = ""]) => weekday(ENGLISH_DAYS.indexOf(day.toLowerCase()))),
  ],
  [/即时|实时|instant(?:ly)?/iuy, setting({ mode: "instant" })],
  [/定时/uy, setting({ mode: "daily" })],
  [
    new RegExp(String.raw`${TIME}(?!\s?(?:条|篇|items?\b))`, "iuy"),
    ([said], change) => {
      const time = parseTime(said);
      if (time === undefined) return false;
      change.times = [...new Set([...(change.times ?? []), time])].sort();
      return true;
    },
  ],
  [
    /(?:(?:时区|time ?zone)[:\s]*)?([a-z][\w+/-]*)/iuy,
    ([, zone = ""], change) => {
      change.timezone = zone;
      return isZone(zone);
    },
  ],
];

/**
 * Settings as people type them, several at once: 工作日 08:30 18:00; 每周一 9点半; 免打扰 22:00-7:00; Asia/Tokyo; 10条.
 * A day or a time means digests at set times.
 */
export function readSettings(text: string): HeardSettings {
  const said = text.normalize("NFKC").trim();
  const heard: HeardSettings = { change: {}, unclear: [] };
  for (let at = 0; at < said.length; ) {
    const length = between(said, at) || takeOne(said, at, heard);
    at += length;
  }
  const { change } = heard;
  if (change.mode === undefined && (change.days !== undefined || change.times !== undefined)) {
    change.mode = "daily";
  }
  return heard;
}

/** 7:45, 0745, 7点45分, 7点半, 7点 as HH:MM; undefined for what is no time of a day. */
export function parseTime(text: string): string | undefined {
  const said = text.normalize("NFKC").replace(/\s+/gu, "");
  const match = /^(\d{1,2})(?:[:.点时]|(?=\d{2}$))(?:(\d{1,2})分?|(半))?$/u.exec(said);
  if (!match) return undefined;
  const at = DateTime.fromObject({ hour: Number(match[1]), minute: match[3] ? 30 : Number(match[2] ?? 0) });
  return at.isValid ? at.toFormat("HH:mm") : undefined;
}

/** How much of the text at this place says nothing. */
function between(text: string, at: number): number {
  const separator = /[\s,、;。]+|[和与](?=\d)|and\s/iuy;
  separator.lastIndex = at;
  return separator.exec(text)?.[0].length ?? 0;
}

/** Takes what stands at this place into what was heard; returns its length. */
function takeOne(text: string, at: number, { change, unclear }: HeardSettings): number {
  for (const [pattern, read] of READERS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const tried = { ...change };
    if (match && read(match, tried)) {
      Object.assign(change, tried);
      return match[0].length;
    }
  }
  const [word = ""] = /^[^\s,、;]+/u.exec(text.slice(at)) ?? [];
  unclear.push(word);
  return Math.max(1, word.length);
}

function setting(made: SettingsChange): Reader {
  return (_, change) => {
    Object.assign(change, made);
    return true;
  };
}

/** Digests come on one kind of day; a second one contradicts the first. */
function onDays(daysOf: (match: RegExpExecArray) => DigestDays): Reader {
  return (match, change) => {
    const days = daysOf(match);
    if (change.days !== undefined && change.days !== days) return false;
    change.days = days;
    return true;
  };
}

const weekday = (index: number): DigestDays => (index + 1) as DigestDays;
