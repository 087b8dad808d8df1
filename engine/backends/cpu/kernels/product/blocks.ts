/**
 * How a matrix product is cut into blocks, from its sizes alone: panels of b stay in the first-level cache while a block
 * of rows passes over them, and the scratch memory stays bounded whatever the sizes are.
 */

import { TILE } from './tile.ts';

export interface ProductSizes {
  readonly rows: number;
  readonly depth: number;
  readonly columns: number;
  /** Depths may only be cut at multiples of this. */
  readonly grain?: number;
}

export interface Blocks {
  readonly tileRows: number;
  readonly tileColumns: number;
  readonly rowBlock: number;
  readonly depthBlock: number;
  readonly columnBlock: number;
  /** Length of a row of sums. */
  readonly width: number;
  /** Whether sums of all rows are kept while the depth is cut outermost, or all depths of b are packed at once. */
  readonly depthOutermost: boolean;
  readonly panelA: number;
  readonly panelB: number;
  readonly sums: number;
}

const ROW_BLOCK = 64;
const DEPTH_BLOCK = 512;
const COLUMN_BLOCK = 1024;

const roundUp = (value: number, step: number) => Math.ceil(value / step) * step;

export function chooseBlocks({ rows, depth, columns, grain = 1 }: ProductSizes): Blocks {
  const step = Math.max(1, grain);
  const tileRows = Math.min(TILE, rows);
  const tileColumns = Math.min(TILE, columns);
  const rowBlock = Math.min(ROW_BLOCK, roundUp(rows, tileRows));
  const depthBlock = Math.min(depth, Math.max(1, Math.floor(DEPTH_BLOCK / step)) * step);
  const columnBlock = Math.min(COLUMN_BLOCK, columns);
  const width = roundUp(columnBlock, tileColumns);
  const allRows = roundUp(rows, tileRows);
  const depthOutermost = depth > depthBlock && allRows * width + depthBlock * width < depth * width + rowBlock * width;
  return {
    tileRows,
    tileColumns,
    rowBlock,
    depthBlock,
    columnBlock,
    width,
    depthOutermost,
    panelA: rowBlock * depthBlock,
    panelB: (depthOutermost ? depthBlock : depth) * width,
    sums: (depthOutermost ? allRows : rowBlock) * width,
  };
}
