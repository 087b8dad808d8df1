/** Cholesky: A = L · Lᵀ with L lower triangular, of which only the lower triangle of A is read. */

import { KernelFault } from '../../fault.ts';
import type { HostFunction } from '../host-function.ts';
import { type Matrix, overMatrices } from './matrix.ts';

export const cholesky: HostFunction<'Cholesky'> = (_call, inputs, { outputs }) =>
  overMatrices(inputs, outputs, (a) => {
    if (!factorCholesky(a)) {
      throw new KernelFault('Cholesky decomposition was not successful. The input might not be valid.');
    }
    return [a.data];
  });

/** Replaces a square matrix by L. @returns false where it is not positive definite. */
export function factorCholesky({ rows: n, data }: Matrix): boolean {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = data[i * n + j];
      for (let k = 0; k < j; k++) sum -= data[i * n + k] * data[j * n + k];
      if (j < i) {
        data[i * n + j] = sum / data[j * n + j];
        continue;
      }
      // Also false for NaN.
      if (!(sum > 0)) return false;
      data[i * n + i] = Math.sqrt(sum);
    }
    data.fill(0, i * n + i + 1, (i + 1) * n);
  }
  return true;
}
