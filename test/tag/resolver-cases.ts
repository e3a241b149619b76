import { readFileSync } from "node:fs";
import { z } from "zod";

const caseSchema = z
  .object({
    kind: z.string(),
    say: z.string(),
    /** How often `say` is repeated. */
    times: z.number().default(1),
    /** Canonical name, or null where no single bank is meant. */
    bank: z.string().nullable(),
    topic: z.string().optional(),
    /** One of these must be offered. */
    near: z.array(z.string()).optional(),
  })
  .transform(({ say, times, ...rest }) => ({ ...rest, say: say.repeat(times) }));

/** Ways in which people say a bank, a topic, or neither. */
export const resolverCases = z
  .array(caseSchema)
  .parse(JSON.parse(readFileSync(new URL("resolver-cases.json", import.meta.url), "utf8")));
