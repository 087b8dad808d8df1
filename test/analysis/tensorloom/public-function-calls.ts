/**
 * Each public function called once or more, as small programs: they are run as they stand, and analysed as their text.
 * Those that run something or start over are not here.
 */

import type * as tensorloom from '../../../engine/index.ts';
import { assertionCalls } from './assertion-calls.ts';
import { controlCalls } from './control-calls.ts';
import { imageCalls } from './image-calls.ts';
import { libraryCalls } from './library-calls.ts';
import { matrixCalls } from './matrix-calls.ts';
import { orderCalls } from './order-calls.ts';

export type Program = (tf: typeof tensorloom) => unknown;

export const calls: Readonly<Record<string, Program>> = {
  ...imageCalls,
  ...matrixCalls,
  ...orderCalls,
  ...libraryCalls,
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
  noOp: (tf) => tf.noOp({ name: 'nothing' }),
  group: (tf) => tf.group(tf.constant(1), [tf.noOp()], { name: 'all' }),
  tuple: (tf) => tf.tuple([tf.constant(1), null, tf.constant(2)], { controlInputs: [tf.noOp()] }),
  ...assertionCalls,
  ...controlCalls,
  Print: (tf) => tf.Print(tf.constant(1), [tf.constant(2)], 'now', { firstN: 2 }),
  Assert: (tf) => tf.Assert(tf.constant(true), [tf.constant(1)], { summarize: 5 }),
  identity: (tf) => tf.identity([1, 2], { name: 'same' }),
  stopGradient: (tf) => tf.stopGradient(tf.constant(1)),
  checkNumerics: (tf) => tf.checkNumerics(tf.constant(1), 'bad'),
  addCheckNumericsOps: (tf) => [tf.sqrt(tf.constant(1)), tf.addCheckNumericsOps()],
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
  gradients: (tf) => {
    const x = tf.placeholder('float32', [3]);
    const [gradient, none] = tf.gradients(tf.square(x), [x, tf.constant(1)]);
    return [
      gradient!.neg(),
      none === null ? tf.noOp({ name: 'none' }) : null,
      tf.gradients(x, x, { gradYs: [[1, 2, 3]] }),
    ];
  },
  argmax: (tf) => [tf.argmax(tf.ones([2, 3]), 1), tf.argmax(tf.ones([2, 3]), { outputType: 'int32' })],
  argmin: (tf) => tf.argmin(tf.ones([2, 3])),
  cumsum: (tf) => tf.cumsum(tf.ones([2, 3]), 1, { reverse: true }),
  cumprod: (tf) => tf.cumprod(tf.ones([2, 3])),
  add: (tf) => [tf.add(tf.ones([2, 1]), tf.ones([3])), tf.add(1, tf.constant([1, 2], 'int32'))],
  subtract: (tf) => tf.subtract([1, 2], 1),
  multiply: (tf) => tf.multiply(2, tf.placeholder('float64', [null])),
  pow: (tf) => tf.pow(tf.ones([2]), 3),
  maximum: (tf) => tf.maximum(tf.ones([2]), 0),
  minimum: (tf) => tf.minimum(tf.ones([2]), tf.zeros([2])),
  squaredDifference: (tf) => tf.squaredDifference([1], [2]),
  atan2: (tf) => tf.atan2([1], [2]),
  scalarMul: (tf) => tf.scalarMul(2, tf.ones([3])),
  addN: (tf) => [tf.addN([tf.ones([2]), tf.ones([2])]), tf.addN([[1, 2]])],
  accumulateN: (tf) => tf.accumulateN([tf.ones([2]), tf.ones([2])], { shape: [2] }),
  confusionMatrix: (tf) => [
    tf.confusionMatrix(tf.placeholder('int32', [null]), [1, 2], 3),
    tf.confusionMatrix([[0], [1]], [0, 1], { numClasses: 2, dtype: 'float32', weights: [1, 2] }),
    tf.confusionMatrix(tf.placeholder('int64', [2]), tf.placeholder('int64', [2])),
  ],
  histogramFixedWidth: (tf) => [
    tf.histogramFixedWidth(tf.placeholder('float32', [null, 3]), [0, 1], 5),
    tf.histogramFixedWidth([1, 2], [0, 1], { dtype: 'int64' }),
  ],
  bincount: (tf) => [
    tf.bincount(tf.placeholder('int32', [null]), { minlength: 3 }),
    tf.bincount([0, 1], { weights: [0.5, 1], maxlength: 2 }),
  ],
  cast: (tf) => [tf.cast([1.5], 'int32'), tf.cast(tf.ones([1]), 'float32')],
  toFloat: (tf) => tf.toFloat(tf.constant(1, 'int32')),
  toDouble: (tf) => tf.toDouble([1]),
  toInt32: (tf) => tf.toInt32([1]),
  toInt64: (tf) => tf.toInt64([1]),
  range: (tf) => [tf.range(5), tf.range(2, 10, 3), tf.range(0, 1, { delta: 0.25, name: 'quarters' })],
  linspace: (tf) => tf.linspace(0, 1, 5),
  linSpace: (tf) => tf.linSpace(0, 1, 5),
  clipByValue: (tf) => tf.clipByValue(tf.ones([2]), -1, 1),
  clipByNorm: (tf) => tf.clipByNorm(tf.ones([2, 3]), 1, [1]),
  globalNorm: (tf) => tf.globalNorm([tf.ones([2]), null, tf.ones([3])]),
  clipByGlobalNorm: (tf) => {
    const [clipped, norm] = tf.clipByGlobalNorm([tf.ones([2]), null], 5);
    return [clipped[0]!.neg(), norm.neg()];
  },
  less: (tf) => tf.less([1], 2),
  lessEqual: (tf) => tf.lessEqual([1], 2),
  greater: (tf) => tf.greater([1], 2),
  greaterEqual: (tf) => tf.greaterEqual([1], 2),
  equal: (tf) => tf.equal(['a'], 'b'),
  notEqual: (tf) => tf.notEqual([1], 2),
  logicalAnd: (tf) => tf.logicalAnd([true], false),
  logicalOr: (tf) => tf.logicalOr([true], false),
  logicalNot: (tf) => tf.logicalNot([true]),
  logicalXor: (tf) => tf.logicalXor([true], false),
  approximateEqual: (tf) => tf.approximateEqual([1], [2], 0.1),
  'math.reduceVariance': (tf) => tf.math.reduceVariance(tf.placeholder('float32', [null, 3]), 1, true),
  'math.reduceStd': (tf) => [tf.math.reduceStd(tf.ones([2, 3])), tf.math.reduceStd([1, 2], { axis: 0 })],
  reduceLogsumexp: (tf) => tf.reduceLogsumexp(tf.placeholder('float32', [null, 3]), 1),
  countNonzero: (tf) => tf.countNonzero(tf.ones([2, 3]), { axis: 0, dtype: 'int32' }),
  norm: (tf) => [tf.norm(tf.ones([2, 3])), tf.norm(tf.ones([2, 3]), 1, { axis: 1, keepDims: true })],
  truediv: (tf) => tf.truediv(tf.constant([1], 'int32'), 2),
  divide: (tf) => tf.divide([1], 2),
  div: (tf) => tf.div(tf.constant([1], 'int32'), 2),
  realdiv: (tf) => tf.realdiv([1], 2),
  floordiv: (tf) => tf.floordiv([1], 2),
  truncatediv: (tf) => tf.truncatediv(tf.constant([1], 'int32'), 2),
  divNoNan: (tf) => tf.divNoNan([1], 2),
  floormod: (tf) => tf.floormod([1], 2),
  mod: (tf) => tf.mod([1], 2),
  truncatemod: (tf) => tf.truncatemod([1], 2),
  reduceSum: (tf) => [tf.reduceSum(tf.ones([2, 3])), tf.reduceSum(tf.ones([2, 3]), 1, true)],
  reduceMean: (tf) => [tf.reduceMean([1, 2]), tf.reduceMean(tf.placeholder('float32'), { axis: [0], name: 'mean' })],
  reduceProd: (tf) => tf.reduceProd(tf.ones([2, 3]), [0, 1]),
  reduceMax: (tf) => tf.reduceMax(tf.ones([2, 3]), -1),
  reduceMin: (tf) => tf.reduceMin(tf.ones([2, 3]), null, { keepDims: true }),
  reduceAll: (tf) => tf.reduceAll([true, false]),
  reduceAny: (tf) => tf.reduceAny(tf.equal(tf.ones([2, 2]), 1), 0),
  matmul: (tf) => [
    tf.matmul(tf.placeholder('float32', [null, 3]), tf.ones([3, 4])),
    tf.matmul(tf.ones([3, 2]), tf.ones([4, 3]), { transposeA: true, transposeB: true, name: 'product' }),
    tf.matmul(tf.ones([5, 2, 3]), tf.ones([5, 3, 4])),
  ],
  tensordot: (tf) => [
    tf.tensordot(tf.ones([2, 3]), tf.ones([3, 4]), 1),
    tf.tensordot(tf.placeholder('float32', [null, 3]), tf.ones([3, 4]), [[1], [0]]),
  ],
  einsum: (tf) => [
    tf.einsum('bij,jk->bik', tf.placeholder('float32', [null, 2, 3]), tf.ones([3, 4])),
    tf.einsum('abc,cd,db->ad', tf.placeholder('float32'), tf.ones([3, 2]), tf.ones([2, 2]), { name: 'three' }),
  ],
  negative: (tf) => tf.negative([1]),
  abs: (tf) => tf.abs([1]),
  sign: (tf) => tf.sign([1]),
  square: (tf) => tf.square([1]),
  reciprocal: (tf) => tf.reciprocal([1]),
  sqrt: (tf) => tf.sqrt([1]),
  rsqrt: (tf) => tf.rsqrt([1]),
  exp: (tf) => tf.exp([1]),
  expm1: (tf) => tf.expm1([1]),
  log: (tf) => tf.log([1]),
  log1p: (tf) => tf.log1p([1]),
  sin: (tf) => tf.sin([1]),
  cos: (tf) => tf.cos([1]),
  tan: (tf) => tf.tan([1]),
  asin: (tf) => tf.asin([1]),
  acos: (tf) => tf.acos([1]),
  atan: (tf) => tf.atan([1]),
  sinh: (tf) => tf.sinh([1]),
  cosh: (tf) => tf.cosh([1]),
  tanh: (tf) => tf.tanh([1], { name: 'squashed' }),
  asinh: (tf) => tf.asinh([1]),
  acosh: (tf) => tf.acosh([1]),
  atanh: (tf) => tf.atanh([0.5]),
  sigmoid: (tf) => tf.sigmoid([1]),
  erf: (tf) => tf.erf([1]),
  erfc: (tf) => tf.erfc([1]),
  lgamma: (tf) => tf.lgamma([1]),
  logSigmoid: (tf) => [tf.logSigmoid([1]), tf.math.logSigmoid(tf.ones([2, 3]))],
  polygamma: (tf) => tf.math.polygamma(tf.constant([1, 2]), tf.ones([3, 2])),
  zeta: (tf) => tf.zeta([2, 3], 1),
  digamma: (tf) => tf.digamma([1]),
  ceil: (tf) => tf.ceil([1]),
  floor: (tf) => tf.floor([1]),
  rint: (tf) => tf.rint([1]),
  round: (tf) => [tf.round([1]), tf.round(tf.constant([1], 'int32'))],
  isNan: (tf) => tf.isNan([1]),
  isInf: (tf) => tf.isInf([1]),
  isFinite: (tf) => tf.isFinite([1]),
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
  multinomial: (tf) => tf.multinomial(tf.ones([2, 3]), 5),
  setRandomSeed: (tf) => [tf.setRandomSeed(7), tf.randomNormal([2])],
  'nn.dropout': (tf) => [
    tf.nn.dropout(tf.placeholder('float32', [null, 3]), 0.5),
    tf.nn.dropout(tf.ones([2]), { rate: tf.placeholder('float32', []) }),
    tf.nn.dropout(tf.ones([2]), 1),
  ],
  'nn.embeddingLookup': (tf) => tf.nn.embeddingLookup(tf.ones([10, 4]), tf.placeholder('int32', [null, 5])),
  'nn.l2Loss': (tf) => tf.nn.l2Loss(tf.ones([2, 3])),
  'nn.l2Normalize': (tf) => tf.nn.l2Normalize(tf.ones([2, 3]), 1),
  'nn.moments': (tf) => {
    const [mean, variance] = tf.nn.moments(tf.placeholder('float32', [null, 8]), [0]);
    return mean.add(variance);
  },
  'nn.batchNormalization': (tf) =>
    tf.nn.batchNormalization(tf.ones([2, 3]), tf.zeros([3]), tf.ones([3]), null, tf.ones([3]), 1e-3),
  'nn.localResponseNormalization': (tf) => tf.nn.localResponseNormalization(tf.ones([1, 4, 4, 8]), 4, 1, 0.001),
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
  assertShape: (tf) => tf.assertShape(tf.placeholder('float32'), [null, 3]).neg(),
  asDtype: (tf) => tf.zeros([1], tf.asDtype('int32')),
  nameScope: (tf) =>
    tf.nameScope('outer', (scope) => [
      tf.constant(1),
      tf.nameScope('inner', () => tf.constant(2).neg()),
      tf.nameScope(scope, () => tf.constant(3)),
    ]),
  device: (tf) =>
    tf.device('/cpu:0', () =>
      tf.device(
        (op) => (op.type === 'Neg' ? '/gpu:1' : null),
        () => tf.constant(1).neg(),
      ),
    ),
  controlDependencies: (tf) => tf.controlDependencies([tf.noOp(), tf.constant(1)], () => tf.constant(2)),
  getDefaultGraph: (tf) => tf.getDefaultGraph().nameScope('s', () => tf.noOp()),
  addToCollection: (tf) => [
    tf.addToCollection('losses', tf.constant(1)),
    tf.addN(tf.getCollection<tensorloom.Tensor>('losses')),
  ],
  getCollection: (tf) => [
    tf.addToCollection('kept', tf.constant(1)),
    tf.group(tf.getCollection<tensorloom.Tensor>('kept', 'Const')),
  ],
  getCollectionRef: (tf) => tf.constant(tf.getCollectionRef('none').length),
  assign: (tf) => tf.assign(new tf.Variable([1, 2]), [3, 4]),
  assignAdd: (tf) => tf.assignAdd(new tf.Variable(tf.zeros([2])), [1, 1], { useLocking: true }),
  assignSub: (tf) => tf.assignSub(new tf.Variable([1]), [1]),
  scatterUpdate: (tf) => tf.scatterUpdate(new tf.Variable(tf.zeros([4, 2])), [1], [[5, 6]]),
  scatterAdd: (tf) => tf.scatterAdd(new tf.Variable(tf.zeros([4])), [1, 2], [5, 6]),
  scatterSub: (tf) => tf.scatterSub(new tf.Variable(tf.zeros([4])), 1, 5),
  scatterMul: (tf) => tf.scatterMul(new tf.Variable(tf.zeros([4])), [1], [5]),
  scatterDiv: (tf) => tf.scatterDiv(new tf.Variable(tf.zeros([4])), [1], [5]),
  scatterMax: (tf) => tf.scatterMax(new tf.Variable(tf.zeros([4])), [1], [5]),
  scatterMin: (tf) => tf.scatterMin(new tf.Variable(tf.zeros([4])), [1], [5]),
  scatterNdUpdate: (tf) =>
    tf.scatterNdUpdate(
      new tf.Variable(tf.zeros([4, 2])),
      [
        [1, 0],
        [3, 1],
      ],
      [5, 6],
    ),
  scatterNdAdd: (tf) => tf.scatterNdAdd(new tf.Variable(tf.zeros([4, 2])), [[1]], [[5, 6]]),
  scatterNdSub: (tf) => tf.scatterNdSub(new tf.Variable(tf.zeros([4])), [[1]], [5], { useLocking: true }),
  globalVariables: (tf) => {
    const w = new tf.Variable(1, { name: 'w' });
    return tf.globalVariables().length === 1 && tf.globalVariables()[0] === w ? tf.noOp() : null;
  },
  localVariables: (tf) => {
    new tf.Variable(1, { collections: [tf.GraphKeys.LOCAL_VARIABLES], trainable: false });
    return tf.constant(tf.localVariables().length);
  },
  trainableVariables: (tf) => {
    new tf.Variable(1, { name: 'a/w' });
    new tf.Variable(1, { name: 'b/w', trainable: false });
    return tf.constant(tf.trainableVariables('a').map((variable) => variable.name));
  },
  variablesInitializer: (tf) => tf.variablesInitializer([new tf.Variable(1), new tf.Variable([2])], { name: 'start' }),
  globalVariablesInitializer: (tf) => [new tf.Variable(() => tf.randomNormal([2, 3])), tf.globalVariablesInitializer()],
  localVariablesInitializer: (tf) => tf.localVariablesInitializer(),
  isVariableInitialized: (tf) => tf.isVariableInitialized(new tf.Variable(1)),
  reportUninitializedVariables: (tf) => [new tf.Variable(1), tf.reportUninitializedVariables()],
  getVariable: (tf) => {
    tf.getVariable('i', [2], 'int32');
    tf.getVariable('v', { initializer: tf.constant([1, 2]) });
    tf.getVariable('p', { dtype: 'float32', initializer: 3 });
    tf.getVariable('f', { initializer: () => tf.zeros([4]) });
    tf.getVariable('o', [2, 3], { initializer: (shape, { dtype }) => tf.ones([...shape], dtype) });
    tf.getVariable('t', [2, 3], 'float64', tf.truncatedNormalInitializer({ stddev: 0.1 }));
    tf.getVariable('z', [2], { initializer: tf.zerosInitializer, regularizer: (w) => tf.nn.l2Loss(w) });
    const w = tf.getVariable('w', { shape: [2, 3], regularizer: tf.regularizers.l2(0.1), trainable: false });
    tf.getVariableScope().reuseVariables();
    return [w.neg(), tf.getVariable('w').neg(), tf.constant(w === tf.getVariable('w', [2, null]))];
  },
  getVariableScope: (tf) => {
    const scope = tf.getVariableScope();
    scope.setInitializer(tf.onesInitializer());
    scope.setRegularizer(tf.regularizers.l1());
    scope.setDtype('float64');
    tf.getVariable('w', [2]);
    return tf.variableScope('a', (inner) => [
      tf.getVariable('v', [1]),
      tf.constant([inner.name, inner.originalNameScope, inner.prefix, inner.dtype, String(inner.reuse)]),
      tf.constant([inner.globalVariables().length, scope.trainableVariables().length]),
      tf.constant([inner.localVariables().length, inner.getCollection(tf.GraphKeys.REGULARIZATION_LOSSES).length]),
    ]);
  },
  variableScope: (tf) => {
    const layer = () => tf.variableScope('layer', () => tf.getVariable('w', [2]).neg());
    const model = tf.variableScope('model', { initializer: tf.initializers.zeros() }, (scope) => {
      layer();
      return scope;
    });
    tf.variableScope(model, { reuse: true }, layer);
    tf.variableScope('model', { reuse: tf.AUTO_REUSE, regularizer: (w) => tf.reduceSum(w) }, () => [
      layer(),
      tf.getVariable('b', { shape: [] }),
    ]);
    const named = () => tf.variableScope(null, { defaultName: 'block', auxiliaryNameScope: true }, layer);
    return [named(), named(), tf.variableScope('plain', { auxiliaryNameScope: false }, () => tf.constant(1))];
  },
  zerosInitializer: (tf) => [
    tf.zerosInitializer()([2, 3]),
    tf.initializers.zeros('int32')([2]),
    new tf.Variable(() => tf.zerosInitializer()([2])),
  ],
  onesInitializer: (tf) => tf.onesInitializer({ dtype: 'int32' })(new tf.TensorShape([2])),
  constantInitializer: (tf) => [
    tf.constantInitializer(5)([2, 2], 'int32'),
    tf.getVariable('c', [2, 3], 'float32', tf.constantInitializer([1, 2], 'float32')),
  ],
  randomUniformInitializer: (tf) => tf.randomUniformInitializer(-1, 1, 7)([2]),
  randomNormalInitializer: (tf) => tf.randomNormalInitializer({ stddev: 0.1, seed: 7 })([2]),
  truncatedNormalInitializer: (tf) => tf.truncatedNormalInitializer(0, 0.1)([2]),
  varianceScalingInitializer: (tf) => tf.varianceScalingInitializer(2, 'fan_avg', 'uniform')([2, 3]),
  uniformUnitScalingInitializer: (tf) => tf.uniformUnitScalingInitializer({ factor: 1.5 })([3, 3, 2]),
  glorotUniformInitializer: (tf) => tf.glorotUniformInitializer()([2, 3], { dtype: 'float64' }),
  glorotNormalInitializer: (tf) => tf.getVariable('w', [2, 3], { initializer: tf.glorotNormalInitializer }),
  orthogonalInitializer: (tf) => [
    tf.orthogonalInitializer(2, 7)([3, 3, 2]),
    tf.getVariable('w', [2, 3], { initializer: tf.initializers.orthogonal() }),
  ],
  'initializers.identity': (tf) => tf.initializers.identity({ gain: 2 })([2, 3]),
  tablesInitializer: (tf) => tf.controlDependencies([tf.tablesInitializer()], () => tf.constant(1)),
  'initializers.heNormal': (tf) => tf.initializers.heNormal(7)([2, 3]),
  'initializers.heUniform': (tf) => tf.initializers.heUniform()([2, 3]),
  'initializers.lecunNormal': (tf) => tf.initializers.lecunNormal()([2, 3]),
  'initializers.lecunUniform': (tf) => tf.initializers.lecunUniform()([2, 3]),
  'regularizers.l1': (tf) => tf.regularizers.l1()(tf.ones([2])),
  'regularizers.l2': (tf) => tf.regularizers.l2({ l: 0.1 })([1, 2]),
  'regularizers.l1L2': (tf) => tf.regularizers.l1L2(0.1, 0.2)(tf.getVariable('w', [2])),
  'summary.merge': (tf) => tf.summary.merge([tf.summary.scalar('a', 1), tf.summary.scalar('b', 2)]),
  'summary.mergeAll': (tf) => [tf.summary.scalar('a', 1), tf.summary.mergeAll()],
  'summary.scalar': (tf) => tf.summary.scalar('loss', tf.reduceMean([1, 2]), { family: 'training' }),
  'summary.histogram': (tf) => tf.summary.histogram('weights', tf.ones([2, 3])),
  'summary.image': (tf) => tf.summary.image('digits', tf.ones([4, 28, 28, 1]), 2),
  'summary.audio': (tf) => tf.summary.audio('sound', tf.ones([1, 100, 1]), 44100),
  'summary.tensorSummary': (tf) => tf.summary.tensorSummary('raw', tf.ones([2]), { pluginName: 'own' }),
  'summary.text': (tf) => tf.summary.text('notes', tf.constant('hello')),
  'train.getGlobalStep': (tf) => (tf.train.getGlobalStep() === null ? tf.noOp() : null),
  'train.createGlobalStep': (tf) => [tf.train.createGlobalStep(), tf.train.getGlobalStep()!.cast('float32')],
  'train.getOrCreateGlobalStep': (tf) => [tf.train.getOrCreateGlobalStep(), tf.train.getOrCreateGlobalStep()],
  'train.assertGlobalStep': (tf) => tf.train.assertGlobalStep(tf.train.createGlobalStep()),
  'train.checkFinite': (tf) => [
    tf.train.checkFinite(tf.log([1, 2])),
    tf.train.checkFinite([tf.sqrt(tf.ones([2])), tf.noOp()], { name: 'all' }),
  ],
  'train.cosineDecay': (tf) => tf.train.cosineDecay(0.1, tf.train.createGlobalStep(), 1000),
  'train.cosineDecayRestarts': (tf) => tf.train.cosineDecayRestarts(0.1, tf.train.createGlobalStep(), 1000),
  'train.linearCosineDecay': (tf) => tf.train.linearCosineDecay(0.1, tf.train.createGlobalStep(), 1000, { beta: 0 }),
  'train.exponentialDecay': (tf) => tf.train.exponentialDecay(0.1, tf.train.createGlobalStep(), 1000, 0.96, true),
  'train.naturalExpDecay': (tf) => tf.train.naturalExpDecay(0.1, tf.train.createGlobalStep(), 1000, 0.96),
  'train.inverseTimeDecay': (tf) => tf.train.inverseTimeDecay(0.1, tf.train.createGlobalStep(), 1000, 0.96),
  'train.polynomialDecay': (tf) => tf.train.polynomialDecay(0.1, tf.train.createGlobalStep(), 1000, { power: 2 }),
  'train.piecewiseConstant': (tf) => tf.train.piecewiseConstant(tf.train.createGlobalStep(), [100, 200], [1, 0.5, 0.1]),
};
