import type { Conversation } from "../conversation.js";
import type { BotParts } from "../parts.js";
import { reply } from "../reply.js";
import type { Feature, Turn } from "../turn.js";

/** /stop, /forgetme and /privacy. */
export function leaveFeature({ store }: BotParts, conversation: Conversation): Feature {
  const { subscribers } = store;

  async function forget(turn: Turn): Promise<void> {
    await conversation.forget(turn.ref);
    await subscribers.forget(turn.ref.chat);
    await turn.show(reply(turn.say("forgotten")));
  }

  return {
    commands: {
      stop: {
        access: "owner",
        async handle(turn) {
          await subscribers.update(turn.ref, { status: "stopped" });
          await turn.reply(reply(turn.say("stopped")));
        },
      },
      forgetme: {
        access: "entrance",
        async handle(turn) {
          await turn.reply(
            reply(turn.say("forgetAsk"), [
              [
                { text: turn.say("forgetYes"), verb: "forget" },
                { text: turn.say("forgetNo"), verb: "keep" },
              ],
            ]),
          );
        },
      },
      privacy: {
        access: "anyone",
        handle: async (turn) => void (await turn.reply(reply(turn.say("privacy")))),
      },
    },
    presses: {
      forget: { access: "entrance", handle: forget },
      keep: { access: "anyone", handle: async (turn) => turn.show(reply(turn.say("forgetKept"))) },
    },
  };
}
