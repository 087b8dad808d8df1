/** Branches and loops, for public-function-calls.ts. */

import type { Program } from './public-function-calls.ts';

export const controlCalls: Readonly<Record<string, Program>> = {
  cond: (tf) => {
    const x = tf.placeholder('float32', [null, 3]);
    const isLarge = tf.reduceSum(x).greater(1);
    return [
      tf.cond(
        isLarge,
        () => x.mul(2),
        () => tf.zerosLike(x),
      ),
      tf.cond(
        isLarge,
        () => ({ a: tf.reduceMean(x), b: [1, x] }),
        () => ({ a: 0, b: [2, tf.square(x)] }),
        { name: 'nested' },
      ),
    ];
  },
  case: (tf) => {
    const x = tf.placeholder('float32', []);
    return tf.case(
      [
        [x.less(0), () => x.neg()],
        [x.less(1), () => tf.constant(0)],
      ],
      { default: () => x, name: 'chosen' },
    );
  },
  whileLoop: (tf) => {
    const x = tf.placeholder('float32', [null, 3]);
    return [
      tf.whileLoop(
        (a) => tf.reduceSum(a).less(10),
        (a) => a.mul(2),
        [x],
      ),
      tf.whileLoop(
        (i, { sum }) => i.less(3).logicalAnd(sum.less(5)),
        (i, { sum, all }) => [i.add(1), { sum: sum.add(1), all: tf.concat([all, x], 0) }],
        [tf.constant(0, 'int32'), { sum: 0, all: x }],
        { shapeInvariants: [[], { sum: [], all: [null, 3] }], maximumIterations: 7, name: 'growing' },
      ),
    ];
  },
};
