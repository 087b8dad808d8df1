/** Elementwise loops: all outputs in one pass, rows of vectors along the innermost axis. */

import { sizeOf } from '../../../../graph/index.ts';
import { type Expr, isVectorizable, type Operand } from '../../../../ops/kernel-language/index.ts';
import { type Access, coalesce, coordinateAccess, denseAccess } from '../../codegen/access.ts';
import { Parameters } from '../../codegen/body.ts';
import { coordinatesOf } from '../../codegen/point-loop.ts';
import { type FunctionBuilder, type Local, ModuleBuilder } from '../assembler/index.ts';
import type { KernelOf, Phase, WasmContext, WasmGenerator } from '../kernel.ts';
import type { Target } from '../target.ts';
import {
  emitVectors,
  hoistConstants,
  inOrder,
  laneTypeOf,
  translate,
  VectorGraph,
  type VectorNode,
} from '../vector/index.ts';
import { LANES } from './lanes.ts';
import { widen } from './loops.ts';
import { elementBytes, pushRowAddress, pushRowTerms, RowStream, type Stream } from './row-loop.ts';
import { emitTurn, type Turn, turnChunks, turnOf } from './transpose.ts';

/** Points below which JavaScript is as fast, and compiles sooner. */
const MIN_POINTS = 32;
/** Points are counted in 32 bits. */
const MAX_POINTS = 2 ** 31 - 65536;
/** Points of a chunk: large enough to be worth handing over, small enough to stay in the second-level cache. */
const CHUNK_POINTS = 16384;
/** Vectors written side by side. */
const UNROLL = 2;

export const elementwise: WasmGenerator<'elementwise'> = (kernel, context) => {
  const { space, operands, exprs, outputs } = kernel;
  const points = sizeOf(space);
  const isShort = points < MIN_POINTS && !context.evenSmall && context.isBundled !== true;
  if (points === 0 || points > MAX_POINTS || isShort) return undefined;
  if (!isVectorizable(exprs) || !operands.every((operand) => isLoadable(operand, context))) return undefined;
  const parameters = new Parameters(context.values);
  for (const output of outputs) parameters.output(output);
  const loads = parameters.operands(operands, space.length);
  const axes = coordinatesOf(exprs);
  const { sizes, accesses } = coalesce(space, [
    ...outputs.map(() => denseAccess(space)),
    ...axes.map((axis) => coordinateAccess(axis, space.length)),
    ...loads.map(({ access }) => access),
  ]);
  const module = new ModuleBuilder(context.target.addressType);
  const f = module.function('run', ['i32', 'i32', ...parameters.list.map(() => context.target.addressType)]);
  const addresses = new Map(parameters.list.map(({ name }, i) => [name, f.parameters[i + 2]]));
  const stream = (name: string, access: Access, dtype: Expr['dtype']): Stream => ({
    base: addresses.get(name)!,
    access,
    type: laneTypeOf(dtype)!,
  });
  const turn = copiedTurn(kernel, context, sizes, accesses);
  if (turn) {
    emitTurn(f, turn, f.parameters[2], f.parameters[3]);
    const chunks = turnChunks(turn);
    const phase = { name: 'run', chunks, chunkNanoseconds: points / chunks };
    return { binary: module.assemble(), phases: [phase], parameters: parameters.list };
  }
  const { rows } = context;
  const grain = rows && (rows.rowsOfBlock * points) / rows.rows;
  const chunks = emitPointLoop(f, context.target, {
    sizes,
    grain,
    exprs,
    outputs: outputs.map((_, i) => stream(parameters.list[i].name, accesses[i], exprs[i].dtype)),
    coordinates: new Map(axes.map((axis, i) => [axis, accesses[outputs.length + i]])),
    operands: operands.map(({ value }, i) =>
      stream(loads[i].array, accesses[outputs.length + axes.length + i], context.values[value].dtype),
    ),
  });
  const phase: Phase = {
    name: 'run',
    chunks: chunks.count,
    chunkNanoseconds: chunks.points * nanosecondsAPoint(exprs),
  };
  return {
    binary: module.assemble(),
    phases: [phase],
    parameters: parameters.list,
    ...(chunks.points === grain ? { chunksOfBlock: 1 } : {}),
  };
};

