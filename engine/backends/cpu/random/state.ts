/**
 * What one random operation keeps in a session: where its stream stands. Each run takes a copy of the generator and
 * moves the kept one on by a fixed amount, whatever the run used of it, as TensorFlow's GuardedPhiloxRandom does; so
 * the numbers of a run depend on the seeds and on the sizes drawn before, never on threads.
 */

import { BLOCK, Philox } from './philox.ts';

/** Blocks that a run reserves for each value: room for the rejected draws of a truncated normal. */
export const BLOCKS_RESERVED_A_VALUE = 256;

export class RandomState {
  readonly #generator: Philox;

  private constructor(generator: Philox) {
    this.#generator = generator;
  }

  /** The state before the first run of an operation with these attributes; both 0 means seeded by chance. */
  static fromSeeds(seed: number | bigint, seed2: number | bigint): RandomState {
    if (BigInt(seed) !== 0n || BigInt(seed2) !== 0n) return new RandomState(Philox.fromSeeds(seed, seed2));
    return new RandomState(Philox.fromSeeds(chance(), chance()));
  }

  /**
   * The state of an operation without one, which draws the same for the same seeds: they pass through the generator
   * first, so that seeds that are alike give streams that are not.
   */
  static stateless(seed: bigint, seed2: bigint): RandomState {
    const mixed = new Uint32Array(BLOCK);
    const word = (value: bigint, at: bigint) => Number((value >> at) & 0xffff_ffffn);
    new Philox(0x3ec8f720, 0x02461e29, word(seed, 0n), word(seed, 32n), word(seed2, 0n), word(seed2, 32n)).fill(mixed);
    return new RandomState(new Philox(mixed[0], mixed[1], 0, 0, mixed[2], mixed[3]));
  }

  /** The generator for one run that makes `count` values of a distribution. */
  reserveValues(count: number): Philox {
    return this.#reserve(count * BLOCKS_RESERVED_A_VALUE);
  }

  /** The generator for one run that uses `count` 32-bit words. */
  reserveWords(count: number): Philox {
    return this.#reserve(Math.ceil(count / BLOCK));
  }

  #reserve(blocks: number): Philox {
    const run = this.#generator.clone();
    this.#generator.skip(blocks);
    return run;
  }
}

/** 64 bits, from the generator that every process seeds anew: Node's cryptography takes milliseconds to load. */
function chance(): bigint {
  const word = () => BigInt(Math.floor(Math.random() * 2 ** 32));
  return (word() << 32n) | word();
}
