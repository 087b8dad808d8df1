/** RandomShuffle's order: the rows of the input that a run puts first, second, and so on. */

import type { RandomState } from './state.ts';
import { WordStream } from './words.ts';

/**
 * Row i of the output is row `permutation[i]` of the input. A Fisher-Yates shuffle from the front, each partner by the
 * remainder of one word, as in TensorFlow; fewer than two rows draw nothing.
 */
export function shufflePermutation(rows: number, state: RandomState): Int32Array {
  const permutation = Int32Array.from({ length: rows }, (_, row) => row);
  if (rows < 2) return permutation;
  const stream = new WordStream(state.reserveWords(rows - 1));
  for (let row = 0; row < rows - 1; row++) {
    const partner = row + (stream.next() % (rows - row));
    const kept = permutation[row];
    permutation[row] = permutation[partner];
    permutation[partner] = kept;
  }
  return permutation;
}
