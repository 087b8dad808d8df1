/** A generator's 32-bit words one at a time, and how words become numbers in [0, 1). Bits first, no distributions. */

import { BLOCK, type Philox } from './philox.ts';

/** Words made at once: large enough to keep the block loop busy, small enough to stay in the first-level cache. */
const CHUNK = 1024;

/** Calls `take` with chunks of words, in order, until `count` of them were given; whole blocks are made. */
export function forEachChunk(
  generator: Philox,
  count: number,
  take: (words: Uint32Array, start: number, length: number) => void,
): void {
  const words = new Uint32Array(Math.min(CHUNK, Math.ceil(count / BLOCK) * BLOCK));
  for (let start = 0; start < count; start += CHUNK) {
    const length = Math.min(CHUNK, count - start);
    generator.fill(words, 0, Math.ceil(length / BLOCK));
    take(words, start, length);
  }
}

/** One word after another. */
export class WordStream {
  readonly #generator: Philox;
  readonly #block = new Uint32Array(BLOCK);
  #used = BLOCK;

  constructor(generator: Philox) {
    this.#generator = generator;
  }

  next(): number {
    if (this.#used === BLOCK) {
      this.#generator.fill(this.#block);
      this.#used = 0;
    }
    return this.#block[this.#used++];
  }
}

/** A float32 in [0, 1) from the low 23 bits: the mantissa of a number in [1, 2), less 1. Exact. */
export function unitFloat32(word: number): number {
  return (word & 0x7f_ffff) * 2 ** -23;
}

/** A float64 in [0, 1): the low 20 bits of `high` and all of `low` are the mantissa. Exact. */
export function unitFloat64(high: number, low: number): number {
  return (high & 0xf_ffff) * 2 ** -20 + low * 2 ** -52;
}
