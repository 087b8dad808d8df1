/**
 * Sine and cosine of floats of 2²² and more, infinities and NaN, one lane after the other. A float is a whole number of 24
 * bits times a power of two, which moves the bits of 2/π: what lies above the second bit before the point are whole turns and
 * drop out, and a product in whole numbers gives the angle in quarter turns, to 62 bits behind the point (Payne and Hanek,
 * "Radian reduction for trigonometric functions", SIGNUM Newsletter 18, 1983).
 */

import type { FunctionBuilder, Helper, Local } from '../assembler/index.ts';

/** From here on. Below, all floats have a part behind the point of their angle. */
export const LARGE_ANGLE = 2 ** 22;

export type SlowFunction = 'sine' | 'cosine';

/** The bits of 2/π from four before the first behind the point. */
const TWO_OVER_PI = [0x0a2f9836e4e44152n, 0x9fc2757d1f534ddcn, 0x0db6295993c43904n, 0x1fe5163abdebbc56n] as const;
/** A float's bits are a mantissa times 2^(exponent - 150); with exponent 148 the window begins at the first bit above. */
const FIRST_EXPONENT = 148;
const QUARTER_BITS = 62n;

/** Taylor's, in double precision on [-π/4, π/4]: errors far below a float's. */
const SINE = [1, -1 / 6, 1 / 120, -1 / 5040, 1 / 362880, -1 / 39916800];
const COSINE = [1, -1 / 2, 1 / 24, -1 / 720, 1 / 40320, -1 / 3628800];

export const slowFunctions: Record<SlowFunction, Helper> = {
  sine: { name: 'sine', parameters: ['v128'], results: ['v128'], write: (f) => writeLanes(f, 0) },
  cosine: { name: 'cosine', parameters: ['v128'], results: ['v128'], write: (f) => writeLanes(f, 1) },
};

/** @param quarter - quarter turns to add. */
function writeLanes(f: FunctionBuilder, quarter: 0 | 1): void {
  const [x] = f.parameters;
  const result = f.local('v128');
  const lane = new LaneWriter(f, quarter);
  for (const i of [0, 1, 2, 3] as const) {
    f.get(result).get(x).lane('f32x4.extract_lane', i).op('i32.reinterpret_f32');
    lane.push();
    f.lane('f32x4.replace_lane', i).set(result);
  }
  // Infinities give NaN, as they do minus themselves; all else is not changed by adding 0, as no result is -0.
  f.get(result).get(x).get(x).op('f32x4.sub', 'f32x4.add');
}

class LaneWriter {
  readonly #f: FunctionBuilder;
  readonly #quarter: 0 | 1;
  readonly #bits: Local;
  readonly #mantissa: Local;
  /** Bits from the start of the window to a multiple of 64. */
  readonly #shift: Local;
  /** Words of 2/π. */
  readonly #words: readonly Local[];
  readonly #angle: Local;
  readonly #turns: Local;
  readonly #r: Local;
  readonly #square: Local;

  constructor(f: FunctionBuilder, quarter: 0 | 1) {
    this.#f = f;
    this.#quarter = quarter;
    this.#bits = f.local('i32');
    [this.#mantissa, this.#shift, this.#angle, this.#turns] = Array.from({ length: 4 }, () => f.local('i64'));
    this.#words = Array.from({ length: 3 }, () => f.local('i64'));
    [this.#r, this.#square] = Array.from({ length: 2 }, () => f.local('f64'));
  }

  /** From a float's bits to its sine, on the stack. */
  push(): void {
    const f = this.#f;
    f.set(this.#bits);
    f.get(this.#bits).i32(0x7f_ffff).op('i32.and').i32(0x80_0000).op('i32.or', 'i64.extend_i32_u').set(this.#mantissa);
    f.get(this.#bits).i32(23).op('i32.shr_u').i32(255).op('i32.and').i32(FIRST_EXPONENT).op('i32.sub');
    f.op('i64.extend_i32_s').set(this.#shift);
    this.#words.forEach((word, i) => {
      f.i64(TWO_OVER_PI[i + 1])
        .i64(TWO_OVER_PI[i])
        .get(this.#shift)
        .i64(64)
        .op('i64.ge_u', 'select')
        .set(word);
    });
    f.get(this.#shift).i64(63).op('i64.and').set(this.#shift);
    const [first, second, third] = this.#words;
    f.get(this.#mantissa);
    this.#window(first, second);
    f.op('i64.mul').get(this.#mantissa);
    this.#window(second, third);
    f.i64(32).op('i64.shr_u', 'i64.mul').i64(32).op('i64.shr_u', 'i64.add').set(this.#angle);
    // The nearest quarter, and what is left: between -½ and ½ quarters.
    f.get(this.#angle)
      .i64(1n << (QUARTER_BITS - 1n))
      .op('i64.add')
      .i64(QUARTER_BITS)
      .op('i64.shr_u')
      .set(this.#turns);
    f.get(this.#angle).get(this.#turns).i64(QUARTER_BITS).op('i64.shl', 'i64.sub', 'f64.convert_i64_s');
    f.f64((Math.PI / 2) * 2 ** -Number(QUARTER_BITS))
      .op('f64.mul')
      .set(this.#r);
    f.get(this.#r).get(this.#r).op('f64.mul').set(this.#square);
    this.#pushResult();
  }

  /** sin(±(r + turns · π/2)) */
  #pushResult(): void {
    const f = this.#f;
    this.#polynomial(COSINE);
    this.#polynomial(SINE);
    f.get(this.#r).op('f64.mul');
    f.get(this.#turns).i64(this.#quarter).op('i64.add').i64(1).op('i64.and', 'i32.wrap_i64', 'select');
    f.op('f32.demote_f64', 'i32.reinterpret_f32');
    f.get(this.#turns).i64(this.#quarter).op('i64.add').i64(2).op('i64.and').i64(30).op('i64.shl', 'i32.wrap_i64');
    f.op('i32.xor');
    // A sine has the sign of its angle besides.
    if (this.#quarter === 0) f.get(this.#bits).i32(0x80000000).op('i32.and', 'i32.xor');
    f.op('f32.reinterpret_i32');
  }

  /** Sixty-four bits from the shift on. */
  #window(first: Local, second: Local): void {
    const f = this.#f;
    f.get(first).get(this.#shift).op('i64.shl').get(second).i64(1).op('i64.shr_u');
    f.i64(63).get(this.#shift).op('i64.sub', 'i64.shr_u', 'i64.or');
  }

  #polynomial(coefficients: readonly number[]): void {
    const f = this.#f;
    f.f64(coefficients[coefficients.length - 1]);
    for (let i = coefficients.length - 2; i >= 0; i--) {
      f.get(this.#square).op('f64.mul').f64(coefficients[i]).op('f64.add');
    }
  }
}
