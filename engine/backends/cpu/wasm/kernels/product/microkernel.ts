/**
 * The innermost part of every product: a tile of sums in registers while it runs down a panel of b, which is packed, and
 * along as many rows of a, which are read where they lie. What follows the last depth, the epilogue, is applied before the
 * sums leave the registers.
 */

import type { FunctionBuilder, Local, ModuleBuilder } from '../../assembler/index.ts';
import type { Target } from '../../target.ts';
import { LANES, storeLanes } from '../lanes.ts';
import { TileSums } from './column-sums.ts';
import { emitEpilogue, type TileEpilogue } from './epilogue.ts';
import { times } from './loops.ts';
import type { Tile } from './tile.ts';

/** How a pointer to a row of a walks through one block of depths: runs of elements `step` bytes apart. */
export interface DepthWalk {
  readonly step: number;
  readonly runLength: number;
  /** Around a run, the outermost first; after each turn, the pointer skips some bytes. */
  readonly loops: readonly { readonly count: number; readonly skip: number }[];
  /** Elements after the last run. */
  readonly tail: number;
}

export interface Microkernel {
  readonly rows: number;
  /** Of which the last vector may hold fewer than four. */
  readonly columns: number;
  /** Bytes between rows of a; undefined: each row has its own pointer. */
  readonly rowBytes: number | undefined;
  readonly walk: DepthWalk;
  readonly tile: Tile;
  /** Bytes between depths of b. */
  readonly panelStep: number;
  /** Bytes between rows of the output. */
  readonly outBytes: number;
  /** Whether the output holds the sums of earlier blocks of depth. */
  readonly adds: boolean;
  /** Undefined: sums are stored as they are. */
  readonly epilogue: TileEpilogue | undefined;
  /** Whether what is stored is also added to the sums of columns. */
  readonly sumsColumns: boolean;
}

const range = (count: number) => Array.from({ length: count }, (_, i) => i);

/** Runs up to this many times the unrolled depths are written out. */
const WRITTEN_OUT = 2;

/**
 * `name(...rows of a, b, out, row, column, ...operands of the epilogue)`: addresses of the tile's first elements, then its
 * place in the output, the bases of what the epilogue reads, and that of the sums of columns.
 */
export function emitMicrokernel(
  module: ModuleBuilder,
  target: Target,
  name: string,
  kernel: Microkernel,
): FunctionBuilder {
  const { rows, columns, epilogue } = kernel;
  const { addressType } = target;
  const pointers = kernel.rowBytes === undefined ? rows : 1;
  const addresses = range(pointers + 2).map(() => addressType);
  const bases = range((epilogue?.operands.length ?? 0) + (kernel.sumsColumns ? 1 : 0)).map(() => addressType);
  const f = module.function(name, [...addresses, 'i32', 'i32', ...bases]);
  const out = f.parameters[pointers + 1];
  const vectors = Math.ceil(columns / LANES);
  const makeSums = () => range(rows).map(() => range(vectors).map(() => f.local('v128')));
  const sets = range(countSets(kernel, vectors)).map(makeSums);
  new DepthLoops(f, target, kernel, sets, pointers).write();
  const [sums, ...others] = sets;
  for (const set of others) {
    sums.forEach((row, r) => {
      row.forEach((sum, v) => {
        f.get(sum).get(set[r][v]).op('f32x4.add').set(sum);
      });
    });
  }

  const lanesOf = (v: number) => Math.min(LANES, columns - v * LANES);
  if (kernel.adds) {
    // Not the sums' first values: sums of blocks round less than one long sum.
    sums.forEach((row, r) => {
      row.forEach((sum, v) => {
        f.get(out)
          .memory('v128.load', r * kernel.outBytes + v * 16)
          .get(sum)
          .op('f32x4.add')
          .set(sum);
      });
    });
  }
  const [row, column, ...operands] = f.parameters.slice(pointers + 2);
  const totals = kernel.sumsColumns ? new TileSums(f, vectors) : undefined;
  const onRow = (results: readonly Local[]) => totals?.addRow(results);
  if (epilogue === undefined) {
    sums.forEach((row, r) => {
      onRow(row);
      row.forEach((sum, v) => {
        storeLanes(f, out, sum, r * kernel.outBytes + v * 16, lanesOf(v));
      });
    });
  } else {
    const { outBytes } = kernel;
    emitEpilogue(f, target, epilogue, { sums, lanesOf, out, outBytes, row, column, operands, onRow });
  }
  totals?.addTo(operands.at(-1)!, column);
  return f;
}

