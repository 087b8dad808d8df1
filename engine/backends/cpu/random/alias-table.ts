/**
 * Draws in constant time from a distribution given by weights: Walker's alias method, with the table that Vose's algorithm
 * makes. Every number has a share of its own bucket and names another number for the rest of it. The order in which
 * buckets are paired is TensorFlow's, so that equal words give equal numbers.
 */

import { below32 } from './exact-integer.ts';
import { unitFloat32, type WordStream } from './words.ts';

export class AliasTable {
  /** How much of its bucket each number keeps; float32, as it is compared. */
  readonly #shares: Float32Array;
  readonly #others: Int32Array;

  /** @param weights - Not negative, at least one of them positive. */
  constructor(weights: Float32Array) {
    const count = weights.length;
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const shares = Float64Array.from(weights, (weight) => Math.fround(weight * count) / sum);
    const others = new Int32Array(count);
    const small: number[] = [];
    const large: number[] = [];
    for (let i = 0; i < count; i++) (shares[i] < 1 ? small : large).push(i);
    while (small.length > 0 && large.length > 0) {
      const [taker, giver] = [small.pop()!, large.pop()!];
      others[taker] = giver;
      shares[giver] -= 1 - shares[taker];
      (shares[giver] < 1 ? small : large).push(giver);
    }
    // What rounding left over fills its own bucket.
    for (const i of [...large, ...small]) {
      shares[i] = 1;
      others[i] = i;
    }
    this.#shares = Float32Array.from(shares);
    this.#others = others;
  }

  draw(stream: WordStream): number {
    const unit = unitFloat32(stream.next());
    const bucket = below32(stream, this.#shares.length);
    return unit < this.#shares[bucket] ? bucket : this.#others[bucket];
  }
}
