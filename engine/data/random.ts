/**
 * A small seeded generator for shuffling and for drawing digits, reproducible on every platform: 32-bit integer
 * arithmetic only, and no Math function whose last bit an engine may choose. Not for the graph's random operations,
 * which follow TensorFlow's Philox. Algorithm: sfc32 (Chris Doty-Humphrey's PractRand), 128 bits of state.
 */

export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  /** Streams of different words are independent: `new Random(seed, split, index)` is the stream of one image. */
  constructor(...words: readonly number[]) {
    let hash = 0x9e3779b9;
    for (const word of words) {
      // A seed may exceed 32 bits: both halves count.
      hash = mix(hash ^ (word | 0));
      hash = mix(hash + Math.floor(word / 0x1_0000_0000));
    }
    this.#a = hash;
    this.#b = mix(hash + 0x6d2b79f5);
    this.#c = mix(hash + 0xda56f3ea);
    this.#counter = 1;
    for (let i = 0; i < 12; i++) this.uint32();
  }

  /** An integer in [0, 2³²). */
  uint32(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** A real number in [low, high). */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * (this.uint32() / 0x1_0000_0000);
  }

  /** Roughly normal with mean 0 and standard deviation 1, within ±3.5: a sum of four uniforms (exact arithmetic). */
  normal(): number {
    return (this.uniform() + this.uniform() + this.uniform() + this.uniform() - 2) * 1.7320508075688772;
  }

  /** An integer in [0, bound), every one equally likely. */
  below(bound: number): number {
    const limit = 0x1_0000_0000 - (0x1_0000_0000 % bound);
    for (;;) {
      const value = this.uint32();
      if (value < limit) return value % bound;
    }
  }

  /** Shuffles in place (Fisher and Yates) and returns its argument. */
  shuffle<A extends { length: number; [index: number]: unknown }>(items: A): A {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const held = items[i];
      items[i] = items[j];
      items[j] = held;
    }
    return items;
  }
}

/** A seed for when none is given: different in every call. */
export function freshSeed(): number {
  return Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
}

/** The 32-bit finalizer of MurmurHash3: every input bit changes about half of the output bits. */
function mix(word: number): number {
  let hash = word | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
