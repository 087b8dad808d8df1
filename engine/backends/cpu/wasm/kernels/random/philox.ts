/**
 * Philox4x32-10 on four counters at a time, the same numbers as random/philox.ts makes one block after another (see there
 * for the source). The state of the stream lies in memory.
 */

import type { FunctionBuilder, Local } from '../../assembler/index.ts';
import { turnVectors } from '../transpose.ts';

const ROUNDS = 10;
const MULTIPLIER_A = 0xd2511f53;
const MULTIPLIER_B = 0xcd9e8d57;
const WEYL_A = 0x9e3779b9;
const WEYL_B = 0xbb67ae85;

/** Words of a stream's state: the counter, lowest first, then the key. */
export const STREAM_WORDS = 6;

/** Writes the rounds. Lane i of every vector belongs to block i of four. */
export class PhiloxWriter {
  readonly #f: FunctionBuilder;
  readonly #counter: readonly Local[];
  readonly #keys: readonly Local[];
  readonly #words: readonly Local[];
  readonly #products: readonly Local[];
  readonly #multipliers: readonly Local[];
  readonly #base: Local;
  readonly #start: Local;

  constructor(f: FunctionBuilder, state: Local) {
    this.#f = f;
    const vectors = (count: number) => Array.from({ length: count }, () => f.local('v128'));
    this.#counter = vectors(4);
    this.#keys = vectors(2 * ROUNDS);
    this.#words = vectors(4);
    this.#products = vectors(4);
    this.#multipliers = vectors(2);
    this.#start = f.local('i64');
    this.#base = f.local('i64');
    f.get(state).memory('i64.load').set(this.#start);
    for (const word of [2, 3])
      f.get(state)
        .memory('v128.load32_splat', word * 4)
        .set(this.#counter[word]);
    [MULTIPLIER_A, MULTIPLIER_B].forEach((multiplier, i) => {
      f.i32x4(multiplier).set(this.#multipliers[i]);
    });
    // The keys of all rounds, which are the same for every block.
    [WEYL_A, WEYL_B].forEach((weyl, i) => {
      for (let round = 0; round < ROUNDS; round++) {
        f.get(state).memory('i32.load', (4 + i) * 4);
        f.i32(Math.imul(weyl, round))
          .op('i32.add', 'i32x4.splat')
          .set(this.#keys[2 * round + i]);
      }
    });
  }

  /** The number of the first block on the stack, an i64, as the start of four blocks that lie `step` apart. */
  begin(step: number): void {
    const f = this.#f;
    const [c0, c1] = this.#counter;
    f.get(this.#start).op('i64.add').set(this.#base);
    f.get(this.#base)
      .op('i32.wrap_i64', 'i32x4.splat')
      .i32x4(0, step, 2 * step, 3 * step)
      .op('i32x4.add')
      .set(c0);
    // Lanes that ran over carry into the second word.
    f.get(this.#base).i64(32).op('i64.shr_u', 'i32.wrap_i64', 'i32x4.splat');
    f.get(c0)
      .i32x4(0, step, 2 * step, 3 * step)
      .op('i32x4.lt_u', 'i32x4.sub')
      .set(c1);
  }

  /** The sixteen words of the four blocks, those of one block in one vector. */
  words(): readonly Local[] {
    const f = this.#f;
    const [c0, c1, c2, c3] = this.#counter;
    [c0, c1, c2, c3].forEach((counter, i) => {
      f.get(counter).set(this.#words[i]);
    });
    for (let round = 0; round < ROUNDS; round++) this.#round(round);
    // From word j of blocks 0 to 3 to words 0 to 3 of block i.
    turnVectors(f, this.#words, this.#products);
    return this.#words;
  }

  #round(round: number): void {
    const f = this.#f;
    const [w0, w1, w2, w3] = this.#words;
    const [aLow, aHigh, bLow, bHigh] = this.#products;
    const multiply = (word: Local, multiplier: Local, low: Local, high: Local) => {
      f.get(word).get(multiplier).op('i64x2.extmul_low_i32x4_u').set(low);
      f.get(word).get(multiplier).op('i64x2.extmul_high_i32x4_u').set(high);
    };
    multiply(w0, this.#multipliers[0], aLow, aHigh);
    multiply(w2, this.#multipliers[1], bLow, bHigh);
    const upper = (low: Local, high: Local) => f.get(low).get(high).shuffle32([1, 3, 5, 7]);
    upper(bLow, bHigh)
      .get(w1)
      .op('v128.xor')
      .get(this.#keys[2 * round])
      .op('v128.xor')
      .set(w0);
    upper(aLow, aHigh)
      .get(w3)
      .op('v128.xor')
      .get(this.#keys[2 * round + 1])
      .op('v128.xor')
      .set(w2);
    f.get(bLow).get(bHigh).shuffle32([0, 2, 4, 6]).set(w1);
    f.get(aLow).get(aHigh).shuffle32([0, 2, 4, 6]).set(w3);
  }
}
