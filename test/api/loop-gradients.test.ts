/** Gradients through loops: what is refused and what is kept. Numbers are compared in test/golden and test/gradients. */

import { describe, expect, it } from 'vitest';
import * as tf from '../../engine/index.ts';

const square = (x: tf.Tensor, options: object = {}) =>
  tf.whileLoop(
    (i) => i.less(3),
    (i, a) => [i.add(1), tf.square(a)],
    [tf.constant(0, 'int32'), x],
    options,
  )[1];

describe('the gradient of a loop', () => {
  it('is none where backProp is false', () =>
    new tf.Graph().asDefault(() => {
      const x = tf.constant(1.1);
      expect(tf.gradients(square(x, { backProp: false }), x)).toEqual([null]);
      expect(tf.gradients(square(x), x)[0]).not.toBeNull();
    }));

  it('has no gradient of its own', () =>
    new tf.Graph().asDefault(() => {
      const x = tf.constant(1.1);
      const [first] = tf.gradients(square(x), x);
      expect(() => tf.gradients(first!, x)).toThrow('Second-order gradient for while loops not supported');
    }));

  it('cannot be made of nodes alone', () => {
    const graph = new tf.Graph();
    graph.asDefault(() => square(tf.placeholder('float32', [], { name: 'x' })));
    const copy = new tf.Graph();
    copy.asDefault(() => {
      tf.importGraphDef(graph.asGraphDef(), { name: '' });
      const [y, x] = ['while/Exit_1:0', 'x:0'].map((name) => copy.getTensorByName(name));
      expect(() => tf.gradients(y, x)).toThrow("the loop that 'while/Exit_1' leaves cannot be made");
    });
  });

  it('keeps what it needs in the forward loop only for who asks for it', async () => {
    const graph = new tf.Graph();
    const { x, y, slope } = graph.asDefault(() => {
      const x = tf.placeholder('float32', []);
      const y = square(x);
      return { x, y, slope: tf.gradients(y, x)[0]! };
    });
    using session = new tf.Session({ graph });
    expect(await session.run(y, [[x, 2]])).toBe(256);
    const covered = () => session.describePlans().flatMap(({ kernels }) => kernels.flatMap(({ covers }) => covers));
    expect(covered().filter((name) => name.startsWith('gradients/'))).toEqual([]);
    expect(await session.run([y, slope], [[x, 2]])).toEqual([256, 1024]);
  });

  it('trains a recurrent network', async () => {
    const graph = new tf.Graph();
    const { loss, step, initializer } = graph.asDefault(() => {
      const w = new tf.Variable(tf.constant(0.1, { shape: [1, 4] }), { name: 'w' });
      const u = new tf.Variable(tf.constant(0.1, { shape: [4, 4] }), { name: 'u' });
      const x = tf.reshape(tf.constant([0.5, -0.25, 1, 0.75, 0.1, -0.6]), [3, 2, 1]);
      const inputs = new tf.TensorArray('float32', 3).unstack(x);
      const [, state] = tf.whileLoop(
        (i) => i.less(3),
        (i, h) => [i.add(1), tf.tanh(tf.matmul(inputs.read(i), w).add(tf.matmul(h, u)))],
        [tf.constant(0, 'int32'), tf.zeros([2, 4])],
      );
      const loss = tf.reduceMean(tf.square(tf.reduceSum(state, 1).sub([1, -1])));
      const step = new tf.train.AdamOptimizer(0.05).minimize(loss);
      return { loss, step, initializer: tf.globalVariablesInitializer() };
    });
    using session = new tf.Session({ graph });
    await session.run(initializer);
    const before = (await session.run(loss)) as number;
    for (let i = 0; i < 100; i++) await session.run(step);
    const after = (await session.run(loss)) as number;
    expect(after).toBeLessThan(before / 100);
  });
});
