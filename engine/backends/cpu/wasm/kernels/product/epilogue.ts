/** The end of a tile: sums in registers become elements of the output, by way of an expression where there is one. */

import type { Access } from '../../../codegen/access.ts';
import type { FunctionBuilder, Local } from '../../assembler/index.ts';
import type { Target } from '../../target.ts';
import { emitVectors, hoistConstants, type VectorNode, type VectorType } from '../../vector/index.ts';
import { LANES, storeLanes } from '../lanes.ts';
import { elementBytes, pushRowAddress, pushRowTerms, RowStream, type Stream } from '../row-loop.ts';
import { pushProduct } from './loops.ts';

/** Accesses are over the output's axes, of which the last one is the columns. */
export interface TileEpilogue {
  readonly root: VectorNode;
  readonly type: VectorType;
  readonly operands: readonly { readonly access: Access; readonly type: VectorType }[];
  readonly coordinates: ReadonlyMap<number, Access>;
  /** Sizes of the axes that rows run over. */
  readonly outer: readonly number[];
}

export interface TilePlace {
  /** By row, then vector. */
  readonly sums: readonly (readonly Local[])[];
  readonly lanesOf: (vector: number) => number;
  /** Address of the tile's first element in the output. */
  readonly out: Local;
  /** Bytes between rows of the output. */
  readonly outBytes: number;
  /** The tile's first row, counted over all outer axes, and first column. */
  readonly row: Local;
  readonly column: Local;
  readonly operands: readonly Local[];
  /** Called with each row's results, which may be gone when the next row is computed. */
  readonly onRow: (results: readonly Local[]) => void;
}

export function emitEpilogue(f: FunctionBuilder, target: Target, epilogue: TileEpilogue, place: TilePlace): void {
  const { root, operands, coordinates, outer, type } = epilogue;
  const column = asAddress(f, place.column);
  const hoisted = hoistConstants(f, [root], target);
  const readers = operands.map(({ access, type: of }, i) => {
    const stream: Stream = { base: place.operands[i], access, type: of };
    return isPlain(stream, outer)
      ? new PlainReader(f, stream, outer, place.row, column)
      : new AnyReader(f, stream, outer, column);
  });
  const axes = new Coordinates(f, coordinates, outer, place.column);
  const moving = readers.some((reader) => reader.needsRow) || coordinates.size > 0;
  const row = moving ? f.local('i32') : place.row;
  place.sums.forEach((sums, r) => {
    if (moving) f.get(place.row).i32(r).op('i32.add').set(row);
    for (const reader of readers) reader.beginRow(r, row);
    axes.beginRow(row);
    const [results] = emitVectors(
      f,
      [root],
      sums.length,
      {
        load: (operand, v) => readers[operand].load(v, place.lanesOf(v)),
        accumulator: (v) => f.get(sums[v]),
        coordinate: (axis, v) => axes.push(axis, v),
      },
      hoisted,
      target,
    );
    place.onRow(results);
    const store = elementBytes(type) === 1 ? byteStore(f, type, place.out, r * place.outBytes) : undefined;
    results.forEach((value, v) => {
      if (store) store(value, v, place.lanesOf(v));
      else storeLanes(f, place.out, value, r * place.outBytes + v * 16, place.lanesOf(v));
    });
  });
}

function byteStore(f: FunctionBuilder, type: VectorType, out: Local, offset: number) {
  const start = f.addressLocal();
  f.get(out);
  if (offset !== 0) f.bytes(offset).address('add');
  f.set(start);
  const stream = new RowStream(f, { base: start, access: { offset: 0, strides: [1] }, type });
  const zero = f.addressLocal();
  f.bytes(0).set(zero).get(start);
  stream.begin();
  stream.moveTo(zero);
  const copy = f.local('v128');
  return (value: Local, v: number, lanes: number) => {
    f.get(value).set(copy);
    stream.store(copy, v * LANES, lanes);
  };
}

/** Bytes from one row to the next, where that is the same for all rows. */
function evenRowBytes({ access, type }: Stream, outer: readonly number[]): number | undefined {
  const { strides } = access;
  let inner: number | undefined;
  let size = 1;
  for (let axis = outer.length - 1; axis >= 0; axis--) {
    if (outer[axis] === 1) continue;
    if (inner === undefined) inner = strides[axis];
    else if (strides[axis] !== inner * size) return undefined;
    size *= outer[axis];
  }
  return (inner ?? 0) * elementBytes(type);
}

