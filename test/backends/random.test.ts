/** The CPU backend's random numbers are TensorFlow's, for every kernel, seed and size recorded from it. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  fillMultinomial,
  fillNormalFloat32,
  fillNormalFloat64,
  fillTruncatedNormalFloat32,
  fillTruncatedNormalFloat64,
  fillUniformFloat32,
  fillUniformFloat64,
  fillUniformInt32,
  fillUniformInt64,
  Philox,
  RandomState,
  shufflePermutation,
} from '../../engine/backends/cpu/random/index.ts';
import { getSeed } from '../../engine/graph/seed.ts';

interface KernelCase {
  readonly op: string;
  readonly dtype?: string;
  readonly size: number;
  readonly seed: string;
  readonly seed2: string;
  readonly minval?: string;
  readonly maxval?: string;
  readonly logits?: (number | string)[][];
  readonly runs: (number | string)[][];
}
interface ProgramCase {
  readonly name: string;
  readonly graphSeed: number | null;
  readonly calls: {
    readonly options: { readonly seed?: number };
    readonly attributes: { readonly seed: number; readonly seed2: number };
  }[];
}

const golden: { kernels: KernelCase[]; programs: ProgramCase[] } = JSON.parse(
  readFileSync(new URL('../fixtures/golden/random.json', import.meta.url), 'utf8'),
);

type Draw = (kernel: KernelCase, state: RandomState) => ArrayLike<number | bigint>;

function filled<A>(out: A, fill: (out: A) => void): A {
  fill(out);
  return out;
}

const draw: Record<string, Draw> = {
  'RandomUniform float32': (k, s) => filled(new Float32Array(k.size), (out) => fillUniformFloat32(out, s)),
  'RandomUniform float64': (k, s) => filled(new Float64Array(k.size), (out) => fillUniformFloat64(out, s)),
  'RandomStandardNormal float32': (k, s) => filled(new Float32Array(k.size), (out) => fillNormalFloat32(out, s)),
  'RandomStandardNormal float64': (k, s) => filled(new Float64Array(k.size), (out) => fillNormalFloat64(out, s)),
  'TruncatedNormal float32': (k, s) => filled(new Float32Array(k.size), (out) => fillTruncatedNormalFloat32(out, s)),
  'TruncatedNormal float64': (k, s) => filled(new Float64Array(k.size), (out) => fillTruncatedNormalFloat64(out, s)),
  'RandomUniformInt int32': (k, s) =>
    filled(new Int32Array(k.size), (out) => fillUniformInt32(out, Number(k.minval), Number(k.maxval), s)),
  'RandomUniformInt int64': (k, s) =>
    filled(new BigInt64Array(k.size), (out) => fillUniformInt64(out, BigInt(k.minval!), BigInt(k.maxval!), s)),
  RandomShuffle: (k, s) => shufflePermutation(k.size, s),
  Multinomial: (k, s) => {
    const logits = k.logits!.map((row) => row.map(Number));
    const out = new BigInt64Array(logits.length * k.size);
    fillMultinomial(out, Float32Array.from(logits.flat()), logits.length, logits[0].length, k.size, s);
    return out;
  },
};

/** Double precision goes through Math.log, sin and cos, whose last bits differ between JavaScript and C. */
const RELATIVE_ERROR: Record<string, number> = {
  'RandomStandardNormal float64': 1e-15,
  'TruncatedNormal float64': 1e-15,
};

