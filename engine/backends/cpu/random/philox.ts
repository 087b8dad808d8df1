/**
 * Philox4x32-10, the counter-based generator of TensorFlow's random operations (Salmon, Moraes, Dror and Shaw,
 * "Parallel random numbers: as easy as 1, 2, 3", SC 2011). A key and a 128-bit counter give a block of four 32-bit
 * words; the next block is the next counter. Knows nothing of distributions, tensors or graphs.
 *
 * TensorFlow's seeds: `seed` is the key, `seed2` the upper half of the counter.
 */

const MULTIPLIER_A = 0xd2511f53;
const MULTIPLIER_B = 0xcd9e8d57;
const WEYL_A = 0x9e3779b9 | 0;
const WEYL_B = 0xbb67ae85 | 0;
const ROUNDS = 10;

// A 32x32 to 64-bit product in 16-bit halves: a BigInt would be a hundred times slower.
const A_LOW = MULTIPLIER_A & 0xffff;
const A_HIGH = MULTIPLIER_A >>> 16;
const B_LOW = MULTIPLIER_B & 0xffff;
const B_HIGH = MULTIPLIER_B >>> 16;

/** Words in a block. */
export const BLOCK = 4;

export class Philox {
  // All words are kept as int32: V8 keeps those unboxed.
  #key0: number;
  #key1: number;
  #counter0: number;
  #counter1: number;
  #counter2: number;
  #counter3: number;

  /** Words of the key and of the counter, lowest first; each is taken modulo 2³². */
  constructor(key0: number, key1: number, counter0 = 0, counter1 = 0, counter2 = 0, counter3 = 0) {
    this.#key0 = key0 | 0;
    this.#key1 = key1 | 0;
    this.#counter0 = counter0 | 0;
    this.#counter1 = counter1 | 0;
    this.#counter2 = counter2 | 0;
    this.#counter3 = counter3 | 0;
  }

  /** The generator of a kernel with attributes `seed` and `seed2` (64-bit integers). */
  static fromSeeds(seed: number | bigint, seed2: number | bigint): Philox {
    const key = BigInt.asUintN(64, BigInt(seed));
    const upper = BigInt.asUintN(64, BigInt(seed2));
    return new Philox(lowWord(key), highWord(key), 0, 0, lowWord(upper), highWord(upper));
  }

  clone(): Philox {
    return new Philox(this.#key0, this.#key1, this.#counter0, this.#counter1, this.#counter2, this.#counter3);
  }

  /** Becomes what `other` is now. */
  copy(other: Philox): void {
    this.#key0 = other.#key0;
    this.#key1 = other.#key1;
    this.#counter0 = other.#counter0;
    this.#counter1 = other.#counter1;
    this.#counter2 = other.#counter2;
    this.#counter3 = other.#counter3;
  }

  /** The counter's four words as unsigned numbers, lowest first. */
  get counter(): readonly [number, number, number, number] {
    return [this.#counter0 >>> 0, this.#counter1 >>> 0, this.#counter2 >>> 0, this.#counter3 >>> 0];
  }

  get key(): readonly [number, number] {
    return [this.#key0 >>> 0, this.#key1 >>> 0];
  }

  /** Moves on by `blocks` (a non-negative integer below 2⁵³) without making them. */
  skip(blocks: number): void {
    const low = (this.#counter0 >>> 0) + (blocks % 0x1_0000_0000);
    const high = (this.#counter1 >>> 0) + Math.floor(blocks / 0x1_0000_0000) + (low > 0xffff_ffff ? 1 : 0);
    this.#counter0 = low | 0;
    this.#counter1 = high | 0;
    if (high > 0xffff_ffff) this.#carry();
  }

  /** Writes the next `blocks` blocks to `out` from `offset`: four uint32 words each. */
  fill(out: Uint32Array, offset = 0, blocks = 1): void {
    const end = offset + blocks * BLOCK;
    for (let at = offset; at < end; at += BLOCK) {
      let w0 = this.#counter0;
      let w1 = this.#counter1;
      let w2 = this.#counter2;
      let w3 = this.#counter3;
      let key0 = this.#key0;
      let key1 = this.#key1;
      for (let round = 0; round < ROUNDS; round++) {
        const x0 = w0 & 0xffff;
        const x1 = w0 >>> 16;
        let middle = (Math.imul(x1, A_LOW) + (Math.imul(x0, A_LOW) >>> 16)) | 0;
        let cross = (Math.imul(x0, A_HIGH) + (middle & 0xffff)) | 0;
        const highA = (Math.imul(x1, A_HIGH) + (middle >>> 16) + (cross >>> 16)) | 0;
        const y0 = w2 & 0xffff;
        const y1 = w2 >>> 16;
        middle = (Math.imul(y1, B_LOW) + (Math.imul(y0, B_LOW) >>> 16)) | 0;
        cross = (Math.imul(y0, B_HIGH) + (middle & 0xffff)) | 0;
        const highB = (Math.imul(y1, B_HIGH) + (middle >>> 16) + (cross >>> 16)) | 0;
        const lowA = Math.imul(w0, MULTIPLIER_A);
        const lowB = Math.imul(w2, MULTIPLIER_B);
        w0 = highB ^ w1 ^ key0;
        w1 = lowB;
        w2 = highA ^ w3 ^ key1;
        w3 = lowA;
        key0 = (key0 + WEYL_A) | 0;
        key1 = (key1 + WEYL_B) | 0;
      }
      out[at] = w0;
      out[at + 1] = w1;
      out[at + 2] = w2;
      out[at + 3] = w3;
      this.#counter0 = (this.#counter0 + 1) | 0;
      if (this.#counter0 === 0) {
        this.#counter1 = (this.#counter1 + 1) | 0;
        if (this.#counter1 === 0) this.#carry();
      }
    }
  }

  /** Writes the next block to `out[0]` to `out[3]`. */
  next4(out: Uint32Array): void {
    this.fill(out);
  }

  #carry(): void {
    this.#counter2 = (this.#counter2 + 1) | 0;
    if (this.#counter2 === 0) this.#counter3 = (this.#counter3 + 1) | 0;
  }
}

function lowWord(value: bigint): number {
  return Number(value & 0xffff_ffffn);
}

function highWord(value: bigint): number {
  return Number(value >> 32n);
}