/** If all that the kernel does is to copy one operand with two axes turned. */
function copiedTurn(
  { exprs, operands }: KernelOf<'elementwise'>,
  { values }: WasmContext,
  sizes: readonly number[],
  accesses: readonly Access[],
): Turn | undefined {
  const [expr] = exprs;
  if (exprs.length !== 1 || operands.length !== 1 || expr.kind !== 'load') return undefined;
  const { dtype } = values[operands[0].value];
  return dtype === 'float32' || dtype === 'int32' ? turnOf(sizes, accesses[0], accesses[1]) : undefined;
}

export function isLoadable({ value }: Operand, { values }: WasmContext): boolean {
  return laneTypeOf(values[value].dtype) !== undefined;
}

/** About: a vector instruction takes a third of a nanosecond, and four points go together. */
export function nanosecondsAPoint(exprs: readonly Expr[]): number {
  const g = new VectorGraph();
  return 0.25 + inOrder(translate(g, exprs)).length / 12;
}

export interface PointLoop {
  /** Of the space, coalesced: the last axis is the innermost. */
  readonly sizes: readonly number[];
  readonly exprs: readonly Expr[];
  readonly outputs: readonly Stream[];
  readonly operands: readonly Stream[];
  readonly coordinates: ReadonlyMap<number, Access>;
  /** Points of a chunk, if somebody has a wish; else what suits the cache. */
  readonly grain?: number | undefined;
}

/** How the points are cut into chunks: how many there are, and points of one. */
export function pointChunks(sizes: readonly number[], grain = CHUNK_POINTS): { count: number; points: number } {
  const inner = sizes.at(-1) ?? 1;
  const rows = sizeOf(sizes.slice(0, -1));
  if (rows === 1) return { count: Math.ceil(inner / grain), points: Math.min(inner, grain) };
  const rowsOfChunk = Math.max(1, Math.floor(grain / inner));
  return { count: Math.ceil(rows / rowsOfChunk), points: rowsOfChunk * inner };
}

/** Writes the loop over chunks `begin` to `end` (by default the function's first two parameters) into `f`. */
export function emitPointLoop(
  f: FunctionBuilder,
  target: Target,
  loop: PointLoop,
  [begin, end]: readonly Local[] = f.parameters,
): { count: number; points: number } {
  const { sizes, grain } = loop;
  const inner = sizes.at(-1) ?? 1;
  const outer = sizes.slice(0, -1);
  const rows = sizeOf(outer);
  const chunks = pointChunks(sizes, grain);
  const writer = new RowWriter(f, target, loop, outer);
  if (rows === 1) {
    // One row: chunks are parts of it.
    writer.beginRow(undefined);
    const last = f.local('i32');
    const index = f.addressLocal();
    f.get(begin).i32(chunks.points).op('i32.mul');
    widen(f).set(index);
    pushBound(f, end, chunks.points, inner);
    f.set(last);
    // Several chunks of no whole vectors, run at once, end anywhere.
    const endsAnywhere = chunks.count > 1 && chunks.points % LANES !== 0;
    writer.points(index, last, inner, endsAnywhere ? [1, 2, 3] : [inner % LANES]);
    return chunks;
  }
  const rowsOfChunk = chunks.points / inner;
  const row = f.local('i32');
  const lastRow = f.local('i32');
  f.get(begin).i32(rowsOfChunk).op('i32.mul').set(row);
  pushBound(f, end, rowsOfChunk, rows);
  f.set(lastRow);
  f.block((done) => {
    f.get(row).get(lastRow).op('i32.ge_u').branchIf(done);
    f.loop((again) => {
      writer.beginRow(row);
      const index = f.addressLocal();
      f.bytes(0).set(index);
      const last = f.local('i32');
      f.i32(inner).set(last);
      writer.points(index, last, inner, [inner % LANES]);
      f.get(row).i32(1).op('i32.add').tee(row).get(lastRow).op('i32.lt_u').branchIf(again);
    });
  });
  return chunks;
}

/** min(end · step, limit) */
function pushBound(f: FunctionBuilder, end: Local, step: number, limit: number): void {
  const product = f.local('i32');
  f.get(end).i32(step).op('i32.mul').tee(product).i32(limit);
  f.get(product).i32(limit).op('i32.lt_u', 'select');
}

class RowWriter {
  readonly #f: FunctionBuilder;
  readonly #target: Target;
  readonly #loop: PointLoop;
  readonly #outer: readonly number[];
  readonly #roots: readonly VectorNode[];
  readonly #constants: ReturnType<typeof hoistConstants>;
  readonly #outputs: RowStream[];
  readonly #operands: RowStream[];
  /** For each axis whose coordinate is used: its value at the first point of the row. */
  readonly #starts = new Map<number, Local>();
  readonly #lanes: Local | undefined;

