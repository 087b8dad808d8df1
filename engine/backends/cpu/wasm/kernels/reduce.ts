/**
 * Reductions of an expression over some axes. Where the innermost axis is reduced, vectors run along it and their lanes are
 * combined at its end; where it is kept, each lane is a result of its own. Long reductions with few results are cut into
 * parts whose results a second phase combines.
 *
 * Float sums are kept in single precision, a thousand terms at a time, so that the error stays within some 100 units of
 * the sum of the terms' magnitudes however many there are.
 */

import { sizeOf } from '../../../../graph/index.ts';
import { type Expr, isVectorizable, load, type Reduction } from '../../../../ops/kernel-language/index.ts';
import { type Access, coalesce, coordinateAccess, denseAccess } from '../../codegen/access.ts';
import { Parameters } from '../../codegen/body.ts';
import { coordinatesOf } from '../../codegen/point-loop.ts';
import { type Local, ModuleBuilder } from '../assembler/index.ts';
import type { KernelOf, Phase, RowBlocks, WasmContext, WasmGenerator } from '../kernel.ts';
import { laneTypeOf } from '../vector/index.ts';
import { isLoadable, nanosecondsAPoint } from './elementwise.ts';
import { chunkResults, emitReduction, partSteps, type ReductionLoop } from './reduction-loop.ts';
import type { Stream } from './row-loop.ts';

const MIN_POINTS = 64;
const MAX_POINTS = 2 ** 31 - 65536;
/** Points of a part or chunk. */
const CHUNK_POINTS = 16384;
/** With fewer chunks than this, a long reduction is cut into parts. */
const ENOUGH_CHUNKS = 16;

/** By element type, the reductions that vectors do. */
const onVectors: { readonly [dtype: string]: readonly Reduction[] } = {
  float32: ['sum', 'max', 'min'],
  int32: ['sum', 'prod', 'max', 'min'],
  bool: ['any', 'all'],
};

export const reduce: WasmGenerator<'reduce'> = (kernel, context) => {
  if (!isSuitable(kernel, context)) return undefined;
  const parameters = new Parameters(context.values);
  parameters.output(kernel.output);
  const pieces = describe(kernel, parameters);
  const { sizes, isKept } = pieces;
  const kept = sizeOf(sizes.filter((_, axis) => isKept[axis]));
  const parts = partsOf(sizes, isKept);
  if (parts > 1) parameters.scratch('partial', 'float32', parts * kept);

  const module = new ModuleBuilder(context.target.addressType);
  const types = parameters.list.map(() => context.target.addressType);
  const cost = nanosecondsAPoint([kernel.expr]);
  const begin = (name: string) => {
    const f = module.function(name, ['i32', 'i32', ...types]);
    const bases = new Map(parameters.list.map((parameter, i) => [parameter.name, f.parameters[i + 2]]));
    return { f, bases };
  };
  const first = begin(parts > 1 ? 'partial' : 'run');
  const loop = loopOf(kernel, context, pieces, first.bases);
  const phases: Phase[] = [];
  const whole = sizeOf(sizes) * cost;
  const blocks = parts === 1 && kept > 0 ? rowBlocks(pieces, kept, context.rows) : undefined;
  if (parts === 1) {
    const chunks = emitReduction(first.f, context.target, { ...loop, grain: blocks?.grain });
    phases.push({ name: 'run', chunks, chunkNanoseconds: whole / chunks });
  } else {
    const chunks = emitReduction(first.f, context.target, {
      ...loop,
      output: { base: first.bases.get('partial')!, access: pieces.output, type: laneTypeOf(kernel.expr.dtype)! },
      epilogue: undefined,
      parts,
      partStride: kept,
    });
    phases.push({ name: 'partial', chunks, chunkNanoseconds: whole / chunks });
    phases.push(combine(kernel, context, pieces, loop, parts, begin('run')));
  }
  const chunksOfBlock = blocks && { chunksOfBlock: blocks.chunks };
  return { binary: module.assemble(), phases, parameters: parameters.list, ...chunksOfBlock };
};

