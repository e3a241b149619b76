import type { Store } from "../../src/store/store.js";
import { minute, noon, record, subscriber } from "./records.js";

const ARTICLES = 90;
const DIGESTS = 10;
const chats = [1, 2, 3];

/**
 * Work that can be begun again from its start at any time and ends in the same rows: articles with revisions and
 * follow-ups, digests planned, claimed and sent. `step` is called after each transaction that changed something.
 */
export async function crashWork(store: Store, step: () => void): Promise<void> {
  for (const chat of chats) await store.subscribers.add(subscriber({ chat }));
  const stories = new Map((await store.articles.page(0, ARTICLES)).map((a) => [a.externalId, a.storyId]));
  const save = async (index: number, text: string) => {
    // Three articles a story: the first makes it, the third comes to lead it.
    const storyId = stories.get(`${index - (index % 3)}`);
    const joining =
      index % 3 === 0
        ? { relation: "new" as const, leads: true, keys: [index] }
        : { relation: "follow-up" as const, storyId, leads: index % 3 === 2, keys: [index] };
    const saved = await store.articles.save(
      record({ externalId: `${index}`, text }, { joining }),
      noon + index,
    );
    stories.set(`${index}`, saved.storyId);
    if (saved.outcome !== "unchanged") step();
  };
  for (let index = 0; index < ARTICLES; index += 1) {
    const known = await store.articles.known("papers", [`${index}`]);
    if (known.size === 0) await save(index, `第${index}条消息的正文。`);
    if (index % 5 === 0) await save(index, `第${index}条消息的更正。`);
  }
  for (let index = 0; index < DIGESTS; index += 1) {
    const dueAt = noon + index * minute;
    const digest = {
      key: `digest ${index}`,
      kind: "daily" as const,
      assurance: "at-most-once" as const,
      parts: ["a", "b"],
      chats: chats.map((chat) => ({ chat, thread: 0 })),
      dueAt,
      coveredUntil: dueAt,
    };
    if ((await store.ledger.plan([digest], noon)) > 0) step();
  }
  await sendAll(store, step);
}

async function sendAll(store: Store, step: () => void): Promise<void> {
  const now = noon + DIGESTS * minute;
  for (;;) {
    // A lease that is over at once: whoever begins again finds what the killed one held.
    await store.ledger.recover(now + 1);
    const claimed = await store.ledger.claim(now, { owner: "worker", leaseMs: 1, limit: 2 });
    if (claimed.length === 0) return;
    step();
    for (const { id, attempts } of claimed) {
      await store.ledger.settle([{ id, attempts, status: "sent", messageId: 1000 + id }], now);
      step();
    }
  }
}

/** All that the work left behind, without the numbers that a database gives (PostgreSQL leaves gaps in them). */
export async function crashResult(store: Store): Promise<unknown> {
  const articles = await store.articles.page(0, ARTICLES + 1);
  return {
    articles: await Promise.all(
      articles.map(async ({ id, storyId, ...article }) => {
        const story = await store.stories.get(storyId);
        const members = await store.stories.articles(storyId);
        return {
          ...article,
          revisions: await store.articles.revisions(id),
          story: { changedAt: story?.changedAt, firstSeenAt: story?.firstSeenAt, reports: story?.reports },
          members: members.map(({ externalId }) => externalId),
        };
      }),
    ),
    chats: await store.subscribers.list({ limit: 9 }),
  };
}
