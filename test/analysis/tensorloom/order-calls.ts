/** Functions that put elements into another order, repeat or frame them, for public-function-calls.ts. */

import type { Program } from './public-function-calls.ts';

export const orderCalls: Readonly<Record<string, Program>> = {
  transpose: (tf) => [tf.transpose(tf.ones([2, 3, 4])), tf.transpose(tf.ones([2, 3, 4]), [0, 2, 1])],
  invertPermutation: (tf) => tf.invertPermutation(tf.constant([2, 0, 1], 'int32')),
  reverse: (tf) => tf.reverse(tf.ones([2, 3]), [1]),
  tile: (tf) => tf.tile(tf.ones([2, 3]), [2, 1]),
  roll: (tf) => tf.roll(tf.placeholder('float32', [null, 3]), 1, 0),
  sort: (tf) => [tf.sort([3, 1, 2]), tf.sort(tf.placeholder('float32', [null, 3]), 0, 'DESCENDING')],
  argsort: (tf) => tf.argsort(tf.ones([2, 3]), { axis: 0, direction: 'DESCENDING' }),
  spaceToBatchNd: (tf) => tf.spaceToBatchNd(tf.placeholder('float32', [null, 4, 3]), [2], [[1, 1]]),
  batchToSpaceNd: (tf) => tf.batchToSpaceNd(tf.ones([4, 3, 2]), [2], [[0, 1]]),
  spaceToBatch: (tf) =>
    tf.spaceToBatch(
      tf.ones([1, 4, 4, 3]),
      [
        [0, 0],
        [0, 0],
      ],
      2,
    ),
  batchToSpace: (tf) =>
    tf.batchToSpace(
      tf.ones([4, 2, 2, 3]),
      [
        [0, 0],
        [1, 0],
      ],
      { blockSize: 2 },
    ),
  spaceToDepth: (tf) => tf.spaceToDepth(tf.placeholder('float32', [null, 4, 4, 3]), 2),
  depthToSpace: (tf) => tf.depthToSpace(tf.ones([1, 2, 2, 12]), 2, { name: 'shuffled' }),
  reverseSequence: (tf) => [
    tf.reverseSequence(tf.ones([2, 3]), [1, 2], 1),
    tf.reverseSequence(tf.placeholder('float32', [null, null, 3]), tf.placeholder('int64', [null]), {
      seqAxis: 0,
      batchAxis: 1,
    }),
  ],
  pad: (tf) => [
    tf.pad(tf.ones([2, 3]), [
      [1, 1],
      [0, 2],
    ]),
    tf.pad(tf.ones([4]), [[1, 1]], 'REFLECT'),
    tf.pad(tf.ones([4]), [[1, 1]], { constantValues: 7 }),
  ],
};
