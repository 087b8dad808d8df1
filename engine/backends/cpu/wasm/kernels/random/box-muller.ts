/**
 * The Box-Muller transform of random/normal.ts on four pairs of words at a time, to the same bits: the logarithm, sine and
 * cosine of random/float-functions.ts (see there for their source) in double precision, operation by operation.
 */

import { floatFunctions, SMALLEST_UNIT_FLOAT32 } from '../../../random/index.ts';
import type { FunctionBuilder, Instruction, Local } from '../../assembler/index.ts';
import { addScaled } from '../loops.ts';

const { FIRST_BITS, INTERVALS, LOGARITHMS, MANTISSA_BITS, RECIPROCALS } = floatFunctions;
const { COSINE_2, COSINE_4, COSINE_6, COSINE_8, LOG_2, LOG_3, LOG_4, SINE_3, SINE_5, SINE_7 } = floatFunctions;

/** Words of the table of logarithms in memory: a reciprocal and a logarithm for each interval. */
export const TABLE_WORDS = 4 * INTERVALS;

/** Writes the table, at a multiple of eight bytes. */
export function fillTable(words: Int32Array): void {
  const table = new Float64Array(words.buffer, words.byteOffset, TABLE_WORDS / 2);
  for (let i = 0; i < INTERVALS; i++) table.set([RECIPROCALS[i], LOGARITHMS[i]], 2 * i);
}

/** Pushes two doubles. */
type Push = () => void;

export class BoxMullerWriter {
  readonly #f: FunctionBuilder;
  /** Address of the table. */
  readonly #table: Local;
  readonly #constants = new Map<number, Local>();
  readonly #units: Local;
  readonly #radius: Local;
  readonly #words: Local;
  readonly #interval: Local;
  readonly #octave: Local;
  /** Doubles at work. */
  readonly #x: readonly Local[];
  /** Results of the first two lanes and of the last two: quadrants, sines, cosines. */
  readonly #quadrants: readonly Local[];
  readonly #sines: readonly Local[];
  readonly #cosines: readonly Local[];

