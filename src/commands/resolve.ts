import { z } from "zod";
import { openTools } from "../tools.js";
import type { Command } from "./command.js";
import { serveLines } from "./ndjson.js";
import { readOptions } from "./options.js";

export const command: Command = {
  name: "resolve",
  usage: "< words.ndjson",
  about: "the bank or topic that each {say} means, or the nearest names",
  run({ args, terminal }) {
    readOptions(args, {});
    const { resolve } = openTools();
    return serveLines(terminal, z.object({ say: z.string() }), ({ say }) => {
      const { bank, topic, near } = resolve(say);
      return { say, bank: bank ?? null, topic: topic ?? null, near };
    });
  },
};
