import { z } from "zod";
import { isoInZone } from "../lib/zone.js";
import type { Instant } from "../news/article.js";

/** A line of the commands that read texts; `date` in any form that feeds write. */
export const textLine = z.object({
  id: z.union([z.string(), z.number()]),
  title: z.string().nullish(),
  text: z.string(),
  date: z.string().nullish(),
});

/** How operators are shown an instant. */
export function isoOrUndefined(instant: Instant | undefined, zone: string): string | undefined {
  return instant === undefined ? undefined : isoInZone(instant, zone);
}
