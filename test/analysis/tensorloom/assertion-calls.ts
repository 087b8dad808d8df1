/** Operations that check, for public-function-calls.ts: each with something that waits for it. */

import type { Program } from './public-function-calls.ts';

export const assertionCalls: Readonly<Record<string, Program>> = {
  assertEqual: (tf) => [
    tf.controlDependencies([tf.assertEqual(tf.placeholder('int32', [null]), [1, 2])], () => tf.constant(1)),
    tf.controlDependencies([tf.debugging.assertEqual(1, 1, { message: 'one', summarize: 2 })], () => tf.ones([2])),
  ],
  assertNoneEqual: (tf) => tf.controlDependencies([tf.assertNoneEqual([1], [2])], () => tf.constant(1)),
  assertLess: (tf) => tf.controlDependencies([tf.assertLess(tf.ones([2]), 2)], () => tf.constant(1)),
  assertLessEqual: (tf) => tf.controlDependencies([tf.assertLessEqual(1, 2, { data: [3] })], () => tf.constant(1)),
  assertGreater: (tf) => tf.controlDependencies([tf.assertGreater([3, 4], [1, 2])], () => tf.constant(1)),
  assertGreaterEqual: (tf) => tf.controlDependencies([tf.assertGreaterEqual(3, 3)], () => tf.constant(1)),
  assertPositive: (tf) => tf.controlDependencies([tf.assertPositive(tf.ones([2]))], () => tf.constant(1)),
  assertNegative: (tf) => tf.controlDependencies([tf.assertNegative([-1])], () => tf.constant(1)),
  assertNonNegative: (tf) => tf.controlDependencies([tf.assertNonNegative([0, 1])], () => tf.constant(1)),
  assertNonPositive: (tf) => tf.controlDependencies([tf.assertNonPositive([0, -1])], () => tf.constant(1)),
  assertNear: (tf) => tf.controlDependencies([tf.assertNear([1], [1.01], { rtol: 0.1 })], () => tf.constant(1)),
  assertRank: (tf) => [
    tf.controlDependencies([tf.assertRank(tf.ones([2, 3]), 2)], () => tf.constant(1)),
    tf.controlDependencies([tf.assertRank(tf.placeholder('float32'), 2)], () => tf.constant(1)),
  ],
  assertRankAtLeast: (tf) => tf.controlDependencies([tf.assertRankAtLeast(tf.ones([2, 3]), 1)], () => tf.constant(1)),
  assertType: (tf) => tf.controlDependencies([tf.assertType(tf.ones([2]), 'float32')], () => tf.constant(1)),
  assertInteger: (tf) => tf.controlDependencies([tf.assertInteger(tf.placeholder('int64', []))], () => tf.constant(1)),
};
