import { readFileSync } from "node:fs";
import { z } from "zod";

function readRows<T>(file: string, row: z.ZodType<T>): T[] {
  return z.array(row).parse(JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8")));
}

/** Sentences and the banks that they name, by the kind of case. */
export const sentences = readRows(
  "sentences.json",
  z.object({
    kind: z.string(),
    title: z.string().optional(),
    text: z.string(),
    banks: z.array(z.string()),
  }),
);

/** Short articles and their topics. */
export const headlines = readRows(
  "headlines.json",
  z.object({ title: z.string(), text: z.string(), topics: z.array(z.string()) }),
);
