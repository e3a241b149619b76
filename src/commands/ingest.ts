import type { Command } from "./command.js";
import { writeLine } from "./ndjson.js";
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
      const { output } = context.terminal;
      if (values.json) await writeLine(output, counts);
      else for (const [name, count] of Object.entries(counts)) output.write(`${name.padEnd(12)} ${count}\n`);
      return counts.failed === 0 ? 0 : 1;
    });
  },
};
