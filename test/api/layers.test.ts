/** What `tf.layers` refuses, shares and keeps. Numbers, names and nodes: test/golden/libraries. */

import { beforeEach, describe, expect, it } from 'vitest';
import { resetDefaultGraph } from '../../engine/graph/index.ts';
import * as tf from '../../engine/index.ts';

beforeEach(() => resetDefaultGraph());

const names = (variables: readonly tf.Variable[]) => variables.map((variable) => variable.op.name);
const open = (...sizes: (number | null)[]) => tf.placeholder('float32', sizes);

describe('shapes', () => {
  it('are known as far as those of the inputs', () => {
    const image = open(null, 28, 28, 1);
    const shapes = [
      tf.layers.conv2d(image, 32, 5, { padding: 'same' }),
      tf.layers.conv2d(image, 32, 5, 2),
      tf.layers.maxPooling2d(image, 2, 2),
      tf.layers.flatten(image),
      tf.layers.dense(image, 10),
      tf.layers.conv2dTranspose(image, 4, 3, 2),
      tf.layers.conv2dTranspose(image, 4, 3, 2, 'same'),
      tf.layers.batchNormalization(image, { training: true }),
    ].map((x) => x.shape.asList());
    expect(shapes).toEqual([
      [null, 28, 28, 32],
      [null, 12, 12, 32],
      [null, 14, 14, 1],
      [null, 784],
      [null, 28, 28, 10],
      [null, 57, 57, 4],
      [null, 56, 56, 4],
      [null, 28, 28, 1],
    ]);
  });
});

/** Nodes that TensorFlow 1.15 makes, which 2.x, where the fixtures come from, makes otherwise. */
describe('nodes of 1.15', () => {
  it('flatten takes the batch from the shape where it is not known', () => {
    tf.layers.flatten(tf.placeholder('float32', [null, 2, 3], { name: 'x' }));
    expect(
      names(
        tf
          .getDefaultGraph()
          .getOperations()
          .map((op) => ({ op }) as tf.Variable),
      ),
    ).toEqual([
      'x',
      'flatten/Shape',
      'flatten/strided_slice/stack',
      'flatten/strided_slice/stack_1',
      'flatten/strided_slice/stack_2',
      'flatten/strided_slice',
      'flatten/Reshape/shape/1',
      'flatten/Reshape/shape',
      'flatten/Reshape',
    ]);
  });

  it('images are normalized in one operation', () => {
    const y = tf.layers.batchNormalization(open(null, 4, 4, 3), { training: true });
    expect(y.op.type).toBe('FusedBatchNormV3');
    expect(y.op.name).toBe('batch_normalization/FusedBatchNormV3');
    expect(tf.layers.batchNormalization(open(null, 4, 4, 3), { fused: false }).op.type).toBe('Add');
  });
});

describe('what does not fit', () => {
  it.each([
    ['a last size that is not known', () => tf.layers.dense(open(null, null), 2), 'The last dimension of the inputs'],
    ['a vector', () => tf.layers.dense(open(3), 2), 'Input 0 of layer dense is incompatible with the layer'],
    ['whole numbers', () => tf.layers.dense(tf.constant([[1]], 'int32'), 2), 'non-floating point dtype int32'],
    ['three axes', () => tf.layers.conv2d(open(null, 28, 28), 2, 3), 'expected ndim=4, found ndim=3'],
    [
      'a word for padding',
      () => tf.layers.conv2d(open(1, 4, 4, 1), 2, 3, 1, 'full' as never),
      "one of 'valid', 'same'",
    ],
    ['three sizes', () => tf.layers.conv2d(open(1, 4, 4, 1), 2, [1, 2, 3]), 'kernelSize argument must be'],
    ['no kernel', () => tf.layers.conv2d(open(1, 4, 4, 1), 2), 'tf.layers.conv2d needs kernelSize.'],
    [
      'other sizes for a name',
      () => {
        tf.layers.dense(open(null, 3), 2, { name: 'a' });
        tf.layers.dense(open(null, 4), 2, { name: 'a', reuse: true });
      },
      'Trying to share variable a/kernel, but specified shape (4, 2) and found shape (3, 2).',
    ],
    [
      'a name that is taken',
      () => {
        tf.layers.dense(open(null, 3), 2, { name: 'a' });
        tf.layers.dense(open(null, 3), 2, { name: 'a' });
      },
      'Variable a/kernel already exists, disallowed.',
    ],
    ['a name that is not', () => tf.layers.dense(open(null, 3), 2, { name: 'b', reuse: true }), 'does not exist'],
    ['fused vectors', () => tf.layers.batchNormalization(open(null, 3), { fused: true }), 'Unsupported axis'],
    [
      'moments in training',
      () => tf.nn.fusedBatchNorm(open(1, 1, 1, 1), [1], [0], [0], [1]),
      "Both 'mean' and 'variance' must be left out",
    ],
  ])('is refused: %s', (_, build, message) => {
    expect(build).toThrow(message);
  });
});

