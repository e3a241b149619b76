import type { Compilable, CompiledQuery } from "kysely";
import type { Db } from "./engine.js";

/** Stands for a value while a query is compiled. */
class Slot {
  constructor(
    readonly row: number,
    readonly name: string,
  ) {}
}

/**
 * A query that is built and compiled for the first rows of values, and then run with others: building one costs more
 * than running it, which tells where every article needs it. `build` may only put values into the query, not look at
 * them; each number of rows is a query of its own.
 */
export function prepared<Values extends object, Row>(
  build: (db: Db, ...rows: Values[]) => Compilable<Row>,
): (db: Db, ...rows: Values[]) => Promise<Row[]> {
  /** By engine, then by the number of rows. */
  const compiled = new WeakMap<object, Map<number, CompiledQuery<Row>>>();

  return async (db, ...rows) => {
    const { adapter } = db.getExecutor();
    const queries = compiled.get(adapter) ?? new Map<number, CompiledQuery<Row>>();
    compiled.set(adapter, queries);
    const query = queries.get(rows.length) ?? build(db, ...rows.map(slotsOf)).compile();
    queries.set(rows.length, query);
    const parameters = query.parameters.map((value) =>
      value instanceof Slot ? rows[value.row]?.[value.name as keyof Values] : value,
    );
    return (await db.executeQuery<Row>({ ...query, parameters })).rows;
  };
}

function slotsOf<Values extends object>(values: Values, row: number): Values {
  return Object.fromEntries(Object.keys(values).map((name) => [name, new Slot(row, name)])) as Values;
}
