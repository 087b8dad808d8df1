/** X that makes ‖A · X − B‖² + λ ‖X‖² smallest, and of several such X the shortest. */

import { KernelFault } from '../../fault.ts';
import type { HostFunction } from '../host-function.ts';
import { factorCholesky } from './cholesky.ts';
import { type Matrix, multiplied, overMatrices, transposed } from './matrix.ts';
import { singularValues } from './svd.ts';
import { substitute } from './triangular.ts';

export const matrixSolveLs: HostFunction<'MatrixSolveLs'> = ({ fast }, [matrices, rhs, regularizer], { outputs }) => {
  const lambda = regularizer.data[0] as number;
  return overMatrices([matrices, rhs], outputs, (a, b) => [
    (fast ? byNormalEquations(a, b, lambda) : bySingularValues(a, b)).data,
  ]);
};

/** (AᵀA + λI)⁻¹AᵀB, or with fewer rows than columns Aᵀ(AAᵀ + λI)⁻¹B. */
function byNormalEquations(a: Matrix, b: Matrix, lambda: number): Matrix {
  const turned = transposed(a);
  const isTall = a.rows >= a.columns;
  const gramian = isTall ? multiplied(turned, a) : multiplied(a, turned);
  for (let i = 0; i < gramian.rows; i++) gramian.data[i * gramian.rows + i] += lambda;
  if (!factorCholesky(gramian)) {
    throw new KernelFault(
      'Input matrix was rank deficient or ill-conditioned. Try setting fast=False or provide a larger l2_regularizer > 0.',
    );
  }
  const solution = isTall ? multiplied(turned, b) : b;
  substitute(gramian, solution, true);
  substitute(transposed(gramian), solution, false);
  return isTall ? solution : multiplied(turned, solution);
}

/** By the pseudoinverse: singular values that rounding errors may have made count as zero. As in TensorFlow without λ. */
function bySingularValues(a: Matrix, b: Matrix): Matrix {
  const { s, u, v } = singularValues(a, false);
  const solution = multiplied(transposed(u), b);
  const least = Number.EPSILON * Math.max(a.rows, a.columns) * (s[0] ?? 0);
  for (let i = 0; i < s.length; i++) {
    for (let j = 0; j < b.columns; j++) {
      const at = i * b.columns + j;
      solution.data[at] = s[i] > least ? solution.data[at] / s[i] : 0;
    }
  }
  return multiplied(v, solution);
}
