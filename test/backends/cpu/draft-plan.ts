import type { Kernel, Place, Plan } from '../../../engine/compiler/index.ts';
import { broadcastView, identityView, load, type Operand, plus } from '../../../engine/ops/kernel-language/index.ts';

/** A plan under construction: values at places of the test's choice. */
export class DraftPlan {
  readonly #values: { id: number; dtype: 'float32'; shape: readonly number[] }[] = [];
  readonly #places: Place[] = [];
  readonly #kernels: Kernel[] = [];

  value(shape: readonly number[], place: number | string): number {
    const id = this.#values.length;
    this.#values.push({ id, dtype: 'float32', shape });
    this.#places.push(
      typeof place === 'number' ? { kind: 'arena', offset: place } : { kind: 'variable', variable: place },
    );
    return id;
  }
  /** Adds up inputs of the space's shape, or of one that broadcasts to it. */
  map(output: number, ...inputs: number[]): this {
    const space = this.#values[output].shape;
    const operands = inputs.map((value) => this.#operand(value, space));
    const exprs = [operands.map((_, i) => load(i, 'float32')).reduce((a, b) => plus(a, b) as never)];
    this.#kernels.push({ kind: 'elementwise', outputs: [output], space, operands, exprs, covers: [] });
    return this;
  }
  sum(output: number, input: number, axes: readonly number[]): this {
    const space = this.#values[input].shape;
    const operands = [this.#operand(input, space)];
    const expr = load(0, 'float32');
    this.#kernels.push({
      kind: 'reduce',
      reduction: 'sum',
      output,
      space,
      axes,
      operands,
      expr,
      epilogue: null,
      covers: [],
    });
    return this;
  }
  turned(output: number, input: number): this {
    const space = this.#values[output].shape;
    const view = [...identityView(2)].reverse();
    const exprs = [load(0, 'float32')];
    const operands = [{ value: input, view }];
    this.#kernels.push({ kind: 'elementwise', outputs: [output], space, operands, exprs, covers: [] });
    return this;
  }
  #operand(value: number, space: readonly number[]): Operand {
    return { value, view: broadcastView(this.#values[value].shape, space) };
  }
  plan(): Plan {
    return {
      values: this.#values,
      places: this.#places,
      kernels: this.#kernels,
      arenaBytes: 0,
      constants: new Map(),
      feeds: [],
      fetches: [],
      reads: [],
      writes: [],
    };
  }
}
