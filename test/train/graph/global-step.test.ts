import { beforeEach, expect, it } from 'vitest';
import { DTypeError, GraphError, GraphKeys } from '../../../engine/graph/index.ts';
import * as tf from '../../../engine/index.ts';

beforeEach(() => tf.resetDefaultGraph());

it('is an int64 variable named global_step whatever the scope, outside the trainable ones', () => {
  const step = tf.nameScope('train', () => tf.train.getOrCreateGlobalStep());
  expect(String(step)).toBe("<tf.Variable 'global_step:0' shape=() dtype=int64_ref>");
  expect(step.initialValue.name).toBe('global_step/Initializer/zeros:0');
  expect(tf.trainableVariables()).toEqual([]);
  expect(tf.getCollection(GraphKeys.GLOBAL_STEP)).toEqual([step]);
  expect(tf.train.getOrCreateGlobalStep()).toBe(step);
  expect(() => tf.train.createGlobalStep()).toThrow('"global_step" already exists.');
});

it('is null where there is none, and found by name in a graph that came without collections', () => {
  expect(tf.train.getGlobalStep()).toBeNull();
  const byName = new tf.Variable(tf.constant(0, { dtype: 'int32' }), { name: 'global_step', trainable: false });
  expect(tf.train.getGlobalStep()).toBe(byName.asGraphElement());
});

it('must be a whole number of rank 0', () => {
  expect(() => tf.train.assertGlobalStep(tf.constant(1))).toThrow(DTypeError);
  expect(() => tf.train.assertGlobalStep(tf.constant([1], { dtype: 'int64' }))).toThrow(GraphError);
  expect(() => tf.train.assertGlobalStep(3 as never)).toThrow('must be a Variable or Tensor: 3.');
});

it('is read from a session as a number', async () => {
  const step = tf.train.getOrCreateGlobalStep();
  const w = new tf.Variable(1);
  const train = new tf.train.GradientDescentOptimizer(0.1).minimize(tf.square(w), { globalStep: step });
  using session = new tf.Session();
  await session.run(tf.globalVariablesInitializer());
  for (let i = 0; i < 3; i++) await session.run(train);
  expect(await tf.train.globalStep(session, step)).toBe(3);
});
