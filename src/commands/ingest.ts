import type { Command } from "./command.js";
import { writeCounts } from "./ndjson.js";
import { withNewsroom } from "./newsroom.js";
import { readOptions } from "./options.js";

export const command: Command = {
  name: "ingest",
  usage: "[--source ID] [--json]",
  about: "read all sources once, or one of them, and print the counts",
  run(context) {
    const { values } = readOptions(context.args, { source: { type: "string" }, json: { type: "boolean" } });
    return withNewsroom(context, async ({ ingest }) => {
      const counts = await ingest(context.signal, values.source);
      if (counts === "taken")
        throw new Error("another process is reading the sources right now; try again in a minute");
      await writeCounts(context.terminal.output, counts, values.json);
      return counts.failed === 0 ? 0 : 1;
    });
  },
};
