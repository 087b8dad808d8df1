/** Slices of a tensor picked by index: copies of bytes, whatever the elements are. */

import { dtypes, sizeOf } from '../../../../graph/index.ts';
import { Parameters } from '../../codegen/body.ts';
import { type FunctionBuilder, type Local, ModuleBuilder } from '../assembler/index.ts';
import type { WasmGenerator } from '../kernel.ts';
import {
  clearFault,
  hasFewPlaces,
  type IndexTuples,
  indexTuplesOf,
  PlaceFinder,
  STATE_WORDS,
  throwFault,
} from './index-tuples.ts';
import { addScaled, eachRow } from './loops.ts';
import { copyNanoseconds, emitSmallCopy, MAX_BYTES } from './whole.ts';

const MIN_POINTS = 256;
const CHUNK_BYTES = 32768;
const NANOSECONDS_A_ROW = 1.5;

export const gather: WasmGenerator<'gather'> = (kernel, { values, target, evenSmall }) => {
  const { output, params, indices, outer, indexed, inner } = kernel;
  const { dtype, shape } = values[output];
  if (dtype === 'string') return undefined;
  const points = sizeOf(shape);
  const slab = inner * dtypes[dtype].bytes;
  if (points === 0 || (points < MIN_POINTS && !evenSmall)) return undefined;
  const parameters = new Parameters(values);
  parameters.output(output);
  const source = parameters.input(params);
  const tuples = indexTuplesOf(parameters.input(indices), values[indices], indexed, false);
  if (tuples === undefined || !hasFewPlaces(tuples)) return undefined;
  if (Math.max(points, outer * inner * sizeOf(indexed)) * dtypes[dtype].bytes > MAX_BYTES) return undefined;
  parameters.scratch('state', 'int32', STATE_WORDS);

  const module = new ModuleBuilder(target.addressType);
  const f = module.function('run', ['i32', 'i32', ...parameters.list.map(() => target.addressType)]);
  const addressOf = (name: string) => f.parameters[2 + parameters.list.findIndex((each) => each.name === name)];
  const rowsOfChunk = Math.max(1, Math.floor(CHUNK_BYTES / (outer * slab)));
  emitGather(f, tuples, { outer, slab, rowsOfChunk }, addressOf, source);
  const nanoseconds = NANOSECONDS_A_ROW + outer * copyNanoseconds(slab);
  return {
    binary: module.assemble(),
    parameters: parameters.list,
    phases: [
      { name: 'run', chunks: Math.ceil(tuples.count / rowsOfChunk), chunkNanoseconds: rowsOfChunk * nanoseconds },
    ],
    prepare: clearFault,
    finish: (state, read) => throwFault(tuples, state, read),
  };
};

interface Slabs {
  readonly outer: number;
  /** Bytes that lie together. */
  readonly slab: number;
  readonly rowsOfChunk: number;
}

function emitGather(
  f: FunctionBuilder,
  tuples: IndexTuples,
  { outer, slab, rowsOfChunk }: Slabs,
  addressOf: (name: string) => Local,
  source: string,
): void {
  const finder = new PlaceFinder(f, tuples, addressOf(tuples.name));
  const state = addressOf('state');
  const from = f.addressLocal();
  const to = f.addressLocal();
  const left = f.local('i32');
  eachRow(f, rowsOfChunk, tuples.count, (row) => {
    f.block((next) => {
      finder.load(row, next);
      finder.check(row, state, next);
      f.get(addressOf(source));
      finder.push();
      addScaled(f, slab).set(from);
      f.get(addressOf('out0')).get(row);
      addScaled(f, slab).set(to);
      if (outer === 1) {
        emitSmallCopy(f, to, from, slab);
        return;
      }
      f.i32(outer).set(left);
      f.loop((again) => {
        emitSmallCopy(f, to, from, slab);
        f.get(from)
          .bytes(sizeOf(tuples.indexed) * slab)
          .address('add')
          .set(from);
        f.get(to)
          .bytes(tuples.count * slab)
          .address('add')
          .set(to);
        f.get(left).i32(1).op('i32.sub').tee(left).branchIf(again);
      });
    });
  });
}
