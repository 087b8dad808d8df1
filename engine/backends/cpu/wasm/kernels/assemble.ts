/** Tensors put together from rectangles: a filling, then one pass a piece, in order, since later ones may lie on earlier ones. */

import { type DType, dtypes, sizeOf } from '../../../../graph/index.ts';
import { coalesce, coordinateAccess, rectangleAccess } from '../../codegen/access.ts';
import { Parameters } from '../../codegen/body.ts';
import { coordinatesOf } from '../../codegen/point-loop.ts';
import { ModuleBuilder } from '../assembler/index.ts';
import type { KernelOf, Phase, WasmContext, WasmGenerator } from '../kernel.ts';
import { bitsOf, isVectorizable, laneTypeOf } from '../vector/index.ts';
import { emitPointLoop, isLoadable, nanosecondsAPoint } from './elementwise.ts';
import { emitFill, MAX_BYTES } from './whole.ts';

type Assemble = KernelOf<'assemble'>;
type Piece = Assemble['pieces'][number];

/** A piece, on average: each is a pass of its own. */
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
  const accesses = filled.map(({ operands, space }) => parameters.operands(operands, space.length));
  const module = new ModuleBuilder(target.addressType);
  const types = parameters.list.map(() => target.addressType);
  const begin = (name: string) => module.function(name, ['i32', 'i32', ...types]);
  const phases: Phase[] = [];
  if (fill !== null) {
    const f = begin('fill');
    phases.push(emitFill(f, f.parameters[2], bytes, wordOf(Number(fill), dtype)));
  }
  filled.forEach(({ space, start, step, operands, expr }, i) => {
    const f = begin(`piece${i}`);
    const bases = new Map(parameters.list.map(({ name }, at) => [name, f.parameters[at + 2]]));
    const axes = coordinatesOf([expr]);
    const merged = coalesce(space, [
      rectangleAccess(shape, start, step),
      ...axes.map((axis) => coordinateAccess(axis, space.length)),
      ...accesses[i].map(({ access }) => access),
    ]);
    const [written, ...read] = merged.accesses;
    const chunks = emitPointLoop(f, target, {
      sizes: merged.sizes,
      exprs: [expr],
      outputs: [{ base: f.parameters[2], access: written, type: laneTypeOf(dtype)! }],
      coordinates: new Map(axes.map((axis, at) => [axis, read[at]])),
      operands: operands.map(({ value }, at) => ({
        base: bases.get(accesses[i][at].array)!,
        access: read[axes.length + at],
        type: laneTypeOf(values[value].dtype)!,
      })),
    });
    phases.push({ name: f.name, chunks: chunks.count, chunkNanoseconds: chunks.points * nanosecondsAPoint([expr]) });
  });
  return { binary: module.assemble(), phases, parameters: parameters.list };
};

function isSuitable({ operands, expr }: Piece, context: WasmContext): boolean {
  return isVectorizable([expr]) && operands.every((operand) => isLoadable(operand, context));
}

/** Elements as they follow each other in 32 bits. */
function wordOf(value: number, dtype: DType): number {
  if (dtype === 'float32') return bitsOf(value);
  return dtype === 'int32' ? value | 0 : Math.imul(value & 0xff, 0x01010101);
}
