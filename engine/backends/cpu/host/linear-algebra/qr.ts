/** QR by Householder reflections: A = Q · R, Q with orthonormal columns and R upper triangular. */

import type { HostFunction } from '../host-function.ts';
import { addRow, identity, type Matrix, matrix, overMatrices } from './matrix.ts';

export const qr: HostFunction<'Qr'> = ({ fullMatrices }, inputs, { outputs }) =>
  overMatrices(inputs, outputs, (a) => {
    const { q, r } = factorQr(a, fullMatrices ? a.rows : Math.min(a.rows, a.columns));
    return [q.data, r.data];
  });

/**
 * Q [m, size] and R [size, n] of A [m, n], min(m, n) ≤ size ≤ m. As with Eigen, which TensorFlow calls, an element of the
 * diagonal of R has the sign against that of what it was made from. Changes `a`.
 */
export function factorQr(a: Matrix, size: number): { q: Matrix; r: Matrix } {
  const { rows, columns } = a;
  const count = Math.min(rows, columns);
  const reflections = Array.from({ length: count }, (_, k) => {
    const reflection = reflect(a, k);
    if (reflection) applyReflection(a, k, reflection, k + 1);
    return reflection;
  });
  const q = identity(rows, size);
  for (let k = count - 1; k >= 0; k--) {
    const reflection = reflections[k];
    if (reflection) applyReflection(q, k, reflection, k);
  }
  const r = matrix(size, columns);
  for (let i = 0; i < count; i++) {
    r.data.set(a.data.subarray(i * columns + i, (i + 1) * columns), i * columns + i);
  }
  return { q, r };
}

/** I − factor · v · vᵀ on the rows from some row on. */
interface Reflection {
  readonly vector: Float64Array;
  readonly factor: number;
}

/** What takes column k, from row k on, to a multiple of the first unit vector; the multiple is put at [k, k]. */
function reflect({ rows, columns, data }: Matrix, k: number): Reflection | undefined {
  const vector = new Float64Array(rows - k);
  for (let i = k; i < rows; i++) vector[i - k] = data[i * columns + k];
  const rest = vector.subarray(1);
  if (rest.every((x) => x === 0)) return undefined;
  const head = vector[0];
  const length = norm(vector);
  const image = head >= 0 ? -length : length;
  data[k * columns + k] = image;
  // Scaled so that v starts with 1.
  const scale = head - image;
  vector[0] = 1;
  for (let i = 1; i < vector.length; i++) vector[i] /= scale;
  return { vector, factor: -scale / image };
}

function applyReflection(a: Matrix, from: number, { vector, factor }: Reflection, start: number): void {
  const products = matrix(1, a.columns);
  for (const [i, x] of vector.entries()) addRow(products, 0, x, a, from + i, start);
  for (const [i, x] of vector.entries()) addRow(a, from + i, -factor * x, products, 0, start);
}

/** The Euclidean length, without overflow on the way. */
export function norm(vector: Float64Array): number {
  let largest = 0;
  for (const x of vector) largest = Math.max(largest, Math.abs(x));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (const x of vector) sum += (x / largest) ** 2;
  return largest * Math.sqrt(sum);
}
