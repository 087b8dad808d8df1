/**
 * Updates combined with the places that indices name, in the order of the updates. First all indices are looked at, so that
 * a run with one outside does exactly the updates before it. Work is cut along the elements of an update or into ranges of
 * places: no two chunks write to the same element, and each goes through the updates in order.
 */

import { dtypes, sizeOf } from '../../../../graph/index.ts';
import { Parameters } from '../../codegen/body.ts';
import { type FunctionBuilder, type Instruction, type Local, ModuleBuilder } from '../assembler/index.ts';
import type { KernelOf, Phase, WasmGenerator } from '../kernel.ts';
import {
  clearFault,
  hasFewPlaces,
  type IndexTuples,
  indexTuplesOf,
  PlaceFinder,
  STATE_WORDS,
  throwFault,
} from './index-tuples.ts';
import { LANES, storeLanes } from './lanes.ts';
import { addScaled, countUp, eachChunk, eachRow } from './loops.ts';
import { emitCopy, emitFill, MAX_BYTES } from './whole.ts';

type Mode = KernelOf<'scatter'>['mode'];

const MIN_POINTS = 1024;
const CHECK_ROWS = 16384;
/** Elements of an update that a chunk takes care of, where updates are long. */
const SLICE = 64;
/** Ranges of places, where updates are short but many. */
const RANGES = 4;
const MIN_RANGED_INNER = 8;
const MIN_RANGED_POINTS = 32768;
/** Vectors side by side. */
const UNROLL = 4;

/** `null`: the update itself. Integers are not divided here. */
const operators: { readonly [dtype: string]: Partial<Record<Mode, Instruction | null>> } = {
  float32: {
    update: null,
    add: 'f32x4.add',
    sub: 'f32x4.sub',
    mul: 'f32x4.mul',
    div: 'f32x4.div',
    max: 'f32x4.max',
    min: 'f32x4.min',
  },
  int32: {
    update: null,
    add: 'i32x4.add',
    sub: 'i32x4.sub',
    mul: 'i32x4.mul',
    max: 'i32x4.max_s',
    min: 'i32x4.min_s',
  },
};

export const scatter: WasmGenerator<'scatter'> = (kernel, { values, target, evenSmall }) => {
  const { output, base, indices, updates, mode, indexed, inner, skipNegative } = kernel;
  const { dtype, shape } = values[output];
  const points = sizeOf(values[updates].shape);
  const operator = operators[dtype]?.[mode];
  if (operator === undefined || points === 0 || sizeOf(shape) === 0) return undefined;
  if (points < MIN_POINTS && sizeOf(shape) < MIN_POINTS && !evenSmall) return undefined;
  if (Math.max(points, sizeOf(shape)) * dtypes[dtype].bytes > MAX_BYTES) return undefined;
  const parameters = new Parameters(values);
  parameters.output(output);
  const start = base === null ? undefined : parameters.input(base);
  const tuples = indexTuplesOf(parameters.input(indices), values[indices], indexed, skipNegative);
  const source = parameters.input(updates);
  if (tuples === undefined || !hasFewPlaces(tuples)) return undefined;
  parameters.scratch('state', 'int32', STATE_WORDS);

  const module = new ModuleBuilder(target.addressType);
  const begin = (name: string) => {
    const f = module.function(name, ['i32', 'i32', ...parameters.list.map(() => target.addressType)]);
    const addressOf = (parameter: string) =>
      f.parameters[2 + parameters.list.findIndex((each) => each.name === parameter)];
    return { f, addressOf };
  };
  const bytes = sizeOf(shape) * dtypes[dtype].bytes;
  const phases = [
    emitCheck(begin('check'), tuples),
    start === undefined ? emitZeros(begin('base'), bytes) : emitBase(begin('base'), start, bytes),
    emitApply(begin('apply'), { tuples, source, inner, operator }),
  ];
  return {
    binary: module.assemble(),
    parameters: parameters.list,
    phases,
    prepare: clearFault,
    finish: (state, read) => throwFault(tuples, state, read),
  };
};

interface Function {
  readonly f: FunctionBuilder;
  readonly addressOf: (parameter: string) => Local;
}

function emitCheck({ f, addressOf }: Function, tuples: IndexTuples): Phase {
  const finder = new PlaceFinder(f, tuples, addressOf(tuples.name));
  eachRow(f, CHECK_ROWS, tuples.count, (row) => {
    f.block((next) => {
      finder.load(row, next);
      finder.check(row, addressOf('state'), next);
    });
  });
  const chunks = Math.ceil(tuples.count / CHECK_ROWS);
  return { name: 'check', chunks, chunkNanoseconds: Math.min(tuples.count, CHECK_ROWS) * tuples.indexed.length };
}

function emitZeros({ f, addressOf }: Function, bytes: number): Phase {
  return emitFill(f, addressOf('out0'), bytes, 0);
}

/** Nearly always the base is the output's own memory, so that there is nothing to wake other threads for. */
function emitBase({ f, addressOf }: Function, base: string, bytes: number): Phase {
  const { name, chunks } = emitCopy(f, addressOf('out0'), addressOf(base), bytes);
  return { name, chunks, chunkNanoseconds: 0 };
}