  constructor(f: FunctionBuilder, target: Target, loop: PointLoop, outer: readonly number[]) {
    this.#f = f;
    this.#target = target;
    this.#loop = loop;
    this.#outer = outer;
    this.#roots = translate(new VectorGraph(), loop.exprs);
    this.#constants = hoistConstants(f, this.#roots, target);
    this.#outputs = loop.outputs.map((stream) => new RowStream(f, stream, 'written'));
    this.#operands = loop.operands.map((stream) => new RowStream(f, stream));
    if (loop.coordinates.size === 0) return;
    this.#lanes = f.local('v128');
    f.i32x4(0, 1, 2, 3).set(this.#lanes);
    for (const axis of loop.coordinates.keys()) this.#starts.set(axis, f.local('i32'));
  }

  /** `row`: its number; undefined if there is only one. */
  beginRow(row: Local | undefined): void {
    const f = this.#f;
    const begin = (stream: Stream, state: RowStream) => {
      if (row === undefined) {
        f.get(stream.base);
        if (stream.access.offset !== 0) {
          f.bytes(stream.access.offset * elementBytes(stream.type)).address('add');
        }
      } else pushRowAddress(f, stream, this.#outer, row);
      state.begin();
    };
    this.#loop.outputs.forEach((stream, i) => {
      begin(stream, this.#outputs[i]);
    });
    this.#loop.operands.forEach((stream, i) => {
      begin(stream, this.#operands[i]);
    });
    for (const [axis, { offset, strides }] of this.#loop.coordinates) {
      f.i32(offset);
      if (row !== undefined) {
        pushRowTerms(f, strides.slice(0, -1), this.#outer, row, (stride) => {
          f.i32(stride).op('i32.mul', 'i32.add');
        });
      }
      f.set(this.#starts.get(axis)!);
    }
  }

  /**
   * The points from `index` (an address local, changed) to `last`. Constants: `size`, the row's length, and `tails`, how
   * many points there can be beyond whole vectors.
   */
  points(index: Local, last: Local, size: number, tails: readonly number[]): void {
    const f = this.#f;
    const whole = (vectors: number) => {
      const width = vectors * LANES;
      if (size < width) return;
      const limit = f.addressLocal();
      f.get(last).i32(width).op('i32.sub');
      // Below zero, and so never reached, where there are fewer points.
      if (f.addressType === 'i64') f.op('i64.extend_i32_s');
      f.set(limit);
      f.block((done) => {
        f.get(index).get(limit).op(`${f.addressType}.gt_s`).branchIf(done);
        f.loop((again) => {
          this.#vectors(index, vectors, LANES);
          f.get(index).bytes(width).address('add').tee(index);
          f.get(limit).op(`${f.addressType}.le_s`).branchIf(again);
        });
      });
    };
    whole(UNROLL);
    whole(1);
    const possible = [...new Set(tails)].filter((tail) => tail > 0);
    for (const tail of possible) {
      f.get(index);
      if (possible.length > 1) f.bytes(tail).address('add');
      f.get(last);
      widen(f).op(`${f.addressType}.${possible.length > 1 ? 'eq' : 'lt_u'}`);
      f.if(() => this.#vectors(index, 1, tail));
    }
  }

  #vectors(index: Local, count: number, lanes: number): void {
    const f = this.#f;
    for (const stream of [...this.#outputs, ...this.#operands]) stream.moveTo(index);
    const results = emitVectors(
      f,
      this.#roots,
      count,
      {
        load: (operand, at) => this.#operands[operand].load(at * LANES, lanes),
        coordinate: (axis, at) => this.#pushCoordinates(axis, index, at),
      },
      this.#constants,
      this.#target,
    );
    this.#outputs.forEach((stream, i) => {
      for (let at = 0; at < count; at++) stream.store(results[i][at], at * LANES, lanes);
    });
  }

  #pushCoordinates(axis: number, index: Local, at: number): void {
    const f = this.#f;
    const stride = this.#loop.coordinates.get(axis)!.strides.at(-1) ?? 0;
    f.get(this.#starts.get(axis)!);
    if (stride === 0) {
      f.op('i32x4.splat');
      return;
    }
    f.get(index);
    if (f.addressType === 'i64') f.op('i32.wrap_i64');
    f.i32(at * LANES).op('i32.add');
    f.i32(stride).op('i32.mul', 'i32.add', 'i32x4.splat').get(this.#lanes!);
    if (stride !== 1) f.i32x4(stride).op('i32x4.mul');
    f.op('i32x4.add');
  }
}
