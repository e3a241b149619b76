import type { Insertable, Selectable, Updateable } from "kysely";
import type { DigestDays, QuietHours, Subscriber } from "../news/subscriber.js";
import type { Tables } from "./tables.js";
import { wishKey } from "./wish-key.js";

export type ChatRow = Selectable<Tables["chats"]>;
export type SubscriberPatch = Partial<Omit<Subscriber, "chat" | "thread" | "createdAt">>;

export function toSubscriber(row: ChatRow): Subscriber {
  return {
    chat: row.chat,
    thread: row.thread,
    type: row.type,
    title: row.title,
    locale: row.locale,
    timezone: row.timezone,
    status: row.status,
    mode: row.mode,
    times: JSON.parse(row.times) as string[],
    days: readDays(row.days),
    ...(row.quiet !== null && { quiet: JSON.parse(row.quiet) as QuietHours }),
    maxItems: row.max_items,
    tellEmpty: row.tell_empty === 1,
    ...(row.next_digest_at !== null && { nextDigestAt: row.next_digest_at }),
    ...(row.covered_until !== null && { coveredUntil: row.covered_until }),
    createdAt: row.created_at,
  };
}

/** Of a chat without interests. */
export function toRow(subscriber: Subscriber): Insertable<Tables["chats"]> {
  const settings = {
    locale: subscriber.locale,
    timezone: subscriber.timezone,
    mode: subscriber.mode,
    times: JSON.stringify(subscriber.times),
    days: String(subscriber.days),
    quiet: quietText(subscriber.quiet),
    max_items: subscriber.maxItems,
    tell_empty: subscriber.tellEmpty ? 1 : 0,
  };
  return {
    chat: subscriber.chat,
    thread: subscriber.thread,
    type: subscriber.type,
    title: subscriber.title,
    status: subscriber.status,
    ...settings,
    wish_key: wishKey(settings, []),
    next_digest_at: (subscriber.mode === "daily" ? subscriber.nextDigestAt : undefined) ?? null,
    covered_until: subscriber.coveredUntil ?? null,
    created_at: subscriber.createdAt,
  };
}

/**
 * A field that is handed in as undefined is taken away; one that is left out stays. No digest of a daily kind is due in
 * instant mode.
 */
export function toColumns(patch: SubscriberPatch): Updateable<Tables["chats"]> {
  const { type, title, locale, timezone, status, mode, times, days, maxItems, tellEmpty } = patch;
  return {
    ...(type !== undefined && { type }),
    ...(title !== undefined && { title }),
    ...(locale !== undefined && { locale }),
    ...(timezone !== undefined && { timezone }),
    ...(status !== undefined && { status }),
    ...(mode !== undefined && { mode }),
    ...(times !== undefined && { times: JSON.stringify(times) }),
    ...(days !== undefined && { days: String(days) }),
    ...("quiet" in patch && { quiet: quietText(patch.quiet) }),
    ...(maxItems !== undefined && { max_items: maxItems }),
    ...(tellEmpty !== undefined && { tell_empty: tellEmpty ? 1 : 0 }),
    ...("nextDigestAt" in patch && { next_digest_at: patch.nextDigestAt ?? null }),
    ...(mode === "instant" && { next_digest_at: null }),
    ...("coveredUntil" in patch && { covered_until: patch.coveredUntil ?? null }),
  };
}

const quietText = (quiet: QuietHours | undefined): string | null =>
  quiet === undefined ? null : JSON.stringify(quiet);

function readDays(text: string): DigestDays {
  return (/^\d$/.test(text) ? Number(text) : text) as DigestDays;
}
