import type { Interest, Subscriber } from "../news/subscriber.js";
import type { Store } from "../store/store.js";
import { toChatLine } from "./chat-line.js";
import type { Command, ExitCode } from "./command.js";
import { writeLine } from "./ndjson.js";
import { withNewsroom } from "./newsroom.js";
import { readOptions } from "./options.js";

const PAGE = 500;

export const command: Command = {
  name: "chats",
  usage: "[--json]",
  about: "every conversation: its state, when it gets digests, what it follows",
  run(context) {
    const { values } = readOptions(context.args, { json: { type: "boolean" } });
    const { output } = context.terminal;
    return withNewsroom<ExitCode>(context, async ({ store }) => {
      for await (const { subscriber, interests } of allChats(store)) {
        const line = toChatLine(subscriber, interests);
        if (values.json) await writeLine(output, line);
        else {
          const when = line.mode === "instant" ? "instant" : line.times.join(" ");
          const follows = interests.map(({ name, muted }) => (muted ? `-${name}` : name)).join(" ");
          output.write(`${line.id}  ${line.status}  ${when}  ${line.title}  ${follows}\n`);
        }
      }
      return 0;
    });
  },
};

/** Newest first. One that is forgotten meanwhile may cost another its place, one that comes is told twice. */
export async function* allChats({
  subscribers,
}: Pick<Store, "subscribers">): AsyncGenerator<{ subscriber: Subscriber; interests: Interest[] }> {
  for (let offset = 0; ; offset += PAGE) {
    const page = await subscribers.list({ limit: PAGE, offset });
    for (const subscriber of page) {
      yield { subscriber, interests: await subscribers.interests(subscriber) };
    }
    if (page.length < PAGE) return;
  }
}