/** Floats or integers, contiguous or equal along columns, evenly spaced rows. */
function isPlain(stream: Stream, outer: readonly number[]): boolean {
  const stride = stream.access.strides.at(-1) ?? 0;
  if (elementBytes(stream.type) !== 4 || (stride !== 0 && stride !== 1)) return false;
  const rowBytes = evenRowBytes(stream, outer);
  return rowBytes !== undefined && rowBytes >= 0;
}

/** One address for the whole tile. */
class PlainReader {
  readonly needsRow = false;
  readonly #f: FunctionBuilder;
  readonly #rowBytes: number;
  readonly #repeats: boolean;
  readonly #at: Local;
  readonly #splat: Local | undefined;
  #row = 0;

  constructor(f: FunctionBuilder, stream: Stream, outer: readonly number[], row: Local, column: Local) {
    this.#f = f;
    this.#rowBytes = evenRowBytes(stream, outer)!;
    this.#repeats = (stream.access.strides.at(-1) ?? 0) === 0;
    this.#at = f.addressLocal();
    f.get(stream.base);
    const offset = stream.access.offset * elementBytes(stream.type);
    if (offset !== 0) f.bytes(offset).address('add');
    if (this.#rowBytes !== 0) pushProduct(f, row, this.#rowBytes).address('add');
    if (!this.#repeats) f.get(column).bytes(elementBytes(stream.type)).address('mul').address('add');
    f.set(this.#at);
    if (this.#repeats) this.#splat = f.local('v128');
  }

  beginRow(r: number): void {
    this.#row = r;
    if (this.#splat === undefined || (this.#rowBytes === 0 && r > 0)) return;
    this.#f
      .get(this.#at)
      .memory('v128.load32_splat', r * this.#rowBytes)
      .set(this.#splat);
  }
  load(v: number): void {
    if (this.#splat) this.#f.get(this.#splat);
    else this.#f.get(this.#at).memory('v128.load', this.#row * this.#rowBytes + v * 16);
  }
}

/** Any view: an address for each row. */
class AnyReader {
  readonly needsRow = true;
  readonly #f: FunctionBuilder;
  readonly #stream: Stream;
  readonly #outer: readonly number[];
  readonly #column: Local;
  readonly #state: RowStream;

  constructor(f: FunctionBuilder, stream: Stream, outer: readonly number[], column: Local) {
    this.#f = f;
    this.#stream = stream;
    this.#outer = outer;
    this.#column = column;
    this.#state = new RowStream(f, stream);
  }

  beginRow(_: number, row: Local): void {
    pushRowAddress(this.#f, this.#stream, this.#outer, row);
    this.#state.begin();
    this.#state.moveTo(this.#column);
  }
  load(v: number, lanes: number): void {
    this.#state.load(v * LANES, lanes);
  }
}

class Coordinates {
  readonly #f: FunctionBuilder;
  readonly #accesses: ReadonlyMap<number, Access>;
  readonly #outer: readonly number[];
  readonly #column: Local;
  readonly #starts = new Map<number, Local>();
  readonly #lanes: Local | undefined;

  constructor(f: FunctionBuilder, accesses: ReadonlyMap<number, Access>, outer: readonly number[], column: Local) {
    this.#f = f;
    this.#accesses = accesses;
    this.#outer = outer;
    this.#column = column;
    if (accesses.size === 0) return;
    this.#lanes = f.local('v128');
    f.i32x4(0, 1, 2, 3).set(this.#lanes);
    for (const axis of accesses.keys()) this.#starts.set(axis, f.local('i32'));
  }

  beginRow(row: Local): void {
    const f = this.#f;
    for (const [axis, { offset, strides }] of this.#accesses) {
      f.i32(offset);
      pushRowTerms(f, strides.slice(0, -1), this.#outer, row, (stride) => {
        f.i32(stride).op('i32.mul', 'i32.add');
      });
      f.set(this.#starts.get(axis)!);
    }
  }
  push(axis: number, v: number): void {
    const f = this.#f;
    const stride = this.#accesses.get(axis)!.strides.at(-1) ?? 0;
    f.get(this.#starts.get(axis)!);
    if (stride === 0) {
      f.op('i32x4.splat');
      return;
    }
    f.get(this.#column)
      .i32(v * LANES)
      .op('i32.add')
      .i32(stride)
      .op('i32.mul', 'i32.add', 'i32x4.splat');
    f.get(this.#lanes!);
    if (stride !== 1) f.i32x4(stride).op('i32x4.mul');
    f.op('i32x4.add');
  }
}

function asAddress(f: FunctionBuilder, local: Local): Local {
  if (f.addressType === 'i32') return local;
  const wide = f.addressLocal();
  f.get(local).op('i64.extend_i32_u').set(wide);
  return wide;
}
