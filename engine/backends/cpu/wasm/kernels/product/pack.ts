/**
 * Packing: the columns of b in panels as wide as a tile, each panel's elements in the order in which a tile reads them.
 * Columns past the last one hold anything: nobody stores what becomes of them.
 */

import type { FunctionBuilder, Local, ModuleBuilder } from '../../assembler/index.ts';
import { LANES } from '../lanes.ts';
import { times } from './loops.ts';

/** A panel, or a part of one: where its elements lie, in bytes from its first one. One of the two steps is 4. */
export interface PanelSource {
  readonly columnStep: number;
  readonly depthStep: number;
  readonly depth: number;
  /** Columns that there are, of `width`. */
  readonly columns: number;
  /** Columns of a panel, a multiple of four. */
  readonly width: number;
  /** Neighbouring panels that are packed together: whole ones, `panelBytes` apart. */
  readonly panels: number;
  readonly panelBytes: number;
}

/** Vectors copied in one turn of the loop, about. */
const COPIED_VECTORS = 16;

/** `name(source, panel)`. */
export function emitPack(module: ModuleBuilder, name: string, source: PanelSource): FunctionBuilder {
  const { addressType } = module;
  const f = module.function(name, [addressType, addressType]);
  if (source.columnStep === 4) emitCopies(f, source);
  else emitTransposes(f, source);
  return f;
}

/** Rows of b are contiguous. */
function emitCopies(f: FunctionBuilder, source: PanelSource): void {
  const { depthStep, depth, columns, width, panels, panelBytes } = source;
  const [from, to] = f.parameters;
  const vectors = Math.ceil(columns / LANES);
  const unroll = Math.max(1, Math.floor(COPIED_VECTORS / (vectors * panels)));
  const copy = (k: number) => {
    for (let panel = 0; panel < panels; panel++) {
      for (let v = 0; v < vectors; v++) {
        f.get(to)
          .get(from)
          .memory('v128.load', k * depthStep + (panel * width + v * LANES) * 4);
        f.memory('v128.store', panel * panelBytes + (k * width + v * LANES) * 4);
      }
    }
  };
  repeat(f, depth, unroll, copy, [
    [from, unroll * depthStep],
    [to, unroll * width * 4],
  ]);
}

/** Columns of b are contiguous: four columns by four depths at a time are turned around. */
function emitTransposes(f: FunctionBuilder, source: PanelSource): void {
  const { depthStep, depth, width } = source;
  const [from, to] = f.parameters;
  const whole = Math.floor(depth / LANES);
  const turned = new Transposes(f, source);
  repeat(f, whole, 1, () => turned.write(LANES), [
    [from, LANES * depthStep],
    [to, LANES * width * 4],
  ]);
  // Whole vectors are read here too, but what is not there is not stored: the next panel follows.
  if (depth % LANES > 0) turned.write(depth % LANES);
}

class Transposes {
  readonly #f: FunctionBuilder;
  readonly #source: PanelSource;
  readonly #columns: readonly Local[];
  readonly #halves: readonly Local[];

  constructor(f: FunctionBuilder, source: PanelSource) {
    this.#f = f;
    this.#source = source;
    this.#columns = Array.from({ length: LANES }, () => f.local('v128'));
    this.#halves = Array.from({ length: LANES }, () => f.local('v128'));
  }

  write(depths: number): void {
    const f = this.#f;
    const { columns, columnStep, width } = this.#source;
    const [from, to] = f.parameters;
    const [a, b, c, d] = this.#columns;
    const [low, high, low2, high2] = this.#halves;
    for (let first = 0; first < columns; first += LANES) {
      this.#columns.forEach((column, i) => {
        // Columns that are not there may lie beyond all memory: the last one stands in for them.
        const at = Math.min(first + i, columns - 1) * columnStep;
        f.get(from).memory('v128.load', at).set(column);
      });
      f.get(a).get(b).shuffle32([0, 4, 1, 5]).set(low).get(a).get(b).shuffle32([2, 6, 3, 7]).set(high);
      f.get(c).get(d).shuffle32([0, 4, 1, 5]).set(low2).get(c).get(d).shuffle32([2, 6, 3, 7]).set(high2);
      for (let k = 0; k < depths; k++) {
        const [left, right] = k < 2 ? [low, low2] : [high, high2];
        f.get(to).get(left).get(right);
        f.shuffle32(k % 2 === 0 ? [0, 1, 4, 5] : [2, 3, 6, 7]).memory('v128.store', (k * width + first) * 4);
      }
    }
  }
}

/** Writes `body` for each of `count` items, `unroll` at a time in a loop; after each turn the pointers move by their bytes. */
function repeat(
  f: FunctionBuilder,
  count: number,
  unroll: number,
  body: (i: number) => void,
  moves: readonly (readonly [Local, number])[],
): void {
  times(f, Math.floor(count / unroll), () => {
    for (let i = 0; i < unroll; i++) body(i);
    for (const [pointer, bytes] of moves) f.get(pointer).bytes(bytes).address('add').set(pointer);
  });
  for (let i = 0; i < count % unroll; i++) body(i);
}
