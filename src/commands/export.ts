import { toChatLine } from "./chat-line.js";
import { allChats } from "./chats.js";
import type { Command, ExitCode } from "./command.js";
import { writeLine } from "./ndjson.js";
import { withNewsroom } from "./newsroom.js";
import { readOptions } from "./options.js";

export const command: Command = {
  name: "export",
  usage: "> chats.ndjson",
  about:
    "what cannot be read again from the sources: the admins' additions, and conversations with their wishes",
  run(context) {
    readOptions(context.args, {});
    const { output } = context.terminal;
    return withNewsroom<ExitCode>(context, async ({ store, desk }) => {
      for (const { id, addition } of await desk.list())
        await writeLine(output, { id: `addition-${id}`, addition });
      for await (const { subscriber, interests } of allChats(store))
        await writeLine(output, toChatLine(subscriber, interests));
      return 0;
    });
  },
};
