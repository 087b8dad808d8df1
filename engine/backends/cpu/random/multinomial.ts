/** Multinomial (tf.multinomial, tf.random.categorical): draws class numbers by unnormalized log-probabilities. */

import { BLOCK } from './philox.ts';
import type { RandomState } from './state.ts';
import { unitFloat64, WordStream } from './words.ts';

/**
 * Fills `out` [batch, samples] with class numbers drawn by the rows of `logits` [batch, classes]. As TensorFlow does it:
 * cumulative sums of exp(logit - largest) in double precision, one double in [0, 1) a sample, the first sum above it.
 * Classes whose logit is not finite are never drawn. The rows share one stream of words, one after another; TensorFlow
 * does so where one thread makes all of them, and restarts the stream at the first row of every further thread.
 */
export function fillMultinomial(
  out: Int32Array | BigInt64Array,
  logits: Float32Array | Float64Array,
  batch: number,
  classes: number,
  samples: number,
  state: RandomState,
): void {
  const wordsARow = 2 * Math.ceil(samples / BLOCK) * BLOCK;
  const stream = new WordStream(state.reserveValues(batch * wordsARow));
  const drawn = out instanceof BigInt64Array ? new Int32Array(out.length) : out;
  const sums = new Float64Array(classes);
  for (let row = 0; row < batch; row++) {
    const total = accumulate(logits.subarray(row * classes, (row + 1) * classes), sums);
    for (let sample = 0; sample < samples; sample++) {
      drawn[row * samples + sample] = firstAbove(sums, unitFloat64(stream.next(), stream.next()) * total);
    }
  }
  if (out instanceof BigInt64Array) for (let i = 0; i < out.length; i++) out[i] = BigInt(drawn[i]);
}

function accumulate(logits: Float32Array | Float64Array, sums: Float64Array): number {
  let largest = -Infinity;
  for (const logit of logits) if (Number.isFinite(logit)) largest = Math.max(largest, logit);
  let total = 0;
  for (let k = 0; k < logits.length; k++) {
    if (Number.isFinite(logits[k])) total += Math.exp(logits[k] - largest);
    sums[k] = total;
  }
  return total;
}

function firstAbove(sums: Float64Array, value: number): number {
  let low = 0;
  let high = sums.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sums[middle] > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
