/**
 * Eigenvalues and eigenvectors of symmetric matrices, of which only the lower triangle is read: reflections make the
 * matrix tridiagonal, then implicit QR steps with Wilkinson's shift make it diagonal (Golub and Van Loan, Matrix
 * Computations, 4th edition, algorithms 8.3.1 to 8.3.3).
 */

import { KernelFault } from '../../fault.ts';
import type { HostFunction } from '../host-function.ts';
import { fixSigns, identity, type Matrix, matrix, overMatrices, transposed } from './matrix.ts';
import { norm } from './qr.ts';

const STEPS_PER_VALUE = 60;

export const selfAdjointEig: HostFunction<'SelfAdjointEig'> = ({ computeVectors }, inputs, { outputs }) =>
  overMatrices(inputs, outputs, (a) => {
    const { values, vectors } = symmetricEigen(a);
    const order = Array.from(values.keys()).sort((i, j) => values[i] - values[j]);
    const sorted = Float64Array.from(order, (i) => values[i]);
    if (!computeVectors) return [sorted, []];
    const n = a.rows;
    const rows = matrix(n, n);
    order.forEach((from, to) => {
      rows.data.set(vectors.data.subarray(from * n, (from + 1) * n), to * n);
    });
    fixSigns(rows);
    return [sorted, transposed(rows).data];
  });

/** Values in no order, vectors as rows. Changes `a`. @throws KernelFault where the matrix has no finite elements. */
export function symmetricEigen(a: Matrix): { values: Float64Array; vectors: Matrix } {
  const { rows: n, data } = a;
  let scale = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      scale = Math.max(scale, Math.abs(data[i * n + j]));
      data[j * n + i] = data[i * n + j];
    }
  }
  if (!Number.isFinite(scale)) throw notSuccessful();
  if (scale === 0) return { values: new Float64Array(n), vectors: identity(n) };
  // Squares of very large and very small elements would leave the range of numbers.
  for (let i = 0; i < data.length; i++) data[i] /= scale;
  const vectors = identity(n);
  const offDiagonal = tridiagonalize(a, vectors);
  const values = Float64Array.from({ length: n }, (_, i) => data[i * n + i]);
  diagonalize(values, offDiagonal, vectors);
  for (let i = 0; i < n; i++) values[i] *= scale;
  return { values, vectors };
}

const notSuccessful = () =>
  new KernelFault('Self-adjoint eigen decomposition was not successful. The input might not be valid.');

/** A becomes Qᵀ · A · Q, whose off-diagonal elements are the result; `vectors`, the identity, becomes Qᵀ. */
function tridiagonalize({ rows: n, data }: Matrix, vectors: Matrix): Float64Array {
  const offDiagonal = new Float64Array(Math.max(n - 1, 0));
  const reflections: { vector: Float64Array; factor: number }[] = [];
  for (let k = 0; k < n - 1; k++) {
    const vector = Float64Array.from({ length: n - 1 - k }, (_, i) => data[(k + 1 + i) * n + k]);
    const length = norm(vector);
    const head = vector[0];
    offDiagonal[k] = vector.length === 1 || length === 0 ? head : head >= 0 ? -length : length;
    if (vector.length === 1 || length === 0) {
      reflections.push({ vector, factor: 0 });
      continue;
    }
    vector[0] = head - offDiagonal[k];
    const size = norm(vector);
    for (let i = 0; i < vector.length; i++) vector[i] /= size;
    reflections.push({ vector, factor: 2 });
    updateSymmetric(data, n, k + 1, vector);
  }
  // The last reflection first: each then only meets the rows and columns that it changes.
  for (let k = n - 2; k >= 0; k--) {
    const { vector, factor } = reflections[k];
    for (let row = k + 1; factor !== 0 && row < n; row++) {
      const at = row * n + k + 1;
      let sum = 0;
      for (let i = 0; i < vector.length; i++) sum += vectors.data[at + i] * vector[i];
      for (let i = 0; i < vector.length; i++) vectors.data[at + i] -= factor * sum * vector[i];
    }
  }
  return offDiagonal;
}

/** H · A · H on the rows and columns from `start` on, where H = I − 2 v vᵀ. */
function updateSymmetric(data: Float64Array, n: number, start: number, v: Float64Array): void {
  const w = new Float64Array(v.length);
  let along = 0;
  for (let i = 0; i < v.length; i++) {
    const at = (start + i) * n + start;
    for (let j = 0; j < v.length; j++) w[i] += data[at + j] * v[j];
    along += w[i] * v[i];
  }
  for (let i = 0; i < v.length; i++) w[i] = 2 * (w[i] - along * v[i]);
  for (let i = 0; i < v.length; i++) {
    const at = (start + i) * n + start;
    for (let j = 0; j < v.length; j++) data[at + j] -= v[i] * w[j] + w[i] * v[j];
  }
}

/** Turns the tridiagonal matrix until its off-diagonal elements vanish beside their neighbours on the diagonal. */
function diagonalize(d: Float64Array, e: Float64Array, vectors: Matrix): void {
  let last = d.length - 1;
  for (let steps = STEPS_PER_VALUE * d.length; last > 0; ) {
    for (let i = 0; i < last; i++) {
      if (Math.abs(e[i]) <= Number.EPSILON * (Math.abs(d[i]) + Math.abs(d[i + 1]))) e[i] = 0;
    }
    if (e[last - 1] === 0) {
      last--;
      continue;
    }
    let first = last - 1;
    while (first > 0 && e[first - 1] !== 0) first--;
    if (steps-- === 0) throw notSuccessful();
    qrStep(d, e, first, last, vectors);
  }
}

function qrStep(d: Float64Array, e: Float64Array, first: number, last: number, vectors: Matrix): void {
  const half = (d[last - 1] - d[last]) / 2;
  const off = e[last - 1];
  const shift = d[last] - off ** 2 / (half + (half < 0 ? -1 : 1) * Math.hypot(half, off));
  let [x, bulge] = [d[first] - shift, e[first]];
  for (let k = first; k < last; k++) {
    const r = Math.hypot(x, bulge);
    const [c, s] = r === 0 ? [1, 0] : [x / r, bulge / r];
    if (k > first) e[k - 1] = r;
    const [upper, middle, lower] = [d[k], e[k], d[k + 1]];
    d[k] = c * c * upper + 2 * c * s * middle + s * s * lower;
    d[k + 1] = s * s * upper - 2 * c * s * middle + c * c * lower;
    e[k] = c * s * (lower - upper) + (c * c - s * s) * middle;
    x = e[k];
    if (k < last - 1) {
      bulge = s * e[k + 1];
      e[k + 1] *= c;
    }
    rotateRows(vectors, k, k + 1, c, s);
  }
}

/** Rows p and q become c·p + s·q and c·q − s·p. */
export function rotateRows({ columns, data }: Matrix, p: number, q: number, c: number, s: number): void {
  const [from, other] = [p * columns, q * columns];
  for (let j = 0; j < columns; j++) {
    const x = data[from + j];
    const y = data[other + j];
    data[from + j] = c * x + s * y;
    data[other + j] = c * y - s * x;
  }
}
