import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Weights } from "../../src/summarize/tables.js";

export const dataDir = fileURLToPath(new URL("../../data/", import.meta.url));

/** Puts fitted weights in the place of the old ones of their group in data/summary-weights.json. */
export function saveWeights<Group extends keyof Weights>(group: Group, weights: Weights[Group]): void {
  const path = join(dataDir, "summary-weights.json");
  const old: Weights = JSON.parse(readFileSync(path, "utf8"));
  writeJson("summary-weights.json", { ...old, [group]: weights });
}

export function writeJson(file: string, table: object): void {
  writeFileSync(join(dataDir, file), `${JSON.stringify(table, undefined, 2)}\n`);
}

/** Cues such as inside/银行 by their places, those of a place in order. */
export function cueTables<Place extends string>(
  places: readonly Place[],
  cues: Iterable<[string, number]>,
  decimals: number,
): Record<Place, Record<string, number>> {
  const sorted = [...cues].sort(([a], [b]) => (a < b ? -1 : 1));
  const tableOf = (place: Place) =>
    sorted
      .filter(([cue]) => cue.startsWith(`${place}/`))
      .map(([cue, weight]) => [cue.slice(place.length + 1), rounded(weight, decimals)]);
  return Object.fromEntries(places.map((place) => [place, Object.fromEntries(tableOf(place))])) as Record<
    Place,
    Record<string, number>
  >;
}

/** As many decimals as a weight is kept with. */
export function rounded(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}
