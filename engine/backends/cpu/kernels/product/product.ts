/**
 * The frame of every matrix product, convolutions included: cut into blocks, pack both operands, run tiles over the
 * panels, then finish the sums (round them, apply the epilogue, store them). What an element of a or b is, is up to the
 * packing functions.
 */

import type { Block } from '../../codegen/block.ts';
import type { Parameters } from '../../codegen/body.ts';
import { type Blocks, chooseBlocks, type ProductSizes } from './blocks.ts';
import type { PackedOperand } from './pack.ts';
import { type Arithmetic, tileSource } from './tile.ts';

export interface ProductParts {
  readonly sizes: ProductSizes;
  readonly arithmetic: Arithmetic;
  /** Arrays of the operands. */
  readonly a: string;
  readonly b: string;
  /** Flat position of the operands' first elements, as text. */
  readonly baseA: string;
  readonly baseB: string;
  readonly packA: (operand: PackedOperand) => string;
  readonly packB: (operand: PackedOperand) => string;
  /** The call that finishes rows `row` to `row + rows` of columns `column` to `column + columns`; sums start at row 0. */
  readonly finishCall: string;
  /** Source of what `finishCall` calls. */
  readonly finish: (blocks: Blocks) => string;
}

/** Writes the product's loops into `block` and gives the functions that they call. None of the sizes is 0. */
export function productLoops(block: Block, parameters: Parameters, parts: ProductParts): string[] {
  const { sizes, arithmetic, a, b, baseA, baseB } = parts;
  const { rows, depth, columns } = sizes;
  const blocks = chooseBlocks(sizes);
  const { tileRows, tileColumns, rowBlock, depthBlock, columnBlock, width } = blocks;
  const type = arithmetic === 'float' ? 'float64' : 'int32';
  parameters.scratch('panelA', type, blocks.panelA);
  parameters.scratch('panelB', type, blocks.panelB);
  parameters.scratch('sums', type, blocks.sums);

  const packA = (into: Block) => into.line(`packA(${a}, ${baseA}, panelA, 0, row, rows, first, count);`);
  const packB = (into: Block, to: string) =>
    into.line(`packB(${b}, ${baseB}, panelB, ${to}, column, columns, first, count);`);
  const addTiles = (into: Block, fromB: string, to: string) =>
    into.line(`tiles(panelA, rows, panelB, ${fromB}, columns, count, sums, ${to});`);

  const overColumns = steps(block, 'column', columns, columnBlock);
  if (blocks.depthOutermost) {
    overColumns.line('sums.fill(0);');
    const overDepth = steps(overColumns, 'first', depth, depthBlock);
    packB(overDepth, '0');
    const overRows = steps(overDepth, 'row', rows, rowBlock);
    packA(overRows);
    addTiles(overRows, '0', `row * ${width}`);
    overColumns.line('const row = 0;');
    overColumns.line(`const rows = ${rows};`);
    overColumns.line(parts.finishCall);
  } else {
    packB(steps(overColumns, 'first', depth, depthBlock), `first * ${width}`);
    const overRows = steps(overColumns, 'row', rows, rowBlock);
    overRows.line('sums.fill(0);');
    const overDepth = steps(overRows, 'first', depth, depthBlock);
    packA(overDepth);
    addTiles(overDepth, `first * ${width}`, '0');
    overRows.line(parts.finishCall);
  }
  return [
    parts.packA({ name: 'packA', extent: rows, width: tileRows }),
    parts.packB({ name: 'packB', extent: columns, width: tileColumns }),
    tileSource(tileRows, tileColumns, width, arithmetic),
    tilesSource(blocks),
    parts.finish(blocks),
  ];
}

/** `for` over blocks: binds `name`, and the length of the block under the plural that the calls use. */
function steps(block: Block, name: 'row' | 'column' | 'first', size: number, step: number): Block {
  const length = { row: 'rows', column: 'columns', first: 'count' }[name];
  if (size <= step) {
    const body = block.open('{');
    body.line(`const ${name} = 0;`);
    body.line(`const ${length} = ${size};`);
    return body;
  }
  const body = block.open(`for (let ${name} = 0; ${name} < ${size}; ${name} += ${step}) {`);
  body.line(`const ${length} = Math.min(${step}, ${size} - ${name});`);
  return body;
}

/** All tiles of a block of rows: each panel of b stays in the cache while the rows' panels pass over it. */
function tilesSource({ tileRows, tileColumns, width }: Blocks): string {
  return [
    'function tiles(panelA, rows, panelB, b, columns, count, sums, at) {',
    `  for (let j = 0; j < columns; j += ${tileColumns}, b += count * ${tileColumns}) {`,
    `    for (let i = 0, a = 0; i < rows; i += ${tileRows}, a += count * ${tileRows}) {`,
    `      tile(panelA, a, panelB, b, count, sums, at + i * ${width} + j);`,
    '    }',
    '  }',
    '}',
  ].join('\n');
}
