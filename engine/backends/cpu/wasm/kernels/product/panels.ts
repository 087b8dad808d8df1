/** The packed panels of one pass: where they lie, and the code that packs one. */

import type { FunctionBuilder, Local } from '../../assembler/index.ts';
import type { Pass } from './blocks.ts';
import { loopOver, pushAtMost, pushProduct } from './loops.ts';
import type { ProductCode } from './operands.ts';
import { emitPack } from './pack.ts';

const TOGETHER = 4;

export class Panels {
  readonly #code: ProductCode;
  readonly pass: Pass;
  /** Widths of panels that occur: the last one of a matrix may be narrower than a tile. */
  readonly #widths: readonly number[];
  /** Bytes of a panel. */
  readonly bytes: number;

  constructor(code: ProductCode, pass: Pass) {
    this.#code = code;
    this.pass = pass;
    const { tile, sizes } = code;
    const first = pass.panel * tile.columns;
    const tail = Math.min(sizes.columns - first, pass.panels * tile.columns) % tile.columns;
    const widths = tail === 0 || pass.panels > 1 ? [tile.columns] : [];
    this.#widths = tail === 0 ? widths : [...widths, tail];
    this.bytes = pass.depths * tile.columns * 4;
  }

  get widths(): readonly number[] {
    return this.#widths;
  }

  /** Writes code for each width; `panel` counts within the pass and a matrix. */
  byWidth(f: FunctionBuilder, panel: Local, write: (columns: number) => void): void {
    const [usual, last] = this.#widths;
    if (last === undefined) write(usual);
    else {
      f.get(panel)
        .i32(this.pass.panels - 1)
        .op('i32.eq');
      f.if(
        () => write(last),
        () => write(usual),
      );
    }
  }

  /** Makes the packing functions; to be called before the function that packs is begun. */
  prepare(): void {
    for (const columns of this.#widths) this.#packFunction(columns);
    if (this.#together > 1) this.#packEvenly(this.#code.tile.columns, this.pass.depths, this.#together);
  }

  /**
   * Packs panels `first` to `last`, exclusive, of a matrix, whose panels begin at `packed`. `right` is the pass's first
   * element.
   */
  pack(f: FunctionBuilder, right: Local, matrix: Local, packed: Local, first: Local, last: Local): void {
    const at = f.local('i32');
    f.get(first).set(at);
    const together = this.#together;
    if (together > 1) {
      const end = f.local('i32');
      f.get(last);
      pushAtMost(f, this.#wholePanels).i32(together).op('i32.sub').set(end);
      f.block((done) => {
        f.get(at).get(end).op('i32.gt_s').branchIf(done);
        f.loop((again) => {
          this.#pushPlaces(f, right, matrix, packed, at);
          f.call(this.#packEvenly(this.#code.tile.columns, this.pass.depths, together));
          f.get(at).i32(together).op('i32.add').tee(at).get(end).op('i32.le_s').branchIf(again);
        });
      });
    }
    loopOver(f, at, last, (panel) => {
      this.byWidth(f, panel, (columns) => {
        this.#pushPlaces(f, right, matrix, packed, panel);
        f.call(this.#packFunction(columns));
      });
    });
  }

  /** Where the panel's elements lie, and where they go. */
  #pushPlaces(f: FunctionBuilder, right: Local, matrix: Local, packed: Local, panel: Local): void {
    const { tile } = this.#code;
    const { matrixBytes, columnBytes } = this.#code.right;
    f.get(right);
    pushProduct(f, matrix, matrixBytes).address('add');
    pushProduct(f, panel, tile.columns * columnBytes).address('add');
    f.get(packed);
    pushProduct(f, panel, this.bytes).address('add');
  }

  /** Panels that are packed together where rows of b are contiguous: more of a row is read at a time. */
  get #together(): number {
    const { right } = this.#code;
    return right.columnBytes === 4 && right.segment === undefined && this.#wholePanels >= TOGETHER ? TOGETHER : 1;
  }
  get #wholePanels(): number {
    const [, tail] = this.#widths;
    return this.pass.panels - (tail === undefined && this.#widths[0] === this.#code.tile.columns ? 0 : 1);
  }

  /** The index of `(source, panel)`. */
  #packFunction(columns: number): number {
    const { module, functions, right } = this.#code;
    const { depth, depths } = this.pass;
    const { segment } = right;
    if (segment === undefined) return this.#packEvenly(columns, depths, 1);
    return functions.indexOf(`pack ${columns}×${depths} from ${depth}`, (name) => {
      const packSegment = this.#packEvenly(columns, segment, 1);
      const f = module.function(name, [module.addressType, module.addressType]);
      const [from, to] = f.parameters;
      for (let at = 0; at < depths; at += segment) {
        const source = right.position(depth + at) - right.position(depth);
        f.get(from).bytes(source).address('add');
        f.get(to)
          .bytes(at * this.#code.tile.columns * 4)
          .address('add')
          .call(packSegment);
      }
      return f;
    });
  }

  #packEvenly(columns: number, depth: number, panels: number): number {
    const { module, functions, right, tile } = this.#code;
    return functions.indexOf(`pack ${panels}·${columns}×${depth}`, (name) =>
      emitPack(module, name, {
        columnStep: right.columnBytes,
        depthStep: right.depthBytes,
        depth,
        columns,
        width: tile.columns,
        panels,
        panelBytes: this.bytes,
      }),
    );
  }
}