/** How a block of rows is cut: its chunks, and the results of each where the innermost axis is reduced. */
function rowBlocks(
  { sizes, isKept }: Pieces,
  kept: number,
  blocks: RowBlocks | undefined,
): { chunks: number; grain?: number } | undefined {
  if (blocks === undefined) return undefined;
  const results = (blocks.rowsOfBlock * kept) / blocks.rows;
  if (!isKept.at(-1)) return { chunks: 1, grain: results };
  const rows = results / sizes.at(-1)!;
  // Rows that were merged with the innermost axis are not told apart.
  return Number.isInteger(rows) ? { chunks: rows * Math.ceil(sizes.at(-1)! / chunkResults(sizes, isKept)) } : undefined;
}

function isSuitable({ expr, space, operands, epilogue, reduction }: KernelOf<'reduce'>, context: WasmContext): boolean {
  const points = sizeOf(space);
  if (points === 0 || points > MAX_POINTS || (points < MIN_POINTS && !context.evenSmall)) return false;
  const all = [...operands, ...(epilogue?.operands ?? [])];
  return (
    (onVectors[expr.dtype]?.includes(reduction) ?? false) &&
    isVectorizable([expr, ...(epilogue === null ? [] : [epilogue.expr])]) &&
    all.every((operand) => isLoadable(operand, context))
  );
}

interface Pieces {
  readonly sizes: readonly number[];
  readonly isKept: readonly boolean[];
  readonly output: Access;
  readonly operands: readonly { readonly name: string; readonly access: Access }[];
  readonly coordinates: ReadonlyMap<number, Access>;
  readonly epilogueOperands: readonly { readonly name: string; readonly access: Access }[];
  readonly epilogueCoordinates: ReadonlyMap<number, Access>;
  readonly epilogueExpr: Expr | undefined;
}

/** Everything as accesses over the space, with neighbouring axes merged; kept and reduced ones never merge. */
function describe(kernel: KernelOf<'reduce'>, parameters: Parameters): Pieces {
  const { space, axes, operands, expr, epilogue } = kernel;
  const keeps = space.map((_, axis) => !axes.includes(axis));
  const kept = space.filter((_, axis) => keeps[axis]);
  const loads = parameters.operands(operands, space.length);
  const coordinates = coordinatesOf([expr]);
  const epilogueLoads = epilogue === null ? [] : parameters.operands(epilogue.operands, kept.length);
  const epilogueCoordinates = epilogue === null ? [] : coordinatesOf([epilogue.expr]);
  // Tells kept axes from reduced ones also where nothing is kept or read.
  const marker = { offset: 0, strides: denseAccess(space).strides.map((stride, axis) => (keeps[axis] ? stride : 0)) };
  const merged = coalesce(space, [
    alongKept(denseAccess(kept), space, keeps),
    marker,
    ...loads.map(({ access }) => access),
    ...coordinates.map((axis) => coordinateAccess(axis, space.length)),
    ...epilogueLoads.map(({ access }) => alongKept(access, space, keeps)),
    ...epilogueCoordinates.map((axis) => alongKept(coordinateAccess(axis, kept.length), space, keeps)),
  ]);
  const [output, mark, ...rest] = merged.accesses;
  const take = (count: number) => rest.splice(0, count);
  const named = (list: readonly { array: string }[]) =>
    take(list.length).map((access, i) => ({ name: list[i].array, access }));
  const byAxis = (list: readonly number[]) => new Map(take(list.length).map((access, i) => [list[i], access]));
  return {
    sizes: merged.sizes,
    isKept: merged.sizes.map((_, axis) => mark.strides[axis] !== 0),
    output,
    operands: named(loads),
    coordinates: byAxis(coordinates),
    epilogueOperands: named(epilogueLoads),
    epilogueCoordinates: byAxis(epilogueCoordinates),
    epilogueExpr: epilogue?.expr,
  };
}

