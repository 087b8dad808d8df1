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
  mapFn: (tf) => {
    const x = tf.placeholder('float32', [null, 3]);
    return [
      tf.mapFn((row) => row.mul(2), x),
      tf.mapFn(([row, n]) => [tf.reduceSum(row).mul(n), n.greater(1)], [x, tf.ones([4])] as const, {
        dtype: ['float32', 'bool'],
        name: 'pairs',
      }),
    ];
  },
  foldl: (tf) => [
    tf.foldl((sum, row) => sum.add(row), tf.ones([4, 3])),
    tf.foldl((count, row) => count.add(tf.reduceSum(row)), tf.ones([4, 3]), { initializer: 0 }),
  ],
  foldr: (tf) => tf.foldr((sum, row) => sum.mul(0.5).add(row), tf.placeholder('float32', [null, 2]), { name: 'decay' }),
  scan: (tf) => [
    tf.scan((sum, row) => sum.add(row), tf.ones([4, 3])),
    tf.scan((sum, row) => sum.add(tf.reduceMax(row)), tf.placeholder('float32', [null, 2]), {
      initializer: 0,
      reverse: true,
    }),
  ],
};
