import { nextDigestTime } from "../digest/schedule.js";
import type { IsTradingDay } from "../digest/trading-days.js";
import { DAY } from "../lib/duration.js";
import { type ChatStatus, type Locale, NEW_SUBSCRIBER, type Subscriber } from "../news/subscriber.js";
import type { Invites } from "./invites.js";
import type { BotParts } from "./parts.js";
import type { Turn } from "./turn.js";

/**
 * Where a conversation stands at the door. Only `welcome` and `resumed` are let in; the others are told the text of that
 * name.
 */
export type Standing =
  | "welcome"
  | "resumed"
  | "asked"
  | "waiting"
  | "notAsked"
  | "refused"
  | "banned"
  | "uninvited"
  | "badInvite";

export interface Admission {
  /** /start: makes the conversation known, or puts it before the admins, or brings it back after a pause. */
  enter(turn: Turn, code: string): Promise<Standing>;
  /** Any other command: whether the conversation may use the bot; in open access a new one is let in by it. */
  mayRead(turn: Turn): Promise<Standing>;
  /** The same of a person who asks from elsewhere; makes nobody known. */
  mayAsk(person: number, admin: boolean): Promise<boolean>;
}

export const isLetIn = (standing: Standing): standing is "welcome" | "resumed" =>
  standing === "welcome" || standing === "resumed";

export function createAdmission(
  { store, config, rules }: Pick<BotParts, "store" | "config" | "rules">,
  invites: Invites,
  /** Tells the admins of a conversation that waits. */
  announce: (subscriber: Subscriber) => Promise<void>,
): Admission {
  const { subscribers } = store;

  /** A ban of a person holds in groups too, a ban of a group in all its topics. */
  async function isBanned({ ref, person }: Turn, own: Subscriber | undefined): Promise<boolean> {
    const rows = [own, await subscribers.get({ chat: ref.chat, thread: 0 })];
    if (ref.chat !== person.id) rows.push(await subscribers.get({ chat: person.id, thread: 0 }));
    return rows.some((row) => row?.status === "banned");
  }

  async function register(turn: Turn, status: ChatStatus): Promise<Subscriber> {
    const { timezone, digestAt } = config.defaults;
    const schedule = { ...NEW_SUBSCRIBER, timezone, times: [digestAt] };
    const { subscriber } = await subscribers.add({
      ...turn.ref,
      ...turn.chat,
      locale: turn.locale,
      status,
      ...schedule,
      nextDigestAt: nextDigestTime(schedule, turn.now, rules.isTradingDay),
      createdAt: turn.now,
    });
    if (subscriber.status !== status) await subscribers.update(turn.ref, { status });
    return subscriber;
  }

  /** A topic of a group that was let in is let in with it. */
  async function inheritsFromGroup({ ref }: Turn): Promise<boolean> {
    if (ref.thread === 0) return false;
    const group = await subscribers.get({ chat: ref.chat, thread: 0 });
    return group?.status === "active" || group?.status === "stopped";
  }

  async function isFree(turn: Turn): Promise<boolean> {
    return config.access === "open" || turn.admin || (await inheritsFromGroup(turn));
  }

  return {
    async enter(turn, code) {
      const known = await subscribers.get(turn.ref);
      if (!turn.admin && (await isBanned(turn, known))) return "banned";
      if (known?.status === "active") return "welcome";
      if (known?.status === "stopped" || known?.status === "blocked" || known?.status === "dead") {
        await subscribers.update(turn.ref, resumed(known, turn.now, rules.isTradingDay));
        return "resumed";
      }
      if (await isFree(turn)) {
        await register(turn, "active");
        return "welcome";
      }
      if (code !== "") {
        if (!(await invites.redeem(code, turn.now))) return "badInvite";
        await register(turn, "active");
        return "welcome";
      }
      if (known?.status === "refused") return "refused";
      if (known?.status === "pending") return "waiting";
      if (config.access === "invite") return "uninvited";
      await announce(await register(turn, "pending"));
      return "asked";
    },

    async mayRead(turn) {
      const known = await subscribers.get(turn.ref);
      if (!turn.admin && (await isBanned(turn, known))) return "banned";
      switch (known?.status) {
        case "active":
        case "stopped":
          return "welcome";
        case "blocked":
        case "dead":
          await subscribers.update(turn.ref, resumed(known, turn.now, rules.isTradingDay));
          return "welcome";
        default:
      }
      if (await isFree(turn)) {
        await register(turn, "active");
        return "welcome";
      }
      if (known?.status === "refused") return "refused";
      if (known?.status === "pending") return "waiting";
      return config.access === "invite" ? "uninvited" : "notAsked";
    },

    async mayAsk(person, admin) {
      if (admin) return true;
      const known = await subscribers.get({ chat: person, thread: 0 });
      if (known?.status === "banned") return false;
      return config.access === "open" || known?.status === "active" || known?.status === "stopped";
    },
  };
}

/** Back after a pause: the next digest at its time, and of the pause only the last day. */
export function resumed(
  known: Subscriber,
  now: number,
  isTradingDay: IsTradingDay,
): Pick<Subscriber, "status" | "nextDigestAt" | "coveredUntil"> {
  const { coveredUntil } = known;
  return {
    status: "active",
    ...(known.mode === "daily" ? { nextDigestAt: nextDigestTime(known, now, isTradingDay) } : {}),
    ...(coveredUntil === undefined ? {} : { coveredUntil: Math.max(coveredUntil, now - DAY) }),
  };
}

/** zh for every kind of Chinese; a person without a language gets the default. */
export function localeOf(languageCode: string | undefined, fallback: Locale): Locale {
  if (languageCode === undefined) return fallback;
  return languageCode.toLowerCase().startsWith("zh") ? "zh" : "en";
}
