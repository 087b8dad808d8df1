/** Gradients between computing and applying them: clipped together, one by one, given, and left out. */

import { beforeEach, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';

beforeEach(() => tf.resetDefaultGraph());

/** Of ½·(w² + u²): each gradient is the variable itself, and their global norm is 13. */
function quadratic() {
  const w = new tf.Variable([3, 4], { name: 'w' });
  const u = new tf.Variable(12, { name: 'u' });
  const unused = new tf.Variable(1, { name: 'unused' });
  const loss = tf.nn.l2Loss(w).add(tf.nn.l2Loss(u));
  return { w, u, unused, loss };
}

async function after(step: tf.Operation, { w, u, unused }: ReturnType<typeof quadratic>) {
  using sess = new tf.Session();
  await sess.run(tf.globalVariablesInitializer());
  await sess.run(step);
  const [ofW, ofU, ofUnused] = await sess.run([w, u, unused]);
  return [...ofW.data, ofU, ofUnused].map((value) => Number(value.toFixed(5)));
}

it('by the global norm: one factor for all', async () => {
  const model = quadratic();
  const optimizer = new tf.train.GradientDescentOptimizer(1);
  const pairs = optimizer.computeGradients(model.loss);
  expect(pairs.map(([gradient, variable]) => [gradient === null, variable.op.name])).toEqual([
    [false, 'w'],
    [false, 'u'],
    [true, 'unused'],
  ]);
  const [clipped, norm] = tf.clipByGlobalNorm(
    pairs.map(([gradient]) => gradient),
    1.3,
  );
  expect(clipped[2]).toBeNull();
  const step = optimizer.applyGradients(pairs.map(([, variable], i) => [clipped[i], variable] as const));
  expect(await after(step, model)).toEqual([2.7, 3.6, 10.8, 1]);
  using sess = new tf.Session();
  await sess.run(tf.globalVariablesInitializer());
  expect(await sess.run(norm)).toBe(13);
});

it('one by one, before momentum', async () => {
  const model = quadratic();
  const optimizer = new tf.train.MomentumOptimizer(0.1, 0.9, { useNesterov: true });
  const pairs = optimizer
    .computeGradients(model.loss, [model.w, model.u])
    .map(([gradient, variable]) => [tf.clipByValue(gradient!, -1, 3.5), variable] as const);
  // The accumulated gradient is the gradient itself at first: 0.1 · (g + 0.9 · g).
  expect(await after(optimizer.applyGradients(pairs), model)).toEqual([2.43, 3.335, 11.335, 1]);
  expect(optimizer.getSlotNames()).toEqual(['momentum']);
  expect(optimizer.getSlot(model.w, 'momentum')!.name).toBe('w/Momentum:0');
  expect(optimizer.getSlot(model.unused, 'momentum')).toBeNull();
});

it('of gradients of any tensors, weighted', async () => {
  const model = quadratic();
  const [ofW] = tf.gradients([model.w.mul(2), model.w.mul(model.u)], [model.w], { gradYs: [[1, 10], null] });
  const step = new tf.train.GradientDescentOptimizer(1).applyGradients([[tf.clipByNorm(ofW!, 5), model.w]]);
  // (2 · 1 + 12, 2 · 10 + 12) = (14, 32), scaled to a norm of 5.
  const factor = 5 / Math.hypot(14, 32);
  const expected = [3 - 14 * factor, 4 - 32 * factor].map((value) => Number(value.toFixed(5)));
  expect(await after(step, model)).toEqual([...expected, 12, 1]);
});
