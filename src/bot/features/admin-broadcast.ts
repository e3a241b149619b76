import type { Assurance } from "../../news/delivery.js";
import { trimText } from "../../telegram/trim.js";
import type { BotParts } from "../parts.js";
import { type Key, reply } from "../reply.js";
import type { Press, Turn } from "../turn.js";

/** A notice, not a newspaper; its button keeps the words for a month. */
const LONGEST = 3000;
const LONGEST_IN_AUDIT = 120;
const ASSURANCES: readonly Assurance[] = ["at-least-once", "at-most-once"];

export interface AdminBroadcast {
  presses: Record<string, Press>;
  command(turn: Turn, words: string): Promise<void>;
}

/** `/admin broadcast 今晚维护`: shown first as it will be read, and sent to everybody once the admin says how. */
export function createAdminBroadcast({ store, random, broadcast }: BotParts): AdminBroadcast {
  async function ask(turn: Turn, words: string): Promise<void> {
    const { say } = turn;
    const text = words.replace(/(?!\n)\p{Cc}/gu, "").trim();
    if (text === "") return void (await turn.reply(reply(say("broadcastUsage"))));
    if (text.length > LONGEST) {
      return void (await turn.reply(reply(say("broadcastTooLong", { longest: LONGEST }))));
    }
    const { active = 0 } = await store.subscribers.countByStatus();
    const once = Buffer.from(random(6)).toString("base64url");
    const send = (label: string, assurance: Assurance): Key[] => [
      { text: label, verb: "bsend", args: [assurance, once, text] },
    ];
    await turn.reply(reply(text));
    await turn.reply(
      reply(say("broadcastAsk", { count: active }), [
        send(say("broadcastSurely"), "at-least-once"),
        send(say("broadcastOnce"), "at-most-once"),
        [{ text: say("cancel"), verb: "bno" }],
      ]),
    );
  }

  async function send(turn: Turn, [how, once = "", text = ""]: string[]): Promise<void> {
    const assurance = ASSURANCES.find((one) => one === how);
    if (!assurance) return turn.toast(turn.say("staleButton"));
    // A second press, or one of another button of the same question, is the same broadcast.
    await broadcast({ key: `broadcast:${once}`, assurance, message: { text, entities: [] } });
    await store.audit.add({
      at: turn.now,
      actor: turn.person.id,
      action: "broadcast",
      detail: `${assurance} ${trimText(text, LONGEST_IN_AUDIT)}`,
    });
    await turn.show(reply(turn.say("broadcastBegun")));
  }

  return {
    command: ask,
    presses: {
      bsend: { access: "admin", handle: send },
      bno: { access: "admin", handle: (turn) => turn.show(reply(turn.say("cancelled"))) },
    },
  };
}
