import { describe, expect, it } from 'vitest';
import { chainsOf, everyChain } from '../../../engine/backends/cpu/chains.ts';
import * as tf from '../../../engine/index.ts';
import { DraftPlan } from './draft-plan.ts';

/** Beginning and end of each chain. */
const chainsIn = (draft: DraftPlan, options = everyChain): number[][] =>
  chainsOf(draft.plan(), options).map(({ begin, end }) => [begin, end]);

const [ROWS, COLUMNS] = [24, 10];
const MATRIX = 4 * ROWS * COLUMNS;

/** x in a variable, a matrix and a column in the arena. */
function normalisation(): { draft: DraftPlan; x: number; y: number; column: number } {
  const draft = new DraftPlan();
  const x = draft.value([ROWS, COLUMNS], 'x');
  const column = draft.value([ROWS, 1], 0);
  const y = draft.value([ROWS, COLUMNS], 'y');
  draft.sum(column, x, [1]).map(y, x, column);
  return { draft, x, y, column };
}

describe('chains of kernels', () => {
  it('go from a reduction of rows to what uses it', () => {
    expect(chainsIn(normalisation().draft)).toEqual([[0, 2]]);
  });
  it('go on while rows are the same', () => {
    const { draft, y } = normalisation();
    const after = draft.value([ROWS, COLUMNS], 128);
    expect(chainsIn(draft.map(after, y))).toEqual([[0, 3]]);
  });
  it('may work in place', () => {
    const { draft, y } = normalisation();
    const inPlace = draft.value([ROWS, COLUMNS], 'y');
    expect(chainsIn(draft.map(inPlace, y))).toEqual([[0, 3]]);
  });
  it('share a row of weights', () => {
    const { draft, y } = normalisation();
    const weights = draft.value([COLUMNS], 'weights');
    const after = draft.value([ROWS, COLUMNS], 128);
    expect(chainsIn(draft.map(after, y, weights))).toEqual([[0, 3]]);
  });
  it('end where rows are reduced', () => {
    const { draft, y } = normalisation();
    const sums = draft.value([COLUMNS], 128);
    expect(chainsIn(draft.sum(sums, y, [0]))).toEqual([[0, 2]]);
  });
  it('end where rows are read across', () => {
    const draft = new DraftPlan();
    const x = draft.value([ROWS, ROWS], 'x');
    const y = draft.value([ROWS, ROWS], 'y');
    const z = draft.value([ROWS, ROWS], 'z');
    draft.map(y, x).turned(z, y);
    expect(chainsIn(draft)).toEqual([]);
  });
  it('end where memory of other values is used again', () => {
    const { draft, y } = normalisation();
    // Rows of this one lie over the column that the first rows of the next block still need.
    const over = draft.value([ROWS, COLUMNS], 0);
    expect(chainsIn(draft.map(over, y))).toEqual([[0, 2]]);
  });
  it('end where memory overlaps in part', () => {
    const draft = new DraftPlan();
    const x = draft.value([ROWS, COLUMNS], 0);
    const y = draft.value([ROWS, COLUMNS], MATRIX);
    const z = draft.value([ROWS, COLUMNS], MATRIX / 2);
    expect(chainsIn(draft.map(y, x).map(z, y))).toEqual([]);
  });
  it('end where the next kernel has nothing to do with them', () => {
    const { draft } = normalisation();
    const [p, q] = ['p', 'q'].map((name) => draft.value([ROWS, COLUMNS], name));
    expect(chainsIn(draft.map(p, q))).toEqual([[0, 2]]);
  });
  it('take the rows that the longest chain has', () => {
    const draft = new DraftPlan();
    const shape = [4, 6, 10];
    const [x, y] = ['x', 'y'].map((name) => draft.value(shape, name));
    const sums = draft.value([4, 1, 1], 0);
    // Rows of 10 for the first, of 60 for the other two.
    draft.map(y, x).sum(sums, y, [1, 2]).map(draft.value(shape, 'z'), y, sums);
    expect(chainsIn(draft)).toEqual([[0, 3]]);
  });
  it('are not worth it for what fits a cache', () => {
    expect(chainsIn(normalisation().draft, {})).toEqual([]);
    const large = new DraftPlan();
    const x = large.value([4096, 4096], 'x');
    const column = large.value([4096, 1], 0);
    large.sum(column, x, [1]).map(large.value([4096, 4096], 'y'), x, column);
    expect(chainsIn(large, {})).toEqual([[0, 2]]);
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
