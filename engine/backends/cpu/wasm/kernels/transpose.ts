/** Copies that turn two axes: blocks of 16 rows by 4 columns, turned in registers. For elements of four bytes. */

import { sizeOf } from '../../../../graph/index.ts';
import type { Access } from '../../codegen/access.ts';
import type { FunctionBuilder, Local } from '../assembler/index.ts';
import { LANES } from './lanes.ts';
import { pushRowTerms } from './row-loop.ts';

/** Sizes of the output, whose last axis runs along memory, and where the input lies. */
export interface Turn {
  readonly outer: readonly number[];
  readonly outerIn: readonly number[];
  readonly outerOut: readonly number[];
  readonly offset: number;
  /** Rows follow each other in the input, columns in the output. */
  readonly rows: number;
  readonly columns: number;
  /** Elements from one row of the output to the next, and from one column of the input to the next. */
  readonly rowStride: number;
  readonly columnStride: number;
}

/** A cache line of the input: with half of it, each line would come twice from where the cache ends. */
const BLOCK_ROWS = 16;

/** The turn that copies `input` to `output` over `sizes`, if it is one. */
export function turnOf(sizes: readonly number[], output: Access, input: Access): Turn | undefined {
  const inner = sizes.length - 1;
  const rowAxis = input.strides.indexOf(1);
  if (rowAxis < 0 || rowAxis === inner || output.strides[inner] !== 1 || input.strides[inner] < 2) return undefined;
  if (sizes[rowAxis] < LANES || sizes[inner] < LANES) return undefined;
  const others = sizes.map((_, axis) => axis).filter((axis) => axis !== inner && axis !== rowAxis);
  return {
    outer: others.map((axis) => sizes[axis]),
    outerIn: others.map((axis) => input.strides[axis]),
    outerOut: others.map((axis) => output.strides[axis]),
    offset: input.offset,
    rows: sizes[rowAxis],
    columns: sizes[inner],
    rowStride: output.strides[rowAxis],
    columnStride: input.strides[inner],
  };
}

export function turnChunks({ outer, rows }: Turn): number {
  return sizeOf(outer) * Math.ceil(rows / BLOCK_ROWS);
}

/** Writes the loop over chunks: blocks of rows. */
export function emitTurn(f: FunctionBuilder, turn: Turn, output: Local, input: Local): void {
  const { outer, rows, columns, rowStride, columnStride } = turn;
  const [begin, end] = f.parameters;
  const blocks = Math.ceil(rows / BLOCK_ROWS);
  const chunk = f.local('i32');
  const block = f.local('i32');
  const matrix = f.local('i32');
  const from = f.addressLocal();
  const to = f.addressLocal();
  const left = f.local('i32');
  const vectors = Array.from({ length: LANES }, () => f.local('v128'));
  const turned = Array.from({ length: LANES }, () => f.local('v128'));
  const scaled = (stride: number) => {
    if (f.addressType === 'i64') f.op('i64.extend_i32_u');
    f.bytes(stride * 4)
      .address('mul')
      .address('add');
  };

  /** All columns of some rows, which begin at `from` and `to`. */
  const rowsOfBlock = (count: number) => {
    const squares = Math.floor(count / LANES);
    f.i32(Math.floor(columns / LANES)).set(left);
    f.loop((again) => {
      for (let square = 0; square < squares; square++) {
        const first = square * LANES;
        vectors.forEach((vector, i) => {
          f.get(from)
            .memory('v128.load', (i * columnStride + first) * 4)
            .set(vector);
        });
        turnVectors(f, vectors, turned);
        vectors.forEach((vector, i) => {
          f.get(to)
            .get(vector)
            .memory('v128.store', (first + i) * rowStride * 4);
        });
      }
      for (let row = squares * LANES; row < count; row++) {
        for (let i = 0; i < LANES; i++) copyElement(i * columnStride + row, row * rowStride + i);
      }
      f.get(from)
        .bytes(LANES * columnStride * 4)
        .address('add')
        .set(from);
      f.get(to)
        .bytes(LANES * 4)
        .address('add')
        .set(to);
      f.get(left).i32(1).op('i32.sub').tee(left).branchIf(again);
    });
    for (let i = 0; i < columns % LANES; i++) {
      for (let row = 0; row < count; row++) copyElement(i * columnStride + row, row * rowStride + i);
    }
  };
  const copyElement = (source: number, target: number) => {
    f.get(to)
      .get(from)
      .memory('i32.load', source * 4)
      .memory('i32.store', target * 4);
  };

  f.get(begin).set(chunk);
  f.block((done) => {
    f.get(chunk).get(end).op('i32.ge_u').branchIf(done);
    f.loop((again) => {
      f.get(chunk).i32(blocks).op('i32.rem_u').set(block);
      f.get(chunk).i32(blocks).op('i32.div_u').set(matrix);
      f.get(input)
        .bytes(turn.offset * 4)
        .address('add');
      pushRowTerms(f, turn.outerIn, outer, matrix, scaled);
      f.get(block);
      scaled(BLOCK_ROWS);
      f.set(from);
      f.get(output);
      pushRowTerms(f, turn.outerOut, outer, matrix, scaled);
      f.get(block);
      scaled(BLOCK_ROWS * rowStride);
      f.set(to);
      const tail = rows % BLOCK_ROWS;
      if (tail === 0) rowsOfBlock(BLOCK_ROWS);
      else {
        f.get(block)
          .i32(blocks - 1)
          .op('i32.lt_u');
        f.if(
          () => rowsOfBlock(BLOCK_ROWS),
          () => rowsOfBlock(tail),
        );
      }
      f.get(chunk).i32(1).op('i32.add').tee(chunk).get(end).op('i32.lt_u').branchIf(again);
    });
  });
}

/** Turns a square of four vectors in place, by way of four others. */
export function turnVectors(f: FunctionBuilder, vectors: readonly Local[], others: readonly Local[]): void {
  const [v0, v1, v2, v3] = vectors;
  const [a, b, c, d] = others;
  f.get(v0).get(v1).shuffle32([0, 4, 1, 5]).set(a);
  f.get(v2).get(v3).shuffle32([0, 4, 1, 5]).set(b);
  f.get(v0).get(v1).shuffle32([2, 6, 3, 7]).set(c);
  f.get(v2).get(v3).shuffle32([2, 6, 3, 7]).set(d);
  f.get(a).get(b).shuffle32([0, 1, 4, 5]).set(v0);
  f.get(a).get(b).shuffle32([2, 3, 6, 7]).set(v1);
  f.get(c).get(d).shuffle32([0, 1, 4, 5]).set(v2);
  f.get(c).get(d).shuffle32([2, 3, 6, 7]).set(v3);
}
