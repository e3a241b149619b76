import { createAnswers } from "../../digest/answer.js";
import { REST_VERB, readRest } from "../../digest/rest.js";
import { parseSpan } from "../../lib/spans.js";
import type { Digest } from "../../news/digest.js";
import type { Conversation } from "../conversation.js";
import type { Names } from "../names.js";
import type { BotParts } from "../parts.js";
import { FIRST_BANKS } from "../picker.js";
import { reply, saidBack, withKeys } from "../reply.js";
import type { Feature, Turn } from "../turn.js";
import type { Lists } from "./lists.js";

/** /digest: what is new for this chat, or the latest that fit; of a past time; of one bank; and the rest of a digest. */
export function digestFeature(
  { store, rules, renderDigest }: BotParts,
  names: Names,
  conversation: Conversation,
  lists: Lists,
): Feature {
  const answers = createAnswers(store.stories, rules);

  async function digest(turn: Turn, payload: string): Promise<void> {
    const asked = payload.trim();
    const span = asked === "" ? undefined : parseSpan(asked, turn.now, turn.timezone);
    if (asked !== "" && !span) return digestOfName(turn, asked);
    const subscriber = await store.subscribers.get(turn.ref);
    const interests = await store.subscribers.interests(turn.ref);
    if (!subscriber || interests.every(({ muted }) => muted)) {
      const keys = [
        { text: turn.say("menuMore"), verb: "pick", args: [FIRST_BANKS] },
        { text: turn.say("menuLatest"), verb: "list", args: ["latest", "", "0"] },
      ];
      return void (await turn.reply(reply(turn.say("digestNoInterests"), [keys])));
    }
    const when = span ? { now: turn.now, span } : { now: turn.now };
    const composed = await answers.digest(subscriber, interests, when);
    if (composed.groups.length === 0) {
      return void (await turn.reply(reply(turn.say(span ? "digestNothingThen" : "digestNothing"))));
    }
    await showDigest(turn, composed);
    // Only what was delivered counts as offered: a failure above leaves the news for the next digest.
    if (composed.kind === "fresh") await store.subscribers.update(turn.ref, { coveredUntil: turn.now });
  }

  async function showDigest(turn: Turn, composed: Digest): Promise<void> {
    for (const message of renderDigest(composed, { locale: turn.locale, timezone: turn.timezone })) {
      await turn.reply(withKeys(message, message.buttons));
    }
    const items = composed.groups.flatMap((group) =>
      group.items.map(({ storyId }) => ({ kind: "story" as const, id: storyId })),
    );
    await conversation.showed(turn.ref, { from: 0, items });
  }

  /** By the interests as they are now, which may leave nothing of what the button counted. */
  async function rest(turn: Turn, args: string[]): Promise<void> {
    const asked = readRest(args);
    const subscriber = await store.subscribers.get(turn.ref);
    if (!asked || !subscriber) return turn.toast(turn.say("staleButton"));
    const composed = await answers.rest(subscriber, await store.subscribers.interests(turn.ref), asked);
    if (composed.groups.length === 0) return turn.toast(turn.say("digestNoRest"));
    await showDigest(turn, composed);
  }

  async function digestOfName(turn: Turn, asked: string): Promise<void> {
    const { interest } = names.meaning(asked.replace(/^[#＃]/u, ""));
    if (interest?.kind !== "bank" && interest?.kind !== "topic") {
      return void (await turn.reply(reply(turn.say("digestUsage", { say: saidBack(asked) }))));
    }
    await lists.open(turn, interest.kind, interest.name);
  }

  return {
    commands: { digest: { access: "reader", handle: digest } },
    presses: {
      digest: { access: "reader", handle: (turn) => digest(turn, "") },
      [REST_VERB]: { access: "reader", handle: rest },
    },
  };
}
