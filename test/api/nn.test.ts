/** Names of the nodes that `tf.nn` makes, and arguments that it refuses. */

import { beforeEach, describe, expect, it } from 'vitest';
import { getDefaultGraph, type NdArray, resetDefaultGraph, type Tensor } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';

beforeEach(() => resetDefaultGraph());

/** Names of what `build` adds. */
function added(build: () => unknown): string[] {
  const before = getDefaultGraph().getOperations().length;
  build();
  return getDefaultGraph()
    .getOperations()
    .slice(before)
    .map((node) => node.name);
}
const x = () => tf.placeholder('float32', [null, 4], { name: 'x' });

describe('dropout', () => {
  it('makes the nodes of x / keepProb · ⌊keepProb + U[0, 1)⌋', () => {
    const input = x();
    expect(added(() => tf.nn.dropout(input, 0.5))).toEqual([
      'dropout/keep_prob',
      'dropout/Shape',
      'dropout/random_uniform/min',
      'dropout/random_uniform/max',
      'dropout/random_uniform/RandomUniform',
      'dropout/random_uniform/sub',
      'dropout/random_uniform/mul',
      'dropout/random_uniform',
      'dropout/truediv',
      'dropout/add',
      'dropout/Floor',
      'dropout/mul',
    ]);
  });

  it('gives x back where everything is kept', () => {
    const input = x();
    expect(tf.nn.dropout(input, 1)).toBe(input);
    expect(tf.nn.dropout(input, { rate: 0 })).toBe(input);
  });

  it.each([
    [
      'keepProb 0',
      () => tf.nn.dropout(x(), 0),
      'keepProb must be a scalar tensor or a number in the range (0, 1], got 0',
    ],
    ['keepProb 1.5', () => tf.nn.dropout(x(), 1.5), 'in the range (0, 1], got 1.5'],
    [
      'rate 1',
      () => tf.nn.dropout(x(), { rate: 1 }),
      'rate must be a scalar tensor or a number in the range [0, 1), got 1',
    ],
    ['neither', () => tf.nn.dropout(x()), 'one of keepProb (what is kept) and rate (what is dropped)'],
    ['integers', () => tf.nn.dropout(tf.constant([1], { dtype: 'int32' }), 0.5), 'has to be a floating point tensor'],
    ['a vector of probabilities', () => tf.nn.dropout(x(), tf.zeros([2])), 'must be a scalar'],
  ])('refuses %s', (_, build, message) => {
    expect(build).toThrow(message);
  });

  it('drops whole rows with a noise shape, and keeps the mean', async () => {
    const kept = tf.nn.dropout(tf.ones([2000, 3]), 0.25, [2000, 1], { seed: 7 });
    using session = new tf.Session();
    const { data } = (await session.run(kept)) as NdArray<'float32'>;
    const rows = Array.from({ length: 2000 }, (_, i) => Array.from(data.slice(3 * i, 3 * i + 3)));
    expect(rows.every((row) => row.every((value) => value === row[0] && (value === 0 || value === 4)))).toBe(true);
    expect(rows.filter((row) => row[0] === 4).length / 2000).toBeCloseTo(0.25, 1);
  });
});

describe('cross entropies', () => {
  const labels = () => tf.placeholder('float32', [null, 4], { name: 'labels' });

  it('are called by name only', () => {
    const positional = tf.nn.softmaxCrossEntropyWithLogits as unknown as (a: Tensor, b: Tensor) => Tensor;
    expect(() => positional(x(), labels())).toThrow(
      'Only call `softmaxCrossEntropyWithLogits` with named arguments ({ labels, logits, ... }).',
    );
    const half = { logits: x() } as unknown as { logits: Tensor; labels: Tensor };
    expect(() => tf.nn.sigmoidCrossEntropyWithLogits(half)).toThrow('Both labels and logits must be given');
  });

  it('carry the name of the loss to the operation', () => {
    const loss = tf.nn.softmaxCrossEntropyWithLogits({ labels: labels(), logits: x() });
    expect(loss.name).toBe('softmax_cross_entropy_with_logits_sg/Reshape_2:0');
    const operation = getDefaultGraph().getOperationByName('softmax_cross_entropy_with_logits_sg');
    expect(operation.type).toBe('SoftmaxCrossEntropyWithLogits');
    const second = tf.nn.softmaxCrossEntropyWithLogitsV2({ labels: labels(), logits: x(), name: 'xent' });
    expect(second.name).toBe('xent/Reshape_2:0');
  });

  it('flow back into labels only in the second version', () => {
    const given = { labels: labels(), logits: x() };
    expect(tf.gradients(tf.nn.softmaxCrossEntropyWithLogits(given), given.labels)).toEqual([null]);
    expect(tf.gradients(tf.nn.softmaxCrossEntropyWithLogitsV2(given), given.labels)[0]).not.toBeNull();
  });

  it('of independent events are one composite', () => {
    const given = { labels: labels(), logits: x() };
    expect(added(() => tf.nn.sigmoidCrossEntropyWithLogits(given))).toEqual(
      ['zeros_like', 'GreaterEqual', 'Select', 'Neg', 'Select_1', 'mul', 'sub', 'Exp', 'Log1p', ''].map((name) =>
        `logistic_loss/${name}`.replace(/\/$/, ''),
      ),
    );
  });

  it('of class numbers stay flat for matrices', () => {
    const classes = tf.placeholder('int32', [null], { name: 'classes' });
    const loss = tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels: classes, logits: x() });
    expect(loss.op.name).toBe('SparseSoftmaxCrossEntropyWithLogits/SparseSoftmaxCrossEntropyWithLogits');
  });
});

