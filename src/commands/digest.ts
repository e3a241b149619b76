import { type Answers, createAnswers } from "../digest/answer.js";
import { parseDate } from "../lib/dates.js";
import { DAY } from "../lib/duration.js";
import type { Instant } from "../news/article.js";
import type { Digest } from "../news/digest.js";
import type { Interest, Subscriber } from "../news/subscriber.js";
import { type SharedMessage, serializeMessage } from "../telegram/message.js";
import { renderDigest } from "../telegram/render-digest.js";
import { type Command, type ExitCode, UsageError } from "./command.js";
import { writeLine } from "./ndjson.js";
import { withNewsroom } from "./newsroom.js";
import { readOptions } from "./options.js";

export const command: Command = {
  name: "digest",
  usage: "--chat ID [--at TIME] [--dry-run] [--json]",
  about: "a chat's digest, now or as of a past time; without --dry-run the running service sends it",
  run(context) {
    const { values } = readOptions(context.args, {
      chat: { type: "string" },
      at: { type: "string" },
      "dry-run": { type: "boolean" },
      json: { type: "boolean" },
    });
    if (!/^-?\d{1,16}$/.test(values.chat ?? ""))
      throw new UsageError("--chat takes the numeric id of a chat");
    const ref = { chat: Number(values.chat), thread: 0 };
    return withNewsroom<ExitCode>(context, async ({ store, rules }, clock) => {
      const subscriber = await store.subscribers.get(ref);
      if (subscriber === undefined) throw new Error(`chat ${ref.chat} has never written to the bot`);
      const interests = await store.subscribers.interests(ref);
      const at = values.at === undefined ? undefined : readTime(values.at);
      const answers = createAnswers(store.stories, rules);
      const digest = await (at === undefined
        ? answers.digest(subscriber, interests, { now: clock.now() })
        : digestAsOf(answers, subscriber, interests, at));
      const messages = digest.groups.length === 0 ? [] : renderDigest(digest, subscriber);
      for (const [part, message] of messages.entries()) {
        if (values.json) await writeLine(context.terminal.output, { chat: ref.chat, part, ...message });
        else context.terminal.output.write(`${message.text}\n${buttonsOf(message)}\n`);
      }
      if (!values["dry-run"]) {
        const now = clock.now();
        await store.ledger.plan(
          [
            {
              key: `command:${ref.chat}:${now}`,
              kind: "daily",
              assurance: "at-least-once",
              parts: messages.map(serializeMessage),
              chats: [ref],
              dueAt: now,
              coveredUntil: at === undefined ? now : (subscriber.coveredUntil ?? at),
            },
          ],
          now,
        );
      }
      return 0;
    });
  },
};

/** As of a past time: what was published on the day before it, as a daily digest at that time would have held. */
async function digestAsOf(
  answers: Answers,
  subscriber: Subscriber,
  interests: Interest[],
  at: Instant,
): Promise<Digest> {
  const day = await answers.digest(subscriber, interests, { now: at, span: { since: at - DAY, until: at } });
  if (day.groups.length > 0) return { ...day, kind: "fresh" };
  return answers.digest({ ...subscriber, coveredUntil: at }, interests, { now: at });
}

const buttonsOf = ({ buttons = [] }: SharedMessage): string =>
  buttons
    .flat()
    .map(({ text }) => `[${text}]\n`)
    .join("");

function readTime(written: string): Instant {
  const at = parseDate(written);
  if (at === undefined)
    throw new UsageError("--at takes a time such as 2022-06-02T21:00:00+08:00 or 2022-06-02");
  return at;
}
