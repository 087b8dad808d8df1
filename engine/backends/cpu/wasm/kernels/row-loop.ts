/**
 * Loops over rows of an iteration space whose innermost axis runs along vectors: the heart of elementwise kernels and of
 * what reductions and products read. Sizes and strides are constants in the code; arrays are addresses.
 */

import type { Access } from '../../codegen/access.ts';
import type { FunctionBuilder, Local } from '../assembler/index.ts';
import type { VectorType } from '../vector/index.ts';

/** Elements of a vector. */
export const LANES = 4;

/** An array that a kernel reads or writes along the innermost axis. */
export interface Stream {
  /** The address of the array's first element. */
  readonly base: Local;
  readonly access: Access;
  readonly type: VectorType;
}

/** Bytes of an element in memory; a mask is stored as a bool. */
export const elementBytes = (type: VectorType): number => (type === 'mask' ? 1 : 4);

/** A stream at one row: where the row starts, and how it goes on. */
export class RowStream {
  readonly #f: FunctionBuilder;
  readonly #type: VectorType;
  /** Elements from one point of the row to the next. */
  readonly stride: number;
  readonly #start: Local;
  /** The address of the points at hand. */
  readonly #at: Local;
  /** All lanes of a row along which nothing changes. */
  #splat: Local | undefined;

  constructor(f: FunctionBuilder, { type, access }: Stream) {
    this.#f = f;
    this.#type = type;
    this.stride = access.strides.at(-1) ?? 0;
    this.#start = f.addressLocal();
    this.#at = f.addressLocal();
  }

  /** Takes the address of the row's first point from the stack. */
  begin(): void {
    this.#f.set(this.#start);
    if (this.stride !== 0) return;
    this.#splat ??= this.#f.local('v128');
    this.#f.get(this.#start);
    this.#loadSplat();
    this.#f.set(this.#splat);
  }

  /** Moves to the point whose number in the row is in `index`, an address local. */
  moveTo(index: Local): void {
    if (this.stride === 0) return;
    const f = this.#f;
    const step = this.stride * elementBytes(this.#type);
    f.get(this.#start).get(index);
    if (step !== 1) f.bytes(step).address('mul');
    f.address('add').set(this.#at);
  }

  /** Stays at the row's first point. */
  stay(): void {
    this.#f.get(this.#start).set(this.#at);
  }

  /** Pushes `lanes` elements, `ahead` points after the one at hand. */
  load(ahead: number, lanes: number): void {
    const f = this.#f;
    if (this.#splat !== undefined) {
      f.get(this.#splat);
      return;
    }
    const bytes = elementBytes(this.#type);
    if (this.stride === 1) {
      f.get(this.#at);
      if (this.#type === 'mask') f.memory('v128.load32_zero', ahead);
      else f.memory('v128.load', ahead * bytes);
      this.#widen();
      return;
    }
    // One element after the other. Offsets are never negative, so a row that runs backwards starts at its far end.
    const step = this.stride * bytes;
    const first = ahead * step;
    const last = (ahead + lanes - 1) * step;
    const lowest = Math.min(first, last, 0);
    const address = this.#f.addressLocal();
    f.get(this.#at);
    if (lowest < 0) f.bytes(lowest).address('add');
    f.tee(address);
    this.#loadFirst(first - lowest);
    for (let lane = 1; lane < lanes; lane++) this.#loadLane(address, lane, (ahead + lane) * step - lowest);
    this.#widenLanes();
  }

  /** Stores the first `lanes` lanes of a local, which may be changed. */
  store(value: Local, ahead: number, lanes: number): void {
    const f = this.#f;
    if (this.#type === 'mask') {
      f.get(value).i32x4(1).op('v128.and').get(value).op('i16x8.narrow_i32x4_u').get(value);
      f.op('i8x16.narrow_i16x8_u').set(value);
      if (lanes === LANES) f.get(this.#at).get(value).laneMemory('v128.store32_lane', 0, ahead);
      else {
        for (let lane = 0; lane < lanes; lane++) {
          f.get(this.#at)
            .get(value)
            .laneMemory('v128.store8_lane', lane, ahead + lane);
        }
      }
      return;
    }
    const offset = ahead * 4;
    if (lanes === LANES) f.get(this.#at).get(value).memory('v128.store', offset);
    else if (lanes >= 2) f.get(this.#at).get(value).laneMemory('v128.store64_lane', 0, offset);
    if (lanes === 1) f.get(this.#at).get(value).laneMemory('v128.store32_lane', 0, offset);
    if (lanes === 3)
      f.get(this.#at)
        .get(value)
        .laneMemory('v128.store32_lane', 2, offset + 8);
  }

  #loadSplat(): void {
    const f = this.#f;
    if (this.#type !== 'mask') f.memory('v128.load32_splat');
    else f.memory('i32.load8_u').op('i32x4.splat').op('i32x4.neg');
  }
  /** Four bytes of 0 or 1 as masks. */
  #widen(): void {
    if (this.#type !== 'mask') return;
    this.#f.op('i16x8.extend_low_i8x16_u', 'i32x4.extend_low_i16x8_u', 'i32x4.neg');
  }
  #loadFirst(offset: number): void {
    const f = this.#f;
    if (this.#type === 'mask') f.memory('i32.load8_u', offset).op('i32x4.splat');
    else f.memory('v128.load32_splat', offset);
  }
  #loadLane(address: Local, lane: number, offset: number): void {
    const f = this.#f;
    if (this.#type === 'mask') f.get(address).memory('i32.load8_u', offset).lane('i32x4.replace_lane', lane);
    else {
      const vector = this.#laneVector();
      f.set(vector).get(address).get(vector).laneMemory('v128.load32_lane', lane, offset);
    }
  }
  #widenLanes(): void {
    if (this.#type === 'mask') this.#f.op('i32x4.neg');
  }
  #vector: Local | undefined;
  #laneVector(): Local {
    this.#vector ??= this.#f.local('v128');
    return this.#vector;
  }
}

/**
 * Pushes the address of a row's first point: `base` plus the offsets that the outer axes give. `row` counts rows in
 * row-major order of `sizes`.
 */
export function pushRowAddress(
  f: FunctionBuilder,
  { base, access, type }: Stream,
  sizes: readonly number[],
  row: Local,
): void {
  f.get(base);
  const bytes = elementBytes(type);
  if (access.offset !== 0) f.bytes(access.offset * bytes).address('add');
  pushRowTerms(f, access.strides.slice(0, sizes.length), sizes, row, (stride) => {
    if (f.addressType === 'i64') f.op('i64.extend_i32_u');
    f.bytes(stride * bytes)
      .address('mul')
      .address('add');
  });
}

/** For each outer axis along which something moves, pushes its coordinate (i32) and hands over the stride. */
export function pushRowTerms(
  f: FunctionBuilder,
  strides: readonly number[],
  sizes: readonly number[],
  row: Local,
  term: (stride: number) => void,
): void {
  let below = 1;
  for (let axis = sizes.length - 1; axis >= 0; axis--) {
    // Neighbouring axes that go on from one into the other are one coordinate.
    let size = sizes[axis];
    const stride = strides[axis];
    const start = below;
    below *= sizes[axis];
    while (axis > 0 && strides[axis - 1] === stride * size) {
      axis--;
      size *= sizes[axis];
      below *= sizes[axis];
    }
    if (stride === 0) continue;
    f.get(row);
    if (start !== 1) f.i32(start).op('i32.div_u');
    if (axis > 0) f.i32(size).op('i32.rem_u');
    term(stride);
  }
}
