/** LU with partial pivoting, P · A = L · U, and what it gives: inverses, solutions of equations, determinants. */

import { KernelFault } from '../../fault.ts';
import type { HostFunction } from '../host-function.ts';
import { addRow, identity, type Matrix, matrix, overMatrices, transposed } from './matrix.ts';
import { substitute } from './triangular.ts';

export const matrixInverse: HostFunction<'MatrixInverse'> = ({ adjoint }, inputs, { outputs }) =>
  overMatrices(inputs, outputs, (a) => {
    const solution = solve(adjoint ? transposed(a) : a, identity(a.rows));
    if (!solution) throw new KernelFault('Input is not invertible.');
    return [solution.data];
  });

export const matrixSolve: HostFunction<'MatrixSolve'> = ({ adjoint }, inputs, { outputs }) =>
  overMatrices(inputs, outputs, (a, b) => {
    const solution = solve(adjoint ? transposed(a) : a, b);
    if (!solution) throw new KernelFault('Input matrix is not invertible.');
    return [solution.data];
  });

export const determinant: HostFunction<'MatrixDeterminant'> = (_call, inputs, { outputs }) =>
  overMatrices(inputs, outputs, (a) => {
    let { parity: product } = factorLu(a);
    for (let i = 0; i < a.rows; i++) product *= a.data[i * a.rows + i];
    return [[product]];
  });

export const logMatrixDeterminant: HostFunction<'LogMatrixDeterminant'> = (_call, inputs, { outputs }) =>
  overMatrices(inputs, outputs, (a) => {
    let { parity: sign } = factorLu(a);
    let logarithm = 0;
    for (let i = 0; i < a.rows; i++) {
      const pivot = a.data[i * a.rows + i];
      sign *= Math.sign(pivot);
      logarithm += Math.log(Math.abs(pivot));
    }
    return [[sign], [logarithm]];
  });

interface Factors {
  /** Row i of P · A is row order[i] of A. */
  readonly order: Int32Array;
  /** 1 or −1: whether an even or odd number of rows was exchanged. */
  readonly parity: number;
}

/** Replaces a square matrix by U with, below its diagonal, L without its ones. */
export function factorLu(a: Matrix): Factors {
  const { rows: n, data } = a;
  const order = Int32Array.from({ length: n }, (_, i) => i);
  let parity = 1;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(data[i * n + k]) > Math.abs(data[pivot * n + k])) pivot = i;
    if (pivot !== k) {
      const row = data.slice(k * n, (k + 1) * n);
      data.copyWithin(k * n, pivot * n, (pivot + 1) * n);
      data.set(row, pivot * n);
      [order[k], order[pivot]] = [order[pivot], order[k]];
      parity = -parity;
    }
    const head = data[k * n + k];
    if (head === 0) continue;
    for (let i = k + 1; i < n; i++) {
      const factor = data[i * n + k] / head;
      data[i * n + k] = factor;
      addRow(a, i, -factor, a, k, k + 1);
    }
  }
  return { order, parity };
}

/** A⁻¹ · b, or undefined where a pivot is zero or NaN. Changes `a`. */
function solve(a: Matrix, b: Matrix): Matrix | undefined {
  const { order } = factorLu(a);
  for (let i = 0; i < a.rows; i++) if (!(Math.abs(a.data[i * a.rows + i]) > 0)) return undefined;
  const solution = matrix(b.rows, b.columns);
  order.forEach((from, to) => {
    solution.data.set(b.data.subarray(from * b.columns, (from + 1) * b.columns), to * b.columns);
  });
  substitute(a, solution, true, true);
  substitute(a, solution, false);
  return solution;
}
