import type { Interest } from "../../news/subscriber.js";
import { askBack } from "../ask-back.js";
import { allShown, type Names, shown, wordOf } from "../names.js";
import type { BotParts } from "../parts.js";
import { FIRST_BANKS, FIRST_TOPICS } from "../picker.js";
import { inRows, type Key, pageOf, pager, pagerLabels, type Reply, reply } from "../reply.js";
import { nextInWords } from "../schedule-words.js";
import type { Feature, Turn } from "../turn.js";
import { isSame, type Wishes } from "../wishes.js";

const PER_PAGE = 30;

export interface Mine {
  feature: Feature;
  /** Everything that is followed or muted, to be taken away by a button. */
  list(turn: Turn, page?: string): Promise<Reply>;
  /** When the next digest comes. */
  next(turn: Turn): Promise<string>;
}

/** /mine, /mute and /unmute. */
export function createMine({ store }: BotParts, names: Names, wishes: Wishes): Mine {
  async function list(turn: Turn, asked = "0"): Promise<Reply> {
    const own = await wishes.of(turn.ref);
    const more: Key[] = [{ text: turn.say("menuMore"), verb: "pick", args: [FIRST_BANKS] }];
    if (own.length === 0) {
      const topics: Key = { text: turn.say("menuTopics"), verb: "pick", args: [FIRST_TOPICS] };
      return reply(turn.say("mineEmpty"), [[...more, topics]]);
    }
    const muted = own.filter((interest) => interest.muted);
    const inOrder = [...own.filter((interest) => !interest.muted), ...muted];
    const pages = Math.ceil(own.length / PER_PAGE);
    const page = pageOf(asked, pages);
    const keys = inOrder.slice(page * PER_PAGE, (page + 1) * PER_PAGE).map((interest): Key => {
      const sign = interest.muted ? "🔕" : "❌";
      return {
        text: `${sign} ${shown(interest, turn.say)}`,
        verb: "drop",
        args: [wordOf(interest), String(page)],
      };
    });
    const text = [
      turn.say("mine", { count: own.length - muted.length }),
      ...(muted.length > 0 ? [turn.say("mineMuted", { count: muted.length })] : []),
      await next(turn),
    ];
    return reply(text.join("\n\n"), [
      ...inRows(keys, 2),
      ...pager({ page, pages }, pagerLabels(turn), (to) => ({ verb: "mine", args: [String(to)] })),
      more,
    ]);
  }

  async function next(turn: Turn): Promise<string> {
    const known = await store.subscribers.get(turn.ref);
    return known ? nextInWords(known, turn.say) : "";
  }

  async function drop(turn: Turn, word: string): Promise<void> {
    // Also a name that the dictionary no longer has.
    const interest = (await wishes.of(turn.ref)).find((one) => wordOf(one) === word);
    if (!interest) return;
    await wishes.remove(turn.ref, [interest]);
    const name = shown(interest, turn.say);
    turn.toast(turn.say(interest.muted ? "toastUnmuted" : "toastOff", { name }));
  }

  async function mute(turn: Turn, payload: string): Promise<void> {
    const { muted, unclear } = heard(payload);
    if (muted.length + unclear.length === 0) return void (await turn.reply(reply(turn.say("muteUsage"))));
    const before = await wishes.of(turn.ref);
    await wishes.add(turn.ref, muted, turn.now);
    const ended = before.filter(
      (one) => !one.muted && muted.some((other) => isSame({ ...one, muted: true }, other)),
    );
    await tell(turn, [
      ...inWords(turn, muted, before, { new: "muted", old: "alreadyMuted" }),
      ...(ended.length > 0 ? [turn.say("mutedEnds", { names: allShown(ended, turn) })] : []),
    ]);
    await askBack(turn, unclear, "mute");
  }

  async function unmute(turn: Turn, payload: string): Promise<void> {
    const { muted, unclear } = heard(payload);
    if (muted.length + unclear.length === 0) return void (await turn.reply(await list(turn)));
    const removed = await wishes.remove(turn.ref, muted);
    const kept = muted.filter((one) => !removed.some((other) => isSame(one, other)));
    await tell(turn, inWords(turn, muted, kept, { new: "unmuted", old: "notMuted" }));
    await askBack(turn, unclear, "unmute");
  }

  /** Only banks and topics can be muted. */
  function heard(payload: string) {
    const { understood, unclear } = names.hear(payload);
    const muted = understood
      .filter(({ kind }) => kind === "bank" || kind === "topic")
      .map((interest): Interest => ({ ...interest, muted: true }));
    return { muted, unclear };
  }

  function inWords(
    turn: Turn,
    named: Interest[],
    before: Interest[],
    keys: { new: "muted" | "unmuted"; old: "alreadyMuted" | "notMuted" },
  ): string[] {
    const isOld = (one: Interest) => before.some((other) => isSame(one, other));
    return [[keys.new, named.filter((one) => !isOld(one))] as const, [keys.old, named.filter(isOld)] as const]
      .filter(([, some]) => some.length > 0)
      .map(([key, some]) => turn.say(key, { names: allShown(some, turn) }));
  }

  async function tell(turn: Turn, lines: string[]): Promise<void> {
    if (lines.length > 0) await turn.reply(reply(lines.join("\n")));
  }

  return {
    list,
    next,
    feature: {
      commands: {
        mine: { access: "reader", handle: async (turn) => void (await turn.reply(await list(turn))) },
        mute: { access: "owner", handle: mute },
        unmute: { access: "owner", handle: unmute },
      },
      presses: {
        mine: { access: "reader", handle: async (turn, [page]) => turn.show(await list(turn, page)) },
        drop: {
          access: "owner",
          async handle(turn, [word = "", page]) {
            await drop(turn, word);
            await turn.show(await list(turn, page));
          },
        },
        mute: { access: "owner", handle: (turn, [name = ""]) => mute(turn, name) },
        unmute: { access: "owner", handle: (turn, [name = ""]) => unmute(turn, name) },
      },
    },
  };
}
