/** Whole weights that change, and draws by them: prefix sums in a Fenwick tree, so that both take logarithmic time. */

import { below32 } from './exact-integer.ts';
import type { WordStream } from './words.ts';

export class WeightTree {
  /** Node i (from 1) holds the sum of the weights from i less its lowest bit, to i. */
  readonly #sums: Float64Array;
  readonly #weights: Float64Array;
  #total: number;

  /** All weights are 1. */
  constructor(count: number) {
    this.#weights = new Float64Array(count).fill(1);
    this.#sums = Float64Array.from({ length: count + 1 }, (_, i) => i & -i);
    this.#total = count;
  }

  get total(): number {
    return this.#total;
  }
  weight(index: number): number {
    return this.#weights[index];
  }

  increment(index: number): void {
    this.#weights[index]++;
    this.#total++;
    for (let node = index + 1; node < this.#sums.length; node += node & -node) this.#sums[node]++;
  }

  /** The first number whose weight, with all weights before it, is above a whole number drawn from [0, total). */
  draw(stream: WordStream): number {
    let rest = below32(stream, this.#total);
    let node = 0;
    for (let step = 2 ** Math.floor(Math.log2(this.#weights.length)); step >= 1; step /= 2) {
      if (node + step >= this.#sums.length || this.#sums[node + step] > rest) continue;
      node += step;
      rest -= this.#sums[node];
    }
    return node;
  }
}
