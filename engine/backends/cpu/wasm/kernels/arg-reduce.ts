/**
 * Index of the largest or smallest element along an axis, the first of equal ones. Nothing is larger or smaller than NaN,
 * so it is passed over; where nothing is found the index is 0.
 *
 * Along the last axis each lane of a vector keeps the best of its elements, and the lanes are compared at the end; along
 * any other, each lane is a result of its own.
 */

import { sizeOf } from '../../../../graph/index.ts';
import { Parameters } from '../../codegen/body.ts';
import { type FunctionBuilder, type Instruction, type Local, ModuleBuilder } from '../assembler/index.ts';
import type { WasmGenerator } from '../kernel.ts';
import { bitsOf } from '../vector/index.ts';
import { LANES, storeLanes } from './lanes.ts';
import { addScaled, eachColumnBlock, eachRow } from './loops.ts';

const MIN_POINTS = 64;
const MAX_POINTS = 2 ** 31 - 65536;
const CHUNK_POINTS = 16384;
const NANOSECONDS_A_POINT = 0.5;
/** Vectors of results side by side. */
const UNROLL = 4;

interface Order {
  /** True where its first operand is better. */
  readonly isBetter: Instruction;
  readonly equals: Instruction;
  /** The better of two elements, neither of them NaN. */
  readonly better: Instruction;
  /** Bits of what nothing is worse than. */
  readonly worst: number;
}

const orders: { readonly [dtype: string]: { readonly max: Order; readonly min: Order } } = {
  float32: {
    max: { isBetter: 'f32x4.gt', equals: 'f32x4.eq', better: 'f32x4.pmax', worst: bitsOf(-Infinity) },
    min: { isBetter: 'f32x4.lt', equals: 'f32x4.eq', better: 'f32x4.pmin', worst: bitsOf(Infinity) },
  },
  int32: {
    max: { isBetter: 'i32x4.gt_s', equals: 'i32x4.eq', better: 'i32x4.max_s', worst: -(2 ** 31) },
    min: { isBetter: 'i32x4.lt_s', equals: 'i32x4.eq', better: 'i32x4.min_s', worst: 2 ** 31 - 1 },
  },
};

export const argReduce: WasmGenerator<'argReduce'> = (kernel, { values, target, evenSmall }) => {
  const { output, reduction, input, axis } = kernel;
  const { dtype, shape } = values[input];
  const points = sizeOf(shape);
  if (!(dtype in orders) || points === 0 || points > MAX_POINTS) return undefined;
  const isShort = points < MIN_POINTS || (axis === shape.length - 1 && shape[axis] < LANES);
  if (isShort && !evenSmall) return undefined;
  const parameters = new Parameters(values);
  parameters.output(output);
  parameters.input(input);
  const module = new ModuleBuilder(target.addressType);
  const f = module.function('run', ['i32', 'i32', target.addressType, target.addressType]);
  const loop: ArgLoop = {
    order: orders[dtype][reduction],
    outer: sizeOf(shape.slice(0, axis)),
    size: shape[axis],
    inner: sizeOf(shape.slice(axis + 1)),
    isWide: values[output].dtype === 'int64',
  };
  const chunks = loop.inner === 1 ? emitAlongRows(f, loop) : emitDownColumns(f, loop);
  const phase = { name: 'run', chunks, chunkNanoseconds: (points * NANOSECONDS_A_POINT) / chunks };
  return { binary: module.assemble(), phases: [phase], parameters: parameters.list };
};

interface ArgLoop {
  readonly order: Order;
  readonly outer: number;
  readonly size: number;
  readonly inner: number;
  /** Results are 64 bits wide. */
  readonly isWide: boolean;
}

/** Results along the last axis. @returns how many chunks there are. */
function emitAlongRows(f: FunctionBuilder, loop: ArgLoop): number {
  const { outer, size, isWide } = loop;
  const [, , out, input] = f.parameters;
  const writer = new RowWriter(f, loop);
  const rowsOfChunk = Math.max(1, Math.floor(CHUNK_POINTS / size));
  eachRow(f, rowsOfChunk, outer, (row) => {
    f.get(input).get(row);
    addScaled(f, size * 4);
    const found = writer.write();
    f.get(out).get(row);
    addScaled(f, isWide ? 8 : 4);
    f.get(found).lane('i32x4.extract_lane', 0);
    if (isWide) f.op('i64.extend_i32_u').memory('i64.store');
    else f.memory('i32.store');
  });
  return Math.ceil(outer / rowsOfChunk);
}

