import { z } from "zod";
import type { Instant } from "../news/article.js";
import type { UpdateRepository } from "../store/store.js";

/** What the bot has a use for; Telegram is told to send nothing else. */
export const ALLOWED_UPDATES = [
  "message",
  "edited_message",
  "channel_post",
  "callback_query",
  "inline_query",
  "my_chat_member",
] as const;

const idShape = z.object({ update_id: z.int().nonnegative() });

const inChat = z.object({ chat: z.object({ id: z.int() }) });
const byPerson = z.object({ from: z.object({ id: z.int() }) });
/** Whatever part does not look as expected counts as absent: it is the handler that says what is wrong with it. */
const partsShape = z.object({
  message: inChat.optional().catch(undefined),
  edited_message: inChat.optional().catch(undefined),
  channel_post: inChat.optional().catch(undefined),
  my_chat_member: inChat.optional().catch(undefined),
  callback_query: byPerson
    .extend({ message: inChat.optional().catch(undefined) })
    .optional()
    .catch(undefined),
  inline_query: byPerson.optional().catch(undefined),
});

export interface ReadUpdate {
  updateId: number;
  /** Whose updates are handled one after the other: the chat, for inline mode the person, 0 where neither is known. */
  chat: number;
  payload: string;
}

/** Undefined for what has no update_id that could be confirmed to Telegram. */
export function readUpdate(value: unknown): ReadUpdate | undefined {
  const id = idShape.safeParse(value);
  if (!id.success) return undefined;
  const { message, edited_message, channel_post, my_chat_member, callback_query, inline_query } =
    partsShape.parse(value);
  const place = message ?? edited_message ?? channel_post ?? my_chat_member ?? callback_query?.message;
  const person = callback_query?.from ?? inline_query?.from;
  return {
    updateId: id.data.update_id,
    chat: place?.chat.id ?? person?.id ?? 0,
    payload: JSON.stringify(value),
  };
}

/**
 * Commits what Telegram handed over; only after that it may be told that the updates arrived. Whatever has no id is
 * left out and returned, so that one broken entry costs none of the others.
 */
export async function commitUpdates(
  values: unknown[],
  updates: UpdateRepository,
  now: Instant,
): Promise<{ committed: ReadUpdate[]; fresh: number; unreadable: unknown[] }> {
  const committed: ReadUpdate[] = [];
  const unreadable: unknown[] = [];
  for (const value of values) {
    const update = readUpdate(value);
    if (update) committed.push(update);
    else unreadable.push(value);
  }
  const fresh = committed.length === 0 ? 0 : await updates.receive(committed, now);
  return { committed, fresh, unreadable };
}
