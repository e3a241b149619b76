import { setImmediate as breathe } from "node:timers/promises";
import { BoundedMap } from "../lib/bounded-map.js";
import type { Instant } from "../news/article.js";
import type { Interest, Standing, Subscriber } from "../news/subscriber.js";
import type { Ledger, PlannedDigest, SubscriberRepository } from "../store/store.js";

/** Groups whose digest is remembered; one that was forgotten is composed again, to the same words under the same key. */
const REMEMBERED = 5000;

/** Conversations with equal wishes that stand alike. */
export interface Group {
  key: string;
  /** One of them; the others differ from it in chat, thread, type, title and age alone. */
  sample: Subscriber;
  interests: Interest[];
}

/** What a group gets, all but the chats; undefined: nothing, and it does not move on. */
export type GroupDigest = Omit<PlannedDigest, "chats"> | undefined;

type Compose = (chat: Standing) => Promise<GroupDigest>;

/** Composes a group's digest when the first of its chats comes along. */
export function createComposer(
  { subscribers }: { subscribers: SubscriberRepository },
  compose: (group: Group) => Promise<GroupDigest>,
): Compose {
  const known = new BoundedMap<string, Promise<GroupDigest>>(REMEMBERED);

  async function composeFor(chat: Standing): Promise<GroupDigest> {
    const sample = await subscribers.get(chat);
    if (!sample) return undefined;
    const { dueAt: nextDigestAt, coveredUntil } = chat;
    const standing = {
      ...sample,
      ...(nextDigestAt !== undefined && { nextDigestAt }),
      ...(coveredUntil !== undefined && { coveredUntil }),
    };
    return compose({ key: chat.wishKey, sample: standing, interests: await subscribers.interests(chat) });
  }

  return (chat) => {
    const key = `${chat.wishKey} ${chat.dueAt} ${chat.coveredUntil}`;
    const found = known.get(key);
    if (found) return found;
    const composed = composeFor(chat);
    known.set(key, composed);
    return composed;
  };
}

/** One transaction for all of these chats; whoever talks to the bot meanwhile is heard after it. */
export async function planPage(
  { ledger }: { ledger: Ledger },
  chats: Standing[],
  compose: Compose,
  now: Instant,
): Promise<void> {
  const planned = new Map<GroupDigest, PlannedDigest>();
  for (const chat of chats) {
    const digest = await compose(chat);
    if (!digest) continue;
    const known = planned.get(digest) ?? { ...digest, chats: [] };
    known.chats.push({ chat: chat.chat, thread: chat.thread });
    planned.set(digest, known);
  }
  if (planned.size > 0) await ledger.plan([...planned.values()], now);
  await breathe();
}
