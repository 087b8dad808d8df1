/**
 * Loops over rows of an iteration space whose innermost axis runs along vectors: the heart of elementwise kernels and of
 * what reductions and products read. Sizes and strides are constants in the code; arrays are addresses.
 */

import type { Access } from '../../codegen/access.ts';
import type { FunctionBuilder, Local } from '../assembler/index.ts';
import type { VectorType } from '../vector/index.ts';
import { LANES, storeLanes } from './lanes.ts';

/** An array that a kernel reads or writes along the innermost axis. */
export interface Stream {
  /** The address of the array's first element. */
  readonly base: Local;
  readonly access: Access;
  readonly type: VectorType;
}

/** Bytes of an element in memory; a mask is stored as a bool. */
export const elementBytes = (type: VectorType): number => (type === 'mask' || type === 'uint8' ? 1 : 4);

/** A stream at one row: where the row starts, and how it goes on. */
export class RowStream {
  readonly #f: FunctionBuilder;
  readonly #type: VectorType;
  readonly #isBytes: boolean;
  readonly #isWritten: boolean;
  /** Elements from one point of the row to the next. */
  readonly stride: number;
  readonly #start: Local;
  /** The address of the points at hand. */
  readonly #at: Local;
  /** All lanes of a row along which nothing changes. */
  #splat: Local | undefined;

  /** @param use - only what is read may stand still along the row. */
  constructor(f: FunctionBuilder, { type, access }: Stream, use: 'read' | 'written' = 'read') {
    this.#f = f;
    this.#type = type;
    this.#isBytes = elementBytes(type) === 1;
    this.#isWritten = use === 'written';
    this.stride = access.strides.at(-1) ?? 0;
    this.#start = f.addressLocal();
    this.#at = f.addressLocal();
  }

  /** Takes the address of the row's first point from the stack. */
  begin(): void {
    this.#f.set(this.#start);
    if (this.stride !== 0 || this.#isWritten) return;
    this.#splat ??= this.#f.local('v128');
    this.#f.get(this.#start);
    this.#loadSplat();
    this.#f.set(this.#splat);
  }

  /** Moves to the point whose number in the row is in `index`, an address local. */
  moveTo(index: Local): void {
    if (this.stride === 0) {
      if (this.#isWritten) this.stay();
      return;
    }
    const f = this.#f;
    const step = this.stride * elementBytes(this.#type);
    f.get(this.#start).get(index);
    if (step !== 1) f.bytes(step).address('mul');
    f.address('add').set(this.#at);
  }

  /** Reads the point at `index`, where points are neighbours, for nothing but that it then is in the cache. */
  touch(index: Local): void {
    if (this.stride !== 1) return;
    this.moveTo(index);
    this.#f.get(this.#at).memory('i32.load8_u').op('drop');
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
      if (this.#isBytes) f.memory('v128.load32_zero', ahead);
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

  /** Stores the first `lanes` lanes of a local. */
  store(value: Local, ahead: number, lanes: number): void {
    const f = this.#f;
    if (this.#isWritten && this.stride !== 1) {
      this.#scatter(value, ahead, lanes);
      return;
    }
    if (this.#isBytes) {
      const bytes = this.#laneVector();
      f.get(value);
      if (this.#type === 'mask') f.i32x4(1).op('v128.and');
      f.tee(bytes).get(bytes).op('i16x8.narrow_i32x4_u').get(bytes).op('i8x16.narrow_i16x8_u').set(bytes);
      if (lanes === LANES) f.get(this.#at).get(bytes).laneMemory('v128.store32_lane', 0, ahead);
      else {
        for (let lane = 0; lane < lanes; lane++) {
          f.get(this.#at)
            .get(bytes)
            .laneMemory('v128.store8_lane', lane, ahead + lane);
        }
      }
      return;
    }
    storeLanes(f, this.#at, value, ahead * 4, lanes);
  }

  /** Stores one lane after the other, as far apart as the stride says. */
  #scatter(value: Local, ahead: number, lanes: number): void {
    const f = this.#f;
    const step = this.stride * elementBytes(this.#type);
    const first = ahead * step;
    const lowest = Math.min(first, (ahead + lanes - 1) * step, 0);
    const address = f.addressLocal();
    f.get(this.#at);
    if (lowest < 0) f.bytes(lowest).address('add');
    f.set(address);
    if (this.#type === 'mask') f.get(value).i32x4(1).op('v128.and').set(value);
    for (let lane = 0; lane < lanes; lane++) {
      f.get(address).get(value);
      // Little-endian: the first byte of a lane is its lowest.
      if (this.#isBytes) f.laneMemory('v128.store8_lane', lane * 4, first + lane * step - lowest);
      else f.laneMemory('v128.store32_lane', lane, first + lane * step - lowest);
    }
  }

  #loadSplat(): void {
    const f = this.#f;
    if (!this.#isBytes) f.memory('v128.load32_splat');
    else f.memory('i32.load8_u').op('i32x4.splat');
    this.#widenLanes();
  }
  /** Four bytes in the low lane as lanes: bools become masks. */
  #widen(): void {
    if (this.#isBytes) this.#f.op('i16x8.extend_low_i8x16_u', 'i32x4.extend_low_i16x8_u');
    this.#widenLanes();
  }
  #loadFirst(offset: number): void {
    const f = this.#f;
    if (this.#isBytes) f.memory('i32.load8_u', offset).op('i32x4.splat');
    else f.memory('v128.load32_splat', offset);
  }
  #loadLane(address: Local, lane: number, offset: number): void {
    const f = this.#f;
    if (this.#isBytes) f.get(address).memory('i32.load8_u', offset).lane('i32x4.replace_lane', lane);
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
