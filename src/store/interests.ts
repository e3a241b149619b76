import { type RawBuilder, sql } from "kysely";
import type { Interest } from "../news/subscriber.js";

/**
 * One SELECT for each interest, each bounded by a limit over its own range of an index, joined by UNION: the newest of
 * the union are among the newest of each part, so the cost does not grow with the archive.
 */
export function unionOf(
  interests: Interest[],
  parts: { all: RawBuilder<unknown>; tagged: (kind: string, name: string) => RawBuilder<unknown> },
): RawBuilder<unknown> | undefined {
  if (interests.some(({ kind }) => kind === "all")) return parts.all;
  const distinct = new Map(interests.map((interest) => [`${interest.kind}:${interest.name}`, interest]));
  const selects = [...distinct.values()].map(
    ({ kind, name }) => sql`select * from (${parts.tagged(kind, name)}) as part`,
  );
  return selects.length === 0 ? undefined : sql`${sql.join(selects, sql` union `)}`;
}
