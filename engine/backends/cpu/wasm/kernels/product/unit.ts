/** One unit of a product: some rows by some panels, through all depths of a pass. */

import type { FunctionBuilder, Local } from '../../assembler/index.ts';
import { widen } from '../loops.ts';
import type { Blocks, Pass } from './blocks.ts';
import { loopOver, pushAtMost, pushProduct, times } from './loops.ts';
import { basesOf, type DepthStage, type ProductCode } from './operands.ts';
import type { Panels } from './panels.ts';
import { tilesFunction } from './tiles.ts';

/** Units of a pass. */
export function countUnits({ rowBlock, panelBlock }: Blocks, pass: Pass): number {
  return pass.matrices * Math.ceil(pass.rows / rowBlock) * Math.ceil(pass.panels / panelBlock);
}

/** Blocks of depth of a pass; equal neighbours are one stage. */
function stagesOf(pass: Pass, depthBlock: number, { left, sizes }: ProductCode): DepthStage[] {
  const stages: DepthStage[] = [];
  for (let at = 0; at < pass.depths; at += depthBlock) {
    const depths = Math.min(depthBlock, pass.depths - at);
    const first = pass.depth + at;
    const adds = first > 0;
    const final = first + depths === sizes.depth;
    const bytes = left.position(first + depths) - left.position(first);
    const before = stages.at(-1);
    const same = before?.depths === depths && before.bytes === bytes && before.adds === adds && before.final === final;
    if (same) stages[stages.length - 1] = { ...before, repeat: before.repeat + 1 };
    else stages.push({ repeat: 1, first, depths, bytes, adds, final });
  }
  return stages;
}

/**
 * Index of `(unit, left, right, packed, out, row, column, ...bases)`: addresses of the pass's first elements, and the row
 * and column where they are in the output.
 */
export function unitFunction(code: ProductCode, blocks: Blocks, panels: Panels): number {
  const { pass } = panels;
  const stages = stagesOf(pass, blocks.depthBlock, code);
  const shape = [pass.matrices, pass.rows, pass.panels, ...panels.widths, JSON.stringify(stages)];
  return code.functions.indexOf(`unit ${shape.join(' ')}`, (name) => {
    if (blocks.joint) panels.prepare();
    for (const stage of stages)
      for (const columns of panels.widths) tilesFunction(code, { stage, columns, rows: pass.rows });
    const address = code.target.addressType;
    const bases = Array.from({ length: basesOf(code) }, () => address);
    const f = code.module.function(name, ['i32', address, address, address, address, 'i32', 'i32', ...bases]);
    new UnitWriter(f, code, blocks, panels).write(stages);
    return f;
  });
}

class UnitWriter {
  readonly #f: FunctionBuilder;
  readonly #code: ProductCode;
  readonly #blocks: Blocks;
  readonly #panels: Panels;
  readonly #matrix: Local;
  readonly #firstPanel: Local;
  readonly #lastPanel: Local;
  readonly #firstRow: Local;
  readonly #lastRow: Local;
  /** The matrix's panels. */
  readonly #packed: Local;

  constructor(f: FunctionBuilder, code: ProductCode, blocks: Blocks, panels: Panels) {
    this.#f = f;
    this.#code = code;
    this.#blocks = blocks;
    this.#panels = panels;
    this.#matrix = f.local('i32');
    this.#firstPanel = f.local('i32');
    this.#lastPanel = f.local('i32');
    this.#firstRow = f.local('i32');
    this.#lastRow = f.local('i32');
    this.#packed = f.addressLocal();
  }

