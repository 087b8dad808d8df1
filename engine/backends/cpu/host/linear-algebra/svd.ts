/**
 * Singular values and vectors, A = U · diag(s) · Vᵀ, by Jacobi's method on one side: pairs of columns are turned until all
 * are orthogonal; then their lengths are the singular values (Golub and Van Loan, Matrix Computations, 4th edition, 8.6.3).
 */

import type { HostFunction } from '../host-function.ts';
import { fixSigns, hasFiniteElements, type Matrix, matrix, multiplied, overMatrices, transposed } from './matrix.ts';
import { factorQr, norm } from './qr.ts';
import { rotateRows, symmetricEigen } from './symmetric-eigen.ts';

const MOST_SWEEPS = 60;

export const svd: HostFunction<'Svd'> = ({ computeUv, fullMatrices }, inputs, { outputs }) =>
  overMatrices(inputs, outputs, (a) => {
    const { s, u, v } = singularValues(a, fullMatrices);
    return computeUv ? [s, u.data, v.data] : [s, [], []];
  });

export interface SingularValues {
  /** min(m, n), the largest first. */
  readonly s: Float64Array;
  /** [m, min(m, n)], or [m, m]. */
  readonly u: Matrix;
  /** [n, min(m, n)], or [n, n]. */
  readonly v: Matrix;
}

/** NaN throughout where an element of A is not finite. */
export function singularValues(a: Matrix, full: boolean): SingularValues {
  if (a.rows < a.columns) {
    const { s, u, v } = singularValues(transposed(a), full);
    return { s, u: v, v: u };
  }
  const { rows, columns } = a;
  const size = full ? rows : columns;
  const s = new Float64Array(columns);
  if (!hasFiniteElements(a)) {
    const [u, v] = [matrix(rows, size), matrix(columns, columns)];
    for (const { data } of [{ data: s }, u, v]) data.fill(Number.NaN);
    return { s, u, v };
  }
  // Squares of very large and very small elements would leave the range of numbers.
  const scale = a.data.reduce((most, x) => Math.max(most, Math.abs(x)), 0) || 1;
  const scaled = matrix(
    rows,
    columns,
    a.data.map((x) => x / scale),
  );
  const square = rows > columns ? factorQr(matrix(rows, columns, scaled.data.slice()), columns).r : scaled;
  // The eigenvectors of AᵀA leave little to turn: they are exact for large singular values alone.
  const { vectors } = symmetricEigen(multiplied(transposed(square), square));
  const turned = multiplied(vectors, transposed(square));
  orthogonalize(turned, vectors);
  const lengths = Float64Array.from(s.keys(), (i) => norm(turned.data.subarray(i * columns, (i + 1) * columns)));
  const order = Array.from(lengths.keys()).sort((i, j) => lengths[j] - lengths[i]);
  const sorted = matrix(columns, columns);
  order.forEach((from, to) => {
    s[to] = lengths[from] * scale;
    sorted.data.set(vectors.data.subarray(from * columns, (from + 1) * columns), to * columns);
  });
  fixSigns(sorted);
  const v = transposed(sorted);
  return { s, u: leftVectors(multiplied(scaled, v), size), v };
}

/** Turns rows of `a`, and those of `vectors` with them, until every two are orthogonal to working precision. */
function orthogonalize(a: Matrix, vectors: Matrix): void {
  const { rows } = a;
  for (let sweep = 0, turned = true; turned && sweep < MOST_SWEEPS; sweep++) {
    turned = false;
    for (let p = 0; p < rows - 1; p++) {
      for (let q = p + 1; q < rows; q++) {
        const pp = dot(a, p, p);
        const qq = dot(a, q, q);
        const pq = dot(a, p, q);
        if (Math.abs(pq) <= 4 * Number.EPSILON * Math.sqrt(pp * qq)) continue;
        turned = true;
        const half = (pp - qq) / (2 * pq);
        const tangent = (half < 0 ? -1 : 1) / (Math.abs(half) + Math.hypot(1, half));
        const cosine = 1 / Math.hypot(1, tangent);
        rotateRows(a, p, q, cosine, cosine * tangent);
        rotateRows(vectors, p, q, cosine, cosine * tangent);
      }
    }
  }
}

/** The product of two rows. */
function dot({ columns, data }: Matrix, p: number, q: number): number {
  const [from, other] = [p * columns, q * columns];
  let sum = 0;
  for (let j = 0; j < columns; j++) sum += data[from + j] * data[other + j];
  return sum;
}

/** The orthogonal columns of A · V at length 1; orthonormal ones stand where a column vanishes, and beyond the last. */
function leftVectors(columns: Matrix, size: number): Matrix {
  const { q, r } = factorQr(columns, size);
  for (let j = 0; j < r.columns; j++) {
    if (r.data[j * r.columns + j] >= 0) continue;
    for (let i = 0; i < q.rows; i++) q.data[i * size + j] *= -1;
  }
  return q;
}
