/** All tiles of one panel of b and a block of rows of a. */

import type { FunctionBuilder, Local, ValueType } from '../../assembler/index.ts';
import { emitMicrokernel } from './microkernel.ts';
import type { DepthStage, ProductCode } from './operands.ts';

/** Types of `(a, panel, out, row, last row, column, ...operands of the epilogue)`. */
export function tilesParameters({ target, epilogue }: ProductCode): ValueType[] {
  const { addressType } = target;
  return [
    addressType,
    addressType,
    addressType,
    'i32',
    'i32',
    'i32',
    ...(epilogue?.operands ?? []).map(() => addressType),
  ];
}

/** The function's index. Panels may have fewer columns than a tile, the last rows are fewer than a tile's. */
export function tilesFunction(code: ProductCode, stage: DepthStage, columns: number): number {
  return code.functions.indexOf(`tiles ${nameOf(stage, columns)}`, (name) => {
    const { rows } = code.sizes;
    const height = code.tile.rows;
    const whole = rows >= height ? microkernel(code, stage, height, columns) : undefined;
    const partial = rows % height > 0 ? microkernel(code, stage, rows % height, columns) : undefined;
    const f = code.module.function(name, tilesParameters(code));
    const writer = new TilesWriter(f, code, stage);
    if (whole !== undefined) writer.wholeTiles(whole, height);
    if (partial !== undefined) writer.lastTile(partial, rows % height);
    return f;
  });
}

class TilesWriter {
  readonly #f: FunctionBuilder;
  readonly #code: ProductCode;
  readonly #stage: DepthStage;
  readonly #pointers: readonly Local[];

  constructor(f: FunctionBuilder, code: ProductCode, stage: DepthStage) {
    this.#f = f;
    this.#code = code;
    this.#stage = stage;
    const gathered = code.left.rows.kind === 'gathered';
    this.#pointers = gathered ? Array.from({ length: code.tile.rows }, () => f.addressLocal()) : [];
  }

  wholeTiles(microkernel: number, height: number): void {
    const f = this.#f;
    const { left, sizes, outElement } = this.#code;
    const [a, , out, row, last] = f.parameters;
    const lastWhole = f.local('i32');
    f.get(last).i32(height).op('i32.sub').set(lastWhole);
    f.block((done) => {
      f.get(row).get(lastWhole).op('i32.gt_s').branchIf(done);
      f.loop((again) => {
        this.#call(microkernel, height);
        if (left.rows.kind === 'even')
          f.get(a)
            .bytes(height * left.rows.rowBytes)
            .address('add')
            .set(a);
        f.get(out)
          .bytes(height * sizes.columns * outElement)
          .address('add')
          .set(out);
        f.get(row).i32(height).op('i32.add').tee(row).get(lastWhole).op('i32.le_s').branchIf(again);
      });
    });
  }

  lastTile(microkernel: number, height: number): void {
    const f = this.#f;
    const [, , , row, last] = f.parameters;
    f.get(row)
      .get(last)
      .op('i32.lt_s')
      .if(() => this.#call(microkernel, height));
  }

  #call(microkernel: number, height: number): void {
    const f = this.#f;
    const { left } = this.#code;
    const [a, panel, out, row, , column, ...operands] = f.parameters;
    if (left.rows.kind === 'even') f.get(a);
    else {
      const at = f.local('i32');
      for (let r = 0; r < height; r++) {
        f.get(row).i32(r).op('i32.add').set(at);
        left.rows.push(f, a, at);
        f.set(this.#pointers[r]);
      }
      for (let r = 0; r < height; r++) f.get(this.#pointers[r]);
    }
    f.get(panel).get(out).get(row).get(column);
    if (this.#stage.final) for (const operand of operands) f.get(operand);
    f.call(microkernel);
  }
}

function microkernel(code: ProductCode, stage: DepthStage, rows: number, columns: number): number {
  const { module, target, tile, left, sizes, outElement } = code;
  return code.functions.indexOf(`tile ${rows} ${nameOf(stage, columns)}`, (name) =>
    emitMicrokernel(module, target, name, {
      rows,
      columns,
      rowBytes: left.rows.kind === 'even' ? left.rows.rowBytes : undefined,
      walk: left.walk(stage.depths),
      unroll: tile.unroll,
      panelStep: tile.columns * 4,
      outBytes: sizes.columns * outElement,
      adds: stage.adds,
      epilogue: stage.final ? code.epilogue : undefined,
    }),
  );
}

function nameOf({ depths, adds, final }: DepthStage, columns: number): string {
  return `${columns}×${depths}${adds ? ' adds' : ''}${final ? ' final' : ''}`;
}
