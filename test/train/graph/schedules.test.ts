import { beforeEach, describe, expect, it } from 'vitest';
import { DTypeError } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';

beforeEach(() => tf.resetDefaultGraph());

const names = () =>
  tf
    .getDefaultGraph()
    .getOperations()
    .map((op) => op.name);

describe('schedules', () => {
  it('build under TensorFlow’s names, the result under the scope’s own', () => {
    const step = tf.placeholder('int64', [], { name: 'step' });
    const rate = tf.train.exponentialDecay(0.1, step, 10, 0.5, { staircase: true });
    expect(rate.name).toBe('ExponentialDecay:0');
    expect(names()).toEqual([
      'step',
      'ExponentialDecay/initial_learning_rate',
      'ExponentialDecay/Cast/x',
      'ExponentialDecay/Cast_1/x',
      'ExponentialDecay/Cast_2',
      'ExponentialDecay/truediv',
      'ExponentialDecay/Floor',
      'ExponentialDecay/Pow',
      'ExponentialDecay',
    ]);
    expect(tf.train.polynomialDecay(0.1, step, 5, { name: 'mine' }).name).toBe('mine:0');
  });

  it('take the global step, a variable', async () => {
    const step = tf.train.getOrCreateGlobalStep();
    const rate = tf.train.inverseTimeDecay(1, step, 1, 1);
    const next = step.assignAdd(1);
    using session = new tf.Session();
    await session.run(tf.globalVariablesInitializer());
    const seen: unknown[] = [];
    for (let i = 0; i < 3; i++) {
      seen.push(await session.run(rate));
      await session.run(next);
    }
    expect(seen).toEqual([1, 0.5, Math.fround(1 / 3)]);
  });

  it('keep a float64 learning rate float64', () => {
    const rate = tf.train.cosineDecay(tf.constant(0.1, { dtype: 'float64' }), tf.train.getOrCreateGlobalStep(), 10);
    expect(rate.dtype).toBe('float64');
  });

  it('say what is wrong', () => {
    const step = tf.placeholder('int32', []);
    expect(() => tf.train.exponentialDecay(0.1, null as never, 10, 0.5)).toThrow('globalStep is required');
    expect(() => tf.train.piecewiseConstant(step, [1, 2], [1, 2])).toThrow(
      'The length of boundaries should be 1 less than the length of values, but there are 2 boundaries and 2 values.',
    );
    expect(() => tf.train.piecewiseConstant(step, [1.5], [1, 2])).toThrow(DTypeError);
    const wide = tf.constant(1, { dtype: 'float64' });
    expect(() => tf.train.piecewiseConstant(step, [1], [tf.constant(1), wide])).toThrow('same dtype');
  });

  it('takes int32 boundaries for an int64 step', async () => {
    const step = tf.placeholder('int64', []);
    const rate = tf.train.piecewiseConstant(step, [tf.constant(2, { dtype: 'int32' }), 4], [1, 0.5, 0.25]);
    using session = new tf.Session();
    const at = (s: number) => session.run(rate, [[step, s]]);
    expect([await at(0), await at(2), await at(3), await at(4), await at(5)]).toEqual([1, 1, 0.5, 0.5, 0.25]);
  });
});
