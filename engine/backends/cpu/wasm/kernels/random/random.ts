/**
 * Random numbers: uniform, normal and truncated normal, the same as random/ makes in JavaScript. Before each run the state of
 * the stream is written into the scratch parameter `state`.
 */

import { sizeOf } from '../../../../../graph/index.ts';
import type { Distribution } from '../../../../../ops/kernel-language/index.ts';
import { Parameters } from '../../../codegen/body.ts';
import { type FunctionBuilder, type Local, ModuleBuilder } from '../../assembler/index.ts';
import type { WasmGenerator } from '../../kernel.ts';
import { addScaled, eachRow, storeLanes } from '../loops.ts';
import { LANES } from '../row-loop.ts';
import { BoxMullerWriter, fillTable, TABLE_WORDS } from './box-muller.ts';
import { PhiloxWriter, STREAM_WORDS } from './philox.ts';
import { emitTruncated } from './truncated.ts';

const MIN_POINTS = 64;
/** Values that four blocks make. */
const GROUP = 16;
const CHUNK_GROUPS = 256;
/** Words from the start of `state` to the table: a multiple of a vector. */
const TABLE_AT = Math.ceil(STREAM_WORDS / LANES) * LANES;

/** Writes the groups of a chunk; `count` values in all. */
type Emit = (f: FunctionBuilder, philox: PhiloxWriter, count: number, table: Local) => void;

const emitters: { readonly [D in Distribution]?: { readonly emit: Emit; readonly nanosecondsAValue: number } } = {
  uniform: { emit: emitUniform, nanosecondsAValue: 1.5 },
  normal: { emit: emitNormal, nanosecondsAValue: 5 },
  truncatedNormal: {
    emit: (f, philox, count, table) => emitTruncated(f, philox, new BoxMullerWriter(f, table), count, CHUNK_GROUPS),
    nanosecondsAValue: 10,
  },
};

export const random: WasmGenerator<'random'> = (kernel, { values, target, evenSmall, randomState }) => {
  const { output, distribution } = kernel;
  const { dtype, shape } = values[output];
  const count = sizeOf(shape);
  const emitter = emitters[distribution];
  if (!randomState || emitter === undefined || dtype !== 'float32' || count === 0) return undefined;
  if (count > 2 ** 31 - 65536 || (count < MIN_POINTS && !evenSmall)) return undefined;
  const parameters = new Parameters(values);
  parameters.output(output);
  parameters.scratch('state', 'int32', TABLE_AT + TABLE_WORDS);
  const { addressType } = target;
  const module = new ModuleBuilder(addressType);
  const f = module.function('run', ['i32', 'i32', addressType, addressType]);
  const state = f.parameters[3];
  const table = f.addressLocal();
  f.get(state)
    .bytes(TABLE_AT * 4)
    .address('add')
    .set(table);
  emitter.emit(f, new PhiloxWriter(f, state), count, table);
  const chunks = Math.ceil(count / (GROUP * CHUNK_GROUPS));
  const chunkNanoseconds = CHUNK_GROUPS * GROUP * emitter.nanosecondsAValue;
  return {
    binary: module.assemble(),
    parameters: parameters.list,
    phases: [{ name: 'run', chunks, chunkNanoseconds }],
    prepare: (words) => {
      const generator = randomState(kernel).reserveValues(count);
      words.set([...generator.counter, ...generator.key]);
      if (distribution !== 'uniform') fillTable(words.subarray(TABLE_AT));
    },
  };
};

function emitUniform(f: FunctionBuilder, philox: PhiloxWriter, count: number): void {
  emitGroups(f, philox, count, (words) => {
    for (const word of words) unitFloats(f, word);
  });
}

function emitNormal(f: FunctionBuilder, philox: PhiloxWriter, count: number, table: Local): void {
  const boxMuller = new BoxMullerWriter(f, table);
  emitGroups(f, philox, count, ([a, b, c, d]) => {
    boxMuller.transform(a, b);
    boxMuller.transform(c, d);
  });
}

/** Stores what `convert` makes of the stream's words, one value a word. */
function emitGroups(
  f: FunctionBuilder,
  philox: PhiloxWriter,
  count: number,
  convert: (words: readonly Local[]) => void,
): void {
  const out = f.parameters[2];
  const at = f.addressLocal();
  const groups = Math.ceil(count / GROUP);
  const tail = count % GROUP;
  eachRow(f, CHUNK_GROUPS, groups, (group) => {
    f.get(group).op('i64.extend_i32_u').i64(LANES).op('i64.mul');
    philox.begin(1);
    const words = philox.words();
    convert(words);
    f.get(out).get(group);
    addScaled(f, GROUP * 4).set(at);
    const store = (values: number) => {
      words.forEach((word, i) => {
        const lanes = Math.min(LANES, values - i * LANES);
        if (lanes > 0) storeLanes(f, at, word, i * LANES * 4, lanes);
      });
    };
    if (tail === 0) store(GROUP);
    else {
      f.get(group)
        .i32(groups - 1)
        .op('i32.lt_u');
      f.if(
        () => store(GROUP),
        () => store(tail),
      );
    }
  });
}

/** The low 23 bits as a number in [0, 1). Exact. */
function unitFloats(f: FunctionBuilder, word: Local): void {
  f.get(word).i32x4(0x7f_ffff).op('v128.and', 'f32x4.convert_i32x4_s');
  f.f32x4(2 ** -23)
    .op('f32x4.mul')
    .set(word);
}
