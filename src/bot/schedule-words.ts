import type { DigestDays, QuietHours, Subscriber } from "../news/subscriber.js";
import { listed } from "./names.js";
import type { PlainKey, Say } from "./say.js";

const WEEKDAYS: readonly PlainKey[] = [
  "weekday1",
  "weekday2",
  "weekday3",
  "weekday4",
  "weekday5",
  "weekday6",
  "weekday7",
];

/** 每天, 工作日, 开市日, 每周一. */
export function daysInWords(days: DigestDays, say: Say): string {
  switch (days) {
    case "every":
      return say("daysEvery");
    case "weekdays":
      return say("daysWeekdays");
    case "trading":
      return say("daysTrading");
    default:
      return say("daysWeekly", { day: say(WEEKDAYS[days - 1] ?? "weekday1") });
  }
}

/** When digests come, without a full stop: 工作日08:30、18:00推送. */
export function scheduleInWords(
  { mode, days, times, locale }: Pick<Subscriber, "mode" | "days" | "times" | "locale">,
  say: Say,
): string {
  if (mode === "instant") return say("scheduleInstant");
  return say("scheduleDaily", { days: daysInWords(days, say), times: listed(times, locale) });
}

export function quietInWords(quiet: QuietHours | undefined, say: Say): string {
  if (!quiet) return say("quietNone");
  return say(quiet.from < quiet.to ? "quietSameDay" : "quietOvernight", { from: quiet.from, to: quiet.to });
}

/** Sentences about what comes next: schedule, quiet hours, a pause. */
export function nextInWords(known: Subscriber, say: Say): string {
  if (known.status === "stopped") return say("nextStopped");
  const next = say("nextDigest", { schedule: scheduleInWords(known, say) });
  return known.quiet ? `${next}\n${say("nextQuiet", { quiet: quietInWords(known.quiet, say) })}` : next;
}
