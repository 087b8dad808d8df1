/** Matrices of a batch, one after the other, in double precision whatever the type of the tensors is. */

import { allocateData, sizeOf } from '../../../../graph/index.ts';
import type { Value } from '../../../../ops/kernel-language/index.ts';
import type { HostResult, HostTensor } from '../host-function.ts';

/** Row-major. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

export function matrix(rows: number, columns: number, data = new Float64Array(rows * columns)): Matrix {
  return { rows, columns, data };
}

export function identity(size: number, columns = size): Matrix {
  const result = matrix(size, columns);
  for (let i = 0; i < Math.min(size, columns); i++) result.data[i * columns + i] = 1;
  return result;
}

export function transposed({ rows, columns, data }: Matrix): Matrix {
  const result = matrix(columns, rows);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) result.data[j * rows + i] = data[i * columns + j];
  return result;
}

export function multiplied(a: Matrix, b: Matrix): Matrix {
  const result = matrix(a.rows, b.columns);
  for (let i = 0; i < a.rows; i++) {
    for (let k = 0; k < a.columns; k++) addRow(result, i, a.data[i * a.columns + k], b, k);
  }
  return result;
}

/** Adds `factor` times a row of `from` to a row of `to`, from column `start` on. */
export function addRow(to: Matrix, row: number, factor: number, from: Matrix, fromRow: number, start = 0): void {
  if (factor === 0) return;
  const { columns } = to;
  const [at, fromAt] = [row * columns, fromRow * columns];
  for (let j = start; j < columns; j++) to.data[at + j] += factor * from.data[fromAt + j];
}

/** Whether no element is NaN or infinite. */
export function hasFiniteElements({ data }: Matrix): boolean {
  return data.every(Number.isFinite);
}

/**
 * Turns rows around whose largest element is negative, so that small changes of what they were computed from, or another
 * order of the computation, do not change their signs.
 */
export function fixSigns({ rows, columns, data }: Matrix): void {
  for (let i = 0; i < rows; i++) {
    const row = data.subarray(i * columns, (i + 1) * columns);
    let largest = 0;
    // Of elements that are as good as equal the first decides.
    for (const x of row) if (Math.abs(x) > Math.abs(largest) * (1 + 1e-9)) largest = x;
    if (largest < 0) for (let j = 0; j < columns; j++) row[j] = -row[j];
  }
}

/**
 * Computes the outputs matrix by matrix: `compute` gets one matrix an input, copies that it may change, and gives the
 * elements of one an output. The leading axes of all inputs are the same.
 */
export function overMatrices(
  inputs: readonly HostTensor[],
  outputs: readonly Value[],
  compute: (...matrices: Matrix[]) => readonly ArrayLike<number>[],
): HostResult[] {
  const results = outputs.map(({ dtype, shape }) => allocateData(dtype, sizeOf(shape)) as Float64Array);
  const batch = sizeOf(inputs[0].shape.slice(0, -2));
  for (let i = 0; i < batch; i++) {
    const matrices = inputs.map(({ shape, data }) => {
      const [rows, columns] = shape.slice(-2);
      const size = rows * columns;
      return matrix(rows, columns, Float64Array.from((data as Float64Array).subarray(i * size, (i + 1) * size)));
    });
    compute(...matrices).forEach((elements, k) => {
      results[k].set(elements, i * elements.length);
    });
  }
  return results.map((data) => ({ data }));
}
