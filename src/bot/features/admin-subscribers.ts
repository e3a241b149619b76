import { type ChatRef, type ChatStatus, writeRef } from "../../news/subscriber.js";
import { digestTexts, momentInWords } from "../../telegram/digest-texts.js";
import { trimText } from "../../telegram/trim.js";
import { resumed } from "../admission.js";
import type { Hearing } from "../hear-wishes.js";
import { allShown, type Names } from "../names.js";
import type { BotParts } from "../parts.js";
import { FIRST_BANKS, pickKeys } from "../picker.js";
import { type Key, pageOf, pager, pagerLabels, type Reply, reply, saidBack } from "../reply.js";
import type { PlainKey } from "../say.js";
import { quietInWords, scheduleInWords } from "../schedule-words.js";
import type { Press, Turn } from "../turn.js";
import { isSame, MOST_KEYWORDS, type Wishes } from "../wishes.js";
import { decisionKeys, refArgs, refOf, STATUS_TEXT } from "./approval.js";

const PER_PAGE = 8;
const LONGEST_TITLE = 40;
const LONGEST_LIST = 2000;

export interface AdminSubscribers {
  presses: Record<string, Press>;
  /** `/admin subscribe 123 工行` and its kin. False if the words are no such command. */
  command(turn: Turn, verb: string, rest: string): Promise<boolean>;
}

