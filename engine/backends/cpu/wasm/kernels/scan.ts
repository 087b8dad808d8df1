/**
 * Running sums and products. Along any axis but the last, each lane is a sequence of its own; along the last, several rows
 * are summed side by side, as one sum alone waits for itself. Floats are accumulated in double precision, in order, as in
 * JavaScript.
 */

import { sizeOf } from '../../../../graph/index.ts';
import { Parameters } from '../../codegen/body.ts';
import { type FunctionBuilder, type Instruction, type Local, ModuleBuilder } from '../assembler/index.ts';
import type { KernelOf, WasmGenerator } from '../kernel.ts';
import { LANES, storeLanes } from './lanes.ts';
import { addScaled, eachColumnBlock, eachRow } from './loops.ts';

const MIN_POINTS = 256;
const MAX_POINTS = 2 ** 31 - 65536;
const CHUNK_POINTS = 16384;
const NANOSECONDS_A_POINT = 0.7;
/** Vectors of sequences side by side, and rows. */
const UNROLL = 2;
const ROWS = 4;

type Scan = KernelOf<'scan'>;

interface Loop {
  readonly type: 'float32' | 'int32';
  readonly reduction: Scan['reduction'];
  readonly exclusive: boolean;
  readonly outer: number;
  readonly size: number;
  readonly inner: number;
  /** Bytes from the start of a sequence to its first element, and from one element to the next. */
  readonly first: number;
  readonly step: number;
}

export const scan: WasmGenerator<'scan'> = (kernel, { values, target, evenSmall }) => {
  const { output, input, reduction, axis, exclusive, reverse } = kernel;
  const { dtype, shape } = values[input];
  const points = sizeOf(shape);
  if ((dtype !== 'float32' && dtype !== 'int32') || points === 0 || points > MAX_POINTS) return undefined;
  const outer = sizeOf(shape.slice(0, axis));
  const size = shape[axis];
  const inner = sizeOf(shape.slice(axis + 1));
  // A single row has nothing to run beside.
  if ((points < MIN_POINTS || outer * inner < ROWS) && !evenSmall) return undefined;
  const parameters = new Parameters(values);
  parameters.output(output);
  parameters.input(input);
  const module = new ModuleBuilder(target.addressType);
  const f = module.function('run', ['i32', 'i32', target.addressType, target.addressType]);
  const stride = inner * 4;
  const loop: Loop = {
    type: dtype,
    reduction,
    exclusive,
    outer,
    size,
    inner,
    first: reverse ? (size - 1) * stride : 0,
    step: reverse ? -stride : stride,
  };
  const chunks = inner === 1 ? emitAlongRows(f, loop) : emitDownColumns(f, loop);
  const phase = { name: 'run', chunks, chunkNanoseconds: (points * NANOSECONDS_A_POINT) / chunks };
  return { binary: module.assemble(), phases: [phase], parameters: parameters.list };
};

/** Groups of rows. @returns how many chunks there are. */
function emitAlongRows(f: FunctionBuilder, loop: Loop): number {
  const { outer, size } = loop;
  const groups = Math.ceil(outer / ROWS);
  const groupsOfChunk = Math.max(1, Math.floor(CHUNK_POINTS / (ROWS * size)));
  const walker = new Walker(f, loop);
  const writer = new RowsWriter(f, loop, walker);
  eachRow(f, groupsOfChunk, groups, (group) => {
    walker.begin(() => {
      f.get(group);
      addScaled(f, ROWS * size * 4);
    });
    const rest = outer % ROWS;
    if (rest === 0) writer.write(ROWS);
    else {
      f.get(group)
        .i32(groups - 1)
        .op('i32.lt_u');
      f.if(
        () => writer.write(ROWS),
        () => writer.write(rest),
      );
    }
  });
  return Math.ceil(groups / groupsOfChunk);
}

/** Blocks of columns. @returns how many chunks there are. */
function emitDownColumns(f: FunctionBuilder, loop: Loop): number {
  const { outer, size, inner } = loop;
  const width = UNROLL * LANES;
  const walker = new Walker(f, loop);
  const writer = new ColumnsWriter(f, loop, walker);
  const blocksOfChunk = Math.max(1, Math.floor(CHUNK_POINTS / (size * width)));
  return eachColumnBlock(
    f,
    { outer, columns: inner, width, blocksOfChunk },
    (matrix, column) => {
      walker.begin(() => {
        f.get(matrix);
        addScaled(f, size * inner * 4).get(column);
        addScaled(f, 4);
      });
    },
    (columns) => writer.write(columns),
  );
}

/** Goes along a sequence in the input and in the output. */
class Walker {
  readonly #f: FunctionBuilder;
  readonly #loop: Loop;
  readonly from: Local;
  readonly to: Local;
  readonly #left: Local;

  constructor(f: FunctionBuilder, loop: Loop) {
    this.#f = f;
    this.#loop = loop;
    this.from = f.addressLocal();
    this.to = f.addressLocal();
    this.#left = f.local('i32');
  }

