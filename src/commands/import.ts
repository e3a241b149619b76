import { type ZodType, z } from "zod";
import { nextDigestTime } from "../digest/schedule.js";
import type { Interest } from "../news/subscriber.js";
import { problemInWords } from "../tag/dictionary.js";
import { namesOf } from "../tools.js";
import { type ChatLine, chatLine, fromChatLine } from "./chat-line.js";
import type { Command, ExitCode } from "./command.js";
import { problemsOf, serveLines } from "./ndjson.js";
import { withNewsroom } from "./newsroom.js";
import { readOptions } from "./options.js";

const additionLine = z.strictObject({ id: z.string().startsWith("addition-"), addition: z.unknown() });

export const command: Command = {
  name: "import",
  usage: "< chats.ndjson",
  about: "takes over what export wrote, also on another database; what is known already stays as it is",
  run(context) {
    readOptions(context.args, {});
    return withNewsroom<ExitCode>(context, ({ store, desk, rules, tools }, clock) => {
      const { subscribers } = store;

      async function importAddition({ id, addition }: z.infer<typeof additionLine>): Promise<object> {
        const checked = desk.check(addition);
        if (!checked.ok) return { id, error: checked.problems.map(problemInWords).join("; ") };
        const outcome = await desk.apply({ add: checked.addition });
        if (outcome === "taken") return { id, error: "another process changes the dictionary right now" };
        return { id, outcome: outcome === "changed" ? "added" : "known" };
      }

      /** Kept, since a later addition may know them, but the operator should hear of them. */
      function unknownNames(interests: Interest[]): string[] {
        const { banks, topics } = namesOf(tools);
        return interests
          .filter(
            ({ kind, name }) =>
              (kind === "bank" && !banks.includes(name)) || (kind === "topic" && !topics.includes(name)),
          )
          .map(({ name }) => name);
      }

      async function importChat(line: ChatLine): Promise<object> {
        const { subscriber, interests } = fromChatLine(line);
        const now = clock.now();
        const due = nextDigestTime(subscriber, now, rules.isTradingDay);
        const nextDigestAt =
          subscriber.mode === "daily" && interests.some(({ muted }) => !muted) ? due : undefined;
        const { added } = await subscribers.add({ ...subscriber, nextDigestAt, coveredUntil: now });
        if (added) await subscribers.subscribe(subscriber, interests, now);
        const unknown = unknownNames(interests);
        return {
          id: line.id,
          outcome: added ? "added" : "known",
          ...(unknown.length > 0 && { unknown }),
        };
      }

      return serveLines(context.terminal, z.looseObject({ id: z.string() }), (line) =>
        "addition" in line ? importAddition(read(additionLine, line)) : importChat(read(chatLine, line)),
      );
    });
  },
};

function read<T>(shape: ZodType<T>, line: unknown): T {
  const parsed = shape.safeParse(line);
  if (!parsed.success) throw new Error(problemsOf(parsed.error));
  return parsed.data;
}