  write(stages: readonly DepthStage[]): void {
    const f = this.#f;
    const { tile } = this.#code;
    const a = f.parameters[1];
    this.#place();
    if (this.#blocks.joint) this.#pack();
    if (stages.some(({ final }) => final)) this.#clearSums();
    this.#moveToRows();
    for (const stage of stages) {
      times(f, stage.repeat, () => {
        this.#overPanels(stage);
        f.get(a).bytes(stage.bytes).address('add').set(a);
        f.get(this.#packed)
          .bytes(stage.depths * tile.columns * 4)
          .address('add')
          .set(this.#packed);
      });
    }
  }

  /** The unit's number is that of its panels, then its rows, then its matrix. */
  #place(): void {
    const f = this.#f;
    const { rowBlock, panelBlock } = this.#blocks;
    const { pass } = this.#panels;
    const rowBlocks = Math.ceil(pass.rows / rowBlock);
    const unit = f.parameters[0];
    const columnBlocks = Math.ceil(pass.panels / panelBlock);
    f.get(unit).i32(columnBlocks).op('i32.rem_u').i32(panelBlock).op('i32.mul').tee(this.#firstPanel);
    f.i32(panelBlock).op('i32.add');
    pushAtMost(f, pass.panels).set(this.#lastPanel);
    const block = f.local('i32');
    f.get(unit).i32(columnBlocks).op('i32.div_u').tee(block).i32(rowBlocks).op('i32.div_u').set(this.#matrix);
    f.get(block).i32(rowBlocks).op('i32.rem_u').tee(block).i32(rowBlock).op('i32.mul').tee(this.#firstRow);
    f.i32(rowBlock).op('i32.add');
    pushAtMost(f, pass.rows).set(this.#lastRow);
    this.#moveToSums(block);
    f.get(f.parameters[3]);
    pushProduct(f, this.#matrix, pass.panels * this.#panels.bytes)
      .address('add')
      .set(this.#packed);
  }

  /** Moves the last parameter to the sums of the unit's block of rows. */
  #moveToSums(block: Local): void {
    const { sums } = this.#code;
    if (sums === undefined) return;
    const f = this.#f;
    const base = f.parameters.at(-1)!;
    f.get(base);
    pushProduct(f, this.#matrix, sums.ofMatrix * sums.rowBytes).address('add');
    pushProduct(f, block, sums.rowBytes).address('add').set(base);
  }

  #clearSums(): void {
    if (this.#code.sums === undefined) return;
    const f = this.#f;
    const panelBytes = this.#code.tile.columns * 4;
    const [, , , , , , column] = f.parameters;
    f.get(f.parameters.at(-1)!);
    pushProduct(f, column, 4).address('add');
    pushProduct(f, this.#firstPanel, panelBytes).address('add').i32(0);
    f.get(this.#lastPanel).get(this.#firstPanel).op('i32.sub');
    widen(f).bytes(panelBytes).address('mul').fillMemory();
  }

  #pack(): void {
    const right = this.#f.parameters[2];
    this.#panels.pack(this.#f, right, this.#matrix, this.#packed, this.#firstPanel, this.#lastPanel);
  }

  /** Moves `left` and `out` to the unit's first row; from then on rows are counted over all matrices of the output. */
  #moveToRows(): void {
    const f = this.#f;
    const { left, sizes, outElement } = this.#code;
    const [, a, , , out, row] = f.parameters;
    if (left.rows.kind === 'even') {
      f.get(a);
      pushProduct(f, this.#matrix, left.rows.matrixBytes).address('add');
      pushProduct(f, this.#firstRow, left.rows.rowBytes).address('add').set(a);
    }
    const before = f.local('i32');
    f.get(this.#matrix).i32(sizes.rows).op('i32.mul').set(before);
    if (left.rows.kind !== 'separate') {
      f.get(out).get(before).get(this.#firstRow).op('i32.add');
      if (f.addressType === 'i64') f.op('i64.extend_i32_u');
      f.bytes(sizes.columns * outElement)
        .address('mul')
        .address('add')
        .set(out);
    }
    f.get(before).get(row).op('i32.add').set(before);
    for (const bound of [this.#firstRow, this.#lastRow]) f.get(bound).get(before).op('i32.add').set(bound);
  }

  #overPanels(stage: DepthStage): void {
    const f = this.#f;
    const { tile, outElement } = this.#code;
    const [, a, , , out, , column, ...bases] = f.parameters;
    loopOver(f, this.#firstPanel, this.#lastPanel, (panel) => {
      this.#panels.byWidth(f, panel, (columns) => {
        f.get(a).get(this.#packed);
        pushProduct(f, panel, this.#panels.bytes).address('add');
        f.get(out);
        pushProduct(f, panel, tile.columns * outElement).address('add');
        f.get(this.#firstRow).get(this.#lastRow);
        f.get(panel).i32(tile.columns).op('i32.mul').get(column).op('i32.add');
        for (const base of bases) f.get(base);
        f.call(tilesFunction(this.#code, { stage, columns, rows: this.#panels.pass.rows }));
      });
    });
  }
}
