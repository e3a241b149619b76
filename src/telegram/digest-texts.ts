import { DateTime } from "luxon";
import { MEDIA_ZONE } from "../lib/zone.js";
import type { Instant } from "../news/article.js";
import type { Locale } from "../news/subscriber.js";

/** The words around the news in a digest. The news itself stays in its own language. */
export interface DigestTexts {
  daily(day: string): string;
  flash(day: string): string;
  latest: string;
  nothingNew: string;
  past(span: string): string;
  empty: Record<"fresh" | "latest" | "past", string>;
  continued(heading: string): string;
  followUp: string;
  others(count: number): string;
  undated: string;
  stale: string;
  byModel: string;
  allByModel: string;
  allVerbatim: string;
  restVerbatim: string;
  more(count: number): string;
  /** luxon formats. */
  formats: { day: string; dayOfYear: string; weekday: string; time: string };
  weekdays: readonly string[];
  span(from: string, to: string): string;
}

const zh: DigestTexts = {
  daily: (day) => `银讯日报 · ${day}`,
  flash: (day) => `银讯快讯 · ${day}`,
  latest: "银讯 · 最近消息",
  nothingNew: "没有新消息，以下是最近的报道。",
  past: (span) => `银讯回顾 · ${span}`,
  empty: {
    fresh: "暂无新消息。",
    latest: "还没有你关注的消息。",
    past: "这段时间没有你关注的消息。",
  },
  continued: (heading) => `${heading}（续）`,
  followUp: "【持续跟踪】",
  others: (count) => `另有${count}家报道`,
  undated: "日期不明",
  stale: "旧闻",
  byModel: "AI摘要",
  allByModel: "以上均为AI摘要。",
  allVerbatim: "以上均为原文摘录。",
  restVerbatim: "未标“AI摘要”的是原文摘录。",
  more: (count) => `还有${count}条`,
  formats: { day: "M月d日", dayOfYear: "y年M月d日", weekday: "周", time: "HH:mm" },
  weekdays: ["一", "二", "三", "四", "五", "六", "日"],
  span: (from, to) => `${from}至${to}`,
};

const en: DigestTexts = {
  daily: (day) => `Yinxun Daily · ${day}`,
  flash: (day) => `Yinxun News · ${day}`,
  latest: "Yinxun · Latest",
  nothingNew: "Nothing new. These are the latest reports.",
  past: (span) => `Yinxun Review · ${span}`,
  empty: {
    fresh: "Nothing new.",
    latest: "Nothing you follow has been reported yet.",
    past: "Nothing you follow was reported in that time.",
  },
  continued: (heading) => `${heading} (continued)`,
  followUp: "[Follow-up] ",
  others: (count) => (count === 1 ? "1 more report" : `${count} more reports`),
  undated: "date unknown",
  stale: "old news",
  byModel: "AI summary",
  allByModel: "All of these are AI summaries.",
  allVerbatim: "All of these are quoted from the articles.",
  restVerbatim: "What is not marked as an AI summary is quoted from the article.",
  more: (count) => `${count} more`,
  formats: { day: "d MMM", dayOfYear: "d MMM y", weekday: "", time: "HH:mm" },
  weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
  span: (from, to) => `${from} to ${to}`,
};

export const digestTexts: Record<Locale, DigestTexts> = { zh, en };

const local = (instant: Instant, zone: string): DateTime =>
  DateTime.fromMillis(instant, { zone, locale: "en" });

/** 6月2日 周四, with the year where asked for. */
export function dayInWords(instant: Instant, zone: string, texts: DigestTexts, withYear = false): string {
  const at = local(instant, zone);
  const day = at.toFormat(withYear ? texts.formats.dayOfYear : texts.formats.day);
  return `${day} ${texts.formats.weekday}${texts.weekdays[at.weekday - 1] ?? ""}`;
}

/** A single day with its weekday, or the first and the last day; `until` is exclusive. */
export function spanInWords(since: Instant, until: Instant, zone: string, texts: DigestTexts): string {
  const first = local(since, zone);
  const last = local(Math.max(since, until - 1), zone);
  if (first.hasSame(last, "day")) return dayInWords(since, zone, texts, true);
  const sameYear = first.hasSame(last, "year");
  // Chinese puts the year first and says it once; English puts it last.
  const yearFirst = texts.formats.dayOfYear.startsWith("y");
  const { day, dayOfYear } = texts.formats;
  return texts.span(
    first.toFormat(sameYear && !yearFirst ? day : dayOfYear),
    last.toFormat(sameYear && yearFirst ? day : dayOfYear),
  );
}

/**
 * When an article appeared, as short as it can be understood: the time alone on the day that `near` is, the date
 * too on other days or where `dated`, the year in other years. May be empty.
 */
export function momentInWords(
  instant: Instant,
  options: { near: Instant; dated: boolean; zone: string },
  texts: DigestTexts,
): string {
  // Articles without a time of day carry its midnight.
  const inMediaZone = local(instant, MEDIA_ZONE);
  const dateOnly = +inMediaZone === +inMediaZone.startOf("day");
  const at = dateOnly
    ? inMediaZone.setZone(options.zone, { keepLocalTime: true })
    : local(instant, options.zone);
  const near = local(options.near, options.zone);
  const day = at.hasSame(near, "year") ? texts.formats.day : texts.formats.dayOfYear;
  const parts = [
    ...(options.dated || !at.hasSame(near, "day") ? [at.toFormat(day)] : []),
    ...(dateOnly ? [] : [at.toFormat(texts.formats.time)]),
  ];
  return parts.join(" ");
}
