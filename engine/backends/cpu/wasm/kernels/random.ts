/**
 * Uniform random numbers: Philox4x32-10 on four counters at a time, the same numbers as random/philox.ts makes one block
 * after another (see there for the source). The state of the stream is written into `state` before each run.
 */

import { sizeOf } from '../../../../graph/index.ts';
import { Parameters } from '../../codegen/body.ts';
import { type FunctionBuilder, type Local, ModuleBuilder } from '../assembler/index.ts';
import type { WasmGenerator } from '../kernel.ts';
import { LANES } from './row-loop.ts';
import { turnVectors } from './transpose.ts';

const MIN_POINTS = 64;
/** Values that four blocks make. */
const GROUP = 16;
const CHUNK_GROUPS = 256;
const NANOSECONDS_A_VALUE = 1.5;
const ROUNDS = 10;
const MULTIPLIER_A = 0xd2511f53;
const MULTIPLIER_B = 0xcd9e8d57;
const WEYL_A = 0x9e3779b9;
const WEYL_B = 0xbb67ae85;

/** Words of `state`: the counter, lowest first, then the key. */
export const STATE_WORDS = 6;

export const random: WasmGenerator<'random'> = (kernel, { values, target, evenSmall, randomState }) => {
  const { output, distribution } = kernel;
  const { dtype, shape } = values[output];
  const count = sizeOf(shape);
  if (!randomState || distribution !== 'uniform' || dtype !== 'float32' || count === 0) return undefined;
  if (count > 2 ** 31 - 65536 || (count < MIN_POINTS && !evenSmall)) return undefined;
  const parameters = new Parameters(values);
  parameters.output(output);
  parameters.scratch('state', 'int32', STATE_WORDS);
  const module = new ModuleBuilder(target.addressType);
  const { addressType } = target;
  const f = module.function('run', ['i32', 'i32', addressType, addressType]);
  const groups = Math.ceil(count / GROUP);
  emitUniform(f, groups, count % GROUP);
  return {
    binary: module.assemble(),
    parameters: parameters.list,
    phases: [
      {
        name: 'run',
        chunks: Math.ceil(groups / CHUNK_GROUPS),
        chunkNanoseconds: CHUNK_GROUPS * GROUP * NANOSECONDS_A_VALUE,
      },
    ],
    prepare: (state) => {
      const generator = randomState(kernel).reserveValues(count);
      state.set([...generator.counter, ...generator.key]);
    },
  };
};

