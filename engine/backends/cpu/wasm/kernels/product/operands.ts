/** What a product multiplies, as addresses: the same frame serves matrices and convolutions. */

import type { FunctionBuilder, Local, ModuleBuilder } from '../../assembler/index.ts';
import type { Target } from '../../target.ts';
import type { ProductSizes } from './blocks.ts';
import type { TileEpilogue } from './epilogue.ts';
import type { FunctionTable } from './loops.ts';
import type { DepthWalk } from './microkernel.ts';
import type { Tile } from './tile.ts';

/** Rows that the microkernels read where they lie. */
export interface LeftOperand {
  readonly rows: EvenRows | GatheredRows;
  /** The way along a row through a block of so many depths. */
  walk(depths: number): DepthWalk;
  /** Bytes from a block of so many depths to the next one. */
  blockBytes(depths: number): number;
}

/** Row i of matrix m begins at m · matrixBytes + i · rowBytes. */
export interface EvenRows {
  readonly kind: 'even';
  readonly matrixBytes: number;
  readonly rowBytes: number;
}

/** Each row of a tile has its own pointer. */
export interface GatheredRows {
  readonly kind: 'gathered';
  /** Pushes the address of a row, counted over all matrices. */
  push(f: FunctionBuilder, base: Local, row: Local): void;
}

/** Columns that are packed into panels; all in bytes. */
export interface RightOperand {
  readonly matrixBytes: number;
  readonly columnBytes: number;
  readonly depthBytes: number;
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
}

/** Blocks of depth that run one after the other through the same code. */
export interface DepthStage {
  readonly repeat: number;
  readonly depths: number;
  /** To the sums of earlier blocks, which are in the output. */
  readonly adds: boolean;
  /** Sums are complete. */
  readonly final: boolean;
}
