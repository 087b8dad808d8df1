/** Doubles from a generator that others draw from too: a block makes two, of which the second is given first. */

import { boxMullerFloat64 } from './normal.ts';
import { BLOCK, type Philox } from './philox.ts';
import { unitFloat64 } from './words.ts';

abstract class Pairs {
  readonly #generator: Philox;
  readonly #block = new Uint32Array(BLOCK);
  readonly #pair = new Float64Array(2);
  #left = 0;

  constructor(generator: Philox) {
    this.#generator = generator;
  }

  /** Forgets what a block left over: the generator was moved. */
  restart(): void {
    this.#left = 0;
  }

  next(): number {
    if (this.#left === 0) {
      this.#generator.fill(this.#block);
      this.make(this.#block, this.#pair);
      this.#left = 2;
    }
    return this.#pair[--this.#left];
  }

  protected abstract make(block: Uint32Array, pair: Float64Array): void;
}

/** From [0, 1). */
export class UnitPairs extends Pairs {
  protected make(block: Uint32Array, pair: Float64Array): void {
    pair[0] = unitFloat64(block[0], block[1]);
    pair[1] = unitFloat64(block[2], block[3]);
  }
}

/** Of mean 0 and deviation 1. */
export class NormalPairs extends Pairs {
  protected make(block: Uint32Array, pair: Float64Array): void {
    boxMullerFloat64(block, 0, pair);
  }
}
