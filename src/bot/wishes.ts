import { nextLocalTime } from "../lib/zone.js";
import type { ChatRef, Interest, Subscriber } from "../news/subscriber.js";
import type { BotParts } from "./parts.js";

export interface Wishes {
  of(ref: ChatRef): Promise<Interest[]>;
  /** Returns those that are new. */
  add(ref: ChatRef, interests: Interest[], now: number): Promise<Interest[]>;
  /** Returns those that were there. */
  remove(ref: ChatRef, interests: Interest[]): Promise<Interest[]>;
  /** Adds the interest or takes it away; true if it is there now. */
  toggle(ref: ChatRef, interest: Interest, now: number): Promise<boolean>;
}

/** What a chat wishes to read, and the next digest that follows from it. */
export function createWishes({ store }: Pick<BotParts, "store">): Wishes {
  const { subscribers } = store;

  /** While nothing was wished for, no digest was due; the one of this morning is not made good in the evening. */
  async function keepDue(ref: ChatRef, now: number): Promise<void> {
    const known: Subscriber | undefined = await subscribers.get(ref);
    if (!known || known.mode === "instant" || (known.nextDigestAt !== undefined && known.nextDigestAt > now))
      return;
    await subscribers.update(ref, {
      nextDigestAt: nextLocalTime(now, known.timezone, known.times[0] ?? "08:30"),
    });
  }

  async function add(ref: ChatRef, interests: Interest[], now: number): Promise<Interest[]> {
    const before = await subscribers.interests(ref);
    const added = await subscribers.subscribe(ref, interests, now);
    if (before.length === 0) await keepDue(ref, now);
    return added;
  }

  return {
    of: (ref) => subscribers.interests(ref),
    add,
    remove: (ref, interests) => subscribers.unsubscribe(ref, interests),
    async toggle(ref, interest, now) {
      if ((await subscribers.unsubscribe(ref, [interest])).length > 0) return false;
      await add(ref, [interest], now);
      return true;
    },
  };
}
