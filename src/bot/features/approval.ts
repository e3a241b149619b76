import type { ChatRef, ChatStatus, Subscriber } from "../../news/subscriber.js";
import { resumed } from "../admission.js";
import type { BotParts } from "../parts.js";
import { type Key, type Reply, reply } from "../reply.js";
import type { PlainKey, Say } from "../say.js";
import type { Speaker } from "../speak.js";
import type { Feature, Turn } from "../turn.js";
import { greeting } from "./start.js";

/** How long one admin's press keeps the others' out. */
const DECISION_MS = 30_000;

export const STATUS_TEXT: Record<ChatStatus, PlainKey> = {
  pending: "statusPending",
  active: "statusActive",
  stopped: "statusStopped",
  refused: "statusRefused",
  banned: "statusBanned",
  blocked: "statusBlocked",
  dead: "statusDead",
};

export const refArgs = ({ chat, thread }: ChatRef): string[] => [String(chat), String(thread)];

/** Chat and forum topic as they stand in a press; undefined for anything else. */
export function refOf(chat: string | undefined, thread: string | undefined): ChatRef | undefined {
  if (!/^-?\d{1,16}$/.test(chat ?? "") || !/^\d{1,10}$/.test(thread ?? "0")) return undefined;
  return { chat: Number(chat), thread: Number(thread ?? "0") };
}

/** The buttons of who waits. */
export const decisionKeys = (ref: ChatRef, say: Say): Key[] => [
  { text: say("approve"), verb: "decide", args: [...refArgs(ref), "approve"] },
  { text: say("refuse"), verb: "decide", args: [...refArgs(ref), "refuse"] },
];

export interface Approval {
  /** Puts a conversation that waits before every admin. */
  announce(subscriber: Subscriber): Promise<void>;
  feature: Feature;
}

/** Newcomers and the admins who decide on them. */
export function createApproval(
  { store, clock, config, rules, log }: BotParts,
  speaker: Speaker,
  textsIn: (locale: Subscriber["locale"]) => Say,
  suggestions: (turn: Pick<Turn, "ref" | "say">) => Promise<Key[][]>,
): Approval {
  const { subscribers, leases, audit } = store;

  async function announce(subscriber: Subscriber): Promise<void> {
    for (const admin of config.adminIds) {
      const ref = { chat: admin, thread: 0 };
      const locale = (await subscribers.get(ref))?.locale ?? config.defaults.locale;
      const say = textsIn(locale);
      const person = say("cardPerson", { name: subscriber.title, id: subscriber.chat });
      await speaker
        .tell(ref, reply(`${say("cardTitle")}\n${person}`, [decisionKeys(subscriber, say)]))
        .catch((error: unknown) =>
          log.warn({ err: error, admin }, "an admin could not be told of a newcomer"),
        );
    }
  }

  async function tellNewcomer(
    { chat, thread, type, title, locale }: Subscriber,
    approved: boolean,
  ): Promise<void> {
    const ref = { chat, thread };
    const say = textsIn(locale);
    const told = async () => {
      if (!approved) return void (await speaker.tell(ref, reply(say("refused"))));
      await speaker.tell(ref, reply(say("approved")));
      await speaker.tell(ref, greeting({ chat: { type, title }, say }, await suggestions({ ref, say })));
    };
    await told().catch((error: unknown) => log.warn({ err: error, chat }, "a newcomer could not be told"));
  }

  async function decide(turn: Turn, ref: ChatRef, approved: boolean): Promise<Reply> {
    const known = await subscribers.get(ref);
    if (known?.status !== "pending") {
      const status = turn.say(known ? STATUS_TEXT[known.status] : "statusGone");
      turn.toast(turn.say("alreadyDone", { status }));
      return reply(turn.say("alreadyDone", { status: `${status}${known ? ` ${known.title}` : ""}` }));
    }
    await subscribers.update(
      ref,
      approved ? resumed(known, turn.now, rules.isTradingDay) : { status: "refused" },
    );
    await audit.add({
      at: turn.now,
      actor: turn.person.id,
      action: approved ? "approve" : "refuse",
      chat: ref.chat,
      detail: "",
    });
    await tellNewcomer(known, approved);
    return reply(
      turn.say(approved ? "cardApproved" : "cardRefused", { name: known.title, by: turn.person.name }),
    );
  }

  return {
    announce,
    feature: {
      presses: {
        decide: {
          access: "admin",
          async handle(turn, [chat, thread, decision]) {
            const ref = refOf(chat, thread);
            if (!ref) return turn.toast(turn.say("staleButton"));
            // Two admins may press at once: the second finds the decision of the first.
            const lease = `decide:${ref.chat}:${ref.thread}`;
            const owner = String(turn.person.id);
            if (!(await leases.acquire(lease, owner, clock.now(), DECISION_MS))) {
              return turn.toast(turn.say("beingDone"));
            }
            try {
              await turn.show(await decide(turn, ref, decision === "approve"));
            } finally {
              await leases.release(lease, owner);
            }
          },
        },
      },
    },
  };
}