/** Admins look at conversations, ban them, and subscribe on their behalf. Every act is written down. */
export function createAdminSubscribers(
  { store, config, dictionary, rules }: BotParts,
  { names, hearing, wishes }: { names: Names; hearing: Hearing; wishes: Wishes },
): AdminSubscribers {
  const { subscribers, audit } = store;

  const note = (turn: Turn, action: string, chat: number, detail: string) =>
    audit.add({ at: turn.now, actor: turn.person.id, action, chat, detail });

  async function page(turn: Turn, asked: string | undefined): Promise<Reply> {
    const counts = await subscribers.countByStatus();
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const pages = Math.ceil(total / PER_PAGE);
    const at = pageOf(asked, pages);
    const some = await subscribers.list({ limit: PER_PAGE, offset: at * PER_PAGE });
    const keys = some.map((one): Key[] => {
      const label = `${trimText(one.title, LONGEST_TITLE)} · ${turn.say(STATUS_TEXT[one.status])}`;
      return [{ text: label, verb: "asub", args: refArgs(one) }];
    });
    const turning = pager({ page: at, pages }, pagerLabels(turn), (to) => ({
      verb: "asubs",
      args: [String(to)],
    }));
    const back: Key[] = [{ text: turn.say("back"), verb: "adm" }];
    return reply(turn.say("adminSubscribersTitle", { count: total }), [...keys, ...turning, back]);
  }

  async function card(turn: Turn, ref: ChatRef): Promise<Reply> {
    const { say } = turn;
    const known = await subscribers.get(ref);
    const back: Key[] = [{ text: say("back"), verb: "asubs", args: ["0"] }];
    if (!known) return reply(say("adminNoSuchChat"), [back]);
    const own = await wishes.of(ref);
    const listOf = (muted: boolean) => {
      const some = own.filter((interest) => (interest.muted ?? false) === muted);
      return some.length === 0 ? say("adminNoInterests") : trimText(allShown(some, turn), LONGEST_LIST);
    };
    const text = say("adminSubscriber", {
      title: known.title,
      id: writeRef(known),
      status: say(STATUS_TEXT[known.status]),
      schedule: scheduleInWords(known, say),
      quiet: quietInWords(known.quiet, say),
      zone: known.timezone,
      since: momentInWords(
        known.createdAt,
        { near: turn.now, dated: true, zone: turn.timezone },
        digestTexts[turn.locale],
      ),
      interests: listOf(false),
      mutes: listOf(true),
    });
    const set = (label: string, status: ChatStatus): Key => {
      return { text: label, verb: "astat", args: [...refArgs(ref), status] };
    };
    const acts: Key[] = known.status === "pending" ? decisionKeys(ref, say) : [];
    if (known.status === "refused") acts.push(set(say("approve"), "active"));
    acts.push(known.status === "banned" ? set(say("unban"), "active") : set(say("ban"), "banned"));
    acts.push({ text: say("adminAddInterest"), verb: "apick", args: [...refArgs(ref), FIRST_BANKS] });
    return reply(`${text}\n\n${say("adminSubscribeHint", { id: writeRef(known) })}`, [acts, back]);
  }

  async function picker(turn: Turn, ref: ChatRef, view: string): Promise<Reply> {
    const known = await subscribers.get(ref);
    if (!known) return card(turn, ref);
    const verbs = { toggle: "atog", turn: "apick", args: refArgs(ref) };
    const keys = pickKeys(dictionary, await wishes.of(ref), turn.say, verbs, view);
    const back: Key[] = [{ text: turn.say("back"), verb: "asub", args: refArgs(ref) }];
    return reply(turn.say("adminPickInterest", { title: known.title }), [...keys, back]);
  }

  /** Returns what keeps it from being done, if anything does. */
  async function setStatus(
    turn: Turn,
    ref: ChatRef,
    status: "active" | "banned",
  ): Promise<PlainKey | undefined> {
    const known = await subscribers.get(ref);
    if (!known) return "adminNoSuchChat";
    if (status === "banned" && config.adminIds.includes(ref.chat)) return "adminNoBan";
    if (known.status === status) return;
    await subscribers.update(
      ref,
      status === "active" ? resumed(known, turn.now, rules.isTradingDay) : { status },
    );
    const action = status === "banned" ? "ban" : known.status === "banned" ? "unban" : "approve";
    await note(turn, action, ref.chat, known.status);
  }

  async function onBehalf(turn: Turn, ref: ChatRef, said: string, add: boolean): Promise<void> {
    const { understood, unclear } = await hearing.hear(said);
    const changed = add ? await wishes.add(ref, understood, turn.now) : await wishes.remove(ref, understood);
    if (changed === undefined)
      return void (await turn.reply(reply(turn.say("tooManyKeywords", { count: MOST_KEYWORDS }))));
    if (changed.length > 0) {
      await note(
        turn,
        add ? "subscribe" : "unsubscribe",
        ref.chat,
        changed.map(({ name }) => name).join("、"),
      );
    }
    const same = understood.filter((one) => !changed.some((other) => isSame(one, other)));
    const lines: string[] = [];
    if (changed.length > 0) {
      lines.push(turn.say(add ? "subscribed" : "unsubscribed", { names: allShown(changed, turn) }));
    }
    if (same.length > 0) {
      lines.push(turn.say(add ? "alreadySubscribed" : "notSubscribed", { names: allShown(same, turn) }));
    }
    for (const { say, near } of unclear.slice(0, 5)) {
      const nearest = near.length > 0 ? allShown(near.slice(0, 5), turn) : "";
      lines.push(
        `${turn.say(near.length > 0 ? "unknownName" : "unknownNameAlone", { say: saidBack(say) })}${nearest}`,
      );
    }
    if (lines.length > 0) await turn.reply(reply(lines.join("\n")));
  }

  return {
    presses: {
      asubs: { access: "admin", handle: async (turn, [at]) => turn.show(await page(turn, at)) },
      asub: onChat(async (turn, ref) => turn.show(await card(turn, ref))),
      apick: onChat(async (turn, ref, view = FIRST_BANKS) => turn.show(await picker(turn, ref, view))),
      astat: onChat(async (turn, ref, status) => {
        if (status !== "active" && status !== "banned") return turn.toast(turn.say("staleButton"));
        const obstacle = await setStatus(turn, ref, status);
        if (obstacle) turn.toast(turn.say(obstacle));
        await turn.show(await card(turn, ref));
      }),
      atog: onChat(async (turn, ref, view = FIRST_BANKS, name = "") => {
        const interest = names.interest(name);
        if (!interest || !(await subscribers.get(ref))) return turn.toast(turn.say("staleButton"));
        const on = await wishes.toggle(ref, interest, turn.now);
        await note(turn, on ? "subscribe" : "unsubscribe", ref.chat, name);
        turn.toast(turn.say(on ? "toastOn" : "toastOff", { name }));
        await turn.show(await picker(turn, ref, view));
      }),
    },

    async command(turn, verb, rest) {
      const found = /^(-?\d{1,16})(?:\/(\d{1,10}))?(?:\s+([\s\S]*))?$/u.exec(rest);
      if (!["subscribe", "unsubscribe", "ban", "unban"].includes(verb)) return false;
      const ref = refOf(found?.[1], found?.[2]);
      if (!found || !ref) return false;
      if (!(await subscribers.get(ref))) {
        await turn.reply(reply(turn.say("adminNoSuchChat")));
      } else if (verb === "ban" || verb === "unban") {
        const obstacle = await setStatus(turn, ref, verb === "ban" ? "banned" : "active");
        await turn.reply(obstacle ? reply(turn.say(obstacle)) : await card(turn, ref));
      } else if (!found[3]) {
        await turn.reply(await picker(turn, ref, FIRST_BANKS));
      } else {
        await onBehalf(turn, ref, found[3], verb === "subscribe");
      }
      return true;
    },
  };
}

/** A press whose first words are a conversation. */
function onChat(
  handle: (turn: Turn, ref: ChatRef, ...words: (string | undefined)[]) => void | Promise<void>,
): Press {
  return {
    access: "admin",
    async handle(turn, [chat, thread, ...words]) {
      const ref = refOf(chat, thread);
      if (ref) await handle(turn, ref, ...words);
      else turn.toast(turn.say("staleButton"));
    },
  };
}
