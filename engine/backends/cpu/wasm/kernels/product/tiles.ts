/** All tiles of one panel of b and a block of rows of a. */

import type { FunctionBuilder, Local, ValueType } from '../../assembler/index.ts';
import { times } from './loops.ts';
import { emitMicrokernel } from './microkernel.ts';
import { basesOf, type DepthStage, type GatheredRows, type ProductCode, type SeparateRuns } from './operands.ts';

export interface TilesOf {
  readonly stage: DepthStage;
  /** Columns of the panel. */
  readonly columns: number;
  /** Rows of the pass: the last ones may be fewer than a tile's. */
  readonly rows: number;
}

/** The index of `(a, panel, out, row, last row, column, ...bases)`. */
export function tilesFunction(code: ProductCode, { stage, columns, rows }: TilesOf): number {
  const height = code.tile.rows;
  const { rows: lines } = code.left;
  const rest = (lines.kind === 'separate' ? lines.run : rows) % height;
  return code.functions.indexOf(`tiles ${rows < height ? '' : '+'}${rest} ${nameOf(stage, columns)}`, (name) => {
    const { target } = code;
    const make = (tileRows: number, gathers: boolean) => microkernel(code, stage, tileRows, columns, gathers);
    const gathers = lines.kind === 'gathered';
    const hasWhole = rows >= height && !(lines.kind === 'separate' && lines.run < height);
    const whole = hasWhole && !(gathers && lines.run < height) ? make(height, false) : undefined;
    const apart = hasWhole && gathers && lines.run % height > 0 ? make(height, true) : undefined;
    const partial = rest > 0 ? make(rest, gathers) : undefined;
    const address = target.addressType;
    const bases = Array.from({ length: basesOf(code) }, () => address);
    const types: ValueType[] = [address, address, address, 'i32', 'i32', 'i32', ...bases];
    const f = code.module.function(name, types);
    const writer = new TilesWriter(f, code, stage);
    if (lines.kind === 'separate') writer.runs(lines, whole, partial);
    else {
      if (hasWhole) writer.wholeTiles(whole, apart);
      if (partial !== undefined) writer.lastTile(partial, rest);
    }
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
    const gathers = code.left.rows.kind === 'gathered';
    this.#pointers = gathers ? Array.from({ length: code.tile.rows }, () => f.addressLocal()) : [];
  }

  /** The microkernels for rows of one run, and for those of more than one, if tiles have such. */
  wholeTiles(together: number | undefined, apart: number | undefined): void {
    const f = this.#f;
    const { left, sizes, outElement } = this.#code;
    const height = this.#code.tile.rows;
    const [a, , out, row, last] = f.parameters;
    const lastWhole = f.local('i32');
    f.get(last).i32(height).op('i32.sub').set(lastWhole);
    f.block((done) => {
      f.get(row).get(lastWhole).op('i32.gt_s').branchIf(done);
      f.loop((again) => {
        if (left.rows.kind === 'even') {
          this.#call(together!, [a]);
          f.get(a)
            .bytes(height * left.rows.rowBytes)
            .address('add')
            .set(a);
        } else if (left.rows.kind === 'gathered') this.#inRuns(left.rows, together, apart);
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
    const { left } = this.#code;
    const [a, , , row, last] = f.parameters;
    f.get(row).get(last).op('i32.lt_s');
    f.if(() => this.#call(microkernel, left.rows.kind === 'gathered' ? this.#gather(left.rows, height) : [a]));
  }

  /** Each run by itself: whole tiles, then the rest. */
  runs(
    { run, rowBytes, push, outBytes, pushOut }: SeparateRuns,
    whole: number | undefined,
    rest: number | undefined,
  ): void {
    const f = this.#f;
    const height = this.#code.tile.rows;
    const [a, , out, row, last] = f.parameters;
    const [atA, atOut] = [a, out].map(() => f.addressLocal());
    f.block((done) => {
      f.get(row).get(last).op('i32.ge_s').branchIf(done);
      f.loop((again) => {
        push(f, a, row);
        f.set(atA);
        pushOut(f, out, row);
        f.set(atOut);
        if (whole !== undefined) {
          times(f, Math.floor(run / height), () => {
            this.#call(whole, [atA], atOut);
            f.get(atA)
              .bytes(height * rowBytes)
              .address('add')
              .set(atA);
            f.get(atOut)
              .bytes(height * outBytes)
              .address('add')
              .set(atOut);
          });
        }
        if (rest !== undefined) this.#call(rest, [atA], atOut);
        f.get(row).i32(run).op('i32.add').tee(row).get(last).op('i32.lt_s').branchIf(again);
      });
    });
  }

  #inRuns(rows: GatheredRows, together: number | undefined, apart: number | undefined): void {
    const f = this.#f;
    const height = this.#code.tile.rows;
    if (together === undefined) {
      this.#call(apart!, this.#gather(rows, height));
      return;
    }
    if (apart === undefined) {
      this.#call(together, this.#gather(rows, 1));
      return;
    }
    f.get(f.parameters[3])
      .i32(rows.run)
      .op('i32.rem_u')
      .i32(rows.run - height)
      .op('i32.le_u');
    f.if(
      () => this.#call(together, this.#gather(rows, 1)),
      () => this.#call(apart, this.#gather(rows, height)),
    );
  }

  /** The addresses of `count` rows. */
  #gather(rows: GatheredRows, count: number): Local[] {
    const f = this.#f;
    const [a, , , row] = f.parameters;
    const at = f.local('i32');
    return this.#pointers.slice(0, count).map((pointer, r) => {
      f.get(row).i32(r).op('i32.add').set(at);
      rows.push(f, a, at);
      f.set(pointer);
      return pointer;
    });
  }

  #call(microkernel: number, pointers: readonly Local[], out = this.#f.parameters[2]): void {
    const f = this.#f;
    const [, panel, , row, , column, ...bases] = f.parameters;
    for (const pointer of pointers) f.get(pointer);
    f.get(panel).get(out).get(row).get(column);
    if (this.#stage.final) for (const base of bases) f.get(base);
    f.call(microkernel);
  }
}

/** `gathers`: with a pointer for each row. */
function microkernel(code: ProductCode, stage: DepthStage, rows: number, columns: number, gathers: boolean): number {
  const { module, target, tile, left, sizes, outElement } = code;
  return code.functions.indexOf(`tile ${rows}${gathers ? ' apart' : ''} ${nameOf(stage, columns)}`, (name) =>
    emitMicrokernel(module, target, name, {
      rows,
      columns,
      rowBytes: gathers ? undefined : left.rows.rowBytes,
      walk: left.walk(stage.first, stage.depths),
      tile,
      panelStep: tile.columns * 4,
      outBytes: left.rows.kind === 'separate' ? left.rows.outBytes : sizes.columns * outElement,
      adds: stage.adds,
      epilogue: stage.final ? code.epilogue : undefined,
      sumsColumns: stage.final && code.sums !== undefined,
    }),
  );
}

function nameOf({ depths, adds, final }: DepthStage, columns: number): string {
  return `${columns}×${depths}${adds ? ' adds' : ''}${final ? ' final' : ''}`;
}