describe('variables', () => {
  it('are named by the layer, its scope and nothing else', () => {
    const x = open(null, 3);
    tf.nameScope('outer', () => tf.layers.dense(x, 2));
    tf.variableScope('model', () => [
      tf.layers.dense(x, 2),
      tf.layers.dense(x, 2),
      tf.layers.dense(x, 2, { name: 'top' }),
    ]);
    tf.layers.batchNormalization(x);
    expect(names(tf.globalVariables()).filter((name) => !name.endsWith('bias'))).toEqual([
      'dense/kernel',
      'model/dense/kernel',
      'model/dense_1/kernel',
      'model/top/kernel',
      'batch_normalization/gamma',
      'batch_normalization/beta',
      'batch_normalization/moving_mean',
      'batch_normalization/moving_variance',
    ]);
    expect(names(tf.trainableVariables()).filter((name) => name.includes('moving'))).toEqual([]);
  });

  it('are shared by a layer that is applied again, and kept by it', () => {
    const layer = new tf.layers.Dense(2, tf.nn.relu, { kernelConstraint: (w) => tf.abs(w) });
    expect(layer.built).toBe(false);
    layer.apply(open(null, 3));
    const y = layer.apply(open(null, 3));
    expect(y.op.name).toBe('dense/Relu_1');
    expect(names(layer.variables)).toEqual(['dense/kernel', 'dense/bias']);
    expect(layer.kernel).toBe(layer.weights[0]);
    expect(layer.kernel!.constraint).not.toBeNull();
    expect([layer.name, layer.scopeName]).toEqual(['dense', 'dense']);
    expect(names(tf.globalVariables())).toEqual(['dense/kernel', 'dense/bias']);
  });

  it('go by the variable scope where the layer says nothing', async () => {
    const options = { initializer: tf.onesInitializer, regularizer: tf.regularizers.l2(1) };
    const y = tf.variableScope('s', options, () => tf.layers.dense([[1, 2]], 1));
    using session = new tf.Session();
    await session.run(tf.globalVariablesInitializer());
    expect((await session.run(y)).toArray()).toEqual([[3]]);
    expect(tf.losses.getRegularizationLosses().length).toBe(2);
  });
});

it('adds losses of variables once, and of results over the number of examples', async () => {
  const x = tf.constant([
    [1, 2],
    [3, 4],
  ]);
  const options = {
    name: 'a',
    kernelInitializer: tf.onesInitializer,
    kernelRegularizer: (w: tf.Variable) => tf.reduceSum(w),
    activityRegularizer: (y: tf.Tensor) => tf.reduceSum(y),
    reuse: tf.AUTO_REUSE,
  } as const;
  tf.layers.dense(x, 1, options);
  tf.layers.dense(x, 1, options);
  const losses = tf.losses.getRegularizationLosses();
  using session = new tf.Session();
  await session.run(tf.globalVariablesInitializer());
  expect(await session.run(losses)).toEqual([2, 5, 5]);
});

describe('training that a tensor says', () => {
  it('drops, or does not', async () => {
    const training = tf.placeholder('bool', []);
    const y = tf.layers.dropout(tf.ones([1000]), { rate: 0.25, training, seed: 1 });
    using session = new tf.Session();
    const kept = async (value: boolean) =>
      (await session.run(tf.reduceMean(tf.cast(tf.greater(y, 0), 'float32')), [[training, value]])) as number;
    expect(await kept(false)).toBe(1);
    expect(await kept(true)).toBeCloseTo(0.75, 1);
  });

  it.each([
    ['in one operation', [4, 1, 1, 2], true],
    ['in several', [4, 2], false],
  ] as const)('normalizes by the batch, or by averages, which only training moves: %s', async (_, shape, isFused) => {
    const numbers = (value: unknown) => [...(value as tf.NdArray<'float32'>).data];
    const training = tf.placeholder('bool', []);
    const x = tf.reshape(tf.constant([0, 10, 2, 20, 4, 30, 6, 40]), shape);
    const y = tf.layers.batchNormalization(x, { training, momentum: 0.5 });
    const updates = tf.group(tf.getCollection<tf.Operation>(tf.GraphKeys.UPDATE_OPS));
    const [mean, variance] = tf.globalVariables().filter(({ op }) => op.name.includes('moving'));
    using session = new tf.Session();
    await session.run(tf.globalVariablesInitializer());
    await session.run(updates, [[training, false]]);
    expect(numbers(await session.run(mean))).toEqual([0, 0]);
    const still = numbers(await session.run(y, [[training, false]]));
    expect(still[1]).toBeCloseTo(10 / Math.sqrt(1.001), 3);
    await session.run(updates, [[training, true]]);
    expect(numbers(await session.run(mean))).toEqual([1.5, 12.5]);
    // The variance 5 of four numbers stands for 20/3 of all.
    expect(numbers(await session.run(variance))[0]).toBeCloseTo(isFused ? 0.5 + 10 / 3 : 3, 4);
    const normal = numbers(await session.run(y, [[training, true]]));
    expect(normal[0]).toBeCloseTo(-3 / Math.sqrt(5.001), 4);
  });
});

it('trains a small network', async () => {
  tf.setRandomSeed(3);
  const x = tf.constant([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]);
  const hidden = tf.layers.dense(x, 8, tf.tanh);
  const logits = tf.layers.dense(hidden, 1);
  const loss = tf.losses.sigmoidCrossEntropy([[0], [1], [1], [0]], logits);
  const step = new tf.train.AdamOptimizer(0.1).minimize(loss);
  using session = new tf.Session();
  await session.run(tf.globalVariablesInitializer());
  for (let i = 0; i < 150; i++) await session.run(step);
  expect(await session.run(loss)).toBeLessThan(0.05);
});
