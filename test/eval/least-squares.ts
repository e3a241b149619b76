/** A row of a matrix: what is not 0. */
export interface Sparse {
  columns: number[];
  values: number[];
}

const ROUNDS = 300;
const ENOUGH = 1e-9;

/**
 * The weights of the columns with which the rows come nearest to what is wanted of each, by least squares and conjugate
 * gradients; a column's decay draws its weight to 0.
 */
export function leastSquares(rows: Sparse[], wanted: number[], decays: number[]): Float64Array {
  const x = new Float64Array(decays.length);
  const rest = new Float64Array(decays.length);
  for (const [i, row] of rows.entries()) addTo(rest, row, wanted[i] ?? 0);
  const times = (vector: Float64Array) => {
    const product = vector.map((value, column) => value * (decays[column] ?? 0));
    for (const row of rows) addTo(product, row, dot(vector, row));
    return product;
  };
  const step = rest.slice();
  let length = squareOf(rest);
  const enough = ENOUGH * length;
  for (let round = 0; round < ROUNDS && length > enough; round += 1) {
    const product = times(step);
    const stride = length / step.reduce((sum, value, j) => sum + value * (product[j] ?? 0), 0);
    for (const j of x.keys()) {
      x[j] = (x[j] ?? 0) + stride * (step[j] ?? 0);
      rest[j] = (rest[j] ?? 0) - stride * (product[j] ?? 0);
    }
    const next = squareOf(rest);
    for (const j of step.keys()) step[j] = (rest[j] ?? 0) + (next / length) * (step[j] ?? 0);
    length = next;
  }
  if (length > enough) throw new Error(`not there after ${ROUNDS} rounds`);
  return x;
}

export function dot(x: ArrayLike<number>, { columns, values }: Sparse): number {
  return columns.reduce((sum, column, k) => sum + (x[column] ?? 0) * (values[k] ?? 0), 0);
}

function addTo(sums: Float64Array, { columns, values }: Sparse, times: number): void {
  for (const [k, column] of columns.entries()) sums[column] = (sums[column] ?? 0) + times * (values[k] ?? 0);
}

function squareOf(x: Float64Array): number {
  return x.reduce((sum, value) => sum + value * value, 0);
}
