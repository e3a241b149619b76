import type { Interest } from "../../news/subscriber.js";
import { trimText } from "../../telegram/trim.js";
import { listed, type Names, shown } from "../names.js";
import type { BotParts } from "../parts.js";
import { FIRST_BANKS, type PickVerbs, pickKeys, SUGGESTED, toggleKeys } from "../picker.js";
import { inRows, type Key, pageOf, pager, pagerLabels, type Reply, reply } from "../reply.js";
import { nextInWords } from "../schedule-words.js";
import type { Feature, Turn } from "../turn.js";
import type { Wishes } from "../wishes.js";

/** Names offered for one that was not understood. */
const MOST_NEAR = 6;
/** Names not understood that are asked back; a pasted text is not a list of names. */
const MOST_UNCLEAR = 8;
const MINE_PER_PAGE = 30;
const LONGEST_SAY = 40;
const OWN: PickVerbs = { toggle: "tog", turn: "pick", args: [] };

export interface Subscribing {
  feature: Feature;
  /** The greeting's buttons. */
  suggestions(turn: Pick<Turn, "ref" | "say">): Promise<Key[][]>;
  picker(turn: Turn, view: string): Promise<Reply>;
}

export function createSubscribing(
  { dictionary, store }: BotParts,
  names: Names,
  wishes: Wishes,
  /** Draws the greeting again, with other ticks. */
  greeting: (turn: Turn, keys: Key[][]) => Reply,
): Subscribing {
  async function suggestions(turn: Pick<Turn, "ref" | "say">): Promise<Key[][]> {
    const own = await wishes.of(turn.ref);
    const offered = dictionary.suggested.flatMap((name) => names.interest(name) ?? []);
    const keysOf = (kind: Interest["kind"]) =>
      toggleKeys(
        offered.filter((interest) => interest.kind === kind),
        own,
        turn.say,
        OWN,
        SUGGESTED,
      );
    return [
      // A phone cuts the full name of a bank in a third of a row.
      ...inRows(keysOf("bank"), 2),
      ...inRows(keysOf("topic"), 3),
      [
        { text: turn.say("menuMore"), verb: "pick", args: [FIRST_BANKS] },
        { text: turn.say("menuTopics"), verb: "pick", args: ["t0"] },
        { text: turn.say("menuDigest"), verb: "digest" },
      ],
    ];
  }

  async function picker(turn: Turn, view: string): Promise<Reply> {
    const own = await wishes.of(turn.ref);
    const text = turn.say(view.startsWith("t") ? "pickTopics" : "pickBanks");
    const done: Key[] = [{ text: turn.say("pickDone"), verb: "mine" }];
    return reply(text, [...pickKeys(dictionary, own, turn.say, OWN, view), done]);
  }

  async function mine(turn: Turn, asked = "0"): Promise<Reply> {
    const own = await wishes.of(turn.ref);
    const more: Key[] = [{ text: turn.say("menuMore"), verb: "pick", args: [FIRST_BANKS] }];
    if (own.length === 0) {
      const topics: Key = { text: turn.say("menuTopics"), verb: "pick", args: ["t0"] };
      return reply(turn.say("mineEmpty"), [[...more, topics]]);
    }
    const pages = Math.ceil(own.length / MINE_PER_PAGE);
    const page = pageOf(asked, pages);
    const keys = own.slice(page * MINE_PER_PAGE, (page + 1) * MINE_PER_PAGE).map((interest): Key => {
      return { text: `❌ ${nameOf(turn, interest)}`, verb: "drop", args: [interest.name, String(page)] };
    });
    return reply([turn.say("mine", { count: own.length }), await nextPush(turn)].join("\n\n"), [
      ...inRows(keys, 2),
      ...pager({ page, pages }, pagerLabels(turn), (to) => ({ verb: "mine", args: [String(to)] })),
      more,
    ]);
  }

  async function nextPush(turn: Turn): Promise<string> {
    const known = await store.subscribers.get(turn.ref);
    return known ? nextInWords(known, turn.say) : "";
  }

  async function subscribe(turn: Turn, payload: string): Promise<void> {
    const { understood, unclear } = names.hear(payload);
    if (understood.length === 0 && unclear.length === 0) {
      return void (await turn.reply(await picker(turn, FIRST_BANKS)));
    }
    const added = await wishes.add(turn.ref, understood, turn.now);
    const before = understood.filter((one) => !added.some((other) => other.name === one.name));
    const lines: string[] = [];
    if (added.length > 0) lines.push(turn.say("subscribed", { names: namesOf(turn, added) }));
    if (before.length > 0) lines.push(turn.say("alreadySubscribed", { names: namesOf(turn, before) }));
    if (understood.length > 0) {
      lines.push(await nextPush(turn));
      await turn.reply(reply(lines.join("\n")));
    }
    await askBack(turn, unclear, "add");
  }

  async function unsubscribe(turn: Turn, payload: string): Promise<void> {
    const { understood, unclear } = names.hear(payload);
    if (understood.length === 0 && unclear.length === 0) return void (await turn.reply(await mine(turn)));
    if (understood.some(({ kind }) => kind === "all")) {
      const removed = await wishes.remove(turn.ref, await wishes.of(turn.ref));
      return void (await turn.reply(reply(turn.say("unsubscribedAll", { count: removed.length }))));
    }
    const removed = await wishes.remove(turn.ref, understood);
    const never = understood.filter((one) => !removed.some((other) => other.name === one.name));
    const lines: string[] = [];
    if (removed.length > 0) lines.push(turn.say("unsubscribed", { names: namesOf(turn, removed) }));
    if (never.length > 0) lines.push(turn.say("notSubscribed", { names: namesOf(turn, never) }));
    if (lines.length > 0) await turn.reply(reply(lines.join("\n")));
    const own = await wishes.of(turn.ref);
    const near = unclear.map(({ say, near }) => ({
      say,
      near: near.filter(({ name }) => own.some((interest) => interest.name === name)),
    }));
    await askBack(turn, near, "drop");
  }

  /** What was not understood is asked back, never guessed. */
  async function askBack(
    turn: Turn,
    unclear: { say: string; near: Interest[] }[],
    verb: "add" | "drop",
  ): Promise<void> {
    for (const { say, near } of unclear.slice(0, MOST_UNCLEAR)) {
      const keys = near.slice(0, MOST_NEAR).map((interest): Key => {
        return { text: nameOf(turn, interest), verb, args: [interest.name] };
      });
      const text = turn.say(keys.length > 0 ? "unknownName" : "unknownNameAlone", {
        say: trimText(say, LONGEST_SAY),
      });
      await turn.reply(keys.length > 0 ? reply(text, inRows(keys, 2)) : reply(text));
    }
  }

  const nameOf = ({ say }: Turn, interest: Interest) => shown(interest, say("everything"));
  const namesOf = (turn: Turn, interests: Interest[]) =>
    listed(
      interests.map((interest) => nameOf(turn, interest)),
      turn.locale,
    );

  return {
    suggestions,
    picker,
    feature: {
      commands: {
        subscribe: { access: "owner", handle: subscribe },
        unsubscribe: { access: "owner", handle: unsubscribe },
        mine: {
          access: "reader",
          handle: async (turn) => void (await turn.reply(await mine(turn))),
        },
      },
      presses: {
        mine: { access: "reader", handle: async (turn, [page]) => turn.show(await mine(turn, page)) },
        pick: {
          access: "reader",
          handle: async (turn, [view = FIRST_BANKS]) => turn.show(await picker(turn, view)),
        },
        tog: {
          access: "owner",
          async handle(turn, [view = FIRST_BANKS, name = ""]) {
            const interest = names.interest(name);
            if (!interest) return turn.toast(turn.say("staleButton"));
            const on = await wishes.toggle(turn.ref, interest, turn.now);
            turn.toast(turn.say(on ? "toastOn" : "toastOff", { name: nameOf(turn, interest) }));
            await turn.show(
              view === SUGGESTED ? greeting(turn, await suggestions(turn)) : await picker(turn, view),
            );
          },
        },
        add: {
          access: "owner",
          async handle(turn, [name = ""]) {
            const interest = names.interest(name);
            if (!interest) return turn.toast(turn.say("staleButton"));
            const added = await wishes.add(turn.ref, [interest], turn.now);
            const text = turn.say(added.length > 0 ? "subscribed" : "alreadySubscribed", {
              names: nameOf(turn, interest),
            });
            await turn.reply(reply([text, await nextPush(turn)].join("\n")));
          },
        },
        drop: {
          access: "owner",
          async handle(turn, [name = "", page]) {
            const own = await wishes.of(turn.ref);
            // Also a name that the dictionary no longer has.
            const interest = own.find((one) => one.name === name);
            if (interest) {
              await wishes.remove(turn.ref, [interest]);
              turn.toast(turn.say("toastOff", { name: nameOf(turn, interest) }));
            }
            await turn.show(await mine(turn, page));
          },
        },
      },
    },
  };
}