  /** @param addOffset - adds the bytes before the sequence to the address on the stack. */
  begin(addOffset: () => void): void {
    const f = this.#f;
    const [, , out, input] = f.parameters;
    for (const [base, at] of [
      [input, this.from],
      [out, this.to],
    ]) {
      f.get(base);
      addOffset();
      f.bytes(this.#loop.first).address('add').set(at);
    }
  }

  each(body: () => void): void {
    const f = this.#f;
    const { size, step } = this.#loop;
    f.i32(size).set(this.#left);
    f.loop((again) => {
      body();
      for (const at of [this.from, this.to]) f.get(at).bytes(step).address('add').set(at);
      f.get(this.#left).i32(1).op('i32.sub').tee(this.#left).branchIf(again);
    });
  }
}

class RowsWriter {
  readonly #f: FunctionBuilder;
  readonly #loop: Loop;
  readonly #walker: Walker;
  readonly #sums: readonly Local[];

  constructor(f: FunctionBuilder, loop: Loop, walker: Walker) {
    this.#f = f;
    this.#loop = loop;
    this.#walker = walker;
    this.#sums = Array.from({ length: ROWS }, () => f.local(loop.type === 'float32' ? 'f64' : 'i32'));
  }

  write(rows: number): void {
    const f = this.#f;
    const { type, reduction, exclusive, size } = this.#loop;
    const isFloat = type === 'float32';
    const sums = this.#sums.slice(0, rows);
    const neutral = reduction === 'sum' ? 0 : 1;
    for (const sum of sums) (isFloat ? f.f64(neutral) : f.i32(neutral)).set(sum);
    const name = reduction === 'sum' ? 'add' : 'mul';
    this.#walker.each(() => {
      const store = (sum: Local, row: number) => {
        f.get(this.#walker.to).get(sum);
        if (isFloat) f.op('f32.demote_f64').memory('f32.store', row * size * 4);
        else f.memory('i32.store', row * size * 4);
      };
      sums.forEach((sum, row) => {
        const take = () => {
          f.get(sum).get(this.#walker.from);
          if (isFloat) f.memory('f32.load', row * size * 4).op('f64.promote_f32', `f64.${name}`);
          else f.memory('i32.load', row * size * 4).op(`i32.${name}`);
        };
        if (exclusive) {
          // The output may lie where the input lies: load first.
          take();
          store(sum, row);
          f.set(sum);
        } else {
          take();
          f.set(sum);
          store(sum, row);
        }
      });
    });
  }
}

class ColumnsWriter {
  readonly #f: FunctionBuilder;
  readonly #loop: Loop;
  readonly #walker: Walker;
  readonly #x: Local;
  /** A vector of integers each, or two of doubles. */
  readonly #sums: readonly (readonly Local[])[];

  constructor(f: FunctionBuilder, loop: Loop, walker: Walker) {
    this.#f = f;
    this.#loop = loop;
    this.#walker = walker;
    this.#x = f.local('v128');
    const parts = loop.type === 'float32' ? 2 : 1;
    this.#sums = Array.from({ length: UNROLL }, () => Array.from({ length: parts }, () => f.local('v128')));
  }

  write(width: number): void {
    const f = this.#f;
    const { type, reduction, exclusive } = this.#loop;
    const neutral = reduction === 'sum' ? 0 : 1;
    const vectors = this.#sums.slice(0, Math.ceil(width / LANES));
    for (const sum of vectors.flat()) {
      if (type === 'float32') f.f64(neutral).op('f64x2.splat').set(sum);
      else f.i32x4(neutral).set(sum);
    }
    this.#walker.each(() => {
      vectors.forEach((sums, i) => {
        const lanes = Math.min(LANES, width - i * LANES);
        f.get(this.#walker.from)
          .memory('v128.load', i * LANES * 4)
          .set(this.#x);
        if (exclusive) this.#store(sums, i, lanes, () => this.#take(sums));
        else {
          this.#take(sums);
          this.#store(sums, i, lanes, () => undefined);
        }
      });
    });
  }

  #take(sums: readonly Local[]): void {
    const f = this.#f;
    const { type, reduction } = this.#loop;
    if (type === 'int32') {
      const [sum] = sums;
      f.get(sum)
        .get(this.#x)
        .op(reduction === 'sum' ? 'i32x4.add' : 'i32x4.mul')
        .set(sum);
      return;
    }
    const combine: Instruction = reduction === 'sum' ? 'f64x2.add' : 'f64x2.mul';
    sums.forEach((sum, part) => {
      f.get(sum).get(this.#x);
      if (part === 1) f.get(this.#x).shuffle32([2, 3, 2, 3]);
      f.op('f64x2.promote_low_f32x4', combine).set(sum);
    });
  }

  /** Stores what the sums are now, after `between`. */
  #store(sums: readonly Local[], i: number, lanes: number, between: () => void): void {
    const f = this.#f;
    const result = f.local('v128');
    f.get(sums[0]);
    if (sums.length === 2) {
      f.op('f32x4.demote_f64x2_zero').get(sums[1]).op('f32x4.demote_f64x2_zero').shuffle32([0, 1, 4, 5]);
    }
    f.set(result);
    between();
    storeLanes(f, this.#walker.to, result, i * LANES * 4, lanes);
  }
}
