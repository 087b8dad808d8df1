/**
 * The sums of a product's columns: each tile adds those of its rows to the sums of its unit's rows, and at the end the sums
 * of all units are added up, in an order that sizes alone decide.
 */

import type { FunctionBuilder, Local } from '../../assembler/index.ts';
import type { Phase } from '../../kernel.ts';
import { LANES, storeLanes } from '../lanes.ts';
import { eachRow, widen } from '../loops.ts';
import type { Blocks, Pass } from './blocks.ts';
import { times } from './loops.ts';
import type { ProductCode } from './operands.ts';

/** Sums of the rows of a unit, as a matrix: a row for each block of rows, with room for whole panels. */
export interface PartialSums {
  readonly rowBytes: number;
  readonly rows: number;
  /** Which row belongs to the first block of rows of a pass's first matrix, and how many rows a matrix has. */
  readonly first: (pass: Pass) => number;
  readonly ofMatrix: number;
}

export function partialSums({ passes, rowBlock, panels }: Blocks, batch: number, columns: number): PartialSums {
  const starts = new Map<number, number>();
  let ofMatrix = 0;
  for (const { row, rows } of [...passes].sort((a, b) => a.row - b.row)) {
    if (starts.has(row)) continue;
    starts.set(row, ofMatrix);
    ofMatrix += Math.ceil(rows / rowBlock);
  }
  return {
    rowBytes: panels * columns * 4,
    rows: batch * ofMatrix,
    first: ({ matrix, row }) => matrix * ofMatrix + starts.get(row)!,
    ofMatrix,
  };
}

/** What a tile adds up. */
export class TileSums {
  readonly #f: FunctionBuilder;
  readonly #totals: readonly Local[];
  #begun = false;

  constructor(f: FunctionBuilder, vectors: number) {
    this.#f = f;
    this.#totals = Array.from({ length: vectors }, () => f.local('v128'));
  }

  addRow(values: readonly Local[]): void {
    values.forEach((value, v) => {
      const total = this.#totals[v];
      this.#f.get(value);
      if (this.#begun) this.#f.get(total).op('f32x4.add');
      this.#f.set(total);
    });
    this.#begun = true;
  }

  /** To the sums whose row begins at `base`. */
  addTo(base: Local, column: Local): void {
    const f = this.#f;
    const at = f.addressLocal();
    f.get(base);
    widen(f.get(column)).bytes(4).address('mul').address('add').set(at);
    this.#totals.forEach((total, v) => {
      f.get(at)
        .get(at)
        .memory('v128.load', v * 16)
        .get(total)
        .op('f32x4.add')
        .memory('v128.store', v * 16);
    });
  }
}

/** Vectors of columns of a chunk. */
const VECTORS = 16;
/** Sums of so many rows are kept apart: one long sum rounds more. */
const GROUP = 32;
const NANOSECONDS_A_VECTOR = 1;

/** Adds up the rows of partial sums, the first two parameters of `f` being chunks. */
export function sumsPhase(
  f: FunctionBuilder,
  { sizes }: ProductCode,
  { rows, rowBytes }: PartialSums,
  partial: Local,
  out: Local,
): Phase {
  const { columns } = sizes;
  const vectors = Math.ceil(columns / LANES);
  const from = f.addressLocal();
  const to = f.addressLocal();
  const total = f.local('v128');
  /** Adds so many rows, in groups of groups. */
  const addRows = (to: Local, count: number) => {
    if (count <= GROUP) {
      times(f, count, () => {
        f.get(to).get(from).memory('v128.load').op('f32x4.add').set(to);
        f.get(from).bytes(rowBytes).address('add').set(from);
      });
      return;
    }
    let size = GROUP;
    while (size * GROUP < count) size *= GROUP;
    const group = f.local('v128');
    const addGroup = (rowsOfGroup: number) => {
      f.i32x4(0).set(group);
      addRows(group, rowsOfGroup);
      f.get(to).get(group).op('f32x4.add').set(to);
    };
    times(f, Math.floor(count / size), () => addGroup(size));
    if (count % size > 0) addGroup(count % size);
  };
  eachRow(f, VECTORS, vectors, (vector) => {
    for (const [base, at] of [
      [partial, from],
      [out, to],
    ]) {
      f.get(base);
      widen(f.get(vector)).bytes(16).address('mul').address('add').set(at);
    }
    f.i32x4(0).set(total);
    addRows(total, rows);
    const rest = columns % LANES;
    if (rest === 0) storeLanes(f, to, total, 0, LANES);
    else {
      f.get(vector)
        .i32(vectors - 1)
        .op('i32.eq');
      f.if(
        () => storeLanes(f, to, total, 0, rest),
        () => storeLanes(f, to, total, 0, LANES),
      );
    }
  });
  return {
    name: f.name,
    chunks: Math.ceil(vectors / VECTORS),
    chunkNanoseconds: Math.min(vectors, VECTORS) * rows * NANOSECONDS_A_VECTOR,
  };
}
