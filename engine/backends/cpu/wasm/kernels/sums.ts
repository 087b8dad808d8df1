/** How the terms of a reduction are combined, in vectors. */

import type { Reduction } from '../../../../ops/kernel-language/index.ts';
import type { FunctionBuilder, Instruction, Local } from '../assembler/index.ts';
import type { Target } from '../target.ts';
import { bitsOf, type VectorType } from '../vector/index.ts';

const combining: Record<Reduction, Partial<Record<VectorType, Instruction>>> = {
  sum: { float32: 'f32x4.add', int32: 'i32x4.add' },
  prod: { int32: 'i32x4.mul' },
  max: { float32: 'f32x4.max', int32: 'i32x4.max_s' },
  min: { float32: 'f32x4.min', int32: 'i32x4.min_s' },
  any: { mask: 'v128.or' },
  all: { mask: 'v128.and' },
};

const neutral: Record<Reduction, Partial<Record<VectorType, number>>> = {
  sum: { float32: 0, int32: 0 },
  prod: { int32: 1 },
  max: { float32: bitsOf(-Infinity), int32: -(2 ** 31) },
  min: { float32: bitsOf(Infinity), int32: 2 ** 31 - 1 },
  any: { mask: 0 },
  all: { mask: -1 },
};

export class Sums {
  readonly neutral: Local;
  readonly #f: FunctionBuilder;
  readonly #join: Instruction;
  readonly #take: Instruction;
  /** Lanes that saw NaN, for the largest and smallest of floats: an instruction that hands it on is several on x86. */
  readonly #seenNaN: Map<Local, Local> | undefined;

  constructor(f: FunctionBuilder, target: Target, reduction: Reduction, type: VectorType) {
    this.#f = f;
    this.#join = combining[reduction][type]!;
    const isExtreme = type === 'float32' && (reduction === 'max' || reduction === 'min');
    // NaN as a term never replaces the sum; that it was there is noted.
    this.#take = isExtreme ? `f32x4.p${reduction}` : this.#join;
    this.#seenNaN = isExtreme ? new Map() : undefined;
    this.neutral = f.local('v128');
    target.constants.push(f, neutral[reduction][type]!);
    f.set(this.neutral);
  }

  /** Sets sums to the neutral element. */
  begin(sums: readonly Local[]): void {
    const f = this.#f;
    for (const sum of sums) {
      f.get(this.neutral).set(sum);
      if (this.#seenNaN === undefined) continue;
      const seen = this.#seenNaN.get(sum) ?? f.local('v128');
      this.#seenNaN.set(sum, seen);
      f.i32x4(0).set(seen);
    }
  }

  /** Combines a term with a sum. */
  take(sum: Local, term: Local): void {
    const f = this.#f;
    f.get(sum).get(term).op(this.#take).set(sum);
    const seen = this.#seenNaN?.get(sum);
    if (seen) f.get(seen).get(term).get(term).op('f32x4.ne', 'v128.or').set(seen);
  }

  /** After the last term: lanes that saw NaN become it, as ones in every bit are. */
  end(sums: readonly Local[]): void {
    if (this.#seenNaN === undefined) return;
    for (const sum of sums) this.#f.get(sum).get(this.#seenNaN.get(sum)!).op('v128.or').set(sum);
  }

  /** Combines sums that have ended, or that hold no NaN. */
  join(sum: Local, other: Local): void {
    this.#f.get(sum).get(other).op(this.#join).set(sum);
  }
}
