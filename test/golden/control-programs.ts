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
};
