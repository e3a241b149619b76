import { nextDigestTime } from "../../digest/schedule.js";
import type { Subscriber } from "../../news/subscriber.js";
import type { Conversation, Question } from "../conversation.js";
import type { BotParts } from "../parts.js";
import { type Reply, reply, saidBack } from "../reply.js";
import type { PlainKey, Say } from "../say.js";
import { settingsView, type View, viewOf } from "../settings-views.js";
import { MOST_TIMES, readSettings, type SettingsChange } from "../settings-words.js";
import type { Feature, Turn } from "../turn.js";

const ASKED: Record<Question, { ask: PlainKey; bad: PlainKey; before: string }> = {
  time: { ask: "askTime", bad: "badTime", before: "" },
  zone: { ask: "askZone", bad: "badZone", before: "" },
  quiet: { ask: "askQuiet", bad: "badQuiet", before: "quiet " },
};

export interface Settings {
  feature: Feature;
  /** A typed time, zone or span of quiet hours that was asked for. */
  answer(turn: Turn, question: Question, text: string): Promise<void>;
}

export function createSettings(
  { store, rules }: BotParts,
  conversation: Conversation,
  textsIn: (locale: Subscriber["locale"]) => Say,
): Settings {
  const { subscribers } = store;

  async function view(turn: Turn, which: View): Promise<Reply> {
    const known = await subscribers.get(turn.ref);
    // In the language just chosen, which may not be the one of this turn.
    return known ? settingsView(which, known, textsIn(known.locale)) : reply(turn.say("failed"));
  }

  async function make(turn: Turn, known: Subscriber, change: SettingsChange): Promise<void> {
    const { quiet, ...rest } = { ...known, ...change };
    const schedule = quiet ? { ...rest, quiet } : rest;
    const isNowInstant = schedule.mode === "instant" && known.mode === "daily";
    await subscribers.update(turn.ref, {
      ...change,
      // From now on at once; what came before belongs to a daily digest.
      ...(isNowInstant ? { coveredUntil: turn.now } : {}),
      ...(schedule.mode === "daily"
        ? { nextDigestAt: nextDigestTime(schedule, turn.now, rules.isTradingDay) }
        : {}),
    });
  }

  /** Several settings at once. What is not understood changes nothing, `unclear` tells what it was. */
  async function typed(turn: Turn, text: string, unclear: (words: string) => string): Promise<void> {
    const heard = readSettings(text);
    const known = await subscribers.get(turn.ref);
    const [first] = heard.unclear;
    if (!known) return void (await turn.reply(reply(turn.say("failed"))));
    if (first !== undefined || Object.keys(heard.change).length === 0) {
      return void (await turn.reply(reply(unclear(saidBack(first ?? text.trim())))));
    }
    if ((heard.change.times ?? []).length > MOST_TIMES) {
      return void (await turn.reply(reply(turn.say("tooManyTimes"))));
    }
    await make(turn, known, heard.change);
    await turn.reply(await view(turn, "home"));
  }

  /** Returns what the person is told over the chat. */
  async function set(turn: Turn, what: string, value: string): Promise<PlainKey> {
    const known = await subscribers.get(turn.ref);
    if (!known) return "staleButton";
    if (what === "time" && known.times.includes(value) && known.times.length === 1) return "lastTime";
    const change = changeFor(known, what, value);
    if (!change) return "staleButton";
    if ((change.times ?? []).length > MOST_TIMES) return "tooManyTimes";
    await make(turn, known, change);
    return "saved";
  }

  return {
    answer: (turn, question, text) =>
      typed(turn, `${ASKED[question].before}${text}`, () => turn.say(ASKED[question].bad)),
    feature: {
      commands: {
        settings: {
          access: "owner",
          async handle(turn, said) {
            if (said === "") return void (await turn.reply(await view(turn, "home")));
            await typed(turn, said, (words) => turn.say("settingsUnclear", { say: words }));
          },
        },
      },
      presses: {
        settings: { access: "owner", handle: async (turn) => turn.show(await view(turn, "home")) },
        choose: {
          access: "owner",
          handle: async (turn, [what]) => turn.show(await view(turn, viewOf(what))),
        },
        ask: {
          access: "owner",
          async handle(turn, [what]) {
            const question: Question = what === "zone" || what === "quiet" ? what : "time";
            await conversation.ask(turn.ref, question);
            await turn.reply(reply(turn.say(ASKED[question].ask)));
          },
        },
        set: {
          access: "owner",
          async handle(turn, [what = "", value = ""]) {
            turn.toast(turn.say(await set(turn, what, value)));
            // Times are chosen one after the other.
            await turn.show(await view(turn, what === "time" ? "time" : "home"));
          },
        },
      },
    },
  };
}

/** What a button means; undefined for a value that is none of its kind. */
function changeFor({ times }: Subscriber, what: string, value: string): SettingsChange | undefined {
  const written = WRITTEN[what]?.(value);
  if (written === undefined) return undefined;
  const { change, unclear } = readSettings(written);
  const [time] = change.times ?? [];
  if (unclear.length > 0) return undefined;
  if (what !== "time" || time === undefined) return change;
  const others = times.filter((one) => one !== time);
  return { ...change, times: others.length < times.length ? others : [...times, time].sort() };
}

/** Buttons say what a person could have typed, so that both are read alike. */
const WRITTEN: Record<string, (value: string) => string | undefined> = {
  mode: (value) => ({ daily: "定时", instant: "即时" })[value],
  time: (value) => (/^\d\d:\d\d$/u.test(value) ? value : undefined),
  days: (value) =>
    ({ every: "每天", weekdays: "工作日", trading: "开市日" })[value] ??
    (/^[1-7]$/u.test(value) ? `周${"一二三四五六日"[Number(value) - 1]}` : undefined),
  quiet: (value) => `免打扰 ${value}`,
  cap: (value) => `${value}条`,
  empty: (value) => ({ on: "没有新闻也说", off: "没有新闻不说" })[value],
  zone: (value) => (/^[\w+/-]+$/u.test(value) ? value : undefined),
  locale: (value) => ({ zh: "中文", en: "英文" })[value],
};