/**
 * Sets of sums that neighbouring depths go to in turn: each sum waits for the one before, so that few sums alone would leave
 * the multipliers idle.
 */
function countSets({ rows, tile }: Microkernel, vectors: number): number {
  return Math.max(1, Math.min(tile.unroll, Math.floor((tile.rows * tile.vectors) / (rows * vectors))));
}

class DepthLoops {
  readonly #f: FunctionBuilder;
  readonly #target: Target;
  readonly #kernel: Microkernel;
  readonly #sets: readonly (readonly (readonly Local[])[])[];
  readonly #rows: readonly Local[];
  readonly #panel: Local;
  readonly #left: Local;
  readonly #right: readonly Local[];

  constructor(
    f: FunctionBuilder,
    target: Target,
    kernel: Microkernel,
    sets: readonly (readonly (readonly Local[])[])[],
    pointers: number,
  ) {
    this.#f = f;
    this.#target = target;
    this.#kernel = kernel;
    this.#sets = sets;
    this.#rows = f.parameters.slice(0, pointers);
    this.#panel = f.parameters[pointers];
    this.#left = f.local('v128');
    this.#right = sets[0][0].map(() => f.local('v128'));
  }

  write(): void {
    this.#loops(0);
    this.#steps(this.#kernel.walk.tail);
  }

  #loops(level: number): void {
    const { loops } = this.#kernel.walk;
    const { count, skip } = loops[level];
    times(this.#f, count, () => {
      if (level === loops.length - 1) this.#run(skip);
      else {
        this.#loops(level + 1);
        this.#advance(0, skip);
      }
    });
  }

  #run(skip: number): void {
    const { walk, tile } = this.#kernel;
    const { unroll } = tile;
    const { runLength } = walk;
    if (runLength <= unroll * WRITTEN_OUT) {
      this.#steps(runLength);
      this.#advance(runLength, skip);
      return;
    }
    times(this.#f, Math.floor(runLength / unroll), () => {
      this.#steps(unroll);
      this.#advance(unroll, 0);
    });
    const rest = runLength % unroll;
    this.#steps(rest);
    this.#advance(rest, skip);
  }

  #steps(count: number): void {
    for (let k = 0; k < count; k++) this.#step(k);
  }

  #step(k: number): void {
    const f = this.#f;
    const { walk, panelStep, rowBytes = 0 } = this.#kernel;
    this.#right.forEach((right, v) => {
      f.get(this.#panel)
        .memory('v128.load', k * panelStep + v * 16)
        .set(right);
    });
    this.#sets[k % this.#sets.length].forEach((row, r) => {
      f.get(this.#rows[r] ?? this.#rows[0])
        .memory('v128.load32_splat', k * walk.step + r * rowBytes)
        .set(this.#left);
      row.forEach((sum, v) => {
        if (this.#target.fma) f.get(this.#left).get(this.#right[v]).get(sum).op('f32x4.relaxed_madd').set(sum);
        else f.get(this.#left).get(this.#right[v]).op('f32x4.mul').get(sum).op('f32x4.add').set(sum);
      });
    });
  }

  #advance(count: number, skip: number): void {
    const { walk, panelStep } = this.#kernel;
    const move = (pointer: Local, by: number) => {
      if (by !== 0) this.#f.get(pointer).bytes(by).address('add').set(pointer);
    };
    for (const row of this.#rows) move(row, count * walk.step + skip);
    move(this.#panel, count * panelStep);
  }
}
