/** Tensors put together from rectangles: a filling, then the pieces, in passes where later ones lie on earlier ones. */

import { type DType, dtypes, sizeOf } from '../../../../graph/index.ts';
import { isVectorizable } from '../../../../ops/kernel-language/index.ts';
import { coalesce, coordinateAccess, rectangleAccess } from '../../codegen/access.ts';
import { Parameters } from '../../codegen/body.ts';
import { coordinatesOf } from '../../codegen/point-loop.ts';
import { type FunctionBuilder, ModuleBuilder } from '../assembler/index.ts';
import type { KernelOf, Phase, WasmContext, WasmGenerator } from '../kernel.ts';
import { bitsOf, laneTypeOf } from '../vector/index.ts';
import { emitPointLoop, isLoadable, nanosecondsAPoint, type PointLoop, pointChunks } from './elementwise.ts';
import { emitFill, MAX_BYTES } from './whole.ts';

type Assemble = KernelOf<'assemble'>;
type Piece = Assemble['pieces'][number];

/** Of a piece, on average. */
const MIN_POINTS = 64;

export const assemble: WasmGenerator<'assemble'> = ({ output, fill, pieces }, context) => {
  const { values, target, evenSmall } = context;
  const { dtype, shape } = values[output];
  const bytes = sizeOf(shape) * dtypes[dtype].bytes;
  const filled = pieces.filter(({ space }) => sizeOf(space) > 0);
  if (bytes === 0 || bytes > MAX_BYTES || (sizeOf(shape) < MIN_POINTS * filled.length && !evenSmall)) return undefined;
  if (laneTypeOf(dtype) === undefined || !filled.every((piece) => isSuitable(piece, context))) return undefined;

  const parameters = new Parameters(values);
  parameters.output(output);
  for (const { operands, space } of filled) parameters.operands(operands, space.length);
  const module = new ModuleBuilder(target.addressType);
  const types = parameters.list.map(() => target.addressType);
  const begin = (name: string) => module.function(name, ['i32', 'i32', ...types]);
  const phases: Phase[] = [];
  if (fill !== null) {
    const f = begin('fill');
    phases.push(emitFill(f, f.parameters[2], bytes, wordOf(Number(fill), dtype)));
  }
  apartGroups(filled).forEach((group, i) => {
    const f = begin(`pieces${i}`);
    phases.push(emitPieces(f, group, { output, parameters, context }));
  });
  return { binary: module.assemble(), phases, parameters: parameters.list };
};

interface Whole {
  readonly output: number;
  readonly parameters: Parameters;
  readonly context: WasmContext;
}

/** One phase: the chunks of one piece after those of the other. */
function emitPieces(
  f: FunctionBuilder,
  pieces: readonly Piece[],
  { output, parameters, context: { values, target } }: Whole,
): Phase {
  const { dtype, shape } = values[output];
  const bases = new Map(parameters.list.map(({ name }, at) => [name, f.parameters[at + 2]]));
  const [begin, end] = f.parameters;
  const range = [f.local('i32'), f.local('i32')] as const;
  let chunks = 0;
  let nanoseconds = 0;
  for (const { space, start, step, operands, expr } of pieces) {
    const axes = coordinatesOf([expr]);
    const loads = parameters.operands(operands, space.length);
    const merged = coalesce(space, [
      rectangleAccess(shape, start, step),
      ...axes.map((axis) => coordinateAccess(axis, space.length)),
      ...loads.map(({ access }) => access),
    ]);
    const [written, ...read] = merged.accesses;
    const loop: PointLoop = {
      sizes: merged.sizes,
      exprs: [expr],
      outputs: [{ base: bases.get('out0')!, access: written, type: laneTypeOf(dtype)! }],
      coordinates: new Map(axes.map((axis, at) => [axis, read[at]])),
      operands: operands.map(({ value }, at) => ({
        base: bases.get(loads[at].array)!,
        access: read[axes.length + at],
        type: laneTypeOf(values[value].dtype)!,
      })),
    };
    const { count, points } = pointChunks(merged.sizes);
    const first = chunks;
    chunks += count;
    nanoseconds += count * points * nanosecondsAPoint([expr]);
    if (pieces.length === 1) {
      emitPointLoop(f, target, loop);
      continue;
    }
    f.get(begin).i32(chunks).op('i32.lt_s').get(end).i32(first).op('i32.gt_s', 'i32.and');
    f.if(() => {
      f.get(begin).i32(first).op('i32.sub').i32(0);
      f.get(begin).i32(first).op('i32.gt_s', 'select').set(range[0]);
      f.get(end).i32(first).op('i32.sub').set(range[1]);
      emitPointLoop(f, target, loop, range);
    });
  }
  return { name: f.name, chunks, chunkNanoseconds: nanoseconds / chunks };
}

/** Pieces that follow each other and do not touch each other's elements, together. */
function apartGroups(pieces: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    if (last?.every((other) => areApart(piece, other))) last.push(piece);
    else groups.push([piece]);
  }
  return groups;
}

/** Whether the boxes around two rectangles have nothing in common. */
function areApart(a: Piece, b: Piece): boolean {
  return a.start.some((_, axis) => {
    const [lowA, highA] = reach(a, axis);
    const [lowB, highB] = reach(b, axis);
    return highA < lowB || highB < lowA;
  });
}

function reach({ space, start, step }: Piece, axis: number): [low: number, high: number] {
  const last = start[axis] + step[axis] * ((space[axis] ?? 1) - 1);
  return [Math.min(start[axis], last), Math.max(start[axis], last)];
}

function isSuitable({ operands, expr }: Piece, context: WasmContext): boolean {
  return isVectorizable([expr]) && operands.every((operand) => isLoadable(operand, context));
}

/** Elements as they follow each other in 32 bits. */
function wordOf(value: number, dtype: DType): number {
  if (dtype === 'float32') return bitsOf(value);
  return dtype === 'int32' ? value | 0 : Math.imul(value & 0xff, 0x01010101);
}
