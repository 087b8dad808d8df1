/** Tensors made, cut, joined and put in another order. */

import type { Program } from './public-function-calls.ts';

export const arrayCalls: Readonly<Record<string, Program>> = {
  constant: (tf) => [
    tf.constant(1),
    tf.constant([1, 2, 3], 'int32'),
    tf.constant(0.1, { shape: [3, 4], name: 'filled' }),
    tf.constant([[true], [false]]),
    tf.constant('text'),
  ],
  zeros: (tf) => [tf.zeros([2, 3]), tf.zeros([50, 60], 'int64'), tf.zeros(5)],
  ones: (tf) => [tf.ones([2, 3], { dtype: 'int32', name: 'units' }), tf.ones([40, 40])],
  zerosLike: (tf) => tf.zerosLike(tf.placeholder('float32', [null, 3])),
  onesLike: (tf) => tf.onesLike(tf.placeholder('int32', [2, 3]), 'float32'),
  fill: (tf) => tf.fill([2, 3], 9),
  gather: (tf) => tf.gather(tf.placeholder('float32', [5, 3]), [0, 2], { axis: 1 }),
  gatherNd: (tf) => tf.gatherNd(tf.placeholder('float32', [5, 3]), [[0, 1]]),
  scatterNd: (tf) => tf.scatterNd([[1], [2]], [1, 2], [8]),
  unsortedSegmentSum: (tf) => tf.unsortedSegmentSum(tf.ones([4, 2]), [0, 1, 0, 1], 2),
  segmentSum: (tf) => tf.segmentSum(tf.placeholder('float32', [null, 2]), tf.placeholder('int32', [null])),
  segmentMean: (tf) => tf.segmentMean(tf.ones([4, 2]), [0, 0, 1, 3]),
  segmentMax: (tf) => tf.segmentMax(tf.ones([4, 2]), [0, 0, 1, 3]),
  segmentMin: (tf) => tf.segmentMin(tf.ones([4, 2]), [0, 0, 1, 3]),
  segmentProd: (tf) => tf.segmentProd(tf.ones([4, 2]), [0, 0, 1, 3]),
  unsortedSegmentMax: (tf) => tf.unsortedSegmentMax(tf.ones([4, 2]), [0, 1, 0, 1], 2),
  unsortedSegmentMin: (tf) => tf.unsortedSegmentMin(tf.ones([4, 2]), [0, 1, 0, 1], 2),
  unsortedSegmentProd: (tf) => tf.unsortedSegmentProd(tf.ones([4, 2]), [0, 1, 0, 1], 2),
  unsortedSegmentMean: (tf) => tf.unsortedSegmentMean(tf.ones([4, 2]), [0, 1, 0, 1], 2),
  unsortedSegmentSqrtN: (tf) => tf.unsortedSegmentSqrtN(tf.ones([4, 2]), [0, 1, 0, 1], 2),
  oneHot: (tf) => [
    tf.oneHot(tf.placeholder('int32', [null]), 10),
    tf.oneHot([0, 1], 3, { onValue: 5, offValue: -1, axis: 0, dtype: 'int32' }),
  ],
  stack: (tf) => [tf.stack([tf.constant([1]), tf.constant([2])]), tf.stack([[1], [2]], 1), tf.stack([1, 2, 3])],
  unstack: (tf) => {
    const [a, b] = tf.unstack(tf.placeholder('float32', [2, 3]));
    return tf.add(a, b);
  },
  concat: (tf) => [tf.concat([tf.ones([2, 3]), tf.ones([4, 3])], 0), tf.concat([tf.ones([2])], { axis: 0 })],
  stringJoin: (tf) => [
    tf.stringJoin([tf.constant(['a', 'b']), tf.constant('c')], '-'),
    tf.stringJoin([tf.placeholder('string', [null]), tf.constant(['x', 'y'])]),
  ],
  split: (tf) => {
    const x = tf.placeholder('float32', [null, 6]);
    const [a, b] = tf.split(x, 2, 1);
    const parts = tf.split(x, [1, 2, 3], { axis: 1 });
    return [a.add(b), parts[2].neg(), tf.split(x, [4, -1], 1).length];
  },
  matrixDiag: (tf) => tf.matrixDiag(tf.ones([2, 3])),
  matrixDiagPart: (tf) => tf.matrixDiagPart(tf.ones([2, 3, 4])),
  matrixSetDiag: (tf) => tf.matrixSetDiag(tf.ones([3, 3]), tf.zeros([3])),
  matrixBandPart: (tf) => tf.matrixBandPart(tf.ones([3, 3]), 0, -1),
  eye: (tf) => [tf.eye(3), tf.eye(2, 4, { batchShape: [5], dtype: 'float64' })],
  shape: (tf) => [tf.shape(tf.ones([2, 3])), tf.shape(tf.placeholder('float32', [null, 3]), { outType: 'int64' })],
  size: (tf) => [tf.size([1, 2, 3]), tf.size(tf.placeholder('float32', [null]))],
  rank: (tf) => [tf.rank(tf.ones([2, 3])), tf.rank(tf.placeholder('float32'))],
  reshape: (tf) => {
    const x = tf.placeholder('float32', [null, 28, 28]);
    return [tf.reshape(x, [-1, 784]), tf.reshape(x, tf.concat([tf.slice(tf.shape(x), [0], [1]), [784]], 0))];
  },
  squeeze: (tf) => [tf.squeeze(tf.ones([1, 2, 1])), tf.squeeze(tf.placeholder('float32', [null, 1]), [1])],
  expandDims: (tf) => [tf.expandDims([1, 2], 0), tf.expandDims(tf.ones([2]), { axis: -1, name: 'wide' })],
  broadcastTo: (tf) => tf.broadcastTo(tf.ones([1, 3]), [2, 3]),
  meshgrid: (tf) => tf.meshgrid([1, 2, 3], [4, 5], { indexing: 'ij' }).map((part) => part.neg()),
  placeholder: (tf) => [
    tf.placeholder('float32', [null, 784], { name: 'x' }),
    tf.placeholder('int64', { shape: [2], name: 'y' }),
    tf.placeholder('bool'),
  ],
  placeholderWithDefault: (tf) => tf.placeholderWithDefault([1, 2], [null]),
  slice: (tf) => tf.slice(tf.ones([4, 5]), [1, 0], [2, -1]),
  stridedSlice: (tf) => [
    tf.stridedSlice(tf.ones([4, 5]), [0, 1], [4, 5], [2, 2]),
    tf.stridedSlice(tf.ones([4, 5]), [1], [2], { shrinkAxisMask: 1 }),
  ],
  where: (tf) => [tf.where([true, false], [1, 2], [3, 4]), tf.where(tf.placeholder('bool', [2, 3]))],
  booleanMask: (tf) => tf.booleanMask(tf.ones([3, 2]), [true, false, true]),
  unique: (tf) => {
    const { y, idx } = tf.unique(tf.constant([1, 1, 2]));
    return [y.neg(), idx.cast('float32')];
  },
  uniqueWithCounts: (tf) => {
    const { y, idx, count } = tf.uniqueWithCounts(tf.constant([1, 1, 2]), 'int64');
    return [y.neg(), idx.neg(), count.neg()];
  },
  sequenceMask: (tf) => [tf.sequenceMask([1, 3, 2], 5), tf.sequenceMask([1, 2], { dtype: 'float32' })],
};
