/** Special functions, integers as bits, rows moved by number. */

import type { Program } from './public-function-calls.ts';

export const specialCalls: Readonly<Record<string, Program>> = {
  'math.xlogy': (tf) => tf.math.xlogy(tf.placeholder('float32', [null, 1]), [1, 2]),
  'math.xdivy': (tf) => tf.math.xdivy([0, 1], 2),
  'math.multiplyNoNan': (tf) => tf.math.multiplyNoNan([1, 2], 0),
  'math.reciprocalNoNan': (tf) => tf.math.reciprocalNoNan([1, 0]),
  'math.erfinv': (tf) => tf.math.erfinv([0.5], { name: 'inverse' }),
  'math.ndtri': (tf) => tf.math.ndtri([0.5]),
  igamma: (tf) => tf.igamma(tf.ones([2, 1]), tf.ones([3])),
  igammac: (tf) => tf.math.igammac(1, tf.placeholder('float64', [null])),
  betainc: (tf) => [tf.betainc([1, 2], [2, 3], [0.5, 0.1]), tf.math.betainc(1, 2, tf.placeholder('float32', [null]))],
  lbeta: (tf) => tf.lbeta(tf.placeholder('float32', [null, 3])),
  'math.besselI0e': (tf) => tf.math.besselI0e([1]),
  'math.besselI1e': (tf) => tf.math.besselI1e([1]),
  'math.besselI0': (tf) => tf.math.besselI0([1]),
  'math.besselI1': (tf) => tf.math.besselI1([1]),
  'math.cumulativeLogsumexp': (tf) => tf.math.cumulativeLogsumexp(tf.ones([2, 3]), 1, { exclusive: true }),
  'math.reduceEuclideanNorm': (tf) => tf.math.reduceEuclideanNorm(tf.placeholder('float32', [null, 3]), 1, true),
  'math.polyval': (tf) => [tf.math.polyval([1, 2, 3], tf.placeholder('float32', [null])), tf.math.polyval([], [1])],
  clipByAverageNorm: (tf) => tf.clipByAverageNorm(tf.ones([2, 3]), 0.5),
  'bitwise.bitwiseAnd': (tf) => tf.bitwise.bitwiseAnd(tf.constant([1, 2], 'int32'), 3),
  'bitwise.bitwiseOr': (tf) => tf.bitwise.bitwiseOr(tf.constant([1, 2], 'int32'), 3),
  'bitwise.bitwiseXor': (tf) => tf.bitwise.bitwiseXor(tf.constant([1, 2], 'int64'), tf.constant([[1], [2]], 'int64')),
  'bitwise.invert': (tf) => tf.bitwise.invert(tf.constant([1, 2], 'uint8')),
  'bitwise.leftShift': (tf) => tf.bitwise.leftShift(tf.constant([1, 2], 'int32'), 3),
  'bitwise.rightShift': (tf) => tf.bitwise.rightShift(tf.constant([1, 2], 'int32'), 3),
  bitcast: (tf) => [tf.bitcast(tf.ones([2]), 'int32'), tf.bitcast(tf.placeholder('float64', [null]), 'uint8')],
  dynamicPartition: (tf) => [
    tf.dynamicPartition(tf.placeholder('float32', [null, 2]), tf.placeholder('int32', [null]), 2),
    tf.dynamicPartition([1, 2, 3], [0, 1, 0], 2, { name: 'parts' }),
  ],
  dynamicStitch: (tf) => [
    tf.dynamicStitch([[0, 2], [1]], [tf.ones([2, 3]), tf.zeros([1, 3])]),
    tf.dynamicStitch([tf.placeholder('int32', [null])], [tf.placeholder('float32', [null, 2])]),
  ],
  tensorScatterUpdate: (tf) => tf.tensorScatterUpdate(tf.ones([4, 2]), [[1], [3]], tf.zeros([2, 2])),
  tensorScatterAdd: (tf) => tf.tensorScatterAdd(tf.ones([4]), [[1], [3]], [1, 2]),
  tensorScatterSub: (tf) => tf.tensorScatterSub(tf.ones([4]), [[1], [3]], [1, 2]),
  tensorScatterNdUpdate: (tf) => tf.tensorScatterNdUpdate(tf.ones([4]), [[1], [3]], [1, 2]),
  tensorScatterNdAdd: (tf) => tf.tensorScatterNdAdd(tf.ones([4]), [[1], [3]], [1, 2]),
  tensorScatterNdSub: (tf) => tf.tensorScatterNdSub(tf.ones([4]), [[1], [3]], [1, 2]),
  searchsorted: (tf) => [
    tf.searchsorted([1, 2, 3], [2, 5]),
    tf.searchsorted(tf.placeholder('float32', [2, null]), tf.ones([2, 3]), 'right', { outType: 'int64' }),
  ],
  setdiff1d: (tf) => {
    const { out, idx } = tf.setdiff1d(tf.constant([1, 2, 3], 'int32'), [2]);
    return [out, idx, tf.setdiff1d(tf.placeholder('float32', [null]), [2], { indexDtype: 'int64' }).idx];
  },
  unravelIndex: (tf) => [tf.unravelIndex([2, 5], [3, 3]), tf.unravelIndex(tf.placeholder('int64', []), [2, 4])],
  repeat: (tf) => [
    tf.repeat([1, 2], 3),
    tf.repeat(tf.placeholder('float32', [null, 3]), [1, 2, 0], 1),
    tf.repeat(tf.ones([2, 3]), 2, { axis: 0 }),
  ],
  batchGather: (tf) => tf.batchGather(tf.placeholder('float32', [null, 4]), [[3, 0]]),
  ensureShape: (tf) => tf.ensureShape(tf.placeholder('float32'), [null, 3]),
  shapeN: (tf) => [
    tf.shapeN([tf.ones([2, 3]), tf.placeholder('float32', [null])]),
    tf.shapeN([[1]], { outType: 'int64' }),
  ],
  isNonDecreasing: (tf) => tf.isNonDecreasing([1, 2, 2]),
  isStrictlyIncreasing: (tf) => tf.isStrictlyIncreasing([1, 2, 2]),
  verifyTensorAllFinite: (tf) => tf.verifyTensorAllFinite([1, 2], 'not finite'),
  assertScalar: (tf) => tf.assertScalar(tf.constant(1)),
  assertRankIn: (tf) => [
    tf.controlDependencies([tf.assertRankIn(tf.ones([2, 3]), [1, 2])], () => tf.constant(1)),
    tf.controlDependencies([tf.assertRankIn(tf.placeholder('float32'), [1, 2])], () => tf.constant(1)),
  ],
};
