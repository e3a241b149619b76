import { readFileSync } from "node:fs";
import type { z } from "zod";

/** A file of data/ that cannot be read or has another shape; the message names it, the cause says what is wrong. */
export class BrokenTable extends Error {
  override readonly name = "BrokenTable";
}

/** A JSON file in the shape of its schema. Throws BrokenTable. */
export function readTable<T>(path: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (cause) {
    throw new BrokenTable(`${path} is not a valid table`, { cause });
  }
}
