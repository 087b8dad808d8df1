/** `tf.losses`. */

import type { Api } from '../engine.ts';
import type { LibraryProgram } from './index.ts';

function predictions(tf: Api) {
  const x = tf.constant(
    [
      [1, 2, -0.5],
      [3, 4, 0.25],
    ],
    { name: 'x' },
  );
  const y = tf.constant(
    [
      [0, 1, 0],
      [1, 1, 0.5],
    ],
    { name: 'y' },
  );
  return { x, y };
}

export const lossPrograms: Record<string, LibraryProgram> = {
  regressionLosses(tf) {
    const { x, y } = predictions(tf);
    const p = tf.sigmoid(x);
    return [
      [
        tf.losses.absoluteDifference(y, x),
        tf.losses.meanSquaredError(y, x, 2),
        tf.losses.meanSquaredError(y, x, { weights: tf.constant([[1], [0]]) }),
        tf.losses.huberLoss(y, x, { delta: 0.75 }),
        tf.losses.logLoss(y, p, { epsilon: 1e-6 }),
        tf.losses.cosineDistance(y, x, 1),
        tf.losses.meanPairwiseSquaredError(y, x),
        tf.losses.meanPairwiseSquaredError(y, x, [[1], [0.5]], { scope: 'pairs' }),
        tf.losses.absoluteDifference(new Int32Array([1, 2]), new Int32Array([3, 5]), new Int32Array([2, 0])),
        tf.losses.getTotalLoss(),
      ],
    ];
  },

  lossReductions(tf) {
    const { x, y } = predictions(tf);
    const w = tf.constant(
      [
        [1, 0, 2],
        [0.5, 0, 1],
      ],
      { name: 'w' },
    );
    const { SUM, SUM_OVER_BATCH_SIZE, MEAN, SUM_BY_NONZERO_WEIGHTS, NONE } = tf.losses.Reduction;
    const losses = [SUM, SUM_OVER_BATCH_SIZE, MEAN, SUM_BY_NONZERO_WEIGHTS].map((reduction) =>
      tf.losses.meanSquaredError(y, x, w, { reduction }),
    );
    const none = tf.losses.meanSquaredError(y, x, w, { reduction: NONE, lossCollection: null });
    const integers = tf.constant([1, 2], 'int32', { name: 'integers' });
    const weighted = tf.losses.computeWeightedLoss(integers, 3, { lossCollection: 'others' });
    return [[...losses, none, weighted, tf.losses.getTotalLoss({ name: 'all', scope: 'mean_squared_error_1' })]];
  },

  classLosses(tf) {
    const { x, y } = predictions(tf);
    const classes = tf.constant([[2], [0]], 'int32', { name: 'classes' });
    return [
      [
        tf.losses.hingeLoss(y, x),
        tf.losses.sigmoidCrossEntropy(y, x),
        tf.losses.sigmoidCrossEntropy(y, x, { labelSmoothing: 0.25 }),
        tf.losses.softmaxCrossEntropy(y, x),
        tf.losses.softmaxCrossEntropy(y, x, [1, 2], 0.1),
        tf.losses.sparseSoftmaxCrossEntropy(classes, x),
        tf.losses.sparseSoftmaxCrossEntropy(tf.constant([1, 2], 'int32', { name: 'flat' }), x, [[0.5], [1]]),
      ],
    ];
  },
};
