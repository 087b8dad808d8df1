/**
 * Rows of an indices tensor as flat places. Rows outside are reported by their number in the first word of the scratch
 * parameter `state`, the lowest of all, whichever thread meets it first; after the run that becomes the error.
 */

import { sizeOf, stridesOf } from '../../../../graph/index.ts';
import type { Value } from '../../../../ops/kernel-language/index.ts';
import { tupleCount } from '../../codegen/index-tuple.ts';
import { runtime } from '../../codegen/runtime.ts';
import type { FunctionBuilder, Label, Local } from '../assembler/index.ts';
import type { ReadParameter } from '../kernel.ts';
import { addScaled } from './loops.ts';

export interface IndexTuples {
  /** Name of the parameter. */
  readonly name: string;
  readonly dtype: 'int32' | 'int64';
  readonly count: number;
  /** Sizes of the axes selected from. */
  readonly indexed: readonly number[];
  readonly skipNegative: boolean;
}

export const STATE_WORDS = 1;
/** No row is at fault: above all others as an unsigned number. */
const NONE = -1;

/** `undefined`: indices of no axis, which need no code. */
export function indexTuplesOf(
  name: string,
  value: Value,
  indexed: readonly number[],
  skipNegative: boolean,
): IndexTuples | undefined {
  const { dtype } = value;
  if ((dtype !== 'int32' && dtype !== 'int64') || indexed.length === 0) return undefined;
  return { name, dtype, count: tupleCount(value, indexed.length), indexed, skipNegative };
}

export function clearFault(state: Int32Array): void {
  state[0] = NONE;
}

/** @throws KernelFault naming the lowest row outside, if there is one. */
export function throwFault({ name, dtype, count, indexed }: IndexTuples, state: Int32Array, read: ReadParameter): void {
  if (state[0] === NONE) return;
  const row = state[0] >>> 0;
  const depth = indexed.length;
  const indices = read(name, dtype, count * depth) as Int32Array | BigInt64Array;
  if (depth === 1) runtime.indexOutside(row, Number(indices[row]), indexed[0]);
  runtime.indicesOutside(row, indices, depth, indexed);
}

/** Writes what finds the place of a row. */
export class PlaceFinder {
  readonly #f: FunctionBuilder;
  readonly #tuples: IndexTuples;
  readonly #indices: Local;
  readonly #parts: readonly Local[];
  readonly #row: Local;

  /** @param indices - the address of the first index. */
  constructor(f: FunctionBuilder, tuples: IndexTuples, indices: Local) {
    this.#f = f;
    this.#tuples = tuples;
    this.#indices = indices;
    const type = tuples.dtype === 'int32' ? 'i32' : 'i64';
    this.#parts = tuples.indexed.map(() => f.local(type));
    this.#row = f.addressLocal();
  }

  /** Loads the indices of `row` (an i32). Rows that are to be skipped branch to `next`. */
  load(row: Local, next: Label): void {
    const f = this.#f;
    const { dtype, skipNegative } = this.#tuples;
    const bytes = dtype === 'int32' ? 4 : 8;
    f.get(this.#indices).get(row);
    addScaled(f, bytes * this.#parts.length).set(this.#row);
    this.#parts.forEach((part, d) => {
      f.get(this.#row)
        .memory(dtype === 'int32' ? 'i32.load' : 'i64.load', d * bytes)
        .set(part);
    });
    if (!skipNegative) return;
    this.#any((part) => {
      f.get(part);
      if (part.type === 'i32') f.i32(0).op('i32.lt_s');
      else f.i64(0).op('i64.lt_s');
    });
    f.branchIf(next);
  }

  /** If the row that was loaded is outside, reports it and branches to `next`. */
  check(row: Local, state: Local, next: Label): void {
    const f = this.#f;
    this.#any((part, d) => {
      const size = this.#tuples.indexed[d];
      f.get(part);
      if (part.type === 'i32') f.i32(size).op('i32.ge_u');
      else f.i64(size).op('i64.ge_u');
    });
    f.if(() => {
      reportFault(f, state, row);
      f.branch(next);
    });
  }

  /** Pushes the flat place of the row that was loaded, which is inside: an i32. */
  push(): void {
    const f = this.#f;
    const strides = stridesOf(this.#tuples.indexed);
    this.#parts.forEach((part, d) => {
      f.get(part);
      if (part.type === 'i64') f.op('i32.wrap_i64');
      if (strides[d] !== 1) f.i32(strides[d]).op('i32.mul');
      if (d > 0) f.op('i32.add');
    });
  }

  #any(test: (part: Local, d: number) => void): void {
    this.#parts.forEach((part, d) => {
      test(part, d);
      if (d > 0) this.#f.op('i32.or');
    });
  }
}

/** The lowest row wins, however many threads there are. */
function reportFault(f: FunctionBuilder, state: Local, row: Local): void {
  const known = f.local('i32');
  f.block((done) => {
    f.loop((again) => {
      f.get(state).atomic('i32.atomic.load').set(known);
      f.get(row).get(known).op('i32.ge_u').branchIf(done);
      f.get(state).get(known).get(row).atomic('i32.atomic.rmw.cmpxchg');
      f.get(known).op('i32.ne').branchIf(again);
    });
  });
}

/** Whether the places fit into 31 bits. */
export const hasFewPlaces = ({ indexed, count }: IndexTuples): boolean =>
  sizeOf(indexed) < 2 ** 31 && count < 2 ** 31 - 65536;
