import { type RawBuilder, sql } from "kysely";
import type { Interest } from "../news/subscriber.js";

/**
 * One SELECT for each interest, each bounded by a limit over its own range of an index, joined by UNION: the newest of
 * the union are among the newest of each part, so the cost does not grow with the archive.
 */
export function unionOf(
  interests: Interest[],
  tagged: (kind: string, name: string) => RawBuilder<unknown>,
  /** Further SELECTs of the same columns. */
  others: RawBuilder<unknown>[] = [],
): RawBuilder<unknown> | undefined {
  const everything = interests.find(({ kind }) => kind === "all");
  const distinct = new Map(
    (everything ? [everything] : interests).map((interest) => [
      `${interest.kind}:${interest.name}`,
      interest,
    ]),
  );
  const parts = [...[...distinct.values()].map(({ kind, name }) => tagged(kind, name)), ...others];
  const selects = parts.map((part) => sql`select * from (${part}) as part`);
  return selects.length === 0 ? undefined : sql`${sql.join(selects, sql` union `)}`;
}
