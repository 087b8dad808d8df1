/** What networks are made of, and random numbers. */

import type { Program } from './public-function-calls.ts';

export const networkCalls: Readonly<Record<string, Program>> = {
  'nn.biasAdd': (tf) => tf.nn.biasAdd(tf.ones([2, 3]), [1, 2, 3]),
  'nn.relu': (tf) => tf.nn.relu(tf.ones([2, 3])),
  'nn.relu6': (tf) => tf.nn.relu6([1]),
  'nn.elu': (tf) => tf.nn.elu([1]),
  'nn.selu': (tf) => tf.nn.selu([1]),
  'nn.softplus': (tf) => tf.nn.softplus([1]),
  'nn.softsign': (tf) => tf.nn.softsign([1]),
  'nn.sigmoid': (tf) => tf.nn.sigmoid([1]),
  'nn.tanh': (tf) => tf.nn.tanh([1]),
  'nn.leakyRelu': (tf) => tf.nn.leakyRelu([1], 0.1),
  'nn.swish': (tf) => tf.nn.swish(tf.ones([2, 3])),
  'nn.crelu': (tf) => tf.nn.crelu(tf.ones([2, 3])),
  'nn.xwPlusB': (tf) => tf.nn.xwPlusB(tf.ones([2, 3]), tf.ones([3, 4]), tf.ones([4])),
  'nn.reluLayer': (tf) => tf.nn.reluLayer(tf.ones([2, 3]), tf.ones([3, 4]), tf.ones([4])),
  'nn.zeroFraction': (tf) => tf.nn.zeroFraction([0, 1]),
  'nn.conv2d': (tf) => [
    tf.nn.conv2d(tf.placeholder('float32', [null, 28, 28, 1]), tf.ones([5, 5, 1, 8]), [1, 2, 2, 1], 'SAME'),
    tf.nn.conv2d(tf.ones([1, 8, 8, 2]), tf.ones([3, 3, 2, 4]), { strides: [1, 1, 1, 1], padding: 'VALID' }),
  ],
  'nn.conv2dTranspose': (tf) =>
    tf.nn.conv2dTranspose(tf.ones([1, 4, 4, 8]), tf.ones([3, 3, 2, 8]), [1, 8, 8, 2], [1, 2, 2, 1]),
  'nn.depthwiseConv2d': (tf) =>
    tf.nn.depthwiseConv2d(tf.ones([1, 8, 8, 2]), tf.ones([3, 3, 2, 2]), [1, 1, 1, 1], 'SAME'),
  'nn.separableConv2d': (tf) => [
    tf.nn.separableConv2d(
      tf.placeholder('float32', [null, 8, 8, 2]),
      tf.ones([3, 3, 2, 2]),
      tf.ones([1, 1, 4, 6]),
      [1, 1, 1, 1],
      'SAME',
    ),
    tf.nn.separableConv2d(tf.ones([1, 8, 8, 2]), tf.ones([3, 3, 2, 2]), tf.ones([1, 1, 4, 6]), {
      strides: [1, 1, 1, 1],
      padding: 'VALID',
      rate: [2, 2],
    }),
  ],
  'nn.conv1d': (tf) => tf.nn.conv1d(tf.ones([1, 8, 2]), tf.ones([3, 2, 4]), 2, 'SAME'),
  'nn.softmaxCrossEntropyWithLogits': (tf) =>
    tf.nn.softmaxCrossEntropyWithLogits({
      labels: tf.placeholder('float32', [null, 10]),
      logits: tf.placeholder('float32', [null, 10]),
    }),
  'nn.softmaxCrossEntropyWithLogitsV2': (tf) =>
    tf.nn.softmaxCrossEntropyWithLogitsV2({ labels: tf.ones([2, 3, 4]), logits: tf.ones([2, 3, 4]), axis: 1 }),
  'nn.sparseSoftmaxCrossEntropyWithLogits': (tf) =>
    tf.nn.sparseSoftmaxCrossEntropyWithLogits({ labels: [1, 2], logits: tf.ones([2, 10]), name: 'loss' }),
  'nn.sigmoidCrossEntropyWithLogits': (tf) =>
    tf.nn.sigmoidCrossEntropyWithLogits({ labels: [0, 1], logits: tf.ones([2]) }),
  'nn.weightedCrossEntropyWithLogits': (tf) =>
    tf.nn.weightedCrossEntropyWithLogits({ labels: tf.ones([2]), logits: tf.ones([2]), posWeight: 2 }),
  randomNormal: (tf) => tf.randomNormal([2, 3], 1, 2, { seed: 5 }),
  truncatedNormal: (tf) => [tf.truncatedNormal([784, 500], { stddev: 0.1 }), tf.truncatedNormal([])],
  randomUniform: (tf) => [tf.randomUniform([2]), tf.randomUniform([2, 3], 0, 10, 'int32')],
  randomShuffle: (tf) => tf.randomShuffle([1, 2, 3], { seed: 1 }),
  'random.categorical': (tf) => tf.random.categorical(tf.ones([2, 3]), 5, 'int32'),
  'random.uniformCandidateSampler': (tf) => {
    const { sampledCandidates, trueExpectedCount } = tf.random.uniformCandidateSampler([[1], [2]], 1, 3, true, 10);
    const [, , counts] = tf.nn.uniformCandidateSampler(tf.placeholder('int64', [null, 2]), 2, 4, false, 10, {
      seed: 1,
    });
    return [sampledCandidates, trueExpectedCount.neg(), counts.neg()];
  },
  'random.logUniformCandidateSampler': (tf) => [...tf.random.logUniformCandidateSampler([[1]], 1, 3, true, 10)],
  'random.learnedUnigramCandidateSampler': (tf) => [...tf.random.learnedUnigramCandidateSampler([[1]], 1, 3, true, 10)],
  'random.fixedUnigramCandidateSampler': (tf) => [
    ...tf.random.fixedUnigramCandidateSampler([[1]], 1, 2, true, 3, { unigrams: [1, 2, 3], distortion: 0.75 }),
  ],
  'random.allCandidateSampler': (tf) => [...tf.random.allCandidateSampler([[1]], 1, 3, true)],
  'nn.computeAccidentalHits': (tf) => {
    const { indices, ids, weights } = tf.nn.computeAccidentalHits(tf.placeholder('int64', [null, 2]), [4, 5, 6], 2);
    return [indices, ids, weights.neg()];
  },
  'nn.nceLoss': (tf) => {
    const [labels, inputs] = [tf.placeholder('int64', [null, 1]), tf.ones([3, 4])];
    const [weights, biases] = [
      [tf.ones([5, 4]), tf.ones([5, 4])],
      [tf.zeros([5]), tf.zeros([5])],
    ];
    return [
      tf.nn.nceLoss(tf.ones([10, 4]), tf.zeros([10]), labels, inputs, 2, 10),
      tf.nn.nceLoss(weights, biases, labels, inputs, 2, 10, { partitionStrategy: 'div' }),
    ];
  },
  'nn.sampledSoftmaxLoss': (tf) =>
    tf.nn.sampledSoftmaxLoss(tf.ones([10, 4]), tf.zeros([10]), [[1, 2]], tf.placeholder('float32', [null, 4]), 2, 10, {
      numTrue: 2,
    }),
  sparseToDense: (tf) => [
    tf.sparseToDense([1, 3], [5], [7, 8]),
    tf.sparseToDense(tf.placeholder('int32', [null, 2]), [2, 3], 1, { defaultValue: -1 }),
  ],
  randomGamma: (tf) => [tf.randomGamma([5], [1, 2]), tf.randomGamma([2, 3], 0.5, [[1], [2]], { seed: 3 })],
  randomPoisson: (tf) => [tf.randomPoisson([1, 20], [5]), tf.randomPoisson(tf.ones([2]), [3], 'int32')],
  'random.statelessUniform': (tf) => [
    tf.random.statelessUniform([2, 3], [1, 2]),
    tf.random.statelessUniform([2], [1, 2], 0, 10, 'int32'),
  ],
  'random.statelessNormal': (tf) => tf.random.statelessNormal([2, 3], [1, 2], { mean: 1, stddev: 0.5 }),
  'random.statelessCategorical': (tf) => tf.random.statelessCategorical(tf.ones([2, 3]), 5, [1, 2], 'int32'),
  'random.statelessMultinomial': (tf) => tf.random.statelessMultinomial(tf.ones([2, 3]), 5, [1, 2]),
  'random.statelessTruncatedNormal': (tf) => tf.random.statelessTruncatedNormal([2, 3], tf.placeholder('int32', [2])),
  multinomial: (tf) => tf.multinomial(tf.ones([2, 3]), 5),
  setRandomSeed: (tf) => [tf.setRandomSeed(7), tf.randomNormal([2])],
  'nn.dropout': (tf) => [
    tf.nn.dropout(tf.placeholder('float32', [null, 3]), 0.5),
    tf.nn.dropout(tf.ones([2]), { rate: tf.placeholder('float32', []) }),
    tf.nn.dropout(tf.ones([2]), 1),
  ],
  'nn.embeddingLookup': (tf) => [
    tf.nn.embeddingLookup(tf.ones([10, 4]), tf.placeholder('int32', [null, 5])),
    tf.nn.embeddingLookup([tf.ones([3, 4]), tf.ones([2, 4])], tf.placeholder('int64', [null, 2])),
    tf.nn.embeddingLookup([tf.placeholder('float32', [null, 4]), tf.ones([2, 4])], [1, 0], {
      partitionStrategy: 'div',
      maxNorm: 1,
      name: 'rows',
    }),
  ],
  'nn.l2Loss': (tf) => tf.nn.l2Loss(tf.ones([2, 3])),
  'nn.l2Normalize': (tf) => tf.nn.l2Normalize(tf.ones([2, 3]), 1),
  'nn.moments': (tf) => {
    const [mean, variance] = tf.nn.moments(tf.placeholder('float32', [null, 8]), [0]);
    return mean.add(variance);
  },
  'nn.batchNormalization': (tf) =>
    tf.nn.batchNormalization(tf.ones([2, 3]), tf.zeros([3]), tf.ones([3]), null, tf.ones([3]), 1e-3),
  'nn.localResponseNormalization': (tf) => tf.nn.localResponseNormalization(tf.ones([1, 4, 4, 8]), 4, 1, 0.001),
  'nn.convolution': (tf) => [
    tf.nn.convolution(tf.placeholder('float32', [null, 9, 2]), tf.ones([3, 2, 4]), 'VALID', [2]),
    tf.nn.convolution(tf.ones([1, 8, 8, 2]), tf.ones([3, 3, 2, 4]), 'SAME', { dilationRate: [2, 2] }),
    tf.nn.convolution(tf.placeholder('float32', [null, null, 8, 2]), tf.ones([3, 3, 2, 4]), 'VALID', 1, 2),
  ],
  'nn.pool': (tf) => [
    tf.nn.pool(tf.placeholder('float32', [null, 9, 2]), [3], 'MAX', 'VALID'),
    tf.nn.pool(tf.ones([1, 8, 8, 2]), [2, 2], 'AVG', 'VALID', [2, 3]),
  ],
  'nn.atrousConv2d': (tf) => tf.nn.atrousConv2d(tf.ones([1, 8, 8, 2]), tf.ones([3, 3, 2, 4]), 2, 'SAME'),
  'nn.atrousConv2dTranspose': (tf) =>
    tf.nn.atrousConv2dTranspose(tf.ones([1, 8, 8, 2]), tf.ones([3, 3, 4, 2]), [1, 8, 8, 4], 2, 'SAME'),
  'nn.conv1dTranspose': (tf) =>
    tf.nn.conv1dTranspose(tf.ones([1, 4, 2]), tf.ones([3, 5, 2]), [1, 8, 5], 2, { padding: 'SAME' }),
  'nn.conv2dBackpropInput': (tf) =>
    tf.nn.conv2dBackpropInput([1, 8, 8, 2], tf.ones([3, 3, 2, 4]), tf.ones([1, 8, 8, 4]), [1, 1, 1, 1], 'SAME'),
  'nn.conv2dBackpropFilter': (tf) =>
    tf.nn.conv2dBackpropFilter(tf.ones([1, 8, 8, 2]), [3, 3, 2, 4], tf.ones([1, 8, 8, 4]), [1, 1, 1, 1], 'SAME'),
  'nn.depthwiseConv2dNative': (tf) =>
    tf.nn.depthwiseConv2dNative(tf.ones([1, 8, 8, 2]), tf.ones([3, 3, 2, 2]), [1, 1, 1, 1], 'SAME'),
  'nn.depthwiseConv2dNativeBackpropInput': (tf) =>
    tf.nn.depthwiseConv2dNativeBackpropInput(
      [1, 8, 8, 2],
      tf.ones([3, 3, 2, 2]),
      tf.ones([1, 8, 8, 4]),
      [1, 1, 1, 1],
      'SAME',
    ),
  'nn.depthwiseConv2dNativeBackpropFilter': (tf) =>
    tf.nn.depthwiseConv2dNativeBackpropFilter(
      tf.ones([1, 8, 8, 2]),
      [3, 3, 2, 2],
      tf.ones([1, 8, 8, 4]),
      [1, 1, 1, 1],
      'SAME',
    ),
  'nn.maxPool1d': (tf) => tf.nn.maxPool1d(tf.placeholder('float32', [null, 9, 2]), 2, 2, 'SAME'),
  'nn.avgPool1d': (tf) => tf.nn.avgPool1d(tf.ones([1, 9, 2]), [2], [1], { padding: 'VALID' }),
  'nn.maxPool2d': (tf) => tf.nn.maxPool2d(tf.ones([1, 8, 8, 2]), 2, 2, 'SAME'),
  'nn.maxPoolWithArgmax': (tf) =>
    tf.nn.maxPoolWithArgmax(tf.placeholder('float32', [null, 8, 8, 2]), [1, 2, 2, 1], [1, 2, 2, 1], 'SAME'),
  'nn.weightedMoments': (tf) => tf.nn.weightedMoments(tf.placeholder('float32', [null, 3]), [0], [1, 2, 3]),
  'nn.sufficientStatistics': (tf) => [
    ...tf.nn.sufficientStatistics(tf.placeholder('float32', [null, 3]), [0], 0.5).map((x) => x ?? tf.noOp()),
    tf.nn.sufficientStatistics(tf.ones([2, 3]), 1, { keepDims: true })[1],
  ],
  'nn.normalizeMoments': (tf) => tf.nn.normalizeMoments(tf.constant(2), tf.ones([3]), tf.ones([3]), null),
  'nn.logPoissonLoss': (tf) => [
    tf.nn.logPoissonLoss(tf.ones([3]), tf.zeros([3])),
    tf.nn.logPoissonLoss(tf.ones([3]), tf.zeros([3]), true),
  ],
  'nn.batchNormWithGlobalNormalization': (tf) =>
    tf.nn.batchNormWithGlobalNormalization(tf.ones([1, 2, 2, 1]), [0], [1], [0], [1], 0.1, true),
  'nn.maxPool': (tf) => tf.nn.maxPool(tf.ones([1, 8, 8, 2]), [1, 2, 2, 1], [1, 2, 2, 1], 'SAME'),
  'nn.avgPool': (tf) => tf.nn.avgPool(tf.ones([1, 8, 8, 2]), { ksize: 3, strides: 2, padding: 'VALID' }),
  'nn.topK': (tf) => {
    const { values, indices } = tf.nn.topK(tf.ones([2, 10]), 3);
    const [first] = tf.nn.topK(tf.ones([4]));
    return [values.neg(), indices.neg(), first.neg()];
  },
  'nn.inTopK': (tf) => tf.nn.inTopK(tf.ones([2, 10]), [1, 2], 3),
  'nn.softmax': (tf) => [tf.nn.softmax(tf.ones([2, 3])), tf.nn.softmax(tf.ones([2, 3]), 0)],
  'nn.logSoftmax': (tf) => tf.nn.logSoftmax(tf.ones([2, 3]), { axis: -1 }),
  randomUniformInitializer: (tf) => tf.randomUniformInitializer(-1, 1, 7)([2]),
  randomNormalInitializer: (tf) => tf.randomNormalInitializer({ stddev: 0.1, seed: 7 })([2]),
};
