/**
 * Whole numbers below an end, all equally likely: words that would favour the small ones are drawn again, as TensorFlow's
 * samplers do (its RandomUniformInt does not).
 */

import { LARGEST_SMALL_RANGE, remainder64 } from './uniform.ts';
import type { WordStream } from './words.ts';

const WORDS = 0x1_0000_0000;

/** From [0, end), of one word a try; `end` is at least 1 and below 2³². */
export function below32(stream: WordStream, end: number): number {
  const skewed = isPowerOfTwo(end) ? 0 : ((WORDS - 1) % end) + 1;
  let word = stream.next();
  while (word < skewed) word = stream.next();
  return word % end;
}

/** From [0, end), of two words a try, the lower one first; `end` is at least 1 and at most 2⁵³. */
export function below64(stream: WordStream, end: number): number {
  if (end > LARGEST_SMALL_RANGE) return belowLarge(stream, BigInt(end));
  const skewed = isPowerOfTwo(end) ? 0 : remainder64(WORDS - 1, WORDS - 1, end) + 1;
  for (;;) {
    const low = stream.next();
    const high = stream.next();
    if (high * WORDS + low >= skewed) return remainder64(low, high, end);
  }
}

function belowLarge(stream: WordStream, end: bigint): number {
  const all = 2n ** 64n;
  const skewed = (end & (end - 1n)) === 0n ? 0n : ((all - 1n) % end) + 1n;
  for (;;) {
    const low = BigInt(stream.next());
    const bits = (BigInt(stream.next()) << 32n) | low;
    if (bits >= skewed) return Number(bits % end);
  }
}

/** Of a whole number from 1 to 2³⁷. */
function isPowerOfTwo(n: number): boolean {
  return 2 ** Math.round(Math.log2(n)) === n;
}
