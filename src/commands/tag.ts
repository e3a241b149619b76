import { z } from "zod";
import { openTools } from "../tools.js";
import type { Command } from "./command.js";
import { serveLines } from "./ndjson.js";
import { readOptions } from "./options.js";
import { textLine } from "./text-line.js";

const stock = z.object({ market: z.enum(["SH", "SZ", "HK", "US", "sector"]), code: z.string() });
const line = textLine.extend({ stocks: z.array(stock).catch([]).optional() });

export const command: Command = {
  name: "tag",
  usage: "< articles.ndjson",
  about: "banks and topics of each {id, title?, text}, with the evidence for the banks",
  run({ args, terminal }) {
    readOptions(args, {});
    const { tag } = openTools();
    return serveLines(terminal, line, ({ id, title, text, stocks }) => ({
      id,
      ...tag({ title: title ?? undefined, text, stocks }),
    }));
  },
};
