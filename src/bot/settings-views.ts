import type { DigestDays, Subscriber } from "../news/subscriber.js";
import { inRows, type Key, type Reply, reply } from "./reply.js";
import type { Say } from "./say.js";
import { daysInWords, quietInWords, scheduleInWords } from "./schedule-words.js";

const TIMES = ["07:00", "07:30", "08:00", "08:30", "09:00", "12:00", "16:00", "18:00", "20:00", "22:00"];
const DAYS: DigestDays[] = ["every", "weekdays", "trading", 1, 2, 3, 4, 5, 6, 7];
const QUIET = ["22:00-07:00", "23:00-07:00", "23:00-08:00", "21:00-09:00"];
const CAPS = [5, 10, 20];
const ZONES = [
  "Asia/Shanghai",
  "Asia/Hong_Kong",
  "Asia/Taipei",
  "Asia/Singapore",
  "Asia/Tokyo",
  "Asia/Dubai",
  "Europe/London",
  "Europe/Berlin",
  "America/New_York",
  "America/Los_Angeles",
  "Australia/Sydney",
  "UTC",
];

/** What there is to choose from; every choice is a press `set`. */
export type View = "home" | "time" | "days" | "quiet" | "cap" | "zone";

export const viewOf = (said: string | undefined): View =>
  said === "time" || said === "days" || said === "quiet" || said === "cap" || said === "zone" ? said : "home";

/** The settings as they are, or the choices of one of them with the present one ticked. */
export function settingsView(view: View, known: Subscriber, say: Say): Reply {
  if (view === "home") return home(known, say);
  const back: Key = { text: say("back"), verb: "settings" };
  const choice = (label: string, value: string, chosen: boolean): Key => {
    return { text: ticked(label, chosen), verb: "set", args: [view, value] };
  };
  switch (view) {
    case "time": {
      const times = [...new Set([...TIMES, ...known.times])].sort();
      const keys = times.map((time) => choice(time, time, known.times.includes(time)));
      const other: Key = { text: say("typeTime"), verb: "ask", args: ["time"] };
      return reply(say("chooseTime"), [...inRows(keys, 4), [other, back]]);
    }
    case "days": {
      const keys = DAYS.map((days) => choice(daysInWords(days, say), String(days), known.days === days));
      return reply(say("chooseDays"), [...inRows(keys, 3), [back]]);
    }
    case "quiet": {
      const own = known.quiet && `${known.quiet.from}-${known.quiet.to}`;
      const keys = QUIET.map((hours) => choice(hours, hours, hours === own));
      const none = choice(say("quietOff"), "off", own === undefined);
      const other: Key = { text: say("typeTime"), verb: "ask", args: ["quiet"] };
      return reply(say("chooseQuiet"), [...inRows(keys, 2), [none, other, back]]);
    }
    case "cap": {
      const keys = CAPS.map((cap) =>
        choice(say("capItems", { count: cap }), String(cap), known.maxItems === cap),
      );
      return reply(say("chooseCap"), [keys, [back]]);
    }
    case "zone": {
      const keys = ZONES.map((zone) => choice(zone, zone, known.timezone === zone));
      const other: Key = { text: say("typeZone"), verb: "ask", args: ["zone"] };
      return reply(say("chooseZone", { zone: known.timezone }), [...inRows(keys, 2), [other, back]]);
    }
  }
}

function home(known: Subscriber, say: Say): Reply {
  const { mode, quiet, maxItems, tellEmpty, timezone, locale, status } = known;
  const text = say("settings", {
    schedule: scheduleInWords(known, say),
    quiet: quietInWords(quiet, say),
    cap: maxItems,
    empty: say(tellEmpty ? "emptyOn" : "emptyOff"),
    zone: timezone,
  });
  const choose = (label: string, view: View): Key => ({ text: label, verb: "choose", args: [view] });
  const set = (label: string, what: string, value: string, chosen = false): Key => {
    return { text: ticked(label, chosen), verb: "set", args: [what, value] };
  };
  return reply(status === "stopped" ? `${text}\n\n${say("nextStopped")}` : text, [
    [
      set(say("setDaily"), "mode", "daily", mode === "daily"),
      set(say("setInstant"), "mode", "instant", mode === "instant"),
    ],
    [choose(say("setTime"), "time"), choose(say("setDays"), "days"), choose(say("setZone"), "zone")],
    [choose(say("setQuiet"), "quiet"), choose(say("setCap"), "cap")],
    [set(say("setEmpty"), "empty", tellEmpty ? "off" : "on", tellEmpty)],
    [set(say("setLanguage"), "locale", locale === "zh" ? "en" : "zh")],
  ]);
}

const ticked = (label: string, chosen: boolean): string => (chosen ? `✅ ${label}` : label);