function loopOf(
  kernel: KernelOf<'reduce'>,
  { values }: WasmContext,
  pieces: Pieces,
  bases: ReadonlyMap<string, Local>,
): ReductionLoop {
  const streams = (
    list: readonly { readonly name: string; readonly access: Access }[],
    operands: readonly { readonly value: number }[],
  ): Stream[] =>
    list.map(({ name, access }, i) => ({
      base: bases.get(name)!,
      access,
      type: laneTypeOf(values[operands[i].value].dtype)!,
    }));
  const result = laneTypeOf(values[kernel.output].dtype)!;
  return {
    sizes: pieces.sizes,
    isKept: pieces.isKept,
    reduction: kernel.reduction,
    expr: kernel.expr,
    operands: streams(pieces.operands, kernel.operands),
    coordinates: pieces.coordinates,
    output: { base: bases.get('out0')!, access: pieces.output, type: result },
    epilogue: pieces.epilogueExpr && {
      expr: pieces.epilogueExpr,
      operands: streams(pieces.epilogueOperands, kernel.epilogue!.operands),
      coordinates: pieces.epilogueCoordinates,
    },
    parts: 1,
    partStride: 0,
  };
}

/** The phase that combines parts: a reduction over the first axis of [parts, ...kept]. */
function combine(
  kernel: KernelOf<'reduce'>,
  context: WasmContext,
  pieces: Pieces,
  loop: ReductionLoop,
  parts: number,
  { f, bases }: { f: ReturnType<ModuleBuilder['function']>; bases: ReadonlyMap<string, Local> },
): Phase {
  const keptAxes = pieces.sizes.map((_, axis) => axis).filter((axis) => pieces.isKept[axis]);
  const keptSizes = keptAxes.map((axis) => pieces.sizes[axis]);
  const onKept = ({ offset, strides }: Access): Access => ({
    offset,
    strides: [0, ...keptAxes.map((axis) => strides[axis])],
  });
  const { dtype } = kernel.expr;
  const again = loopOf(kernel, context, pieces, bases);
  const chunks = emitReduction(f, context.target, {
    sizes: [parts, ...keptSizes],
    isKept: [false, ...keptSizes.map(() => true)],
    reduction: loop.reduction,
    expr: load(0, dtype),
    operands: [{ base: bases.get('partial')!, access: denseAccess([parts, ...keptSizes]), type: laneTypeOf(dtype)! }],
    coordinates: new Map(),
    output: { ...again.output, access: onKept(again.output.access) },
    epilogue: again.epilogue && {
      ...again.epilogue,
      operands: again.epilogue.operands.map((stream) => ({ ...stream, access: onKept(stream.access) })),
      coordinates: new Map([...again.epilogue.coordinates].map(([axis, access]) => [axis, onKept(access)])),
    },
    parts: 1,
    partStride: 0,
  });
  return { name: 'run', chunks, chunkNanoseconds: (parts * sizeOf(keptSizes)) / chunks };
}

/** How many parts a reduction with few results is cut into: by its sizes alone, so that results are always the same. */
function partsOf(sizes: readonly number[], isKept: readonly boolean[]): number {
  const points = sizeOf(sizes);
  const kept = sizeOf(sizes.filter((_, axis) => isKept[axis]));
  const reduced = points / kept;
  if (points < 2 * CHUNK_POINTS || kept / chunkResults(sizes, isKept) >= ENOUGH_CHUNKS) return 1;
  const steps = partSteps(sizes, isKept);
  return Math.max(1, Math.min(steps, Math.ceil(points / CHUNK_POINTS), Math.floor(reduced / MIN_PART)));
}
/** A part has at least this many terms. */
const MIN_PART = 64;

/** An access over the kept axes as one over the whole space. */
function alongKept({ offset, strides }: Access, space: readonly number[], keeps: readonly boolean[]): Access {
  let next = 0;
  return { offset, strides: space.map((_, axis) => (keeps[axis] ? strides[next++] : 0)) };
}