describe('names of composites', () => {
  it.each([
    ['relu', () => tf.nn.relu(x(), { name: 'act' }), 'act'],
    ['softmax along axis 0', () => tf.nn.softmax(x(), 0), 'transpose_1'],
    ['crelu', () => tf.nn.crelu(x()), 'CRelu/Relu'],
    ['xwPlusB', () => tf.nn.xwPlusB(x(), tf.zeros([4, 2]), tf.zeros([2])), 'xw_plus_b'],
    ['reluLayer', () => tf.nn.reluLayer(x(), tf.zeros([4, 2]), tf.zeros([2]), { name: 'layer' }), 'layer'],
    ['l2Normalize', () => tf.nn.l2Normalize(x(), 1), 'l2_normalize'],
    [
      'batchNormalization',
      () => tf.nn.batchNormalization(x(), tf.zeros([4]), tf.ones([4]), null, null, 1e-3),
      'batchnorm/add_1',
    ],
    [
      'embeddingLookup',
      () => tf.nn.embeddingLookup(tf.zeros([9, 3]), tf.constant([1], { dtype: 'int32' })),
      'embedding_lookup/Identity',
    ],
    ['inTopK', () => tf.nn.inTopK(x(), tf.constant([1], { dtype: 'int32' }), 2), 'in_top_k/InTopKV2'],
    ['conv1d', () => tf.nn.conv1d(tf.zeros([1, 8, 2]), tf.zeros([3, 2, 5]), 2, 'SAME'), 'conv1d/Squeeze'],
  ])('%s', (_, build, name) => {
    expect(build().op.name).toBe(name);
  });

  it('moments', () => {
    const input = x();
    expect(added(() => tf.nn.moments(input, [0]))).toEqual(
      [
        'mean/reduction_indices',
        'mean',
        'StopGradient',
        'SquaredDifference',
        'variance/reduction_indices',
        'variance',
        'Squeeze',
        'Squeeze_1',
      ].map((name) => `moments/${name}`),
    );
  });
});

describe('small functions', () => {
  it('count zeros', async () => {
    using session = new tf.Session();
    expect(await session.run(tf.nn.zeroFraction(tf.constant([0, 1, 0, 2])))).toBe(0.5);
  });

  it('look rows up, with a dense gradient', async () => {
    const table = tf.constant([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    const rows = tf.nn.embeddingLookup(
      [table],
      tf.constant(
        [
          [2, 0],
          [2, 2],
        ],
        { dtype: 'int32' },
      ),
    );
    const [gradient] = tf.gradients(rows, table);
    using session = new tf.Session();
    const [values, slopes] = (await session.run([rows, gradient!])) as NdArray<'float32'>[];
    expect(values.toArray()).toEqual([
      [
        [5, 6],
        [1, 2],
      ],
      [
        [5, 6],
        [5, 6],
      ],
    ]);
    expect(slopes.toArray()).toEqual([
      [1, 1],
      [0, 0],
      [3, 3],
    ]);
  });

  it('look rows up in a table in parts', async () => {
    const parts = [tf.constant([[1], [2]]), tf.constant([[3], [4]]), tf.constant([[5]])];
    const ids = tf.placeholder('int32', [null, 2], { name: 'ids' });
    const dealt = tf.nn.embeddingLookup(parts, ids);
    const inRuns = tf.nn.embeddingLookup(parts, ids, { partitionStrategy: 'div' });
    expect([dealt.shape.toSymbolic(), inRuns.shape.toSymbolic()]).toEqual(['[ids.0, 2, 1]', '[ids.0, 2, 1]']);
    using session = new tf.Session();
    const numbers = [
      [0, 1],
      [4, 3],
    ];
    const values = (await session.run([dealt, inRuns], [[ids, numbers]])) as NdArray<'float32'>[];
    // Of five rows, parts of two, two and one have 0 and 3, 1 and 4, 2; or 0 and 1, 2 and 3, 4.
    expect(values.map((value) => [...value.data])).toEqual([
      [1, 3, 4, 2],
      [1, 2, 5, 4],
    ]);
  });

  it('take arrays and lists beside tensors as parts, and lists of numbers as one table', () => {
    const mixed = tf.nn.embeddingLookup([tf.ones([2, 2], { dtype: 'float64' }), [[3, 4]]], [0]);
    expect([mixed.dtype, mixed.op.type]).toEqual(['float64', 'Reshape']);
    const one = tf.nn.embeddingLookup([[1, 2]], [0]);
    expect([one.shape.toString(), one.op.type]).toEqual(['(1, 2)', 'Identity']);
  });

  it('refuse parts that are no table', () => {
    const parts = [tf.zeros([2, 2]), tf.zeros([2, 3])];
    expect(() => tf.nn.embeddingLookup(parts, [0])).toThrow('Dimension');
    expect(() => tf.nn.embeddingLookup([], [0])).toThrow('at least one table');
    const strategy = { partitionStrategy: 'some' } as never;
    expect(() => tf.nn.embeddingLookup(tf.zeros([2, 2]), [0], strategy)).toThrow(
      'Unrecognized partition strategy: some',
    );
  });
});
