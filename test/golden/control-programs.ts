/** The programs of control.py, written with our API. Each gives the tensors to fetch. */

import type { Tensor } from '../../engine/graph/index.ts';
import type { Api } from './engine.ts';

type Program = (tf: Api) => (Tensor | null)[];

export const programs: Readonly<Record<string, Program>> = {
  cond(tf) {
    const p = tf.placeholder('bool', [], { name: 'p' });
    const x = tf.placeholder('float32', [2], { name: 'x' });
    const y = tf.placeholder('float32', [2], { name: 'y' });
    const result = tf.cond(
      p,
      () => tf.multiply(x, y),
      () => x,
    );
    return [result, ...tf.gradients(result, [x, y])];
  },

  condNested(tf) {
    const p = tf.placeholder('bool', [], { name: 'p' });
    const q = tf.placeholder('bool', [], { name: 'q' });
    const x = tf.placeholder('float32', [], { name: 'x' });
    const v = new tf.Variable(2, { name: 'v' });
    const inner = () =>
      tf.cond(
        q,
        () => tf.square(x),
        () => tf.multiply(x, v),
      );
    const result = tf.cond(
      p,
      () => tf.multiply(inner(), 3),
      () => tf.sin(v),
    );
    return [result, ...tf.gradients(result, [x, v])];
  },

  condStructures(tf) {
    const p = tf.placeholder('bool', [], { name: 'p' });
    const x = tf.placeholder('float32', [null], { name: 'x' });
    const result = tf.cond(
      p,
      () => ({ a: x, b: [tf.reduceSum(x), 1] }),
      () => ({ a: tf.square(x), b: [2, 3] }),
    );
    return [result.a, ...result.b, ...tf.gradients([result.a, result.b[0]], [x])];
  },

  condWithZeroGradient(tf) {
    const p = tf.placeholder('bool', [], { name: 'p' });
    const x = tf.placeholder('float32', [null, 2], { name: 'x' });
    const result = tf.cond(
      p,
      () => tf.reduceSum(x),
      () => tf.constant(3),
    );
    return [result, ...tf.gradients(result, [x])];
  },

  case(tf) {
    const x = tf.placeholder('float32', [], { name: 'x' });
    const pairs = [
      [tf.less(x, 0), () => tf.negative(x)],
      [tf.less(x, 2), () => tf.square(x)],
    ];
    const result = tf.case(pairs, { default: () => tf.multiply(x, 10) });
    return [result, ...tf.gradients(result, [x])];
  },

  whileCounts(tf) {
    const x = tf.placeholder('float32', [2], { name: 'x' });
    const n = tf.placeholder('int32', [], { name: 'n' });
    const start = tf.constant(0, 'int32', { name: 'start' });
    return tf.whileLoop(
      (i: Tensor) => tf.less(i, n),
      (i: Tensor, a: Tensor) => [tf.add(i, 1), a.mul(x).add(tf.reduceSum(x))],
      [start, tf.ones([2])],
    );
  },

  whileWithBranches(tf) {
    const x = tf.placeholder('float32', [], { name: 'x' });
    const body = (a: Tensor) =>
      tf.cond(
        tf.greater(a, 2),
        () => tf.multiply(a, 2),
        () => tf.add(a, 0.5),
      );
    return [tf.whileLoop((a: Tensor) => tf.less(a, 20), body, [x], { maximumIterations: 5 })];
  },

  whileNested(tf) {
    const x = tf.placeholder('float32', [], { name: 'x' });
    const v = new tf.Variable(1.5, { name: 'v' });
    const inner = (a: Tensor) =>
      tf.whileLoop(
        (b: Tensor) => tf.less(b, 4),
        (b: Tensor) => tf.multiply(b, v),
        [a],
      );
    const body = (i: Tensor, a: Tensor) => [tf.add(i, 1), tf.subtract(inner(a), 3)];
    return tf.whileLoop((i: Tensor) => tf.less(i, 5), body, [tf.constant(0, { name: 'start' }), x]);
  },

  whileInCond(tf) {
    const p = tf.placeholder('bool', [], { name: 'p' });
    const x = tf.placeholder('float32', [], { name: 'x' });
    const loop = () =>
      tf.whileLoop(
        (a: Tensor) => tf.less(a, 10),
        (a: Tensor) => tf.add(a, x),
        [x],
      );
    return [tf.cond(p, loop, () => tf.negative(x))];
  },

  whileAssigns(tf) {
    const n = tf.placeholder('int32', [], { name: 'n' });
    const v = new tf.Variable(1, { name: 'v' });
    const body = (i: Tensor) => tf.controlDependencies([tf.assignAdd(v, 2)], () => tf.add(i, 1));
    const start = tf.constant(0, 'int32', { name: 'start' });
    const count = tf.whileLoop((i: Tensor) => tf.less(i, n), body, [start]);
    const after = tf.controlDependencies([count], () => tf.identity(v, { name: 'after' }));
    return [count, after];
  },

  whileGrows(tf) {
    const x = tf.placeholder('float32', [null], { name: 'x' });
    return tf.whileLoop(
      (_: Tensor, a: Tensor) => tf.less(tf.size(a), 20),
      (i: Tensor, a: Tensor) => [tf.add(i, 1), tf.concat([a, a], 0)],
      [tf.constant(0, 'int32', { name: 'start' }), x],
      { shapeInvariants: [[], [null]] },
    );
  },
};
