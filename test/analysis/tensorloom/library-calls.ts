/** Each public function that is written in terms of others, called: losses, layers, metrics, cells. */

import type { Program } from './public-function-calls.ts';

export const libraryCalls: Readonly<Record<string, Program>> = {
  'losses.absoluteDifference': (tf) => tf.losses.absoluteDifference(tf.ones([2, 3]), tf.zeros([2, 3])),
  'losses.meanSquaredError': (tf) => [
    tf.losses.meanSquaredError(tf.placeholder('float32', [null, 3]), tf.placeholder('float32', [null, 3])),
    tf.losses.meanSquaredError([1, 2], tf.zeros([2]), [0, 1], { scope: 'weighed', reduction: 'none' }),
    tf.losses.meanSquaredError(tf.ones([2]), tf.zeros([2]), { weights: tf.placeholder('float32', [null]) }),
  ],
  'losses.huberLoss': (tf) => tf.losses.huberLoss(tf.ones([2, 3]), tf.zeros([2, 3]), { delta: 2 }),
  'losses.logLoss': (tf) => tf.losses.logLoss(tf.ones([2, 3]), tf.zeros([2, 3])),
  'losses.cosineDistance': (tf) => tf.losses.cosineDistance(tf.ones([2, 3]), tf.zeros([2, 3]), 1),
  'losses.meanPairwiseSquaredError': (tf) =>
    tf.losses.meanPairwiseSquaredError(tf.ones([2, 3]), tf.placeholder('float32', [null, 3])),
  'losses.hingeLoss': (tf) => tf.losses.hingeLoss(tf.ones([2, 3]), tf.zeros([2, 3])),
  'losses.sigmoidCrossEntropy': (tf) =>
    tf.losses.sigmoidCrossEntropy(tf.ones([2, 3]), tf.zeros([2, 3]), { labelSmoothing: 0.1 }),
  'losses.softmaxCrossEntropy': (tf) =>
    tf.losses.softmaxCrossEntropy(tf.ones([2, 3]), tf.zeros([2, 3]), 1, 0.1, { scope: 'loss' }),
  'losses.sparseSoftmaxCrossEntropy': (tf) => tf.losses.sparseSoftmaxCrossEntropy([1, 2], tf.zeros([2, 3])),
  'losses.computeWeightedLoss': (tf) => tf.losses.computeWeightedLoss(tf.ones([2, 3]), [[1], [2]]),
  'losses.addLoss': (tf) => {
    tf.losses.addLoss(tf.constant(1));
    return tf.losses.getTotalLoss();
  },
  'losses.getLosses': (tf) => {
    tf.losses.addLoss(tf.constant(1, { name: 'mine' }));
    return tf.losses.getLosses('mi').map((loss) => loss.neg());
  },
  'losses.getRegularizationLosses': (tf) => {
    tf.getVariable('w', [2], { regularizer: tf.regularizers.l2() });
    return tf.losses.getRegularizationLosses()[0].neg();
  },
  'losses.getRegularizationLoss': (tf) => tf.losses.getRegularizationLoss(),
  'losses.getTotalLoss': (tf) => {
    tf.losses.absoluteDifference(tf.ones([2]), tf.zeros([2]));
    tf.getVariable('w', [2], { regularizer: tf.regularizers.l2() });
    return [tf.losses.getTotalLoss(), tf.losses.getTotalLoss(false, { name: 'bare' })];
  },
};
