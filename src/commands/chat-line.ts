import { z } from "zod";
import { parseDate } from "../lib/dates.js";
import { isZone } from "../lib/zone.js";
import { type Interest, type Subscriber, writeRef } from "../news/subscriber.js";
import { isoOrUndefined } from "./text-line.js";

const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "a time is HH:MM");

/** A conversation with what it follows, as `export` writes and `import` reads it. */
export const chatLine = z.strictObject({
  /** The chat, and its topic if it is one: `-1001234/7`. */
  id: z.string().regex(/^-?\d{1,16}(?:\/\d{1,10})?$/, "an id is a chat's number, or CHAT/TOPIC"),
  type: z.enum(["private", "group", "supergroup", "channel"]),
  title: z.string(),
  status: z.enum(["pending", "active", "stopped", "refused", "banned", "blocked", "dead"]),
  locale: z.enum(["zh", "en"]),
  timezone: z.string().refine(isZone, "no time zone"),
  mode: z.enum(["daily", "instant"]),
  times: z.array(time).min(1).max(4),
  days: z.union([z.enum(["every", "weekdays", "trading"]), z.literal([1, 2, 3, 4, 5, 6, 7])]),
  quiet: z.strictObject({ from: time, to: time }).optional(),
  maxItems: z.int().min(1).max(50),
  tellEmpty: z.boolean(),
  since: z.string().refine((text) => parseDate(text) !== undefined, "no date"),
  interests: z.array(
    z.strictObject({
      kind: z.enum(["bank", "topic", "bankType", "medium", "keyword", "all"]),
      name: z.string().min(1),
      muted: z.literal(true).optional(),
    }),
  ),
});

export type ChatLine = z.infer<typeof chatLine>;

export function toChatLine(subscriber: Subscriber, interests: Interest[]): ChatLine {
  const { chat: _c, thread: _t, createdAt, nextDigestAt: _, coveredUntil: __, ...settings } = subscriber;
  const since = isoOrUndefined(createdAt, settings.timezone) ?? "";
  return { id: writeRef(subscriber), ...settings, since, interests };
}

/** When the next digest is due depends on the day of the import, so the caller says it. */
export function fromChatLine(line: ChatLine): { subscriber: Subscriber; interests: Interest[] } {
  const { id, since, interests, ...settings } = line;
  const [chat = 0, thread = 0] = id.split("/").map(Number);
  return { subscriber: { chat, thread, ...settings, createdAt: parseDate(since) ?? 0 }, interests };
}
