/** Each public function that is written in terms of others, called: losses, layers, metrics, cells. */

import type * as tensorloom from '../../../engine/index.ts';
import type { Program } from './public-function-calls.ts';

export const libraryCalls: Readonly<Record<string, Program>> = {
  'layers.dense': (tf) => {
    const x = tf.placeholder('float32', [null, 3], { name: 'x' });
    const h = tf.layers.dense(x, 4, tf.nn.relu);
    tf.layers.dense(h, 2, { name: 'out', kernelRegularizer: tf.regularizers.l2(0.1), useBias: false });
    return [
      tf.layers.dense(h, 2, { name: 'out', reuse: true, useBias: false }),
      tf.layers.dense(h, 5, (y) => y.mul(2), { kernelInitializer: tf.zerosInitializer }),
      tf.layers.dense(tf.ones([2, 3, 4]), 5, null, { activityRegularizer: (y) => tf.reduceSum(y) }),
    ];
  },
  'layers.conv1d': (tf) => tf.layers.conv1d(tf.ones([2, 8, 3]), 4, 3, { padding: 'same', dilationRate: 2 }),
  'layers.conv2d': (tf) => [
    tf.layers.conv2d(tf.placeholder('float32', [null, 28, 28, 1]), 32, [5, 5], { activation: tf.nn.relu }),
    tf.layers.conv2d(tf.ones([1, 3, 8, 8]), 4, 3, 2, { dataFormat: 'channels_first' }),
  ],
  'layers.conv2dTranspose': (tf) =>
    tf.layers.conv2dTranspose(tf.placeholder('float32', [null, 4, 4, 3]), 2, 3, 2, 'same'),
  'layers.separableConv2d': (tf) => tf.layers.separableConv2d(tf.ones([1, 8, 8, 3]), 4, 3, { depthMultiplier: 2 }),
  'layers.separableConv1d': (tf) => tf.layers.separableConv1d(tf.ones([1, 8, 3]), 4, 3, { depthMultiplier: 2 }),
  'layers.conv3d': (tf) => tf.layers.conv3d(tf.placeholder('float32', [null, 8, 8, 8, 3]), 4, [2, 3, 3], 2),
  'layers.conv3dTranspose': (tf) =>
    tf.layers.conv3dTranspose(tf.placeholder('float32', [null, 4, 4, 4, 3]), 2, 3, 2, 'same'),
  'layers.maxPooling3d': (tf) => tf.layers.maxPooling3d(tf.ones([2, 8, 8, 8, 3]), 2, 2),
  'layers.averagePooling3d': (tf) =>
    tf.layers.averagePooling3d(tf.ones([2, 3, 8, 8, 8]), 2, 2, { dataFormat: 'channels_first' }),
  'layers.maxPooling1d': (tf) => tf.layers.maxPooling1d(tf.ones([2, 8, 3]), 2, 2),
  'layers.maxPooling2d': (tf) => tf.layers.maxPooling2d(tf.ones([2, 8, 8, 3]), [2, 2], 2, 'same'),
  'layers.averagePooling1d': (tf) => tf.layers.averagePooling1d(tf.ones([2, 8, 3]), 2, 2, { name: 'pool' }),
  'layers.averagePooling2d': (tf) => tf.layers.averagePooling2d(tf.ones([2, 8, 8, 3]), 2, 2),
  'layers.flatten': (tf) => [
    tf.layers.flatten(tf.placeholder('float32', [null, 4, 5])),
    tf.layers.flatten(tf.ones([2, 3, 4, 5]), { dataFormat: 'channels_first' }),
  ],
  'layers.dropout': (tf) => [
    tf.layers.dropout(tf.ones([2, 3]), 0.4),
    tf.layers.dropout(tf.ones([2, 3]), { rate: 0.4, training: true, seed: 1 }),
    tf.layers.dropout(tf.ones([2, 3]), { training: tf.placeholder('bool', []) }),
  ],
  'layers.batchNormalization': (tf) => [
    tf.layers.batchNormalization(tf.placeholder('float32', [null, 3]), { training: true }),
    tf.layers.batchNormalization(tf.ones([2, 4, 4, 3]), { training: tf.placeholder('bool', []), name: 'norm' }),
    tf.layers.batchNormalization(tf.ones([2, 4, 3]), 1, { training: tf.placeholder('bool', []), scale: false }),
  ],
  'nn.fusedBatchNorm': (tf) => {
    const x = tf.ones([2, 4, 4, 3]);
    const [y, mean, variance] = tf.nn.fusedBatchNorm(x, tf.ones([3]), tf.zeros([3]));
    return [
      mean.add(variance),
      tf.nn.fusedBatchNorm(y, [1, 1, 1], [0, 0, 0], mean, variance, { isTraining: false })[0],
    ];
  },
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
  'metrics.mean': (tf) => [tf.metrics.mean(tf.ones([2, 3])), tf.metrics.mean([1, 2], [0, 1], { name: 'weighed' })],
  'metrics.accuracy': (tf) => tf.metrics.accuracy(tf.placeholder('int64', [null]), tf.placeholder('int64', [null])),
  'metrics.meanAbsoluteError': (tf) => tf.metrics.meanAbsoluteError(tf.ones([2, 3]), tf.zeros([2, 3])),
  'metrics.meanSquaredError': (tf) =>
    tf.metrics.meanSquaredError(tf.ones([2, 3]), tf.zeros([2, 3]), { metricsCollections: ['all', 'these'] }),
  'metrics.rootMeanSquaredError': (tf) => tf.metrics.rootMeanSquaredError(tf.ones([2, 3]), tf.zeros([2, 3])),
  'metrics.truePositives': (tf) => tf.metrics.truePositives([true, false], [true, true]),
  'metrics.falsePositives': (tf) => tf.metrics.falsePositives(tf.ones([2]), tf.zeros([2]), [1, 2]),
  'metrics.trueNegatives': (tf) => tf.metrics.trueNegatives(tf.ones([2]), tf.zeros([2])),
  'metrics.falseNegatives': (tf) => tf.metrics.falseNegatives(tf.ones([2]), tf.zeros([2])),
  'metrics.precision': (tf) => tf.metrics.precision(tf.ones([2]), tf.zeros([2])),
  'metrics.recall': (tf) => tf.metrics.recall(tf.ones([2]), tf.zeros([2]), { name: 'found' }),
  'metrics.meanIou': (tf) => tf.metrics.meanIou([0, 1], [1, 1], 3),
  'metrics.meanPerClassAccuracy': (tf) => tf.metrics.meanPerClassAccuracy([0, 1], [1, 1], 3, [1, 2]),
  'metrics.precisionAtK': (tf) => tf.metrics.precisionAtK([1, 2], tf.ones([2, 5]), 3),
  'metrics.recallAtK': (tf) =>
    tf.metrics.recallAtK(tf.placeholder('int64', [null, 2]), tf.placeholder('float32', [null, 5]), 2, { classId: 1 }),
  'metrics.percentageBelow': (tf) => tf.metrics.percentageBelow(tf.placeholder('float32', [null]), 0.5),
  'metrics.meanRelativeError': (tf) => tf.metrics.meanRelativeError(tf.ones([2, 3]), tf.zeros([2, 3]), tf.ones([2, 3])),
  'metrics.meanCosineDistance': (tf) => tf.metrics.meanCosineDistance(tf.ones([2, 3]), tf.ones([2, 3]), 1),
  'metrics.precisionAtThresholds': (tf) =>
    tf.metrics.precisionAtThresholds([true, false], tf.placeholder('float32', [2]), [0.1, 0.5]),
  'metrics.recallAtThresholds': (tf) =>
    tf.metrics.recallAtThresholds(tf.placeholder('bool', [null]), tf.placeholder('float32', [null]), [0.5], 2),
  'metrics.truePositivesAtThresholds': (tf) => tf.metrics.truePositivesAtThresholds([true], tf.ones([1]), [0.5]),
  'metrics.falsePositivesAtThresholds': (tf) => tf.metrics.falsePositivesAtThresholds([true], tf.ones([1]), [0.5]),
  'metrics.trueNegativesAtThresholds': (tf) => tf.metrics.trueNegativesAtThresholds([true], tf.ones([1]), [0.5]),
  'metrics.falseNegativesAtThresholds': (tf) => tf.metrics.falseNegativesAtThresholds([true], tf.ones([1]), [0.5]),
  'metrics.sensitivityAtSpecificity': (tf) =>
    tf.metrics.sensitivityAtSpecificity([true, false], tf.placeholder('float32', [2]), 0.7, { numThresholds: 10 }),
  'metrics.specificityAtSensitivity': (tf) =>
    tf.metrics.specificityAtSensitivity([true, false], tf.placeholder('float32', [2]), 0.7, 1, 10),
  'metrics.auc': (tf) => [
    tf.metrics.auc([true, false], tf.placeholder('float32', [2]), { numThresholds: 10 }),
    tf.metrics.auc(tf.placeholder('bool', [null]), tf.placeholder('float32', [null]), { curve: 'PR' }),
  ],
  'nn.dynamicRnn': (tf) => {
    const { BasicLSTMCell, GRUCell, LSTMCell, MultiRNNCell } = tf.nn.rnnCell;
    const x = tf.placeholder('float32', [null, null, 28], { name: 'x' });
    const n = tf.placeholder('int32', [null], { name: 'n' });
    const [outputs, state] = tf.nn.dynamicRnn(new BasicLSTMCell(4), x, { sequenceLength: n, dtype: 'float32' });
    const cells = new MultiRNNCell([new LSTMCell(3), new GRUCell(2)]);
    const initialState = cells.zeroState(5, 'float32');
    const [top] = tf.nn.dynamicRnn(cells, tf.ones([6, 5, 4]), { initialState, timeMajor: true, scope: 'top' });
    const [memory] = state as tensorloom.Tensor[];
    return [outputs.neg(), top.neg(), memory.neg()];
  },
  'nn.bidirectionalDynamicRnn': (tf) => {
    const { BasicRNNCell, GRUCell } = tf.nn.rnnCell;
    const x = tf.placeholder('float32', [null, null, 3], { name: 'x' });
    const [outputs, states] = tf.nn.bidirectionalDynamicRnn(new GRUCell(2), new GRUCell(4), x, { dtype: 'float32' });
    const [both] = tf.nn.bidirectionalDynamicRnn(new BasicRNNCell(2), new BasicRNNCell(2), tf.ones([2, 3, 4]), [1, 3], {
      dtype: 'float32',
      scope: 'top',
    });
    return [tf.concat(outputs, 2), (states[1] as tensorloom.Tensor).neg(), both[0].neg()];
  },
  'nn.staticBidirectionalRnn': (tf) => {
    const { BasicLSTMCell, GRUCell } = tf.nn.rnnCell;
    const steps = tf.unstack(tf.placeholder('float32', [null, 3, 2]), { axis: 1 });
    const [outputs, , state] = tf.nn.staticBidirectionalRnn(new BasicLSTMCell(2), new GRUCell(3), steps, {
      dtype: 'float32',
      sequenceLength: tf.placeholder('int32', [null]),
    });
    return [outputs[2].neg(), (state as tensorloom.Tensor).neg()];
  },
  'nn.staticRnn': (tf) => {
    const { BasicLSTMCell, DropoutWrapper, GRUCell, LSTMCell, MultiRNNCell } = tf.nn.rnnCell;
    const x = tf.placeholder('float32', [null, 28, 28], { name: 'x' });
    const rows = tf.unstack(x, 28, 1).slice(0, 3);
    const [outputs, state] = tf.nn.staticRnn(new BasicLSTMCell(4), rows, { dtype: 'float32' });
    const cells = new MultiRNNCell([new LSTMCell(3, { usePeepholes: true }), new DropoutWrapper(new GRUCell(2), 0.5)]);
    const [top] = tf.nn.staticRnn(cells, outputs, null, 'float32', [1, 2], { scope: 'top' });
    const [, memory] = state as tensorloom.Tensor[];
    return [top[2].neg(), memory.neg()];
  },
};
