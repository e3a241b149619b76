import { createHash } from "node:crypto";
import type { Interest } from "../news/subscriber.js";
import type { Tables } from "./tables.js";

type Settings = Pick<
  Tables["chats"],
  "locale" | "timezone" | "mode" | "times" | "days" | "quiet" | "max_items" | "tell_empty"
>;

/** Everything that decides what a digest says and when the next one is due. It is kept beside the chat, so that chats
 * with equal keys are found together. */
export function wishKey(settings: Settings, interests: Interest[]): string {
  const { locale, timezone, mode, times, days, quiet, max_items, tell_empty } = settings;
  const wishes = interests.map(({ kind, name, muted }) => `${muted ? "-" : ""}${kind}:${name}`).sort();
  const parts = [wishes, locale, timezone, mode, times, days, quiet, max_items, tell_empty];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 27);
}
