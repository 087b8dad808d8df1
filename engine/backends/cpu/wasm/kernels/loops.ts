/** Counting loops, and loops over the channels of an image in vectors. */

import type { FunctionBuilder, Local } from '../assembler/index.ts';
import { LANES } from './lanes.ts';

/** For `counter` from what it holds up to `end` (exclusive, both i32). */
export function countUp(f: FunctionBuilder, counter: Local, end: Local, body: () => void): void {
  f.block((done) => {
    f.get(counter).get(end).op('i32.ge_s').branchIf(done);
    f.loop((again) => {
      body();
      f.get(counter).i32(1).op('i32.add').tee(counter).get(end).op('i32.lt_s').branchIf(again);
    });
  });
}

/** For all chunks that the function is asked for. */
export function eachChunk(f: FunctionBuilder, body: (chunk: Local) => void): void {
  const [begin, end] = f.parameters;
  const chunk = f.local('i32');
  f.get(begin).set(chunk);
  countUp(f, chunk, end, () => body(chunk));
}

/** An i32 on the stack as an address. */
export function widen(f: FunctionBuilder): FunctionBuilder {
  return f.addressType === 'i64' ? f.op('i64.extend_i32_u') : f;
}

/** The i32 on the stack times `bytes`, added to the address below it. */
export function addScaled(f: FunctionBuilder, bytes: number): FunctionBuilder {
  return widen(f).bytes(bytes).address('mul').address('add');
}

/** Vectors of channels side by side. */
const CHANNEL_VECTORS = 4;

/**
 * Calls `body` for groups of channels: `offset` holds the group's first byte, `lanes[i]` says how many channels its vector
 * number i has.
 */
export function eachChannelGroup(
  f: FunctionBuilder,
  channels: number,
  body: (offset: Local, lanes: readonly number[]) => void,
): void {
  const offset = f.addressLocal();
  const width = CHANNEL_VECTORS * LANES;
  f.bytes(0).set(offset);
  const groups = Math.floor(channels / width);
  if (groups > 0) {
    f.loop((again) => {
      body(offset, new Array(CHANNEL_VECTORS).fill(LANES));
      f.get(offset)
        .bytes(width * 4)
        .address('add')
        .tee(offset)
        .bytes(groups * width * 4)
        .address('lt_u')
        .branchIf(again);
    });
  }
  const rest = channels % width;
  if (rest === 0) return;
  const lanes = Array.from({ length: Math.ceil(rest / LANES) }, (_, i) => Math.min(LANES, rest - i * LANES));
  body(offset, lanes);
}

/** For all rows of the chunks that the function is asked for, `rowsOfChunk` a chunk, `rows` in all: a number or an i32. */
export function eachRow(
  f: FunctionBuilder,
  rowsOfChunk: number,
  rows: number | Local,
  body: (row: Local) => void,
): void {
  const [begin, end] = f.parameters;
  const row = f.local('i32');
  const last = f.local('i32');
  const pushRows = () => (typeof rows === 'number' ? f.i32(rows) : f.get(rows));
  f.get(begin).i32(rowsOfChunk).op('i32.mul').set(row);
  f.get(end).i32(rowsOfChunk).op('i32.mul').set(last);
  pushRows().get(last);
  pushRows().get(last).op('i32.lt_s', 'select').set(last);
  countUp(f, row, last, () => body(row));
}

/** For blocks of `width` columns of `outer` matrices, some a chunk: `write` is given how many columns the block has. */
export function eachColumnBlock(
  f: FunctionBuilder,
  sizes: { readonly outer: number; readonly columns: number; readonly width: number; readonly blocksOfChunk: number },
  begin: (matrix: Local, column: Local) => void,
  write: (columns: number) => void,
): number {
  const { outer, columns, width, blocksOfChunk } = sizes;
  const blocks = Math.ceil(columns / width);
  const column = f.local('i32');
  const matrix = f.local('i32');
  eachRow(f, blocksOfChunk, outer * blocks, (block) => {
    f.get(block).i32(blocks).op('i32.rem_u').i32(width).op('i32.mul').set(column);
    f.get(block).i32(blocks).op('i32.div_u').set(matrix);
    begin(matrix, column);
    const rest = columns % width;
    if (rest === 0) write(width);
    else {
      f.get(column)
        .i32(columns - rest)
        .op('i32.lt_u');
      f.if(
        () => write(width),
        () => write(rest),
      );
    }
  });
  return Math.ceil((outer * blocks) / blocksOfChunk);
}
