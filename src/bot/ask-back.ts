import type { Interest } from "../news/subscriber.js";
import { shown, wordOf } from "./names.js";
import { inRows, type Key, reply, saidBack } from "./reply.js";
import type { Turn } from "./turn.js";

/** Names offered for one that was not understood. */
const MOST_NEAR = 6;
/** Names not understood that are asked back; a pasted text is not a list of names. */
const MOST_UNCLEAR = 8;

/** What was not understood is asked back with the nearest names as buttons, never guessed. */
export async function askBack(
  turn: Turn,
  unclear: { say: string; near: Interest[] }[],
  verb: string,
  /** Further ways to take the words. */
  others: (say: string) => Key[] = () => [],
): Promise<void> {
  for (const { say, near } of unclear.slice(0, MOST_UNCLEAR)) {
    const names = near.slice(0, MOST_NEAR).map((interest): Key => {
      return { text: shown(interest, turn.say), verb, args: [wordOf(interest)] };
    });
    const text = turn.say(names.length > 0 ? "unknownName" : "unknownNameAlone", { say: saidBack(say) });
    await turn.reply(reply(text, [...inRows(names, 2), others(say)]));
  }
}
