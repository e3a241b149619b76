import { answerDigest } from "../../digest/answer.js";
import { parseSpan } from "../../lib/spans.js";
import { trimText } from "../../telegram/trim.js";
import type { Conversation } from "../conversation.js";
import type { Names } from "../names.js";
import type { BotParts } from "../parts.js";
import { FIRST_BANKS } from "../picker.js";
import { reply, withKeys } from "../reply.js";
import type { Feature, Turn } from "../turn.js";
import type { Lists } from "./lists.js";

/** /digest: what is new for this chat, or the latest that fit; of a past time; of one bank. */
export function digestFeature(
  { store, renderDigest }: BotParts,
  names: Names,
  conversation: Conversation,
  lists: Lists,
): Feature {
  async function digest(turn: Turn, payload: string): Promise<void> {
    const asked = payload.trim();
    const span = asked === "" ? undefined : parseSpan(asked, turn.now, turn.timezone);
    if (asked !== "" && !span) return digestOfName(turn, asked);
    const subscriber = await store.subscribers.get(turn.ref);
    const interests = await store.subscribers.interests(turn.ref);
    if (!subscriber || interests.length === 0) {
      const keys = [
        { text: turn.say("menuMore"), verb: "pick", args: [FIRST_BANKS] },
        { text: turn.say("menuLatest"), verb: "list", args: ["latest", "", "0"] },
      ];
      return void (await turn.reply(reply(turn.say("digestNoInterests"), [keys])));
    }
    const when = span ? { now: turn.now, span } : { now: turn.now };
    const composed = await answerDigest(store.stories, subscriber, interests, when);
    if (composed.groups.length === 0) {
      return void (await turn.reply(reply(turn.say(span ? "digestNothingThen" : "digestNothing"))));
    }
    for (const message of renderDigest(composed, { locale: turn.locale, timezone: turn.timezone })) {
      await turn.reply(withKeys(message));
    }
    // Only what was delivered counts as offered: a failure above leaves the news for the next digest.
    if (composed.kind === "fresh") await store.subscribers.update(turn.ref, { coveredUntil: turn.now });
    const items = composed.groups.flatMap((group) =>
      group.items.map(({ storyId }) => ({ kind: "story" as const, id: storyId })),
    );
    await conversation.showed(turn.ref, { from: 0, items });
  }

  async function digestOfName(turn: Turn, asked: string): Promise<void> {
    const { interest } = names.meaning(asked.replace(/^[#＃]/u, ""));
    const named = interest && interest.kind !== "all" ? interest : undefined;
    if (!named) return void (await turn.reply(reply(turn.say("digestUsage", { say: trimText(asked, 40) }))));
    if (await lists.show(turn, named.kind === "bank" ? "bank" : "topic", named.name)) return;
    await turn.reply(reply(turn.say("nothingOn", { name: named.name })));
  }

  return {
    commands: { digest: { access: "reader", handle: digest } },
    presses: { digest: { access: "reader", handle: (turn) => digest(turn, "") } },
  };
}
