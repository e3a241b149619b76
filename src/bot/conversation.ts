import type { Keyv } from "keyv";
import { z } from "zod";
import { DAY, MINUTE } from "../lib/duration.js";
import type { ChatRef } from "../news/subscriber.js";

const LIST_TTL = 7 * DAY;
const QUESTION_TTL = 10 * MINUTE;

const shownShape = z.object({
  /** Items before the first one, on earlier pages. */
  from: z.number(),
  items: z.array(z.object({ kind: z.enum(["article", "story"]), id: z.number() })),
});
const questionShape = z.enum(["time", "zone", "quiet"]);

/** A list as it was last seen, in its order; a digest shows stories, other lists show articles. */
export type ShownList = z.infer<typeof shownShape>;
export type Question = z.infer<typeof questionShape>;

/** What a conversation is in the middle of. All of it expires, and nothing of it is needed for the rest to work. */
export interface Conversation {
  showed(ref: ChatRef, list: ShownList): Promise<void>;
  lastShown(ref: ChatRef): Promise<ShownList | undefined>;
  ask(ref: ChatRef, question: Question): Promise<void>;
  /** The question that waits for a typed answer; asking for it ends the wait. */
  takeQuestion(ref: ChatRef): Promise<Question | undefined>;
  forget(ref: ChatRef): Promise<void>;
}

export function createConversation(keyv: Keyv): Conversation {
  const listOf = ({ chat, thread }: ChatRef) => `list:${chat}:${thread}`;
  const questionOf = ({ chat, thread }: ChatRef) => `question:${chat}:${thread}`;
  return {
    async showed(ref, list) {
      await keyv.set(listOf(ref), list, LIST_TTL);
    },
    async lastShown(ref) {
      return shownShape.safeParse(await keyv.get(listOf(ref))).data;
    },
    async ask(ref, question) {
      await keyv.set(questionOf(ref), question, QUESTION_TTL);
    },
    async takeQuestion(ref) {
      const question = questionShape.safeParse(await keyv.get(questionOf(ref)));
      if (!question.success) return undefined;
      await keyv.delete(questionOf(ref));
      return question.data;
    },
    async forget(ref) {
      await keyv.delete(listOf(ref));
      await keyv.delete(questionOf(ref));
    },
  };
}
