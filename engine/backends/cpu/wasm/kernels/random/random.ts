/**
 * Random numbers: uniform, normal and truncated normal, the same as random/ makes in JavaScript. Before each run the state of
 * the stream is written into the scratch parameter `state`.
 */

import { sizeOf } from '../../../../../graph/index.ts';
import type { Distribution } from '../../../../../ops/kernel-language/index.ts';
import { Parameters } from '../../../codegen/body.ts';
import { type AddressType, type FunctionBuilder, type Local, ModuleBuilder } from '../../assembler/index.ts';
import type { WasmGenerator } from '../../kernel.ts';
import { LANES, storeLanes } from '../lanes.ts';
import { addScaled, eachRow } from '../loops.ts';
import { BoxMullerWriter, fillTable, TABLE_WORDS } from './box-muller.ts';
import { PhiloxWriter, STREAM_WORDS } from './philox.ts';
import { emitTruncated } from './truncated.ts';

const MIN_POINTS = 64;
/** Values that four blocks make. */
const GROUP = 16;
const CHUNK_GROUPS = 256;
/** Words of `state`: the stream, how many values there are, and the table, which begins at a multiple of a vector. */
const COUNT_AT = STREAM_WORDS;
const TABLE_AT = Math.ceil((COUNT_AT + 1) / LANES) * LANES;

/** Writes the groups of a chunk. `count` holds the number of values. */
type Emit = (f: FunctionBuilder, philox: PhiloxWriter, count: Local, table: Local) => void;

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
  const chunks = Math.ceil(count / (GROUP * CHUNK_GROUPS));
  const chunkNanoseconds = Math.min(count, CHUNK_GROUPS * GROUP) * emitter.nanosecondsAValue;
  return {
    binary: binaryOf(distribution, target.addressType, emitter.emit),
    parameters: parameters.list,
    phases: [{ name: 'run', chunks, chunkNanoseconds }],
    prepare: (words) => {
      const generator = randomState(kernel).reserveValues(count);
      words.set([...generator.counter, ...generator.key, count]);
      if (distribution !== 'uniform') fillTable(words.subarray(TABLE_AT));
    },
  };
};

/** The code of all kernels of a distribution, whatever their sizes: variables are many, and run their initializers once. */
const binaries = new Map<string, Uint8Array<ArrayBuffer>>();

function binaryOf(distribution: Distribution, addressType: AddressType, emit: Emit): Uint8Array<ArrayBuffer> {
  const key = `${distribution} ${addressType}`;
  const known = binaries.get(key);
  if (known !== undefined) return known;
  const module = new ModuleBuilder(addressType);
  const f = module.function('run', ['i32', 'i32', addressType, addressType]);
  const state = f.parameters[3];
  const count = f.local('i32');
  const table = f.addressLocal();
  f.get(state)
    .memory('i32.load', COUNT_AT * 4)
    .set(count);
  f.get(state)
    .bytes(TABLE_AT * 4)
    .address('add')
    .set(table);
  emit(f, new PhiloxWriter(f, state), count, table);
  const binary = module.assemble();
  binaries.set(key, binary);
  return binary;
}

function emitUniform(f: FunctionBuilder, philox: PhiloxWriter, count: Local): void {
  emitGroups(f, philox, count, (words) => {
    for (const word of words) unitFloats(f, word);
  });
}

function emitNormal(f: FunctionBuilder, philox: PhiloxWriter, count: Local, table: Local): void {
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
  count: Local,
  convert: (words: readonly Local[]) => void,
): void {
  const out = f.parameters[2];
  const at = f.addressLocal();
  const groups = f.local('i32');
  const left = f.local('i32');
  f.get(count)
    .i32(GROUP - 1)
    .op('i32.add')
    .i32(GROUP)
    .op('i32.div_u')
    .set(groups);
  eachRow(f, CHUNK_GROUPS, groups, (group) => {
    f.get(group).op('i64.extend_i32_u').i64(LANES).op('i64.mul');
    philox.begin(1);
    const words = philox.words();
    convert(words);
    f.get(out).get(group);
    addScaled(f, GROUP * 4).set(at);
    f.get(count).get(group).i32(GROUP).op('i32.mul', 'i32.sub').tee(left).i32(GROUP).op('i32.ge_u');
    f.if(
      () => {
        words.forEach((word, i) => {
          storeLanes(f, at, word, i * LANES * 4, LANES);
        });
      },
      () => storeFirst(f, at, words, left),
    );
  });
}

/** Stores as many values as `left` says. */
function storeFirst(f: FunctionBuilder, at: Local, words: readonly Local[], left: Local): void {
  for (let i = 0; i < GROUP; i++) {
    f.get(left).i32(i).op('i32.gt_u');
    f.if(() => {
      f.get(at)
        .get(words[Math.floor(i / LANES)])
        .laneMemory('v128.store32_lane', i % LANES, i * 4);
    });
  }
}

/** The low 23 bits as a number in [0, 1). Exact. */
function unitFloats(f: FunctionBuilder, word: Local): void {
  f.get(word).i32x4(0x7f_ffff).op('v128.and', 'f32x4.convert_i32x4_s');
  f.f32x4(2 ** -23)
    .op('f32x4.mul')
    .set(word);
}
