import { DateTime } from "luxon";
import { isZone, nextLocalTime } from "../../lib/zone.js";
import type { Subscriber } from "../../news/subscriber.js";
import type { Conversation, Question } from "../conversation.js";
import type { BotParts } from "../parts.js";
import { inRows, type Key, type Reply, reply } from "../reply.js";
import type { Say } from "../say.js";
import type { Feature, Turn } from "../turn.js";

const TIMES = ["07:00", "07:30", "08:00", "08:30", "09:00", "12:00", "18:00", "20:00", "22:00"];
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

export interface Settings {
  feature: Feature;
  /** A typed time or zone that was asked for. */
  answer(turn: Turn, question: Question, text: string): Promise<void>;
}

export function createSettings(
  { store }: BotParts,
  conversation: Conversation,
  textsIn: (locale: Subscriber["locale"]) => Say,
): Settings {
  const { subscribers } = store;

  async function home(turn: Turn): Promise<Reply> {
    const known = await subscribers.get(turn.ref);
    if (!known) return reply(turn.say("failed"));
    // In the language just chosen, which may not be the one of this turn.
    const say = textsIn(known.locale);
    const mode = say(known.mode === "daily" ? "modeDaily" : "modeInstant");
    const stopped = known.status === "stopped" ? `\n\n${say("nextStopped")}` : "";
    const text = say("settings", { mode, time: known.times.join("、"), zone: known.timezone });
    const option = (label: string, chosen: boolean) => (chosen ? `✅ ${label}` : label);
    return reply(`${text}${stopped}`, [
      [
        { text: option(say("setDaily"), known.mode === "daily"), verb: "set", args: ["mode", "daily"] },
        { text: option(say("setInstant"), known.mode === "instant"), verb: "set", args: ["mode", "instant"] },
      ],
      [
        { text: say("setTime"), verb: "choose", args: ["time"] },
        { text: say("setZone"), verb: "choose", args: ["zone"] },
        { text: say("setLanguage"), verb: "set", args: ["locale", known.locale === "zh" ? "en" : "zh"] },
      ],
    ]);
  }

  async function choose(turn: Turn, what: string | undefined): Promise<Reply> {
    const { say } = turn;
    const back: Key[] = [{ text: say("back"), verb: "settings" }];
    if (what === "zone") {
      const zones = ZONES.map((zone): Key => ({ text: zone, verb: "set", args: ["zone", zone] }));
      const other: Key = { text: say("typeZone"), verb: "ask", args: ["zone"] };
      return reply(say("chooseZone", { zone: turn.timezone }), [...inRows(zones, 2), [other], back]);
    }
    const times = TIMES.map((time): Key => ({ text: time, verb: "set", args: ["time", time] }));
    const other: Key = { text: say("typeTime"), verb: "ask", args: ["time"] };
    return reply(say("chooseTime"), [...inRows(times, 3), [other], back]);
  }

  /** False if the value is none of its kind; then nothing was changed. */
  async function set(turn: Turn, what: string | undefined, value: string): Promise<boolean> {
    const known = await subscribers.get(turn.ref);
    const patch = known && patchFor(known, what, value, turn.now);
    if (!patch) return false;
    await subscribers.update(turn.ref, patch);
    return true;
  }

  async function typed(turn: Turn, what: "time" | "zone", text: string): Promise<void> {
    const value = what === "time" ? parseTime(text) : text.trim();
    if (value !== undefined && (await set(turn, what, value)))
      return void (await turn.reply(await home(turn)));
    await turn.reply(reply(turn.say(what === "time" ? "badTime" : "badZone")));
  }

  return {
    answer: typed,
    feature: {
      commands: {
        settings: {
          access: "owner",
          async handle(turn, payload) {
            const said = payload.trim();
            if (said === "") return void (await turn.reply(await home(turn)));
            if (parseTime(said) !== undefined) return typed(turn, "time", said);
            if (isZone(said)) return typed(turn, "zone", said);
            await turn.reply(reply(turn.say("settingsUsage")));
          },
        },
      },
      presses: {
        settings: { access: "owner", handle: async (turn) => turn.show(await home(turn)) },
        choose: { access: "owner", handle: async (turn, [what]) => turn.show(await choose(turn, what)) },
        ask: {
          access: "owner",
          async handle(turn, [what]) {
            const question = what === "zone" ? "zone" : "time";
            await conversation.ask(turn.ref, question);
            await turn.reply(reply(turn.say(question === "zone" ? "askZone" : "askTime")));
          },
        },
        set: {
          access: "owner",
          async handle(turn, [what, value = ""]) {
            const done = await set(turn, what, value);
            turn.toast(turn.say(done ? "saved" : "staleButton"));
            await turn.show(await home(turn));
          },
        },
      },
    },
  };
}

/** 7:45, 0745, 7点45分, 7点半, 7点 as HH:MM; undefined for what is no time of a day. */
export function parseTime(text: string): string | undefined {
  const said = text.normalize("NFKC").replace(/\s+/gu, "");
  const match = /^(\d{1,2})(?:[:.点时]|(?=\d{2}$))(?:(\d{1,2})分?|(半))?$/u.exec(said);
  if (!match) return undefined;
  const at = DateTime.fromObject({ hour: Number(match[1]), minute: match[3] ? 30 : Number(match[2] ?? 0) });
  return at.isValid ? at.toFormat("HH:mm") : undefined;
}

type Patch = Partial<Omit<Subscriber, "chat" | "thread" | "createdAt">>;

function patchFor(
  known: Subscriber,
  what: string | undefined,
  value: string,
  now: number,
): Patch | undefined {
  switch (what) {
    case "mode":
      // From now on at once; what came before belongs to a daily digest.
      if (value === "instant") return { mode: "instant", coveredUntil: now };
      if (value !== "daily") return undefined;
      return { mode: "daily", nextDigestAt: nextLocalTime(now, known.timezone, known.times[0] ?? "08:30") };
    case "time": {
      const digestAt = parseTime(value);
      if (digestAt === undefined) return undefined;
      return { times: [digestAt], nextDigestAt: nextLocalTime(now, known.timezone, digestAt) };
    }
    case "zone":
      if (!isZone(value)) return undefined;
      return { timezone: value, nextDigestAt: nextLocalTime(now, value, known.times[0] ?? "08:30") };
    case "locale":
      return value === "zh" || value === "en" ? { locale: value } : undefined;
    default:
      return undefined;
  }
}
