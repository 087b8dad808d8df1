/** The sums that optimizers make of a row's slices are left to the kernels of the updates. */

import { beforeEach, describe, expect, it } from 'vitest';
import { prune, runInputs } from '../../engine/compiler/index.ts';
import * as tf from '../../engine/index.ts';

beforeEach(() => tf.resetDefaultGraph());

/** Rows of a table, some of them twice, and one step of Adagrad: its accumulator starts at 0.1. */
function update(controlInputs: readonly tf.Operation[] = []) {
  const table = new tf.Variable([[1], [2], [3]], { name: 'table' });
  const looked = tf.nn.embeddingLookup(table, tf.constant([2, 0, 2], 'int32'));
  const loss = tf.reduceSum(looked.mul([[1], [10], [3]]));
  const optimizer = new tf.train.AdagradOptimizer(1);
  const train = tf.controlDependencies(controlInputs, () => optimizer.minimize(loss));
  const node = (type: string) => train.graph.getOperations().find((op) => op.type === type)!;
  return { table, train, node };
}

/** Gradients 10, 0 and 1 + 3: what is subtracted is the gradient over the root of its square and 0.1. */
const stepped = [1 - 10 / Math.sqrt(100.1), 2, 3 - 4 / Math.sqrt(16.1)];

async function run(train: tf.Operation, table: tf.Variable, more: tf.Tensor[] = [], feeds: tf.Feeds = []) {
  using sess = new tf.Session();
  await sess.run(tf.globalVariablesInitializer());
  const values = await sess.run([train, ...more], feeds);
  const found = (await sess.run(table)) as tf.NdArray;
  return { table: Array.from(found.data as Float32Array), values };
}

const closeTo = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 5));

describe('the sum of duplicates before a sparse update', () => {
  it('is in the graph, and is not run', async () => {
    const { table, train, node } = update();
    const types = prune([], [train], () => false).map(({ type }) => type);
    expect(types).toContain('SparseApplyAdagrad');
    expect(types).not.toContain('Unique');
    expect(types).not.toContain('UnsortedSegmentSum');
    expect(node('SparseApplyAdagrad').inputs.map(({ op }) => op.type)).toContain('UnsortedSegmentSum');
    expect((await run(train, table)).table).toEqual(closeTo(stepped));
  });

  it('is made of clipped gradients, too: rows that were not looked up stay as they are', async () => {
    const table = new tf.Variable([[1], [2], [3]], { name: 'table' });
    const looked = tf.nn.embeddingLookup(table, tf.constant([2, 0, 2], 'int32'));
    // Ftrl would set a row without gradients to 0.
    const optimizer = new tf.train.FtrlOptimizer(0.1);
    const pairs = optimizer.computeGradients(tf.reduceSum(looked));
    const [clipped] = tf.clipByGlobalNorm(
      pairs.map(([gradient]) => gradient),
      1,
    );
    const train = optimizer.applyGradients(clipped.map((gradient, i) => [gradient, pairs[i][1]]));
    const types = prune([], [train], () => false).map(({ type }) => type);
    expect(types).toContain('SparseApplyFtrl');
    expect((await run(train, table)).table[1]).toBe(2);
  });

  it('is still there to be fetched', async () => {
    const { table, train, node } = update();
    const [rows, sums] = [node('Unique').outputs[0], node('SparseApplyAdagrad').inputs[3]];
    const found = await run(train, table, [rows, sums]);
    expect(found.values.slice(1).map((value) => (value as unknown as tf.NdArray).toArray())).toEqual([
      [2, 0],
      [[4], [10]],
    ]);
    expect(found.table).toEqual(closeTo(stepped));
  });

  it('is run where something of it is fed', async () => {
    const { table, train, node } = update();
    const sums = node('SparseApplyAdagrad').inputs[3];
    const found = await run(train, table, [], [[sums, [[1], [2]]]]);
    expect(found.table).toEqual(closeTo([1 - 2 / Math.sqrt(4.1), 2, 3 - 1 / Math.sqrt(1.1)]));
  });

  it('is run where it waits for something', async () => {
    const count = new tf.Variable(0, { name: 'count' });
    const { table, train, node } = update([tf.assignAdd(count, 1).op]);
    const read = runInputs(() => false);
    expect(read(node('SparseApplyAdagrad'))).toEqual(node('SparseApplyAdagrad').inputs);
    const found = await run(train, table, [tf.controlDependencies([train], () => tf.identity(count))]);
    expect(found.values[1]).toBe(1);
    expect(found.table).toEqual(closeTo(stepped));
  });
});
