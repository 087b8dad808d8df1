/** Systems of equations whose matrix is triangular, by substitution. */

import { KernelFault } from '../../fault.ts';
import type { HostFunction } from '../host-function.ts';
import { addRow, type Matrix, overMatrices, transposed } from './matrix.ts';

export const triangularSolve: HostFunction<'MatrixTriangularSolve'> = ({ lower, adjoint }, inputs, { outputs }) =>
  overMatrices(inputs, outputs, (a, b) => {
    for (let i = 0; i < a.rows; i++) {
      if (a.data[i * a.rows + i] === 0) throw new KernelFault('Input matrix is not invertible.');
    }
    substitute(adjoint ? transposed(a) : a, b, lower !== adjoint);
    return [b.data];
  });

/** Replaces `b` by A⁻¹ · b; `a` is read on and below its diagonal, or on and above it. Ones stand for the diagonal where `unit`. */
export function substitute(a: Matrix, b: Matrix, lower: boolean, unit = false): void {
  const n = a.rows;
  for (let step = 0; step < n; step++) {
    const row = lower ? step : n - 1 - step;
    const [from, to] = lower ? [0, row] : [row + 1, n];
    for (let k = from; k < to; k++) addRow(b, row, -a.data[row * n + k], b, k);
    if (unit) continue;
    const pivot = a.data[row * n + row];
    for (let j = row * b.columns; j < (row + 1) * b.columns; j++) b.data[j] /= pivot;
  }
}
