import type { Conversation } from "../conversation.js";
import type { Names } from "../names.js";
import type { Turn } from "../turn.js";
import type { Lists } from "./lists.js";
import type { Settings } from "./settings.js";

export type Words = (turn: Turn, text: string) => Promise<void>;

/** What is typed without a command: the answer to a question asked, a bank's or topic's name, or else a search. */
export function createWords(
  names: Names,
  conversation: Conversation,
  { lists, settings }: { lists: Lists; settings: Settings },
): Words {
  return async (turn, text) => {
    const question = await conversation.takeQuestion(turn.ref);
    if (question) return settings.answer(turn, question, text);
    const { interest } = names.meaning(text.trim().replace(/^[#＃]/u, ""));
    if (interest?.kind === "bank" || interest?.kind === "topic") {
      return lists.open(turn, interest.kind, interest.name);
    }
    await lists.search(turn, text);
  };
}
