import { nextDigestTime } from "../digest/schedule.js";
import type { ChatRef, Interest } from "../news/subscriber.js";
import type { BotParts } from "./parts.js";

/** Each is a search of its own whenever a digest is planned. */
export const MOST_KEYWORDS = 20;

export interface Wishes {
  /** Wished for and muted. */
  of(ref: ChatRef): Promise<Interest[]>;
  /**
   * Wishes for the interests, or mutes them where they say so. Returns those that are new; undefined, and nothing is
   * changed, if they would be more than MOST_KEYWORDS keywords.
   */
  add(ref: ChatRef, interests: Interest[], now: number): Promise<Interest[] | undefined>;
  /** Returns those that were there, wished for or muted as they say. */
  remove(ref: ChatRef, interests: Interest[]): Promise<Interest[]>;
  /** Adds the interest or takes it away; true if it is there now. */
  toggle(ref: ChatRef, interest: Interest, now: number): Promise<boolean>;
}

/** What a chat wishes to read, and the next digest that follows from it. */
export function createWishes({ store, rules }: Pick<BotParts, "store" | "rules">): Wishes {
  const { subscribers } = store;

  /** While nothing was wished for, no digest was due; the one of this morning is not made good in the evening. */
  async function keepDue(ref: ChatRef, now: number): Promise<void> {
    const known = await subscribers.get(ref);
    if (!known || known.mode === "instant" || (known.nextDigestAt !== undefined && known.nextDigestAt > now))
      return;
    await subscribers.update(ref, { nextDigestAt: nextDigestTime(known, now, rules.isTradingDay) });
  }

  async function add(ref: ChatRef, interests: Interest[], now: number): Promise<Interest[] | undefined> {
    const before = await subscribers.interests(ref);
    const keywords = (some: Interest[]) => some.filter(({ kind }) => kind === "keyword");
    const more = keywords(interests).filter((one) => !before.some((other) => isSame(one, other)));
    if (more.length > 0 && keywords(before).length + more.length > MOST_KEYWORDS) return undefined;
    const added = await subscribers.subscribe(ref, interests, now);
    if (before.every(({ muted }) => muted)) await keepDue(ref, now);
    return added;
  }

  async function remove(ref: ChatRef, interests: Interest[]): Promise<Interest[]> {
    const own = await subscribers.interests(ref);
    const there = interests.filter((interest) => own.some((one) => isSame(one, interest)));
    await subscribers.unsubscribe(ref, there);
    return there;
  }

  return {
    of: (ref) => subscribers.interests(ref),
    add,
    remove,
    async toggle(ref, interest, now) {
      if ((await remove(ref, [interest])).length > 0) return false;
      await add(ref, [interest], now);
      return true;
    },
  };
}

export function isSame(a: Interest, b: Interest): boolean {
  return a.kind === b.kind && a.name === b.name && a.muted === b.muted;
}