/** @param tail - values of the last group, if it is not whole. */
function emitUniform(f: FunctionBuilder, groups: number, tail: number): void {
  const [begin, end, out, state] = f.parameters;
  const group = f.local('i32');
  const last = f.local('i32');
  const at = f.addressLocal();
  const philox = new PhiloxWriter(f, state);
  f.get(begin).i32(CHUNK_GROUPS).op('i32.mul').set(group);
  f.get(end).i32(CHUNK_GROUPS).op('i32.mul').set(last);
  f.get(last).i32(groups).get(last).i32(groups).op('i32.lt_u', 'select').set(last);
  f.get(out).get(group);
  widen(f)
    .bytes(GROUP * 4)
    .address('mul')
    .address('add')
    .set(at);
  f.block((done) => {
    f.get(group).get(last).op('i32.ge_u').branchIf(done);
    f.loop((again) => {
      const words = philox.group(group);
      for (const word of words) unitFloats(f, word);
      const store = (values: number) => {
        words.forEach((word, i) => {
          storeLanes(f, at, word, i * LANES, Math.min(LANES, values - i * LANES));
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
      f.get(at)
        .bytes(GROUP * 4)
        .address('add')
        .set(at);
      f.get(group).i32(1).op('i32.add').tee(group).get(last).op('i32.lt_u').branchIf(again);
    });
  });
}

/** The low 23 bits as a number in [0, 1). Exact. */
function unitFloats(f: FunctionBuilder, word: Local): void {
  f.get(word).i32x4(0x7f_ffff).op('v128.and', 'f32x4.convert_i32x4_s');
  f.f32x4(2 ** -23)
    .op('f32x4.mul')
    .set(word);
}

function storeLanes(f: FunctionBuilder, at: Local, value: Local, first: number, lanes: number): void {
  if (lanes <= 0) return;
  if (lanes === LANES) {
    f.get(at)
      .get(value)
      .memory('v128.store', first * 4);
    return;
  }
  for (let lane = 0; lane < lanes; lane++) {
    f.get(at)
      .get(value)
      .laneMemory('v128.store32_lane', lane, (first + lane) * 4);
  }
}

/** Writes the rounds. Lane i of every vector belongs to block i of four that follow each other. */
class PhiloxWriter {
  readonly #f: FunctionBuilder;
  readonly #counter: readonly Local[];
  readonly #keys: readonly Local[];
  readonly #words: readonly Local[];
  readonly #products: readonly Local[];
  readonly #multipliers: readonly Local[];
  readonly #base: Local;
  readonly #start: Local;

  constructor(f: FunctionBuilder, state: Local) {
    this.#f = f;
    const vectors = (count: number) => Array.from({ length: count }, () => f.local('v128'));
    this.#counter = vectors(4);
    this.#keys = vectors(2 * ROUNDS);
    this.#words = vectors(4);
    this.#products = vectors(4);
    this.#multipliers = vectors(2);
    this.#start = f.local('i64');
    this.#base = f.local('i64');
    f.get(state).memory('i64.load').set(this.#start);
    for (const word of [2, 3])
      f.get(state)
        .memory('v128.load32_splat', word * 4)
        .set(this.#counter[word]);
    [MULTIPLIER_A, MULTIPLIER_B].forEach((multiplier, i) => {
      f.i32x4(multiplier).set(this.#multipliers[i]);
    });
    // The keys of all rounds, which are the same for every block.
    [WEYL_A, WEYL_B].forEach((weyl, i) => {
      for (let round = 0; round < ROUNDS; round++) {
        f.get(state).memory('i32.load', (4 + i) * 4);
        f.i32(Math.imul(weyl, round))
          .op('i32.add', 'i32x4.splat')
          .set(this.#keys[2 * round + i]);
      }
    });
  }

  /** The sixteen words of group number `group`, in order. */
  group(group: Local): readonly Local[] {
    const f = this.#f;
    const [c0, c1, c2, c3] = this.#counter;
    f.get(this.#start).get(group).op('i64.extend_i32_u').i64(LANES).op('i64.mul', 'i64.add').set(this.#base);
    f.get(this.#base).op('i32.wrap_i64', 'i32x4.splat').i32x4(0, 1, 2, 3).op('i32x4.add').set(c0);
    // Lanes that ran over carry into the second word.
    f.get(this.#base).i64(32).op('i64.shr_u', 'i32.wrap_i64', 'i32x4.splat');
    f.get(c0).i32x4(0, 1, 2, 3).op('i32x4.lt_u', 'i32x4.sub').set(c1);
    [c0, c1, c2, c3].forEach((counter, i) => {
      f.get(counter).set(this.#words[i]);
    });
    for (let round = 0; round < ROUNDS; round++) this.#round(round);
    // From word j of blocks 0 to 3 to words 0 to 3 of block i.
    turnVectors(f, this.#words, this.#products);
    return this.#words;
  }

  #round(round: number): void {
    const f = this.#f;
    const [w0, w1, w2, w3] = this.#words;
    const [aLow, aHigh, bLow, bHigh] = this.#products;
    const multiply = (word: Local, multiplier: Local, low: Local, high: Local) => {
      f.get(word).get(multiplier).op('i64x2.extmul_low_i32x4_u').set(low);
      f.get(word).get(multiplier).op('i64x2.extmul_high_i32x4_u').set(high);
    };
    multiply(w0, this.#multipliers[0], aLow, aHigh);
    multiply(w2, this.#multipliers[1], bLow, bHigh);
    const upper = (low: Local, high: Local) => f.get(low).get(high).shuffle32([1, 3, 5, 7]);
    upper(bLow, bHigh)
      .get(w1)
      .op('v128.xor')
      .get(this.#keys[2 * round])
      .op('v128.xor')
      .set(w0);
    upper(aLow, aHigh)
      .get(w3)
      .op('v128.xor')
      .get(this.#keys[2 * round + 1])
      .op('v128.xor')
      .set(w2);
    f.get(bLow).get(bHigh).shuffle32([0, 2, 4, 6]).set(w1);
    f.get(aLow).get(aHigh).shuffle32([0, 2, 4, 6]).set(w3);
  }
}

function widen(f: FunctionBuilder): FunctionBuilder {
  return f.addressType === 'i64' ? f.op('i64.extend_i32_u') : f;
}
