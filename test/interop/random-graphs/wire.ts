/** Arrays as JSON: their bytes in base64, strings one by one. test/interop/arrays.py reads and writes the same. */

import { allocateData, type DType, NdArray } from '../../../engine/graph/index.ts';

export interface WireArray {
  readonly dtype: DType;
  readonly shape: readonly number[];
  /** Little-endian elements; for strings a list. */
  readonly data: string | readonly string[];
}

export function toWire(value: unknown, dtype: DType): WireArray {
  const array = asArray(value, dtype);
  if (dtype === 'string') {
    const data = (array.data as readonly (string | Uint8Array)[]).map((item) => Buffer.from(item).toString('base64'));
    return { dtype, shape: array.shape, data };
  }
  const { buffer, byteOffset, byteLength } = array.data as Uint8Array;
  return { dtype, shape: array.shape, data: Buffer.from(buffer, byteOffset, byteLength).toString('base64') };
}

/** A fetch of rank 0 comes as a plain value. */
function asArray(value: unknown, dtype: DType): NdArray {
  if (value instanceof NdArray) return value;
  const data = allocateData(dtype, 1) as { [index: number]: unknown };
  data[0] = dtype === 'int64' ? BigInt(value as number) : value;
  return new NdArray(dtype, [], data as NdArray['data']);
}

export function fromWire({ dtype, shape, data }: WireArray): NdArray {
  if (typeof data !== 'string') {
    return new NdArray(
      dtype,
      shape,
      data.map((item) => Buffer.from(item, 'base64').toString()),
    );
  }
  const bytes = Uint8Array.from(Buffer.from(data, 'base64'));
  const array = allocateData(dtype, 0) as Uint8Array;
  const Data = array.constructor as new (buffer: ArrayBuffer) => NdArray['data'];
  return new NdArray(dtype, shape, new Data(bytes.buffer));
}
