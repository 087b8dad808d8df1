/** Arrays put together and added up on the host. */

import { allocateData, type DType, NdArray, sizeOf } from '../../graph/index.ts';

/** The elements of all `parts`, one after the other, under `shape`. */
export function concatenated(dtype: DType, shape: readonly number[], parts: readonly NdArray[]): NdArray {
  const data = allocateData(dtype, sizeOf(shape));
  let at = 0;
  for (const part of parts) {
    if (Array.isArray(data)) for (const [i, element] of (part.data as string[]).entries()) data[at + i] = element;
    else (data as Float32Array).set(part.data as Float32Array, at);
    at += part.size;
  }
  return new NdArray(dtype, shape, data);
}

/** a + b, element by element, in a's type. */
export function summed(a: NdArray, b: NdArray): NdArray {
  const sum = a.copy();
  const data = sum.data as Float64Array;
  const other = b.data as Float64Array;
  // Numbers with numbers, bigints with bigints.
  for (let i = 0; i < data.length; i++) data[i] += other[i];
  return sum;
}
