import { describe, expect, it } from 'vitest';
import { chainsOf, everyChain } from '../../../engine/backends/cpu/chains.ts';
import type { Kernel, Place, Plan } from '../../../engine/compiler/index.ts';
import * as tf from '../../../engine/index.ts';
import { broadcastView, identityView, load, type Operand, plus } from '../../../engine/ops/kernel-language/index.ts';

/** A plan under construction: values at places of the test's choice. */
class Draft {
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
  /** Beginning and end of each chain. */
  chains(options = everyChain): number[][] {
    const plan: Plan = {
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
    return chainsOf(plan, options).map(({ begin, end }) => [begin, end]);
  }
}

const [ROWS, COLUMNS] = [24, 10];
const MATRIX = 4 * ROWS * COLUMNS;

/** x in a variable, a matrix and a column in the arena. */
function normalisation(): { draft: Draft; x: number; y: number; column: number } {
  const draft = new Draft();
  const x = draft.value([ROWS, COLUMNS], 'x');
  const column = draft.value([ROWS, 1], 0);
  const y = draft.value([ROWS, COLUMNS], 'y');
  draft.sum(column, x, [1]).map(y, x, column);
  return { draft, x, y, column };
}

describe('chains of kernels', () => {
  it('go from a reduction of rows to what uses it', () => {
    expect(normalisation().draft.chains()).toEqual([[0, 2]]);
  });
  it('go on while rows are the same', () => {
    const { draft, y } = normalisation();
    const after = draft.value([ROWS, COLUMNS], 128);
    expect(draft.map(after, y).chains()).toEqual([[0, 3]]);
  });
  it('may work in place', () => {
    const { draft, y } = normalisation();
    const inPlace = draft.value([ROWS, COLUMNS], 'y');
    expect(draft.map(inPlace, y).chains()).toEqual([[0, 3]]);
  });
  it('share a row of weights', () => {
    const { draft, y } = normalisation();
    const weights = draft.value([COLUMNS], 'weights');
    const after = draft.value([ROWS, COLUMNS], 128);
    expect(draft.map(after, y, weights).chains()).toEqual([[0, 3]]);
  });
  it('end where rows are reduced', () => {
    const { draft, y } = normalisation();
    const sums = draft.value([COLUMNS], 128);
    expect(draft.sum(sums, y, [0]).chains()).toEqual([[0, 2]]);
  });
  it('end where rows are read across', () => {
    const draft = new Draft();
    const x = draft.value([ROWS, ROWS], 'x');
    const y = draft.value([ROWS, ROWS], 'y');
    const z = draft.value([ROWS, ROWS], 'z');
    draft.map(y, x).turned(z, y);
    expect(draft.chains()).toEqual([]);
  });
  it('end where memory of other values is used again', () => {
    const { draft, y } = normalisation();
    // Rows of this one lie over the column that the first rows of the next block still need.
    const over = draft.value([ROWS, COLUMNS], 0);
    expect(draft.map(over, y).chains()).toEqual([[0, 2]]);
  });
  it('end where memory overlaps in part', () => {
    const draft = new Draft();
    const x = draft.value([ROWS, COLUMNS], 0);
    const y = draft.value([ROWS, COLUMNS], MATRIX);
    const z = draft.value([ROWS, COLUMNS], MATRIX / 2);
    expect(draft.map(y, x).map(z, y).chains()).toEqual([]);
  });
  it('end where the next kernel has nothing to do with them', () => {
    const { draft } = normalisation();
    const [p, q] = ['p', 'q'].map((name) => draft.value([ROWS, COLUMNS], name));
    expect(draft.map(p, q).chains()).toEqual([[0, 2]]);
  });
  it('take the rows that the longest chain has', () => {
    const draft = new Draft();
    const shape = [4, 6, 10];
    const [x, y] = ['x', 'y'].map((name) => draft.value(shape, name));
    const sums = draft.value([4, 1, 1], 0);
    // Rows of 10 for the first, of 60 for the other two.
    draft.map(y, x).sum(sums, y, [1, 2]).map(draft.value(shape, 'z'), y, sums);
    expect(draft.chains()).toEqual([[0, 3]]);
  });
  it('are not worth it for what fits a cache', () => {
    expect(normalisation().draft.chains({})).toEqual([]);
    const large = new Draft();
    const x = large.value([4096, 4096], 'x');
    const column = large.value([4096, 1], 0);
    large.sum(column, x, [1]).map(large.value([4096, 4096], 'y'), x, column);
    expect(large.chains({})).toEqual([[0, 2]]);
  });
});

describe('a session with chains', () => {
  const rows = 131;
  const normalised = (x: tf.Tensor) => {
    const [mean, variance] = tf.nn.moments(x, [1], { keepDims: true });
    return tf.nn.softmax(x.sub(mean).div(tf.sqrt(variance.add(1e-5))));
  };
  const input = Float32Array.from({ length: rows * 37 }, (_, i) => Math.sin(i * i));

  it.each([1, 3])('computes the same on %i threads', async (threads) => {
    const x = tf.placeholder('float32', [rows, 37]);
    const y = normalised(x);
    const results = await Promise.all(
      (['webAssembly', 'javascript'] as const).map(async (kernels) => {
        const session = new tf.Session({ config: { kernels, intraOpParallelismThreads: threads } });
        const result = await session.run(y, [[x, new tf.NdArray('float32', [rows, 37], input)]]);
        return (result as tf.NdArray).data as Float32Array;
      }),
    );
    const [blocks, whole] = results;
    const worst = blocks.reduce((most, value, i) => Math.max(most, Math.abs(value - whole[i]) / whole[i]), 0);
    expect(worst).toBeLessThan(1e-5);
  });

  it.each([2, 3, 6, 7, 13])('computes all of %i rows of one element, whose reduction has no blocks', async (count) => {
    const x = tf.placeholder('float32', [count, 1]);
    const values = Float32Array.from({ length: count }, (_, i) => i + 0.5);
    using session = new tf.Session({ config: { kernels: 'webAssembly' } });
    const zeros = x.sub(tf.reduceMax(x, { axis: 1, keepDims: true }));
    const result = await session.run(zeros, [[x, new tf.NdArray('float32', [count, 1], values)]]);
    expect([...((result as tf.NdArray).data as Float32Array)]).toEqual(new Array(count).fill(0));
  });
});