interface Updates {
  readonly tuples: IndexTuples;
  readonly source: string;
  readonly inner: number;
  readonly operator: Instruction | null;
}

function emitApply({ f, addressOf }: Function, updates: Updates): Phase {
  const { tuples, inner } = updates;
  const slices = inner >= 2 * SLICE ? Math.ceil(inner / SLICE) : 1;
  const places = sizeOf(tuples.indexed);
  const isRanged = slices === 1 && inner >= MIN_RANGED_INNER && tuples.count * inner >= MIN_RANGED_POINTS;
  const ranges = isRanged ? Math.min(RANGES, places) : 1;
  const writer = new UpdateWriter(f, addressOf, updates);
  eachChunk(f, (chunk) => {
    if (ranges > 1) {
      const placesOfRange = Math.ceil(places / ranges);
      writer.range(() => f.get(chunk).i32(placesOfRange).op('i32.mul'), placesOfRange);
      writer.rows(undefined, inner);
    } else if (slices > 1) {
      const rest = inner % SLICE;
      if (rest === 0) writer.rows(chunk, SLICE);
      else {
        f.get(chunk)
          .i32(slices - 1)
          .op('i32.lt_u');
        f.if(
          () => writer.rows(chunk, SLICE),
          () => writer.rows(chunk, rest),
        );
      }
    } else writer.rows(undefined, inner);
  });
  const nanoseconds = tuples.count * (1.5 + (0.3 * inner) / (slices * ranges));
  return { name: 'apply', chunks: slices * ranges, chunkNanoseconds: nanoseconds };
}

class UpdateWriter {
  readonly #f: FunctionBuilder;
  readonly #addressOf: (parameter: string) => Local;
  readonly #updates: Updates;
  readonly #finder: PlaceFinder;
  readonly #row: Local;
  /** Rows up to the first one at fault. */
  readonly #rows: Local;
  readonly #to: Local;
  readonly #from: Local;
  readonly #vectors: readonly Local[];
  #firstPlace: Local | undefined;
  #places = 0;

  constructor(f: FunctionBuilder, addressOf: (parameter: string) => Local, updates: Updates) {
    this.#f = f;
    this.#addressOf = addressOf;
    this.#updates = updates;
    this.#finder = new PlaceFinder(f, updates.tuples, addressOf(updates.tuples.name));
    this.#row = f.local('i32');
    this.#rows = f.local('i32');
    this.#to = f.addressLocal();
    this.#from = f.addressLocal();
    this.#vectors = Array.from({ length: UNROLL }, () => f.local('v128'));
    const { count } = updates.tuples;
    f.get(addressOf('state')).memory('i32.load').tee(this.#rows).i32(count);
    f.get(this.#rows).i32(count).op('i32.lt_u', 'select').set(this.#rows);
  }

  /** From now on only updates of `places` places count, from that which `pushFirst` pushes. */
  range(pushFirst: () => void, places: number): void {
    this.#firstPlace ??= this.#f.local('i32');
    this.#places = places;
    pushFirst();
    this.#f.set(this.#firstPlace);
  }

  /** All updates: `width` elements of each, those of slice number `slice`. */
  rows(slice: Local | undefined, width: number): void {
    const f = this.#f;
    const bytes = this.#updates.inner * 4;
    const pushSlice = () => {
      if (slice === undefined) return;
      f.get(slice);
      addScaled(f, SLICE * 4);
    };
    const place = f.local('i32');
    f.i32(0).set(this.#row);
    countUp(f, this.#row, this.#rows, () => {
      f.block((next) => {
        this.#finder.load(this.#row, next);
        this.#finder.push();
        f.set(place);
        if (this.#firstPlace) {
          f.get(place).get(this.#firstPlace).op('i32.sub').i32(this.#places).op('i32.ge_u').branchIf(next);
        }
        f.get(this.#addressOf('out0')).get(place);
        addScaled(f, bytes);
        pushSlice();
        f.set(this.#to);
        f.get(this.#addressOf(this.#updates.source)).get(this.#row);
        addScaled(f, bytes);
        pushSlice();
        f.set(this.#from);
        this.#combine(width);
      });
    });
  }

  #combine(width: number): void {
    for (let at = 0; at < width; at += UNROLL * LANES) {
      const vectors = this.#vectors.slice(0, Math.ceil((width - at) / LANES));
      vectors.forEach((vector, i) => {
        const offset = (at + i * LANES) * 4;
        const { operator } = this.#updates;
        if (operator !== null) this.#f.get(this.#to).memory('v128.load', offset);
        this.#f.get(this.#from).memory('v128.load', offset);
        if (operator !== null) this.#f.op(operator);
        this.#f.set(vector);
      });
      vectors.forEach((vector, i) => {
        const first = at + i * LANES;
        storeLanes(this.#f, this.#to, vector, first * 4, Math.min(LANES, width - first));
      });
    }
  }
}