/** One row: several vectors of it side by side while there are so many, then one, then what is left. */
class RowWriter {
  readonly #f: FunctionBuilder;
  readonly #loop: ArgLoop;
  readonly #best: readonly Local[];
  /** Places of the best elements, less the place of the vector among those side by side. */
  readonly #found: readonly Local[];
  readonly #at: Local;
  readonly #x: Local;
  readonly #mask: Local;
  readonly #worst: Local;
  readonly #from: Local;
  readonly #end: Local;

  constructor(f: FunctionBuilder, loop: ArgLoop) {
    this.#f = f;
    this.#loop = loop;
    const vectors = loop.size >= 2 * UNROLL * LANES ? UNROLL : 1;
    this.#best = Array.from({ length: vectors }, () => f.local('v128'));
    this.#found = Array.from({ length: vectors }, () => f.local('v128'));
    [this.#at, this.#x, this.#mask, this.#worst] = Array.from({ length: 4 }, () => f.local('v128'));
    this.#from = f.addressLocal();
    this.#end = f.addressLocal();
    f.i32x4(loop.order.worst).set(this.#worst);
  }

  /** Takes the row's address from the stack. @returns what holds the result in each lane. */
  write(): Local {
    const f = this.#f;
    const { order, size } = this.#loop;
    f.set(this.#from);
    this.#best.forEach((best, i) => {
      f.get(this.#worst).set(best);
      // Where nothing is found, the result is 0.
      f.i32x4(-i * LANES).set(this.#found[i]);
    });
    f.i32x4(0, 1, 2, 3).set(this.#at);
    const group = this.#best.length * LANES;
    this.#vectors(Math.floor(size / group), this.#best.length);
    this.#vectors(Math.floor((size % group) / LANES), 1);
    const rest = size % LANES;
    if (rest > 0) {
      // Lanes past the end are never better.
      const [a, b, c, d] = [0, 1, 2, 3].map((lane) => (lane < rest ? -1 : 0));
      f.get(this.#from).memory('v128.load').get(this.#worst).i32x4(a, b, c, d).op('v128.bitselect');
      this.#take(0);
    }
    // The best of all lanes, in each; then the first place among lanes that have it.
    const [first] = this.#best;
    f.get(first).set(this.#x);
    for (const best of this.#best.slice(1)) f.get(this.#x).get(best).op(order.better).set(this.#x);
    this.#overLanes(this.#x, order.better);
    f.i32x4(2 ** 31 - 1).set(this.#at);
    this.#best.forEach((best, i) => {
      f.get(best).get(this.#x).op(order.equals).set(this.#mask);
      f.get(this.#found[i])
        .i32x4(i * LANES)
        .op('i32x4.add')
        .get(this.#at)
        .op('i32x4.min_s');
      f.get(this.#at).get(this.#mask).op('v128.bitselect').set(this.#at);
    });
    this.#overLanes(this.#at, 'i32x4.min_s');
    return this.#at;
  }

  /** `times` steps of `count` vectors. */
  #vectors(times: number, count: number): void {
    if (times === 0) return;
    const f = this.#f;
    const bytes = count * LANES * 4;
    f.get(this.#from)
      .bytes(times * bytes)
      .address('add')
      .set(this.#end);
    f.loop((again) => {
      for (let i = 0; i < count; i++) {
        f.get(this.#from).memory('v128.load', i * LANES * 4);
        this.#take(i);
      }
      f.get(this.#at)
        .i32x4(count * LANES)
        .op('i32x4.add')
        .set(this.#at);
      f.get(this.#from).bytes(bytes).address('add').tee(this.#from);
      f.get(this.#end).address('lt_u').branchIf(again);
    });
  }

  /** The four elements on the stack. */
  #take(i: number): void {
    const f = this.#f;
    const [best, found] = [this.#best[i], this.#found[i]];
    f.set(this.#x);
    f.get(this.#x).get(best).op(this.#loop.order.isBetter).set(this.#mask);
    f.get(this.#at).get(found).get(this.#mask).op('v128.bitselect').set(found);
    f.get(this.#x).get(best).get(this.#mask).op('v128.bitselect').set(best);
  }

  /** Combines all lanes, in each. */
  #overLanes(vector: Local, combine: Instruction): void {
    const f = this.#f;
    f.get(vector).get(vector).get(vector).shuffle32([2, 3, 0, 1]).op(combine).set(vector);
    f.get(vector).get(vector).get(vector).shuffle32([1, 0, 3, 2]).op(combine).set(vector);
  }
}

/** Results along another axis, in blocks of columns. @returns how many chunks there are. */
function emitDownColumns(f: FunctionBuilder, loop: ArgLoop): number {
  const { outer, size, inner, isWide } = loop;
  const [, , out, input] = f.parameters;
  const width = UNROLL * LANES;
  const from = f.addressLocal();
  const to = f.addressLocal();
  const writer = new ColumnWriter(f, loop, from, to);
  const blocksOfChunk = Math.max(1, Math.floor(CHUNK_POINTS / (size * width)));
  return eachColumnBlock(
    f,
    { outer, columns: inner, width, blocksOfChunk },
    (matrix, column) => {
      f.get(input).get(matrix);
      addScaled(f, size * inner * 4).get(column);
      addScaled(f, 4).set(from);
      f.get(out).get(matrix);
      addScaled(f, inner * (isWide ? 8 : 4)).get(column);
      addScaled(f, isWide ? 8 : 4).set(to);
    },
    (columns) => writer.write(columns),
  );
}

class ColumnWriter {
  readonly #f: FunctionBuilder;
  readonly #loop: ArgLoop;
  readonly #from: Local;
  readonly #to: Local;
  readonly #best: readonly Local[];
  readonly #found: readonly Local[];
  readonly #x: readonly Local[];
  readonly #at: Local;
  readonly #one: Local;
  readonly #mask: Local;
  readonly #left: Local;

  constructor(f: FunctionBuilder, loop: ArgLoop, from: Local, to: Local) {
    this.#f = f;
    this.#loop = loop;
    this.#from = from;
    this.#to = to;
    const vectors = () => Array.from({ length: UNROLL }, () => f.local('v128'));
    this.#best = vectors();
    this.#found = vectors();
    this.#x = vectors();
    this.#at = f.local('v128');
    this.#one = f.local('v128');
    this.#mask = f.local('v128');
    this.#left = f.local('i32');
    f.i32x4(1).set(this.#one);
  }

  /** Results of `width` columns: goes down them, changing `from`. */
  write(width: number): void {
    const f = this.#f;
    const { order, size, inner } = this.#loop;
    const vectors = Math.ceil(width / LANES);
    for (let i = 0; i < vectors; i++) {
      f.i32x4(order.worst).set(this.#best[i]);
      f.i32x4(0).set(this.#found[i]);
    }
    f.i32x4(0).set(this.#at);
    f.i32(size).set(this.#left);
    f.loop((again) => {
      for (let i = 0; i < vectors; i++) {
        const [x, best, found] = [this.#x[i], this.#best[i], this.#found[i]];
        f.get(this.#from)
          .memory('v128.load', i * LANES * 4)
          .set(x);
        f.get(x).get(best).op(order.isBetter).set(this.#mask);
        f.get(this.#at).get(found).get(this.#mask).op('v128.bitselect').set(found);
        f.get(x).get(best).get(this.#mask).op('v128.bitselect').set(best);
      }
      f.get(this.#at).get(this.#one).op('i32x4.add').set(this.#at);
      f.get(this.#from)
        .bytes(inner * 4)
        .address('add')
        .set(this.#from);
      f.get(this.#left).i32(1).op('i32.sub').tee(this.#left).branchIf(again);
    });
    for (let i = 0; i < vectors; i++) this.#store(this.#found[i], i * LANES, Math.min(LANES, width - i * LANES));
  }

  #store(found: Local, first: number, lanes: number): void {
    const f = this.#f;
    if (!this.#loop.isWide) {
      storeLanes(f, this.#to, found, first * 4, lanes);
      return;
    }
    // The low half of each result is a lane and the high half zero: pairs of lanes next to zeros.
    const zero = this.#mask;
    f.i32x4(0).set(zero);
    for (let pair = 0; pair < lanes; pair += 2) {
      f.get(found)
        .get(zero)
        .shuffle32(pair === 0 ? [0, 4, 1, 5] : [2, 6, 3, 7])
        .set(this.#x[0]);
      storeLanes(f, this.#to, this.#x[0], (first + pair) * 8, 2 * Math.min(2, lanes - pair));
    }
  }
}
