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
  /** Depths may be cut at its multiples only. */
  readonly grain: number;
  readonly flopsANanosecond: number;
  /** Floats that may be packed at a time; 32 MiB by default. */
  readonly packedLimit?: number;
}

export interface Blocks {
  readonly depthBlock: number;
  readonly rowBlock: number;
  readonly rowBlocks: number;
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

/** Matrices, panels of each, depths: what is packed at a time. */
export interface Pass {
  readonly matrix: number;
  readonly matrices: number;
  readonly panel: number;
  readonly panels: number;
  readonly depth: number;
  readonly depths: number;
}

/** Depths of a panel: 8 columns of it are 24 KiB. */
const DEPTH_BLOCK = 768;
/** Rows of a that stay in the second-level cache while panels pass. */
const ROW_BLOCK = 120;
/** Rows up to which one block of rows is made, and b packed where it is used. */
const JOINT_ROWS = 192;
const PACKED_LIMIT = 8 * 2 ** 20;
/** Nanoseconds of a unit, at least and at most, and into how many the work is cut in between. */
const UNIT = { least: 30_000, most: 400_000, count: 32 };

const roundUp = (value: number, step: number) => Math.ceil(value / step) * step;
const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
/** The size of equal parts of `size`, none above `most`. */
const evenPart = (size: number, most: number) => Math.ceil(size / Math.ceil(size / most));

export function chooseBlocks(sizes: ProductSizes, options: BlockOptions): Blocks {
  const { batch, rows, depth, columns } = sizes;
  const { tile, grain, flopsANanosecond, packedLimit = PACKED_LIMIT } = options;
  const depthBlock = Math.min(depth, roundUp(evenPart(depth, Math.max(grain, DEPTH_BLOCK)), grain));
  const joint = rows <= JOINT_ROWS;
  const rowBlock = joint ? rows : roundUp(evenPart(rows, ROW_BLOCK), tile.rows);
  const panels = Math.ceil(columns / tile.columns);
  const passes = choosePasses({ batch, panels, width: tile.columns, depth, depthBlock, limit: packedLimit });
  const panelNanoseconds = (2 * rowBlock * depth * tile.columns) / flopsANanosecond;
  const all = (panelNanoseconds * panels * batch * rows) / rowBlock;
  const aim = clamp(all / UNIT.count, UNIT.least, UNIT.most);
  const panelBlock = evenPart(panels, Math.max(1, Math.floor(aim / panelNanoseconds)));
  const unitNanoseconds = panelNanoseconds * panelBlock;
  return {
    depthBlock,
    rowBlock,
    rowBlocks: Math.ceil(rows / rowBlock),
    panels,
    panelBlock,
    unitsAChunk: Math.max(1, Math.round(aim / unitNanoseconds)),
    unitNanoseconds,
    joint,
    passes,
    packedLength: Math.max(...passes.map((pass) => pass.matrices * pass.panels * pass.depths * tile.columns)),
  };
}

interface PassSizes {
  readonly batch: number;
  readonly panels: number;
  readonly width: number;
  readonly depth: number;
  readonly depthBlock: number;
  readonly limit: number;
}

/** Depth is cut before columns: sums wait in the output between its blocks anyway. */
function choosePasses({ batch, panels, width, depth, depthBlock, limit }: PassSizes): Pass[] {
  const matrices = clamp(Math.floor(limit / (panels * depth * width)), 1, batch);
  const panelsAtOnce = clamp(Math.floor(limit / (depthBlock * width)), 1, panels);
  const blocks = Math.max(1, Math.floor(limit / (panelsAtOnce * depthBlock * width)));
  const passes: Pass[] = [];
  for (const [m, ms] of parts(batch, matrices)) {
    for (const [p, ps] of parts(panels, panelsAtOnce)) {
      for (const [d, ds] of parts(depth, blocks * depthBlock)) {
        passes.push({ matrix: m, matrices: ms, panel: p, panels: ps, depth: d, depths: ds });
      }
    }
  }
  return passes;
}

function parts(size: number, step: number): [start: number, length: number][] {
  const found: [number, number][] = [];
  for (let start = 0; start < size; start += step) found.push([start, Math.min(step, size - start)]);
  return found;
}
