/** What a product multiplies, as addresses: the same frame serves matrices and convolutions. */

import type { FunctionBuilder, Local, ModuleBuilder } from '../../assembler/index.ts';
import type { Target } from '../../target.ts';
import type { Pass, ProductSizes } from './blocks.ts';
import type { PartialSums } from './column-sums.ts';
import type { TileEpilogue } from './epilogue.ts';
import type { FunctionTable } from './loops.ts';
import type { DepthWalk } from './microkernel.ts';
import type { Tile } from './tile.ts';

/** Rows that the microkernels read where they lie. */
export interface LeftOperand {
  readonly rows: EvenRows | GatheredRows | SeparateRuns;
  /** The way along a row through the block of `depths` depths from `first` on. */
  walk(first: number, depths: number): DepthWalk;
  /** Bytes from a row's first element to that at a depth where a block begins. */
  position(depth: number): number;
  /** Bytes from the array's address to where the rows of a pass are counted from. */
  origin(pass: Pass): number;
}

/** Row i of matrix m begins at m · matrixBytes + i · rowBytes. */
export interface EvenRows {
  readonly kind: 'even';
  readonly matrixBytes: number;
  readonly rowBytes: number;
}

/** Rows lie in runs of `run` rows, evenly within a run; a tile across runs has a pointer for each row. */
export interface GatheredRows {
  readonly kind: 'gathered';
  readonly run: number;
  readonly rowBytes: number;
  /** Pushes the address of a row, counted over all passes. */
  push(f: FunctionBuilder, base: Local, row: Local): void;
}

/**
 * Rows lie in runs of `run` rows, evenly within a run, and so do those of the output: tiles stay within a run. Units are
 * whole runs.
 */
export interface SeparateRuns {
  readonly kind: 'separate';
  readonly run: number;
  readonly rowBytes: number;
  /** Pushes the address of a run's first row. */
  push(f: FunctionBuilder, base: Local, row: Local): void;
  readonly outBytes: number;
  /** The same of the output. */
  pushOut(f: FunctionBuilder, base: Local, row: Local): void;
}

/** Columns that are packed into panels; all in bytes. */
export interface RightOperand {
  readonly matrixBytes: number;
  readonly columnBytes: number;
  readonly depthBytes: number;
  /** Depths that lie evenly; undefined: all. */
  readonly segment?: number;
  /** Where a depth lies at which a segment begins. */
  position(depth: number): number;
}

/** What the parts of a product's code share. */
export interface ProductCode {
  readonly target: Target;
  readonly module: ModuleBuilder;
  readonly functions: FunctionTable;
  readonly tile: Tile;
  readonly sizes: ProductSizes;
  readonly left: LeftOperand;
  readonly right: RightOperand;
  /** Bytes of an element of the output. */
  readonly outElement: number;
  /** Undefined: sums are the output. */
  readonly epilogue: TileEpilogue | undefined;
  /** Undefined: nobody wants the sums of columns. */
  readonly sums: PartialSums | undefined;
}

/** Addresses that come last of a tile's parameters: what the epilogue reads, then where the sums of columns are. */
export function basesOf({ epilogue, sums }: Pick<ProductCode, 'epilogue' | 'sums'>): number {
  return (epilogue?.operands.length ?? 0) + (sums === undefined ? 0 : 1);
}

/** Blocks of depth that run one after the other through the same code. */
export interface DepthStage {
  readonly repeat: number;
  readonly first: number;
  readonly depths: number;
  /** Bytes from a block to the next one in a row of a. */
  readonly bytes: number;
  /** To the sums of earlier blocks, which are in the output. */
  readonly adds: boolean;
  /** Sums are complete. */
  readonly final: boolean;
}