  constructor(f: FunctionBuilder, table: Local) {
    this.#f = f;
    this.#table = table;
    const vectors = (count: number) => Array.from({ length: count }, () => f.local('v128'));
    [this.#units, this.#radius, this.#words, this.#interval, this.#octave] = vectors(5);
    this.#x = vectors(4);
    this.#quadrants = vectors(2);
    this.#sines = vectors(2);
    this.#cosines = vectors(2);
    const constants = [0.5, 1, 2 / Math.PI, Math.PI / 2, 2 * Math.PI, Math.LN2, LOG_2, LOG_3, LOG_4];
    for (const value of [...constants, SINE_3, SINE_5, SINE_7, COSINE_2, COSINE_4, COSINE_6, COSINE_8]) {
      const local = f.local('v128');
      f.f64(value).op('f64x2.splat').set(local);
      this.#constants.set(value, local);
    }
  }

  /** From eight words in two vectors, in order, to eight numbers, in their place. */
  transform(first: Local, second: Local): void {
    const f = this.#f;
    this.#takeUnits(first, second, [0, 2, 4, 6]);
    f.get(this.#units).f32x4(SMALLEST_UNIT_FLOAT32).op('f32x4.pmax').set(this.#units);
    this.#radii();
    this.#takeUnits(first, second, [1, 3, 5, 7]);
    this.#sinesAndCosines();
    const [[sines], [cosines]] = [this.#sines, this.#cosines];
    for (const values of [sines, cosines]) f.get(values).get(this.#radius).op('f32x4.mul').set(values);
    f.get(sines).get(cosines).shuffle32([0, 4, 1, 5]).set(first);
    f.get(sines).get(cosines).shuffle32([2, 6, 3, 7]).set(second);
  }

  /** The low 23 bits of some of the words as numbers in [0, 1). */
  #takeUnits(first: Local, second: Local, lanes: readonly [number, number, number, number]): void {
    const f = this.#f;
    f.get(first).get(second).shuffle32(lanes).i32x4(0x7f_ffff).op('v128.and', 'f32x4.convert_i32x4_s');
    f.f32x4(2 ** -23)
      .op('f32x4.mul')
      .set(this.#units);
  }

  /** √(-2 log unit) */
  #radii(): void {
    const f = this.#f;
    const halves = this.#sines;
    f.get(this.#units).i32x4(FIRST_BITS).op('i32x4.sub').set(this.#words);
    f.get(this.#words)
      .i32(MANTISSA_BITS - Math.log2(INTERVALS))
      .op('i32x4.shr_s')
      .i32x4(INTERVALS - 1)
      .op('v128.and')
      .set(this.#interval);
    f.get(this.#words).i32(MANTISSA_BITS).op('i32x4.shr_s').set(this.#octave);
    f.get(this.#units).get(this.#octave).i32(MANTISSA_BITS).op('i32x4.shl', 'i32x4.sub').set(this.#words);
    for (const half of [0, 1]) {
      this.#logarithm(half);
      f.op('f32x4.demote_f64x2_zero').set(halves[half]);
    }
    f.f32x4(-2);
    this.#join(halves);
    f.op('f32x4.mul', 'f32x4.sqrt').set(this.#radius);
  }

  /** Of the numbers whose mantissas, intervals and octaves are known. */
  #logarithm(half: number): void {
    const f = this.#f;
    const [r, r2, low, high] = this.#x;
    [low, high].forEach((entry, i) => {
      f.get(this.#table)
        .get(this.#interval)
        .lane('i32x4.extract_lane', 2 * half + i);
      addScaled(f, 16).memory('v128.load').set(entry);
    });
    const reciprocals = () => f.get(low).get(high).shuffle32([0, 1, 4, 5]);
    const logarithms = () => f.get(low).get(high).shuffle32([2, 3, 6, 7]);
    const mantissas = () => this.#pushHalf(this.#words, half).op('f64x2.promote_low_f32x4');
    const octaves = () => this.#pushHalf(this.#octave, half).op('f64x2.convert_low_i32x4_s');
    this.#sub(this.#mul(mantissas, reciprocals), this.#constant(1))();
    f.set(r);
    this.#mul(this.#get(r), this.#get(r))();
    f.set(r2);
    const inner = this.#add(this.#mul(this.#constant(LOG_3), this.#get(r)), this.#constant(LOG_2));
    const tail = this.#add(this.#mul(this.#constant(LOG_4), this.#get(r2)), inner);
    const head = this.#add(logarithms, this.#mul(octaves, this.#constant(Math.LN2)));
    this.#add(this.#mul(tail, this.#get(r2)), this.#add(head, this.#get(r)))();
  }

  /** Of 2π unit, in the first locals. */
  #sinesAndCosines(): void {
    const f = this.#f;
    for (const half of [0, 1]) {
      this.#sineAndCosine(half);
      for (const values of [this.#sines, this.#cosines]) {
        f.get(values[half]).op('f32x4.demote_f64x2_zero').set(values[half]);
      }
    }
    const [quadrant, odd, sine, cosine] = this.#x;
    this.#join(this.#quadrants);
    f.set(quadrant);
    f.get(quadrant).i32(31).op('i32x4.shl').i32(31).op('i32x4.shr_s').set(odd);
    this.#join(this.#sines);
    f.set(sine);
    this.#join(this.#cosines);
    f.set(cosine);
    f.get(cosine).get(sine).get(odd).op('v128.bitselect').get(quadrant);
    this.#flip(this.#sines[0]);
    f.get(sine).get(cosine).get(odd).op('v128.bitselect').get(quadrant).i32x4(1).op('i32x4.add');
    this.#flip(this.#cosines[0]);
  }

  /** Floats and quadrants are on the stack: the sign changes where the quadrant's second bit is set. */
  #flip(to: Local): void {
    this.#f.i32x4(2).op('v128.and').i32(30).op('i32x4.shl', 'v128.xor').set(to);
  }

  #sineAndCosine(half: number): void {
    const f = this.#f;
    const [x, x2, x3, x4] = this.#x;
    this.#pushHalf(this.#units, half).op('f64x2.promote_low_f32x4');
    // The angle is a float32.
    this.#constant(2 * Math.PI)();
    f.op('f64x2.mul', 'f32x4.demote_f64x2_zero', 'f64x2.promote_low_f32x4').set(x);
    this.#add(this.#mul(this.#get(x), this.#constant(2 / Math.PI)), this.#constant(0.5))();
    f.op('f64x2.floor').set(x2);
    f.get(x2).op('i32x4.trunc_sat_f64x2_s_zero').set(this.#quadrants[half]);
    this.#sub(this.#get(x), this.#mul(this.#get(x2), this.#constant(Math.PI / 2)))();
    f.set(x);
    this.#mul(this.#get(x), this.#get(x))();
    f.set(x2);
    this.#mul(this.#get(x2), this.#get(x))();
    f.set(x3);
    this.#mul(this.#get(x2), this.#get(x2))();
    f.set(x4);
    const term = (power: Local, coefficient: number) => this.#mul(this.#get(power), this.#constant(coefficient));
    const lastSines = this.#add(this.#constant(SINE_5), term(x2, SINE_7));
    const firstSines = this.#add(this.#get(x), term(x3, SINE_3));
    this.#add(firstSines, this.#mul(this.#mul(this.#get(x3), this.#get(x2)), lastSines))();
    f.set(this.#sines[half]);
    const lastCosines = this.#add(this.#constant(COSINE_6), term(x2, COSINE_8));
    const firstCosines = this.#add(this.#add(this.#constant(1), term(x2, COSINE_2)), term(x4, COSINE_4));
    this.#add(firstCosines, this.#mul(this.#mul(this.#get(x4), this.#get(x2)), lastCosines))();
    f.set(this.#cosines[half]);
  }

  /** Pushes two lanes as the first two. */
  #pushHalf(vector: Local, half: number): FunctionBuilder {
    this.#f.get(vector);
    return half === 0 ? this.#f : this.#f.get(vector).shuffle32([2, 3, 2, 3]);
  }
  /** Pushes the first two lanes of both. */
  #join([low, high]: readonly Local[]): void {
    this.#f.get(low).get(high).shuffle32([0, 1, 4, 5]);
  }

  #get(local: Local): Push {
    return () => this.#f.get(local);
  }
  #constant(value: number): Push {
    return () => this.#f.get(this.#constants.get(value)!);
  }
  #mul(a: Push, b: Push): Push {
    return this.#binary('f64x2.mul', a, b);
  }
  #add(a: Push, b: Push): Push {
    return this.#binary('f64x2.add', a, b);
  }
  #sub(a: Push, b: Push): Push {
    return this.#binary('f64x2.sub', a, b);
  }
  #binary(name: Instruction, a: Push, b: Push): Push {
    return () => {
      a();
      b();
      this.#f.op(name);
    };
  }
}
