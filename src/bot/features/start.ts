import { type Admission, isLetIn } from "../admission.js";
import { type Key, type Reply, reply } from "../reply.js";
import type { Feature, Turn } from "../turn.js";

export function greeting(turn: Pick<Turn, "chat" | "say">, keys: Key[][]): Reply {
  return reply(turn.say(turn.chat.type === "private" ? "greeting" : "greetingGroup"), keys);
}

/** /start, with an invitation's code behind it or without; /help. */
export function startFeature(admission: Admission, suggestions: (turn: Turn) => Promise<Key[][]>): Feature {
  return {
    commands: {
      start: {
        access: "entrance",
        async handle(turn, code) {
          const standing = await admission.enter(turn, code);
          if (!isLetIn(standing)) return void (await turn.reply(reply(turn.say(standing))));
          if (standing === "resumed") await turn.reply(reply(turn.say("resumed")));
          await turn.reply(greeting(turn, await suggestions(turn)));
        },
      },
      help: {
        access: "anyone",
        handle: async (turn) => void (await turn.reply(reply(turn.say("help")))),
      },
    },
  };
}
