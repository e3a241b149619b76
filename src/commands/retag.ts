import type { Writable } from "node:stream";
import { type RetagProgress, retagArchive } from "../retag.js";
import type { Command, ExitCode } from "./command.js";
import { writeCounts } from "./ndjson.js";
import { withNewsroom } from "./newsroom.js";
import { readOptions } from "./options.js";

const BAR = 30;
/** Articles between two lines of progress where nobody watches. */
const LINE_EVERY = 5_000;

export const command: Command = {
  name: "retag",
  usage: "[--dry-run] [--json]",
  about: "tag every stored article anew by data/ and the admins' additions, or count what would change",
  run(context) {
    const { values } = readOptions(context.args, {
      "dry-run": { type: "boolean" },
      json: { type: "boolean" },
    });
    const { terminal, signal } = context;
    const onProgress = createProgress(terminal.error);
    return withNewsroom<ExitCode>(context, async ({ store, tools, desk }) => {
      const { articles } = store;
      const result = values["dry-run"]
        ? await retagArchive({ articles, tag: tools.tag, dryRun: true, onProgress, signal })
        : await desk.retag({ onProgress, signal });
      if (result === "taken")
        throw new Error("another process is tagging the archive right now; try again in a minute");
      await writeCounts(terminal.output, result, values.json);
      return 0;
    });
  },
};

/** A bar that is drawn over itself for a person; a line now and then for a file. */
export function createProgress(error: Writable): (progress: RetagProgress) => void {
  const watched = "isTTY" in error && error.isTTY === true;
  let told = 0;
  return ({ done, total, changed }) => {
    const part = total === 0 ? 1 : done / total;
    if (watched) {
      const bar = "█".repeat(Math.round(part * BAR)).padEnd(BAR, "░");
      error.write(`\r${bar} ${Math.floor(part * 100)}% ${done}/${total}, ${changed} changed`);
      if (done === total) error.write("\n");
    } else if (done - told >= LINE_EVERY || (done === total && done > told)) {
      told = done;
      error.write(`${done}/${total} articles, ${changed} changed\n`);
    }
  };
}
