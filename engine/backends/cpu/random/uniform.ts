/** RandomUniform and RandomUniformInt, bit for bit as TensorFlow's CPU kernels make them. */

import type { RandomState } from './state.ts';
import { forEachChunk, unitFloat32, unitFloat64 } from './words.ts';

/** Fills with values in [0, 1). One word a value. */
export function fillUniformFloat32(out: Float32Array, state: RandomState): void {
  forEachChunk(state.reserveValues(out.length), out.length, (words, start, length) => {
    for (let i = 0; i < length; i++) out[start + i] = unitFloat32(words[i]);
  });
}

/** Fills with values in [0, 1). Two words a value. */
export function fillUniformFloat64(out: Float64Array, state: RandomState): void {
  forEachChunk(state.reserveValues(out.length), 2 * out.length, (words, start, length) => {
    const first = start / 2;
    for (let i = 0; i < length; i += 2) out[first + i / 2] = unitFloat64(words[i], words[i + 1]);
  });
}

/**
 * Fills with integers in [low, high), one word a value, by remainder: TensorFlow accepts the slight bias of ranges
 * that do not divide 2³².
 *
 * @throws RangeError when the range is empty and values are asked for.
 */
export function fillUniformInt32(out: Int32Array, low: number, high: number, state: RandomState): void {
  checkRange(out.length, low, high);
  const range = (high - low) >>> 0;
  forEachChunk(state.reserveValues(out.length), out.length, (words, start, length) => {
    for (let i = 0; i < length; i++) out[start + i] = low + (words[i] % range);
  });
}

/** As fillUniformInt32, with two words a value, the first one the lower. */
export function fillUniformInt64(out: BigInt64Array, low: bigint, high: bigint, state: RandomState): void {
  checkRange(out.length, low, high);
  const range = BigInt.asUintN(64, high - low);
  const generator = state.reserveValues(out.length);
  forEachChunk(generator, 2 * out.length, (words, start, length) => {
    const first = start / 2;
    if (range <= LARGEST_SMALL_RANGE) {
      const divisor = Number(range);
      for (let i = 0; i < length; i += 2) {
        out[first + i / 2] = low + BigInt(remainder64(words[i], words[i + 1], divisor));
      }
    } else {
      for (let i = 0; i < length; i += 2) {
        const bits = (BigInt(words[i + 1]) << 32n) | BigInt(words[i]);
        out[first + i / 2] = low + (bits % range);
      }
    }
  });
}

/** Up to here a remainder times 2¹⁶ is an exact double. */
export const LARGEST_SMALL_RANGE = 1n << 37n;

/** (high·2³² + low) mod divisor, sixteen bits at a time. */
export function remainder64(low: number, high: number, divisor: number): number {
  const middle = ((high % divisor) * 0x1_0000 + (low >>> 16)) % divisor;
  return (middle * 0x1_0000 + (low & 0xffff)) % divisor;
}

function checkRange<N extends number | bigint>(count: number, low: N, high: N): void {
  if (count > 0 && low >= high) {
    throw new RangeError(`Need minval < maxval, got ${low} >= ${high}: no integer lies in an empty range.`);
  }
}
