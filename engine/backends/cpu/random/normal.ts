/**
 * RandomStandardNormal and TruncatedNormal, from the same words and by the same steps as TensorFlow's CPU kernels:
 * the Box-Muller transform, sine first; a truncated normal draws again while a value lies two deviations out or more.
 *
 * float32 values are TensorFlow's to the last bit. float64 values go through Math.log, Math.sin and Math.cos, whose last
 * bit an engine may choose, and lie within a few units in the last place.
 */

import { logFloat32, sinCosFloat32 } from './float-functions.ts';
import { BLOCK } from './philox.ts';
import { BLOCKS_RESERVED_A_VALUE, type RandomState } from './state.ts';
import { forEachChunk, unitFloat32, unitFloat64, WordStream } from './words.ts';

/** Keeps the logarithm finite; TensorFlow's value, rounded to each type. */
const SMALLEST_UNIT = 1e-7;
export const SMALLEST_UNIT_FLOAT32 = Math.fround(1e-7);
export const TRUNCATED_AT = 2;

/** Fills with values of mean 0 and deviation 1. Two words make two values. */
export function fillNormalFloat32(out: Float32Array, state: RandomState): void {
  const pair = new Float32Array(2);
  forEachChunk(state.reserveValues(out.length), out.length, (words, start, length) => {
    for (let i = 0; i < length; i += 2) {
      boxMullerFloat32(words[i], words[i + 1], pair);
      out[start + i] = pair[0];
      // An odd size ends in the middle of a pair; a write past the end of a typed array is ignored.
      out[start + i + 1] = pair[1];
    }
  });
}

/** Fills with values of mean 0 and deviation 1. Four words make two values. */
export function fillNormalFloat64(out: Float64Array, state: RandomState): void {
  const pair = new Float64Array(2);
  const words = 2 * out.length + ((2 * out.length) % BLOCK);
  forEachChunk(state.reserveValues(out.length), words, (chunk, start, length) => {
    for (let i = 0; i < length; i += BLOCK) {
      boxMullerFloat64(chunk, i, pair);
      out[(start + i) / 2] = pair[0];
      out[(start + i) / 2 + 1] = pair[1];
    }
  });
}

/** Fills with values of mean 0 and deviation 1 before truncation, none of magnitude 2 or more. */
export function fillTruncatedNormalFloat32(out: Float32Array, state: RandomState): void {
  const pair = new Float32Array(2);
  fillTruncated(out, 4, pair, state, (stream) => boxMullerFloat32(stream.next(), stream.next(), pair));
}

/** As fillTruncatedNormalFloat32. */
export function fillTruncatedNormalFloat64(out: Float64Array, state: RandomState): void {
  const pair = new Float64Array(2);
  const words = new Uint32Array(BLOCK);
  fillTruncated(out, 2, pair, state, (stream) => {
    for (let i = 0; i < BLOCK; i++) words[i] = stream.next();
    boxMullerFloat64(words, 0, pair);
  });
}

/** Values come in groups; each group has its own stretch of the stream, long enough that rejection never runs over. */
function fillTruncated<A extends Float32Array | Float64Array>(
  out: A,
  groupSize: number,
  pair: A,
  state: RandomState,
  drawPair: (stream: WordStream) => void,
): void {
  const generator = state.reserveValues(out.length);
  for (let start = 0; start < out.length; start += groupSize) {
    const stream = new WordStream(generator.clone());
    const end = Math.min(start + groupSize, out.length);
    for (let at = start; at < end; ) {
      drawPair(stream);
      if (Math.abs(pair[0]) < TRUNCATED_AT) out[at++] = pair[0];
      if (Math.abs(pair[1]) < TRUNCATED_AT && at < end) out[at++] = pair[1];
    }
    generator.skip((groupSize * BLOCKS_RESERVED_A_VALUE) / BLOCK);
  }
}

function boxMullerFloat32(word0: number, word1: number, pair: Float32Array): void {
  const u = Math.max(unitFloat32(word0), SMALLEST_UNIT_FLOAT32);
  const radius = Math.fround(Math.sqrt(-2 * logFloat32(u)));
  sinCosFloat32(Math.fround(2 * Math.PI * unitFloat32(word1)), pair);
  pair[0] *= radius;
  pair[1] *= radius;
}

export function boxMullerFloat64(words: Uint32Array, at: number, pair: Float64Array): void {
  const u = Math.max(unitFloat64(words[at], words[at + 1]), SMALLEST_UNIT);
  const angle = 2 * Math.PI * unitFloat64(words[at + 2], words[at + 3]);
  const radius = Math.sqrt(-2 * Math.log(u));
  pair[0] = Math.sin(angle) * radius;
  pair[1] = Math.cos(angle) * radius;
}
