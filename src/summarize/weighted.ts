/** The weights of a table in the order of their names, in which features are told. */
export function inOrder<Name extends string>(names: readonly Name[], table: Record<Name, number>): number[] {
  return names.map((name) => table[name]);
}

export function weightedSum(features: number[], weights: number[]): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i += 1) sum += (features[i] ?? 0) * (weights[i] ?? 0);
  return sum;
}
