import type { CompiledQuery } from "kysely";

/**
 * Texts as both engines can hold them: PostgreSQL refuses NUL, and halves of surrogate pairs have no UTF-8. Done at
 * the drivers, for every value, so that a name or an error text from outside can never make a statement fail.
 */
function storable(text: string): string {
  return unstorable.test(text) ? text.replace(/\0/g, "").replace(/\p{Cs}/gu, "\uFFFD") : text;
}

export function storableQuery(query: CompiledQuery): CompiledQuery {
  return { ...query, parameters: storableValues(query.parameters) };
}

function storableValues(values: readonly unknown[]): unknown[] {
  return values.map((value) => {
    if (typeof value === "string") return storable(value);
    if (Array.isArray(value)) return storableValues(value);
    return value === undefined ? null : value;
  });
}

// Without the flag u a surrogate is any half, which is quick to rule out; the slow look is for texts with emoji.
const unstorable = /[\0\ud800-\udfff]/;
