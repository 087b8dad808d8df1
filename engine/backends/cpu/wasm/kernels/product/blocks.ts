/**
 * How a product is cut, from its sizes alone: blocks of depth whose panel of b stays in the first-level cache, units of rows
 * and columns that threads take, and passes over b whose packed panels fit the scratch memory.
 */

import type { Tile } from './tile.ts';

export interface ProductSizes {
  /** Matrices that are multiplied, one after the other. */
  readonly batch: number;
  readonly rows: number;
  readonly depth: number;
  readonly columns: number;
}

export interface BlockOptions {
  readonly tile: Tile;
  /** Depths of a block: a microkernel runs through them at once. */
  readonly depthBlock: number;
  /** Rows whose left operands are there at the same time; all by default. */
  readonly rowsAtOnce?: number;
  /** The same of depths: whole blocks. */
  readonly depthsAtOnce?: number;
  readonly flopsANanosecond: number;
  /** Rows of a unit are a multiple of it. */
  readonly rowGrain: number;
  /** Floats that may be packed at a time. */
  readonly packedLimit: number;
}

export interface Blocks {
  readonly depthBlock: number;
  readonly rowBlock: number;
  /** Of a matrix. */
  readonly panels: number;
  /** Panels of a unit. */
  readonly panelBlock: number;
  readonly unitsAChunk: number;
  readonly unitNanoseconds: number;
  /** Each unit packs its own panels: there is one block of rows only, so nobody else reads them. */
  readonly joint: boolean;
  readonly passes: readonly Pass[];
  /** Floats that the packed panels of the largest pass take. */
  readonly packedLength: number;
}

/** What is done before anything else is packed or prepared: some rows by some panels by some depths. */
export interface Pass {
  readonly matrix: number;
  readonly matrices: number;
  readonly row: number;
  readonly rows: number;
  readonly panel: number;
  readonly panels: number;
  readonly depth: number;
  readonly depths: number;
}

/** Depths of a block, at most: 8 columns of it are 26 KiB, which stay in the first-level cache. */
export const DEPTH_BLOCK = 832;
/** Rows of a that stay in the second-level cache while panels pass. */
const ROW_BLOCK = 120;
/** Rows up to which one block of rows is made, and b packed where it is used. */
const JOINT_ROWS = 192;
/** Bytes that packing moves in a nanosecond, about. */
export const PACKED_BYTES_A_NANOSECOND = 16;
/** Nanoseconds of a unit, at least and at most, and into how many the work is cut in between. */
const UNIT = { least: 15_000, most: 400_000, count: 32 };

/** Into so many units at least, if none gets too small. */
const FEWEST_UNITS = 16;
/** With fewer units of all rows, it pays to pack b in a phase of its own, so that rows can be cut. */
const FEWEST_JOINT_UNITS = 6;

export const roundUp = (value: number, step: number) => Math.ceil(value / step) * step;
const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
/** The size of equal parts of `size`, none above `most`. */
export const evenPart = (size: number, most: number) => Math.ceil(size / Math.ceil(size / most));

export function chooseBlocks(sizes: ProductSizes, options: BlockOptions): Blocks {
  const { batch, rows, depth, columns } = sizes;
  const { tile, flopsANanosecond, rowsAtOnce = rows } = options;
  const panels = Math.ceil(columns / tile.columns);
  const all = (2 * batch * rows * depth * panels * tile.columns) / flopsANanosecond;
  const { joint, rowBlock } = chooseRows(sizes, panels, all, options);
  const packing = joint ? (4 * depth * tile.columns) / PACKED_BYTES_A_NANOSECOND : 0;
  const panelNanoseconds = (2 * rowBlock * depth * tile.columns) / flopsANanosecond + packing;
  const aim = clamp(all / UNIT.count, UNIT.least, UNIT.most);
  const panelBlock = evenPart(panels, Math.max(1, Math.floor(aim / panelNanoseconds)));
  const unitNanoseconds = panelNanoseconds * panelBlock;
  const passes = choosePasses(sizes, panels, rowsAtOnce, options);
  return {
    depthBlock: options.depthBlock,
    rowBlock,
    panels,
    panelBlock,
    unitsAChunk: Math.max(1, Math.round(aim / unitNanoseconds)),
    unitNanoseconds,
    joint,
    passes,
    packedLength: Math.max(...passes.map((pass) => pass.matrices * pass.panels * pass.depths * tile.columns)),
  };
}

/** One block of rows, unless there are many, or too few panels for several threads. */
function chooseRows({ batch, rows }: ProductSizes, panels: number, nanoseconds: number, options: BlockOptions) {
  const { rowGrain, rowsAtOnce = rows } = options;
  const units = clamp(Math.floor(nanoseconds / UNIT.least), 1, FEWEST_UNITS);
  const together = Math.min(rows, rowsAtOnce);
  const enough = batch * panels >= Math.min(units, FEWEST_JOINT_UNITS);
  if (rows <= JOINT_ROWS && together === rows && enough) return { joint: true, rowBlock: rows };
  const blocks = Math.ceil(units / (batch * panels * Math.ceil(rows / together)));
  const rowBlock = Math.min(evenPart(together, ROW_BLOCK), Math.ceil(together / blocks));
  return { joint: false, rowBlock: roundUp(rowBlock, rowGrain) };
}

/**
 * Depth is cut before columns: sums wait in the output between its blocks anyway. Rows come last, so that panels that were
 * packed for the first ones serve all.
 */
function choosePasses(
  { batch, rows, depth }: ProductSizes,
  panels: number,
  rowsAtOnce: number,
  { tile, depthBlock, depthsAtOnce = depth, packedLimit: limit }: BlockOptions,
): Pass[] {
  const width = tile.columns;
  const matricesAtOnce = clamp(Math.floor(limit / (panels * depth * width)), 1, batch);
  const panelsAtOnce = clamp(Math.floor(limit / (depthBlock * width)), 1, panels);
  const blocksAtOnce = Math.max(1, Math.floor(limit / (panelsAtOnce * depthBlock * width)));
  return parts(batch, matricesAtOnce).flatMap(([matrix, matrices]) =>
    parts(panels, panelsAtOnce).flatMap(([panel, panels]) =>
      parts(depth, Math.min(depthsAtOnce, blocksAtOnce * depthBlock)).flatMap(([depth, depths]) =>
        parts(rows, rowsAtOnce).map(([row, rows]) => ({ matrix, matrices, row, rows, panel, panels, depth, depths })),
      ),
    ),
  );
}

function parts(size: number, step: number): [start: number, length: number][] {
  const found: [number, number][] = [];
  for (let start = 0; start < size; start += step) found.push([start, Math.min(step, size - start)]);
  return found;
}
