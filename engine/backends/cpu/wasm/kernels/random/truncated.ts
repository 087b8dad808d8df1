/**
 * Truncated normal numbers: values come in groups of four, each with a stretch of the stream of its own, from which it takes
 * the first four normal numbers that are small enough. Four groups draw at a time, until all are full.
 */

import { BLOCKS_RESERVED_A_VALUE, TRUNCATED_AT } from '../../../random/index.ts';
import type { FunctionBuilder, Local } from '../../assembler/index.ts';
import { LANES } from '../lanes.ts';
import { addScaled, eachRow } from '../loops.ts';
import type { BoxMullerWriter } from './box-muller.ts';
import type { PhiloxWriter } from './philox.ts';

/** Values of a group, and groups that draw together. */
const GROUP = 4;
const TOGETHER = LANES;
/** Blocks from one group's stretch to the next. */
const STRETCH = (GROUP * BLOCKS_RESERVED_A_VALUE) / 4;

export function emitTruncated(
  f: FunctionBuilder,
  philox: PhiloxWriter,
  boxMuller: BoxMullerWriter,
  count: Local,
  rowsOfChunk: number,
): void {
  const out = f.parameters[2];
  const block = f.local('i64');
  const end = f.addressLocal();
  const groups = Array.from({ length: TOGETHER }, () => ({ at: f.addressLocal(), end: f.addressLocal() }));
  const taker = new Taker(f);
  const rows = f.local('i32');
  const valuesOfRow = GROUP * TOGETHER;
  f.get(out).get(count);
  addScaled(f, 4).set(end);
  f.get(count)
    .i32(valuesOfRow - 1)
    .op('i32.add')
    .i32(valuesOfRow)
    .op('i32.div_u')
    .set(rows);
  eachRow(f, rowsOfChunk, rows, (row) => {
    groups.forEach((group, i) => {
      f.get(out).get(row);
      addScaled(f, valuesOfRow * 4);
      if (i > 0) f.bytes(i * GROUP * 4).address('add');
      f.set(group.at);
      pushSmaller(
        f,
        () =>
          f
            .get(group.at)
            .bytes(GROUP * 4)
            .address('add'),
        end,
        group.end,
      );
      // Beyond the last value: full from the start.
      pushSmaller(f, () => f.get(group.at), end, group.at);
    });
    f.get(row)
      .op('i64.extend_i32_u')
      .i64(STRETCH * TOGETHER)
      .op('i64.mul')
      .set(block);
    f.loop((again) => {
      f.get(block);
      philox.begin(STRETCH);
      const words = philox.words();
      boxMuller.transform(words[0], words[1]);
      boxMuller.transform(words[2], words[3]);
      groups.forEach((group, i) => {
        taker.take(words[i], group.at, group.end);
      });
      f.get(block).i64(1).op('i64.add').set(block);
      groups.forEach(({ at, end: last }, i) => {
        f.get(at).get(last).address('lt_u');
        if (i > 0) f.op('i32.or');
      });
      f.branchIf(again);
    });
  });
}

/** Sets `to` to the smaller of what is pushed and `limit`. */
function pushSmaller(f: FunctionBuilder, push: () => void, limit: Local, to: Local): void {
  push();
  f.set(to).get(to).get(limit).get(to).get(limit).address('lt_u').op('select').set(to);
}

/** Writes the taking of small values. */
class Taker {
  readonly #f: FunctionBuilder;
  readonly #small: Local;

  constructor(f: FunctionBuilder) {
    this.#f = f;
    this.#small = f.local('i32');
  }

  /** Stores those of four values that are small, in order, as long as there is room. */
  take(values: Local, at: Local, end: Local): void {
    const f = this.#f;
    f.get(values).op('f32x4.abs').f32x4(TRUNCATED_AT).op('f32x4.lt', 'i32x4.bitmask').set(this.#small);
    f.get(this.#small).i32(15).op('i32.eq');
    f.get(end)
      .get(at)
      .address('sub')
      .bytes(GROUP * 4)
      .address('ge_u')
      .op('i32.and');
    f.if(
      () => {
        f.get(at).get(values).memory('v128.store');
        f.get(end).set(at);
      },
      () => {
        for (let lane = 0; lane < LANES; lane++) {
          f.get(this.#small)
            .i32(1 << lane)
            .op('i32.and')
            .i32(0)
            .op('i32.ne');
          f.get(at).get(end).address('lt_u').op('i32.and');
          f.if(() => {
            f.get(at).get(values).laneMemory('v128.store32_lane', lane);
            f.get(at).bytes(4).address('add').set(at);
          });
        }
      },
    );
  }
}
