/** 16-bit floating point, which no tensor here has: read as float32, which holds every value of both kinds. */

import { DataType } from './generated/tensor_pb.js';

const scratch = new DataView(new ArrayBuffer(4));

/** IEEE 754 binary16. */
export function float32FromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** bfloat16: the upper half of a float32. */
export function float32FromBfloat16(bits: number): number {
  scratch.setUint32(0, bits << 16);
  return scratch.getFloat32(0);
}

/** How elements of a 16-bit floating type become float32; undefined for every other type. */
export function widenerOf(type: DataType): ((bits: number) => number) | undefined {
  if (type === DataType.DT_HALF) return float32FromHalf;
  return type === DataType.DT_BFLOAT16 ? float32FromBfloat16 : undefined;
}

/** Widens little-endian 16-bit elements. `bytes` has an even length. */
export function widenBytes(bytes: Uint8Array, widen: (bits: number) => number): Float32Array {
  const result = new Float32Array(bytes.length >> 1);
  for (let i = 0; i < result.length; i++) result[i] = widen(bytes[2 * i] | (bytes[2 * i + 1] << 8));
  return result;
}