describe('random kernels give the numbers of TensorFlow, run after run', () => {
  for (const [index, kernel] of golden.kernels.entries()) {
    const name = kernel.dtype ? `${kernel.op} ${kernel.dtype}` : kernel.op;
    const range = kernel.minval ? ` in [${kernel.minval}, ${kernel.maxval})` : '';
    it(`${name} of ${kernel.size}${range}, seeds ${kernel.seed} and ${kernel.seed2} (#${index})`, () => {
      const state = RandomState.fromSeeds(BigInt(kernel.seed), BigInt(kernel.seed2));
      for (const expected of kernel.runs) {
        const values = Array.from(draw[name](kernel, state), Number);
        const wanted = expected.flat().map(Number);
        const tolerance = RELATIVE_ERROR[name];
        if (tolerance === undefined) {
          expect(values).toEqual(kernel.dtype === 'float32' ? Array.from(Float32Array.from(wanted)) : wanted);
          continue;
        }
        expect(values.length).toBe(wanted.length);
        const worst = Math.max(0, ...values.map((v, i) => Math.abs(v - wanted[i]) / Math.abs(wanted[i])));
        expect(worst).toBeLessThan(tolerance);
      }
    });
  }
});

describe('the generator', () => {
  it('gives the words of the Philox4x32-10 test vector', () => {
    const block = new Uint32Array(4);
    new Philox(0, 0).next4(block);
    expect(Array.from(block)).toEqual([0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
  });

  it('skips as far as it would have gone', () => {
    const words = new Uint32Array(4 * 700);
    new Philox(1, 2, 0xffff_ff00, 0xffff_ffff, 0xffff_ffff, 3).fill(words, 0, 700);
    const skipped = new Philox(1, 2, 0xffff_ff00, 0xffff_ffff, 0xffff_ffff, 3);
    skipped.skip(699);
    const block = new Uint32Array(4);
    skipped.next4(block);
    expect(Array.from(block)).toEqual(Array.from(words.subarray(-4)));
    expect(skipped.counter).toEqual([444, 0, 0, 4]);
  });

  it('skips more than 2^32 blocks, carrying through all four words', () => {
    const generator = new Philox(0, 0, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff);
    generator.skip(2 ** 33 + 5);
    expect(generator.counter).toEqual([4, 2, 0, 0]);
  });

  it('draws other numbers in every session where both seeds are 0', () => {
    const [a, b] = [new Float32Array(8), new Float32Array(8)];
    fillUniformFloat32(a, RandomState.fromSeeds(0, 0));
    fillUniformFloat32(b, RandomState.fromSeeds(0, 0));
    expect(a).not.toEqual(b);
  });

  it('refuses an empty range of integers', () => {
    const state = RandomState.fromSeeds(1, 2);
    expect(() => fillUniformInt32(new Int32Array(1), 3, 3, state)).toThrow('minval < maxval');
    expect(() => fillUniformInt64(new BigInt64Array(1), 3n, -3n, state)).toThrow('minval < maxval');
  });

  it('draws 64-bit integers alike by the short and the long division', () => {
    const draw64 = (high: bigint) => {
      const out = new BigInt64Array(200);
      fillUniformInt64(out, 0n, high, RandomState.fromSeeds(9, 9));
      return out;
    };
    const words = new Uint32Array(400);
    RandomState.fromSeeds(9, 9).reserveWords(400).fill(words, 0, 100);
    for (const range of [1n, 3n, 65537n, (1n << 32n) - 5n, (1n << 37n) - 25n, 1n << 37n, (1n << 37n) + 9n]) {
      const wanted = Array.from({ length: 200 }, (_, i) => {
        return ((BigInt(words[2 * i + 1]) << 32n) | BigInt(words[2 * i])) % range;
      });
      expect(Array.from(draw64(range))).toEqual(wanted);
    }
  });
});

describe('seeds of operations', () => {
  for (const program of golden.programs) {
    it(`${program.name}: the pairs that TensorFlow gives`, () => {
      for (const call of program.calls) {
        const { seed = null } = call.options;
        // Where the operation has no seed, the recorded one is the number of operations that were there.
        const lastId = seed === null ? call.attributes.seed2 : 12345;
        expect(getSeed(program.graphSeed, seed, lastId)).toEqual(call.attributes);
      }
    });
  }

  it('no seed at all: by chance', () => {
    expect(getSeed(null, null, 7)).toEqual({ seed: 0, seed2: 0 });
  });
});
