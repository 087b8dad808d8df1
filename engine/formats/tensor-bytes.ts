/** Elements of fixed size to and from little-endian bytes, the form that every file here stores them in. */

import { type DataOf, dtypes, type NumericData, type NumericDType } from '../graph/index.ts';
import { FormatError } from './format-error.ts';

/** A view, not a copy, of the bytes of `data`. Every platform that runs this is little-endian. */
export function bytesOf(data: NumericData): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

const constructors = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  bool: Uint8Array,
} as const satisfies Record<NumericDType, unknown>;

/**
 * A copy of `bytes` as `size` elements. Bytes of bool become 0 and 1.
 * @throws FormatError when the lengths differ
 */
export function dataFromBytes<D extends NumericDType>(
  dtype: D,
  size: number,
  bytes: Uint8Array,
  what: string,
): DataOf[D] {
  const needed = size * dtypes[dtype].bytes;
  if (bytes.length !== needed) {
    throw new FormatError({
      what,
      problem: `${size} elements of ${dtype} take ${needed} bytes, but ${bytes.length} are stored`,
    });
  }
  // Not slice(): a Buffer's gives a view, which may not start where the elements must.
  const copy = new Uint8Array(bytes);
  const data = new constructors[dtype](copy.buffer, 0, size);
  if (dtype === 'bool') for (let i = 0; i < copy.length; i++) if (copy[i] > 1) copy[i] = 1;
  return data as DataOf[D];
}

/** The same bytes with each element's turned around, for big-endian files. */
export function swapBytes(bytes: Uint8Array, width: number): Uint8Array {
  const swapped = new Uint8Array(bytes.length);
  for (let start = 0; start + width <= bytes.length; start += width) {
    for (let i = 0; i < width; i++) swapped[start + i] = bytes[start + width - 1 - i];
  }
  return swapped;
}
