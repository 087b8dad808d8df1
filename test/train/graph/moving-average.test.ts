import { beforeEach, expect, it } from 'vitest';
import { DTypeError, GraphKeys } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';

beforeEach(() => tf.resetDefaultGraph());

it('names averages after their variables and says what to restore them as', () => {
  const v = new tf.Variable([1, 2], { name: 'v' });
  const step = new tf.Variable(0, { name: 'step', trainable: false });
  const ema = new tf.train.ExponentialMovingAverage(0.9);
  expect(ema.average(v)).toBeNull();
  expect(ema.averageName(v)).toBe('v/ExponentialMovingAverage');
  const update = ema.apply();
  expect(update.name).toBe('ExponentialMovingAverage');
  expect(ema.average(v)?.name).toBe('v/ExponentialMovingAverage:0');
  expect(tf.getCollection(GraphKeys.MOVING_AVERAGE_VARIABLES)).toEqual([v]);
  const restored = ema.variablesToRestore();
  expect(Object.entries(restored)).toEqual(
    expect.arrayContaining([
      ['v/ExponentialMovingAverage', v],
      ['step', step],
    ]),
  );
  expect(Object.values(restored)).not.toContain(ema.average(v));
  expect(tf.getDefaultGraph().getOperationByName('ExponentialMovingAverage/AssignMovingAvg').type).toBe('AssignSub');
});

it('starts averages of other tensors at zero, and takes that out again if asked to', async () => {
  const x = tf.placeholder('float32', [2], { name: 'x' });
  const plain = new tf.train.ExponentialMovingAverage(0.75, { name: 'plain' });
  const fair = new tf.train.ExponentialMovingAverage(0.75, { name: 'fair', zeroDebias: true });
  const update = tf.group(plain.apply([x]), fair.apply([x]));
  using session = new tf.Session();
  await session.run(tf.globalVariablesInitializer());
  const read = async () => {
    const [a, b] = await session.run([plain.average(x)!, fair.average(x)!]);
    return [(a as tf.NdArray).toArray(), (b as tf.NdArray).toArray()];
  };
  await session.run(update, [[x, [4, 8]]]);
  expect(await read()).toEqual([
    [1, 2],
    [4, 8],
  ]);
  await session.run(update, [[x, [0, 8]]]);
  const [biased, unbiased] = (await read()) as number[][];
  expect(biased).toEqual([0.75, 3.5]);
  // 0.25 · (0.75 · 4 + 0) / (1 − 0.75²)
  expect(unbiased[0]).toBeCloseTo(0.75 / (1 - 0.75 ** 2), 5);
  expect(unbiased[1]).toBeCloseTo(8, 5);
});

it('averages floating-point values only', () => {
  const count = new tf.Variable(tf.constant(1, { dtype: 'int32' }), { name: 'count' });
  expect(() => new tf.train.ExponentialMovingAverage(0.9).apply([count])).toThrow(DTypeError);
});
