import type { Interest } from "../../news/subscriber.js";
import { trimText } from "../../telegram/trim.js";
import { askBack } from "../ask-back.js";
import type { Hearing } from "../hear-wishes.js";
import { allShown, type Names, shown } from "../names.js";
import type { BotParts } from "../parts.js";
import { FIRST_BANKS, FIRST_TOPICS, type PickVerbs, pickKeys, SUGGESTED, toggleKeys } from "../picker.js";
import { inRows, type Key, type Reply, reply } from "../reply.js";
import type { Feature, Turn } from "../turn.js";
import { isSame, MOST_KEYWORDS, type Wishes } from "../wishes.js";
import type { Mine } from "./mine.js";

const LONGEST_LABEL = 24;
const OWN: PickVerbs = { toggle: "tog", turn: "pick", args: [] };

export interface Subscribing {
  feature: Feature;
  /** The greeting's buttons. */
  suggestions(turn: Pick<Turn, "ref" | "say">): Promise<Key[][]>;
}

/** /subscribe and /unsubscribe, typed or chosen from lists. */
export function createSubscribing(
  { dictionary }: BotParts,
  { names, hearing, wishes, mine }: { names: Names; hearing: Hearing; wishes: Wishes; mine: Mine },
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
        { text: turn.say("menuTopics"), verb: "pick", args: [FIRST_TOPICS] },
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

  async function subscribe(turn: Turn, payload: string): Promise<void> {
    const { understood, unclear } = await hearing.hear(payload);
    if (understood.length === 0 && unclear.length === 0) {
      return void (await turn.reply(await picker(turn, FIRST_BANKS)));
    }
    if (understood.length > 0) await follow(turn, understood);
    await askBack(turn, unclear, "add", (say) => (hearing.isQuery(say) ? [keywordKey(turn, say)] : []));
  }

  /** Subscribes, and says what is new, what was there before, and when the next digest comes. */
  async function follow(turn: Turn, interests: Interest[]): Promise<void> {
    const added = await wishes.add(turn.ref, interests, turn.now);
    if (added === undefined) {
      return void (await turn.reply(reply(turn.say("tooManyKeywords", { count: MOST_KEYWORDS }))));
    }
    const before = interests.filter((one) => !added.some((other) => isSame(one, other)));
    const lines: string[] = [];
    if (added.length > 0) lines.push(turn.say("subscribed", { names: allShown(added, turn) }));
    if (before.length > 0) lines.push(turn.say("alreadySubscribed", { names: allShown(before, turn) }));
    lines.push(await mine.next(turn));
    await turn.reply(reply(lines.join("\n")));
  }

  function keywordKey({ say }: Turn, words: string): Key {
    const label = say("followKeyword", { say: trimText(words, LONGEST_LABEL) });
    return { text: label, verb: "add", args: [`keyword:${words}`] };
  }

  async function unsubscribe(turn: Turn, payload: string): Promise<void> {
    const heard = await hearing.hear(payload);
    if (heard.understood.length === 0 && heard.unclear.length === 0) {
      return void (await turn.reply(await mine.list(turn)));
    }
    const own = (await wishes.of(turn.ref)).filter(({ muted }) => !muted);
    if (heard.understood.some(({ kind }) => kind === "all")) {
      if (own.length === 0) return void (await turn.reply(await mine.list(turn)));
      const removed = await wishes.remove(turn.ref, own);
      return void (await turn.reply(reply(turn.say("unsubscribedAll", { count: removed.length }))));
    }
    // A keyword may be called by its words alone.
    const byName = (say: string) => own.filter(({ name }) => name === say);
    const understood = [...heard.understood, ...heard.unclear.flatMap(({ say }) => byName(say))];
    const removed = await wishes.remove(turn.ref, understood);
    const never = understood.filter((one) => !removed.some((other) => isSame(one, other)));
    const lines: string[] = [];
    if (removed.length > 0) lines.push(turn.say("unsubscribed", { names: allShown(removed, turn) }));
    if (never.length > 0) lines.push(turn.say("notSubscribed", { names: allShown(never, turn) }));
    if (lines.length > 0) await turn.reply(reply(lines.join("\n")));
    const unclear = heard.unclear
      .filter(({ say }) => byName(say).length === 0)
      .map(({ say, near }) => ({
        say,
        near: near.filter((one) => own.some((other) => isSame(one, other))),
      }));
    await askBack(turn, unclear, "drop");
  }

  return {
    suggestions,
    feature: {
      commands: {
        subscribe: { access: "owner", handle: subscribe },
        unsubscribe: { access: "owner", handle: unsubscribe },
      },
      presses: {
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
            turn.toast(turn.say(on ? "toastOn" : "toastOff", { name: shown(interest, turn.say) }));
            await turn.show(
              view === SUGGESTED ? greeting(turn, await suggestions(turn)) : await picker(turn, view),
            );
          },
        },
        add: {
          access: "owner",
          async handle(turn, [word = ""]) {
            const interest = names.interest(word);
            if (!interest) return turn.toast(turn.say("staleButton"));
            await follow(turn, [interest]);
          },
        },
      },
    },
  };
}
