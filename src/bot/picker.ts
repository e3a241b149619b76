import { EVERYTHING, type Interest } from "../news/subscriber.js";
import { shown } from "./names.js";
import type { BotParts } from "./parts.js";
import { inRows, type Key, pageOf, pager, pagerLabels } from "./reply.js";
import type { Say } from "./say.js";
import { isSame } from "./wishes.js";

const PER_PAGE = 20;

/**
 * Where a toggle stands, so that the same list is drawn again after the press: `s` the greeting's suggestions,
 * `b3` the fourth page of banks, `t0` the topics.
 */
export const SUGGESTED = "s";
export const FIRST_BANKS = "b0";
export const FIRST_TOPICS = "t0";

/** What the presses of a picker are called, and the words that stand before theirs. */
export interface PickVerbs {
  toggle: string;
  turn: string;
  args: string[];
}

/** Names as buttons that subscribe and unsubscribe, the chosen ones ticked. */
export function toggleKeys(
  names: Interest[],
  own: Interest[],
  say: Say,
  { toggle, args }: PickVerbs,
  view: string,
): Key[] {
  return names.map((interest) => {
    const ticked = own.some((one) => isSame(one, interest));
    const label = shown(interest, say);
    return { text: ticked ? `✅ ${label}` : label, verb: toggle, args: [...args, view, interest.name] };
  });
}

/** A page of all banks or topics, with the way to the other list. */
export function pickKeys(
  dictionary: BotParts["dictionary"],
  own: Interest[],
  say: Say,
  verbs: PickVerbs,
  view: string,
): Key[][] {
  const [letter, kind, all] = view.startsWith("t")
    ? (["t", "topic", dictionary.topics] as const)
    : (["b", "bank", dictionary.banks] as const);
  const pages = Math.ceil(all.length / PER_PAGE);
  const page = pageOf(view.slice(1), pages);
  const names = all.slice(page * PER_PAGE, (page + 1) * PER_PAGE).map((name) => ({ kind, name }));
  const turn = (to: string) => ({ verb: verbs.turn, args: [...verbs.args, to] });
  const other =
    kind === "topic"
      ? { text: say("menuMore"), ...turn(FIRST_BANKS) }
      : { text: say("menuTopics"), ...turn(FIRST_TOPICS) };
  return [
    ...inRows(toggleKeys(names, own, say, verbs, view), 2),
    ...pager({ page, pages }, pagerLabels({ say }), (to) => turn(`${letter}${to}`)),
    [other, ...toggleKeys([EVERYTHING], own, say, verbs, view)],
  ];
}
